import { databaseOf, mayUse, SqlError, tableOf, type Result, type Scene } from './data';
import { insert, remove, update } from './rows';
import { select } from './select';
import { alterTable, createTable, describe, readTableName, showCreate } from './tables';
import { Words } from './words';

type Run = (from: Words, scene: Scene) => Result;

const done: Result = { changed: 0 };

function admin({ user }: Scene, right: string): void {
  if (user !== 'root')
    throw new SqlError(
      1227,
      '42000',
      `Access denied; you need (at least one of) the ${right} privilege(s) for this operation`,
    );
}

/** `name`, `'name'@'host'`; the lab's users come from everywhere. */
function readUser(from: Words): string {
  const name = from.take('text') ?? from.name();
  if (from.skip('@')) from.take('text');
  else from.take('variable');
  return name;
}

const createDatabase: Run = (from, scene) => {
  const mild = from.skip('if', 'not', 'exists');
  const name = from.name();
  const { databases } = scene.data;
  if (!mayUse(scene, name))
    throw new SqlError(1044, '42000', `Access denied for user '${scene.user}'@'%' to database '${name}'`);
  if (!Object.hasOwn(databases, name)) databases[name] = {};
  else if (!mild) throw new SqlError(1007, 'HY000', `Can't create database '${name}'; database exists`);
  return { changed: 1 };
};

const dropDatabase: Run = (from, scene) => {
  const mild = from.skip('if', 'exists');
  const name = from.name();
  if (!Object.hasOwn(scene.data.databases, name)) {
    if (mild) return done;
    throw new SqlError(1008, 'HY000', `Can't drop database '${name}'; database doesn't exist`);
  }
  databaseOf(scene, name);
  Reflect.deleteProperty(scene.data.databases, name);
  return done;
};

const dropTable: Run = (from, scene) => {
  const mild = from.skip('if', 'exists');
  for (const name of from.list(() => readTableName(from))) {
    const tables = databaseOf(scene, name.database);
    if (!mild && !Object.hasOwn(tables, name.table))
      throw new SqlError(1051, '42S02', `Unknown table '${name.database ?? scene.database ?? ''}.${name.table}'`);
    Reflect.deleteProperty(tables, name.table);
  }
  return done;
};

const createUser: Run = (from, scene) => {
  admin(scene, 'CREATE USER');
  const mild = from.skip('if', 'not', 'exists');
  const user = readUser(from);
  const password = from.skip('identified', 'by') ? (from.take('text') ?? from.fail()) : '';
  if (Object.hasOwn(scene.data.users, user) && !mild)
    throw new SqlError(1396, 'HY000', `Operation CREATE USER failed for '${user}'@'%'`);
  scene.data.users[user] ??= { hash: scene.hash(password), grants: [] };
  return done;
};

const grant: Run = (from, scene) => {
  admin(scene, 'GRANT OPTION');
  while (!from.sees('on')) if (from.done || (from.take('word') === undefined && !from.skip(','))) from.fail();
  from.expect('on');
  const database = from.skip('*') ? '*' : from.name();
  from.expect('.');
  if (!from.skip('*')) from.name();
  from.expect('to');
  const user = readUser(from);
  const target = Object.hasOwn(scene.data.users, user) ? scene.data.users[user] : undefined;
  if (!target) throw new SqlError(1133, '28000', "Can't find any matching row in the user table");
  target.grants.push(database);
  return done;
};

const showDatabases: Run = (_, scene) => ({
  columns: ['Database'],
  rows: ['information_schema', ...Object.keys(scene.data.databases)]
    .filter((one) => one === 'information_schema' || mayUse(scene, one))
    .sort()
    .map((one) => [one]),
});

const showTables: Run = (from, scene) => {
  const name = from.skip('from') || from.skip('in') ? from.name() : scene.database;
  const tables = databaseOf(scene, name);
  return {
    columns: [`Tables_in_${name ?? ''}`],
    rows: Object.keys(tables)
      .sort()
      .map((one) => [one]),
  };
};

const showCreateTable: Run = (from, scene) => {
  const name = readTableName(from);
  return showCreate(name.table, tableOf(scene, name));
};

const describeTable: Run = (from, scene) => describe(tableOf(scene, readTableName(from)));

/** What may follow anything: settings and transactions have no meaning in a database without rollback. */
const ignored: Run = (from) => {
  // At the end there is nothing left to skip.
  do from.pass();
  while (from.skip(',') || from.skip(')'));
  return done;
};

/** Statements by their first words. */
const statements: readonly (readonly [string, Run])[] = [
  ['select', select],
  ['insert', insert],
  ['update', update],
  ['delete', remove],
  ['create table', createTable],
  ['create database', createDatabase],
  ['create schema', createDatabase],
  ['create user', createUser],
  ['drop table', dropTable],
  ['drop database', dropDatabase],
  ['drop schema', dropDatabase],
  ['alter table', (from, scene) => alterTable(from, scene, tableOf(scene, readTableName(from)))],
  [
    'truncate',
    (from, scene) => {
      from.skip('table');
      const table = tableOf(scene, readTableName(from));
      table.rows.splice(0);
      table.next = 1;
      return done;
    },
  ],
  ['show databases', showDatabases],
  ['show schemas', showDatabases],
  ['show tables', showTables],
  ['show create table', showCreateTable],
  ['show columns from', describeTable],
  ['describe', describeTable],
  ['desc', describeTable],
  [
    'use',
    (from, scene) => {
      const use = from.name();
      databaseOf(scene, use);
      return { use };
    },
  ],
  ['grant', grant],
  ['flush privileges', ignored],
  ['set', ignored],
  ['commit', ignored],
  ['begin', ignored],
  ['rollback', ignored],
  ['start transaction', ignored],
  ['lock tables', ignored],
  ['unlock tables', ignored],
];

/** Does the statement change what is kept? */
export const changesData = ({ columns, use }: Result): boolean => !columns && use === undefined;

/** Runs one statement. Throws SqlError. */
export function runSql(scene: Scene, text: string): Result {
  const from = new Words(text.trim().replace(/;\s*$/, ''));
  const run = statements.find(([words]) => from.skip(...words.split(' ')))?.[1];
  return run ? run(from, scene) : from.fail();
}

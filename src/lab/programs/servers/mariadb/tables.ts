import {
  databaseOf,
  SqlError,
  type Column,
  type Result,
  type Scene,
  type Table,
  type TableName,
  type Value,
} from './data';
import { readExpression } from './expression';
import { columnPlace, envOf } from './select';
import type { Words } from './words';

/** A table's name, with its database when it is told. */
export function readTableName(from: Words): TableName {
  const first = from.name();
  return from.skip('.') ? { database: first, table: from.name() } : { table: first };
}

/** Widths that MariaDB shows where a statement told none. */
const widths: Readonly<Record<string, string>> = {
  int: 'int(11)',
  integer: 'int(11)',
  bigint: 'bigint(20)',
  smallint: 'smallint(6)',
  tinyint: 'tinyint(4)',
  bool: 'tinyint(1)',
  boolean: 'tinyint(1)',
  decimal: 'decimal(10,0)',
  char: 'char(1)',
};

/** Holds the column numbers? */
export const isNumeric = ({ type }: Column): boolean => /^(\w*int|decimal|float|double)/.test(type);

function readType(from: Words): string {
  const word = (from.take('word') ?? from.fail()).toLowerCase();
  if (!from.skip('(')) return (widths[word] ?? word) + (from.skip('unsigned') ? ' unsigned' : '');
  const sizes = from.list(() => {
    const text = from.take('text');
    return text === undefined ? (from.take('number') ?? from.fail()) : `'${text}'`;
  });
  from.expect(')');
  return `${word}(${sizes.join(',')})${from.skip('unsigned') ? ' unsigned' : ''}`;
}

type Draft = { -readonly [Key in keyof Column]: Column[Key] };

/** What may stand behind a column's type. */
const attributes: readonly (readonly [readonly string[], (draft: Draft, from: Words, scene: Scene) => void])[] = [
  [['not', 'null'], (draft) => (draft.required = true)],
  [['null'], () => undefined],
  [['auto_increment'], (draft) => (draft.counts = true)],
  [['primary', 'key'], (draft) => Object.assign(draft, { key: 'PRI', required: true })],
  [['unique', 'key'], (draft) => (draft.key = 'UNI')],
  [['unique'], (draft) => (draft.key = 'UNI')],
  [
    ['default'],
    (draft, from, scene) => {
      draft.fallback = readExpression(from).value(envOf(scene, 'DEFAULT', [], []));
    },
  ],
];

function readColumn(from: Words, scene: Scene): Column {
  const draft: Draft = { name: from.name(), type: readType(from) };
  while (!from.sees(',') && !from.sees(')') && !from.done) {
    const found = attributes.find(([words]) => from.skip(...words));
    if (found) found[1](draft, from, scene);
    else from.pass();
  }
  return draft;
}

const keyWords = ['primary', 'unique', 'key', 'index', 'constraint', 'foreign', 'fulltext', 'check'];

/** CREATE TABLE, behind these words. Throws SqlError. */
export function createTable(from: Words, scene: Scene): Result {
  const mild = from.skip('if', 'not', 'exists');
  const { database, table } = readTableName(from);
  const tables = databaseOf(scene, database);
  const made: Table = { columns: [], rows: [], next: 1 };
  from.expect('(');
  from.list(() => {
    if (from.sees('primary', 'key')) primaryKey(from, made);
    else if (keyWords.some((word) => from.sees(word))) from.pass();
    else made.columns.push(readColumn(from, scene));
  });
  from.expect(')');
  if (Object.hasOwn(tables, table)) {
    if (mild) return { changed: 0 };
    throw new SqlError(1050, '42S01', `Table '${table}' already exists`);
  }
  tables[table] = made;
  return { changed: 0 };
}

function primaryKey(from: Words, table: Table): void {
  from.expect('primary', 'key', '(');
  const names = from.list(() => from.name());
  from.expect(')');
  // A key of several columns makes none of them unique alone.
  if (names.length > 1) return;
  for (const name of names) changeColumn(table, name, (column) => ({ ...column, key: 'PRI', required: true }));
}

function changeColumn(table: Table, name: string, change: (column: Column) => Column): void {
  const place = columnPlace(table.columns, name);
  const column = table.columns[place];
  if (!column) throw new SqlError(1072, '42000', `Key column '${name}' doesn't exist in table`);
  table.columns = table.columns.with(place, change(column));
}

/** ALTER TABLE … ADD, DROP, RENAME, MODIFY and CHANGE COLUMN, behind the table's name. */
export function alterTable(from: Words, scene: Scene, table: Table): Result {
  from.list(() => {
    const action = (from.take('word') ?? from.fail()).toLowerCase();
    from.skip('column');
    const run = Object.hasOwn(alterations, action) ? alterations[action] : undefined;
    if (run) run(from, scene, table);
    else from.fail();
  });
  return { changed: 0 };
}

const alterations: Readonly<Record<string, (from: Words, scene: Scene, table: Table) => void>> = {
  add: (from, scene, table) => {
    if (from.sees('primary', 'key')) primaryKey(from, table);
    else if (keyWords.some((word) => from.sees(word))) from.pass();
    else addColumn(table, readColumn(from, scene));
  },
  drop: (from, _, table) => {
    const name = from.name();
    const place = columnPlace(table.columns, name);
    if (place === -1) throw new SqlError(1091, '42000', `Can't DROP COLUMN \`${name}\`; check that it exists`);
    table.columns.splice(place, 1);
    for (const row of table.rows) row.splice(place, 1);
  },
  modify: (from, scene, table) => {
    const column = readColumn(from, scene);
    replaceColumn(table, column.name, column);
  },
  change: (from, scene, table) => {
    const name = from.name();
    replaceColumn(table, name, readColumn(from, scene));
  },
  rename: (from, _, table) => {
    const name = from.name();
    from.expect('to');
    const next = from.name();
    changeKnown(table, name, (column) => ({ ...column, name: next }));
  },
};

function addColumn(table: Table, column: Column): void {
  if (columnPlace(table.columns, column.name) !== -1)
    throw new SqlError(1060, '42S21', `Duplicate column name '${column.name}'`);
  table.columns.push(column);
  for (const row of table.rows) row.push(column.fallback ?? null);
}

const replaceColumn = (table: Table, name: string, column: Column): void =>
  changeKnown(table, name, ({ key }) => ({ ...(key && { key }), ...column }));

function changeKnown(table: Table, name: string, change: (column: Column) => Column): void {
  if (columnPlace(table.columns, name) === -1)
    throw new SqlError(1054, '42S22', `Unknown column '${name}' in 'ALTER TABLE'`);
  changeColumn(table, name, change);
}

/** DESCRIBE, SHOW COLUMNS. */
export function describe(table: Table): Result {
  return {
    columns: ['Field', 'Type', 'Null', 'Key', 'Default', 'Extra'],
    rows: table.columns.map((column) => [
      column.name,
      column.type,
      column.required ? 'NO' : 'YES',
      column.key ?? '',
      column.fallback ?? null,
      column.counts ? 'auto_increment' : '',
    ]),
  };
}

/** SHOW CREATE TABLE. */
export function showCreate(name: string, table: Table): Result {
  const lines = table.columns.map((column) => `  \`${column.name}\` ${column.type}${tailOf(column)}`);
  for (const { name: one, key } of table.columns) {
    if (key === 'PRI') lines.push(`  PRIMARY KEY (\`${one}\`)`);
    if (key === 'UNI') lines.push(`  UNIQUE KEY \`${one}\` (\`${one}\`)`);
  }
  const text = `CREATE TABLE \`${name}\` (\n${lines.join(',\n')}\n) ENGINE=InnoDB${nextOf(table)} DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_uca1400_ai_ci`;
  return { columns: ['Table', 'Create Table'], rows: [[name, text]] };
}

const nextOf = (table: Table): string =>
  table.columns.some(({ counts }) => counts) && table.next > 1 ? ` AUTO_INCREMENT=${table.next}` : '';

function tailOf({ required, counts, fallback = null }: Column): string {
  if (counts) return ' NOT NULL AUTO_INCREMENT';
  const value: Value = typeof fallback === 'string' ? `'${fallback}'` : fallback;
  if (required) return ` NOT NULL${value === null ? '' : ` DEFAULT ${value}`}`;
  return ` DEFAULT ${value ?? 'NULL'}`;
}

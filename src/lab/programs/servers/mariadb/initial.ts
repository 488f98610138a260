import { createHash } from 'node:crypto';
import type { Process } from '../../../kernel/process';
import { accountOf } from '../account';
import type { Data, SqlError } from './data';
import { runSql } from './sql';
import { splitStatements } from './words';

const folder = '/var/lib/mysql';

/** Where the lab's server keeps what it knows. */
export const record = `${folder}/lab-databases.json`;

/** Where healthcheck.sh of the image finds its user. */
export const healthFile = `${folder}/.my-healthcheck.cnf`;

/** Passwords are kept as hashes. */
export const hash = (password: string): string => createHash('sha256').update(`lab:${password}`).digest('hex');

/** A password that nobody told; the same for the same container and moment. */
export const madePassword = (self: Process, what: string): string =>
  createHash('sha256').update(`${what}${self.facts.containerId}${self.clock.now()}`).digest('base64url').slice(0, 32);

/** Is the data directory filled? */
export const isInitialised = (self: Process): Promise<boolean> =>
  self.files.stat(`${folder}/mysql`).then(
    () => true,
    () => false,
  );

/** What the first start is told. */
export type First = {
  readonly rootPassword: string;
  readonly tell: boolean;
  readonly database?: string;
  readonly user?: string;
  readonly password?: string;
};

type Note = (text: string, kind?: string) => Promise<void>;

/** Fills the data directory, and runs what stands in /docker-entrypoint-initdb.d; an exit status other than 0 ends it. */
export async function initialise(self: Process, first: First, note: Note): Promise<number> {
  await note('Initializing database files');
  await self.sleep(1500);
  const health = madePassword(self, 'healthcheck');
  const data: Data = {
    users: {
      root: { hash: hash(first.rootPassword), grants: ['*'] },
      healthcheck: { hash: hash(health), grants: [] },
    },
    databases: { mysql: {}, sys: {}, performance_schema: {} },
  };
  await note('Database files initialized');
  await note('Starting temporary server');
  await self.sleep(1000);
  await note('Temporary server started.');
  if (first.tell) await note(`GENERATED ROOT PASSWORD: ${first.rootPassword}`);
  await createOwn(data, first, note);
  const code = await runScripts(self, data, first.database, note);
  if (code !== 0) return code;
  await writeFiles(self, data, health);
  await note('Stopping temporary server');
  await note('Temporary server stopped');
  await note('MariaDB init process done. Ready for start up.');
  return 0;
}

async function createOwn(data: Data, { database, user, password }: First, note: Note): Promise<void> {
  if (database !== undefined) {
    await note(`Creating database ${database}`);
    data.databases[database] = {};
  }
  if (user === undefined || password === undefined) return;
  await note(`Creating user ${user}`);
  data.users[user] = { hash: hash(password), grants: [] };
  if (database === undefined) return;
  await note(`Giving user ${user} access to schema ${database}`);
  data.users[user].grants.push(database);
}

const scripts = '/docker-entrypoint-initdb.d';
const script = '/usr/local/bin/docker-entrypoint.sh';

async function runScripts(self: Process, data: Data, database: string | undefined, note: Note): Promise<number> {
  for (const name of await self.files.list(scripts).catch((): readonly string[] => [])) {
    const path = `${scripts}/${name}`;
    const known = /\.(sql|sh)$/.test(name);
    await note(`${script}: ${known ? 'running' : 'ignoring'} ${path}`, known ? 'Note' : 'Warn');
    const code = name.endsWith('.sql')
      ? await runFile(self, data, database, path)
      : known
        ? await runShell(self, path)
        : 0;
    if (code !== 0) return code;
  }
  return 0;
}

async function runShell(self: Process, path: string): Promise<number> {
  const child = await self.spawn(['sh', path]);
  return (await child.exited).code;
}

async function runFile(self: Process, data: Data, first: string | undefined, path: string): Promise<number> {
  let database = first;
  for (const { sql, line } of splitStatements((await self.files.read(path)).toString('utf8'))) {
    try {
      const scene = { data, user: 'root', database, version: '', now: self.clock.now(), hash };
      database = runSql(scene, sql).use ?? database;
    } catch (error) {
      const { number, state, message } = error as SqlError;
      await self.stderr.write(`ERROR ${number} (${state}) at line ${line}: ${message}\n`);
      return 1;
    }
  }
  return 0;
}

const sizes: readonly (readonly [string, number])[] = [
  ['ibdata1', 12_582_912],
  ['ib_logfile0', 100_663_296],
  ['undo001', 10_485_760],
  ['undo002', 10_485_760],
  ['undo003', 10_485_760],
  ['ibtmp1', 12_582_912],
  ['aria_log.00000001', 417_792],
  ['aria_log_control', 52],
  ['ddl_recovery.log', 9],
];

async function writeFiles(self: Process, data: Data, health: string): Promise<void> {
  const { files } = self;
  for (const name of [...Object.keys(data.databases)])
    await files.mkdir(`${folder}/${name}`, { parents: true, mode: 0o700 });
  for (const [file, size] of sizes) await files.write(`${folder}/${file}`, '', { size, mode: 0o660 });
  await files.write(record, JSON.stringify(data), { mode: 0o660 });
  const cnf = `[mariadb-client]\nport=3306\nsocket=/run/mysqld/mysqld.sock\nuser=healthcheck\npassword=${health}\nprotocol=tcp\n`;
  await files.write(healthFile, cnf, { mode: 0o600 });
  const owner = await accountOf(files, 'mysql');
  if (!owner) return;
  for (const name of await files.list(folder))
    await files.chown(`${folder}/${name}`, owner.uid, owner.gid).catch(() => undefined);
}

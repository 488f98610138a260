import type { Process, Program } from '../../../kernel/process';
import { textOf } from '../serving';
import { connect, readOptions, version, withPassword, type Client, type Options } from './connecting';
import type { Value } from './data';
import { healthFile } from './initial';

/** mariadb-admin: `ping`, `status`, `version`. A server that lets nobody in is alive all the same. */
export const mariadbAdmin: Program = async (self) => {
  const read = readOptions(self);
  if (read.version) {
    await self.stdout.write(`${version(self, 'mariadb-admin', '10.0')}\n`);
    return 0;
  }
  const options = await withPassword(self, read);
  const client = await connect(self, options);
  if (typeof client === 'string') {
    const reason = client.replace(/^ERROR \d+ \(\w+\): /, '').trimEnd();
    await self.stderr.write(`mariadb-admin: connect to server at '${options.host}' failed\nerror: '${reason}'\n`);
    return client.startsWith('ERROR 1045') && options.rest.includes('ping') ? 0 : 1;
  }
  client.close();
  if (options.rest.includes('ping')) await self.stdout.write('mysqld is alive\n');
  return 0;
};

/** healthcheck.sh of the mariadb image: logs in as the user that the first start made for it, and asks for each test. */
export const mariadbHealth: Program = async (self) => {
  const text = await textOf(self.files, healthFile);
  const value = (name: string) => new RegExp(`^${name}=(.*)$`, 'm').exec(text ?? '')?.[1] ?? '';
  const options: Options = {
    ...readOptions(self),
    host: '127.0.0.1',
    user: value('user'),
    password: value('password'),
  };
  const client = await connect(self, options);
  if (typeof client === 'string') {
    await self.stderr.write(`${client}healthcheck connect failed\n`);
    return 1;
  }
  const told = await client.ask({ sql: 'select 1' });
  client.close();
  if (!told.error) return 0;
  await self.stderr.write('healthcheck innodb_initialized failed\n');
  return 1;
};

/** mariadb-dump: tables of a database as statements. */
export const mariadbDump: Program = async (self) => {
  const options = await withPassword(self, readOptions(self));
  const all = options.rest[0] ?? options.database;
  const client = await connect(self, options, all);
  if (typeof client === 'string') {
    const reason = client.replace(/^ERROR (\d+) \((\w+)\): ([^]*)\n$/, '$1: "$3" when trying to connect');
    await self.stderr.write(`mariadb-dump: Got error: ${reason}\n`);
    return 2;
  }
  await self.stdout.write(`-- Host: ${options.host}    Database: ${all ?? ''}\n\n`);
  const tables = options.rest.length > 1 ? options.rest.slice(1) : await tablesOf(client);
  for (const table of tables) await dumpTable(self, client, table);
  await self.stdout.write('-- Dump completed\n');
  client.close();
  return 0;
};

async function tablesOf(client: Client): Promise<readonly string[]> {
  const { rows = [] } = await client.ask({ sql: 'show tables' });
  return rows.map(([name]) => String(name));
}

const literal = (value: Value): string => {
  if (value === null) return 'NULL';
  return typeof value === 'number'
    ? String(value)
    : `'${value.replace(/\\/g, '\\\\').replace(/'/g, "\\'").replace(/\n/g, '\\n')}'`;
};

async function dumpTable(self: Process, client: Client, table: string): Promise<void> {
  const { rows: made = [] } = await client.ask({ sql: `show create table \`${table}\`` });
  const { rows = [] } = await client.ask({ sql: `select * from \`${table}\`` });
  const values = rows.map((row) => `(${row.map(literal).join(',')})`).join(',\n');
  await self.stdout.write(
    `DROP TABLE IF EXISTS \`${table}\`;\n${String(made[0]?.[1] ?? '')};\n\n${
      values === '' ? '' : `INSERT INTO \`${table}\` VALUES\n${values};\n`
    }`,
  );
}

import type { NetworkError } from '../../../kernel/network';
import type { Process, Program } from '../../../kernel/process';
import { databaseClient, type Told } from './link';

type Options = {
  host: string;
  port: number;
  user: string;
  password: string;
  sql?: string;
  silent: boolean;
  rest: string[];
};

function readOptions(self: Process): Options {
  const options: Options = {
    host: 'localhost',
    port: 3306,
    user: self.user.name,
    password: self.env.get('MYSQL_PWD') ?? '',
    silent: false,
    rest: [],
  };
  const args = self.argv.slice(1);
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? '';
    const found = /^(?:--(host|port|user|password|execute)(?:=([^]*))?|-([hPupe])([^]*))$/.exec(arg);
    if (!found) {
      if (/^(-[sNB]+|--silent|--batch|--skip-column-names)$/.test(arg)) options.silent = true;
      else if (!arg.startsWith('-')) options.rest.push(arg);
      continue;
    }
    const key = { h: 'host', P: 'port', u: 'user', p: 'password', e: 'execute' }[found[3] ?? ''] ?? found[1] ?? '';
    const glued = found[2] ?? (found[4] === '' ? undefined : found[4]);
    // A password is told in the same word or asked for.
    const value = glued ?? (key === 'password' ? '' : (args[++at] ?? ''));
    if (key === 'host') options.host = value;
    if (key === 'port') options.port = Number(value);
    if (key === 'user') options.user = value;
    if (key === 'password') options.password = value;
    if (key === 'execute') options.sql = value;
  }
  return options;
}

type Client = ReturnType<typeof databaseClient>;

async function connect(self: Process, options: Options, database?: string): Promise<Client | string> {
  const host = options.host === 'localhost' ? '127.0.0.1' : options.host;
  const socket = await self.network.connect(host, options.port).catch((error: NetworkError) => error.code);
  if (typeof socket === 'string') {
    if (socket === 'ENOTFOUND') return `ERROR 2005 (HY000): Unknown server host '${options.host}' (-2)\n`;
    if (options.host === 'localhost')
      return "ERROR 2002 (HY000): Can't connect to local server through socket '/run/mysqld/mysqld.sock' (2)\n";
    return `ERROR 2002 (HY000): Can't connect to server on '${options.host}' (${socket === 'EHOSTUNREACH' ? 113 : 111})\n`;
  }
  const client = databaseClient(socket);
  const told = await client.ask({
    user: options.user,
    password: options.password,
    ...(database !== undefined && { database }),
  });
  if (!told.error) return client;
  client.close();
  return `ERROR ${told.error.number} (${told.error.state}): ${told.error.message}\n`;
}

async function input(self: Process): Promise<string> {
  const parts: Buffer[] = [];
  for (let part = await self.stdin.read(); part; part = await self.stdin.read()) parts.push(part);
  return Buffer.concat(parts).toString('utf8');
}

/** mariadb and mysql: statements from -e or from standard input; a prompt where a terminal is. */
export const mariadb: Program = async (self) => {
  const options = readOptions(self);
  const client = await connect(self, options, options.rest[0]);
  if (typeof client === 'string') {
    await self.stderr.write(client);
    return 1;
  }
  try {
    const shows = self.terminal() !== undefined;
    if (options.sql !== undefined) return await statements(self, client, options.sql, shows && !options.silent);
    if (!shows) return await statements(self, client, await input(self), false);
    return await prompt(self, client);
  } finally {
    client.close();
  }
};

async function statements(self: Process, client: Client, text: string, table: boolean): Promise<number> {
  for (const sql of text.split(/;(?=(?:[^']*'[^']*')*[^']*$)/)) {
    if (sql.replace(/--[^\n]*/g, '').trim() === '') continue;
    const told = await client.ask({ sql });
    if (told.error) {
      await self.stderr.write(`ERROR ${told.error.number} (${told.error.state}) at line 1: ${told.error.message}\n`);
      return 1;
    }
    await self.stdout.write(table ? boxed(told) : plain(told));
  }
  return 0;
}

const plain = ({ columns, rows = [] }: Told): string =>
  columns && rows.length > 0
    ? [columns, ...rows].map((row) => `${row.map((cell) => cell ?? 'NULL').join('\t')}\n`).join('')
    : '';

function boxed({ columns, rows = [] }: Told): string {
  if (!columns || rows.length === 0) return '';
  const all = [columns, ...rows].map((row) => row.map((cell) => cell ?? 'NULL'));
  const widths = columns.map((_, at) => Math.max(...all.map((row) => row[at]?.length ?? 0)));
  const line = `+${widths.map((width) => '-'.repeat(width + 2)).join('+')}+\n`;
  const text = (row: readonly string[]) =>
    `|${row.map((cell, at) => ` ${cell.padEnd(widths[at] ?? 0)} `).join('|')}|\n`;
  return line + text(all[0] ?? []) + line + all.slice(1).map(text).join('') + line;
}

async function prompt(self: Process, client: Client): Promise<number> {
  await self.stdout.write(
    "Welcome to the MariaDB monitor.  Commands end with ; or \\g.\n\nType 'help;' or '\\h' for help. Type '\\c' to clear the current input statement.\n\n",
  );
  let text = '';
  for (;;) {
    await self.stdout.write(text.trim() === '' ? 'MariaDB [(none)]> ' : '    -> ');
    const part = await self.stdin.read();
    if (!part || /^\s*(exit|quit|\\q);?\s*$/.test(part.toString('utf8'))) {
      await self.stdout.write('Bye\n');
      return 0;
    }
    text += part.toString('utf8');
    if (!/(;|\\g)\s*$/.test(text)) continue;
    await statements(self, client, text.replace(/\\g\s*$/, ';'), true);
    text = '';
  }
}

/** mariadb-admin: `ping`, `status`, `version`. */
export const mariadbAdmin: Program = async (self) => {
  const options = readOptions(self);
  const host = options.host === 'localhost' ? '127.0.0.1' : options.host;
  const socket = await self.network.connect(host, options.port).catch(() => undefined);
  if (!socket) {
    await self.stderr.write(
      `mariadb-admin: connect to server at '${options.host}' failed\nerror: 'Can't connect to local server through socket '/run/mysqld/mysqld.sock' (2)'\n`,
    );
    return 1;
  }
  socket.destroy();
  if (options.rest.includes('ping')) await self.stdout.write('mysqld is alive\n');
  return 0;
};

/** healthcheck.sh of the mariadb image: the server answers, and the data directory is there. */
export const mariadbHealth: Program = async (self) => {
  const socket = await self.network.connect('127.0.0.1', 3306).catch(() => undefined);
  socket?.destroy();
  if (!socket) await self.stderr.write('healthcheck connect failed\n');
  return socket ? 0 : 1;
};

/** mariadb-dump: tables of a database as statements. */
export const mariadbDump: Program = async (self) => {
  const options = readOptions(self);
  const client = await connect(self, options, options.rest[0]);
  if (typeof client === 'string') {
    await self.stderr.write(
      `mariadb-dump: Got error: ${client.replace(/^ERROR (\d+) \((\w+)\): ([^]*)\n$/, '$1: "$3" when trying to connect')}\n`,
    );
    return 2;
  }
  const tables = await client.ask({ sql: 'show tables' });
  for (const [table] of tables.rows ?? []) {
    const { columns = [], rows = [] } = await client.ask({ sql: `select * from ${table ?? ''}` });
    await self.stdout.write(
      `DROP TABLE IF EXISTS \`${table ?? ''}\`;\nCREATE TABLE \`${table ?? ''}\` (${columns.map((column) => `\`${column}\` text`).join(', ')});\n`,
    );
    for (const row of rows)
      await self.stdout.write(
        `INSERT INTO \`${table ?? ''}\` VALUES (${row.map((cell) => (cell === null ? 'NULL' : `'${cell.replace(/'/g, "''")}'`)).join(',')});\n`,
      );
  }
  client.close();
  return 0;
};

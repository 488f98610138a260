import type { NetworkError } from '../../../kernel/network';
import type { Process } from '../../../kernel/process';
import { databaseClient } from './link';

/** What the clients of MariaDB are told. */
export type Options = {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  /** `-p` without a password: it is asked for. */
  readonly asks: boolean;
  readonly database?: string;
  readonly sql?: string;
  /** Set by -t and -B. */
  readonly table?: boolean;
  /** False when -N leaves the names of columns out. */
  readonly names: boolean;
  readonly version: boolean;
  readonly rest: readonly string[];
};

type Draft = { -readonly [Key in keyof Options]: Options[Key] };

const letters: Readonly<Record<string, string>> = {
  h: 'host',
  P: 'port',
  u: 'user',
  p: 'password',
  e: 'execute',
  D: 'database',
};

const valued: Readonly<Record<string, (draft: Draft, value: string) => void>> = {
  host: (draft, value) => (draft.host = value),
  port: (draft, value) => (draft.port = Number(value)),
  user: (draft, value) => (draft.user = value),
  password: (draft, value) => (draft.password = value),
  execute: (draft, value) => (draft.sql = value),
  database: (draft, value) => (draft.database = value),
};

const plain: Readonly<Record<string, (draft: Draft) => void>> = {
  t: (draft) => (draft.table = true),
  table: (draft) => (draft.table = true),
  B: (draft) => (draft.table = false),
  batch: (draft) => (draft.table = false),
  s: (draft) => (draft.table = false),
  silent: (draft) => (draft.table = false),
  N: (draft) => (draft.names = false),
  'skip-column-names': (draft) => (draft.names = false),
  V: (draft) => (draft.version = true),
  version: (draft) => (draft.version = true),
};

/** Reads the arguments; unknown options are passed over. */
export function readOptions(self: Process): Options {
  const draft: Draft = {
    host: 'localhost',
    port: 3306,
    user: self.user.name,
    password: self.env.get('MYSQL_PWD') ?? '',
    asks: false,
    names: true,
    version: false,
    rest: [],
  };
  const args = [...self.argv.slice(1)];
  const rest: string[] = [];
  for (let arg = args.shift(); arg !== undefined; arg = args.shift()) {
    if (!arg.startsWith('-')) rest.push(arg);
    else if (!takeValued(draft, arg, args)) takePlain(draft, arg);
  }
  return { ...draft, rest };
}

/** `-uroot`, `-u root`, `--user=root`, `--user root`; a password stands in the same word or is asked for. */
function takeValued(draft: Draft, arg: string, args: string[]): boolean {
  const option = splitOption(arg);
  if (!option) return false;
  const { key, value } = option;
  if (key === 'password' && value === undefined) draft.asks = true;
  else valued[key]?.(draft, value ?? args.shift() ?? '');
  return true;
}

function splitOption(arg: string): { readonly key: string; readonly value: string | undefined } | undefined {
  const [, long, told] = /^--(host|port|user|password|execute|database)(?:=([^]*))?$/.exec(arg) ?? [];
  if (long !== undefined) return { key: long, value: told };
  const [, letter = '', glued] = /^-([hPupeD])([^]+)?$/.exec(arg) ?? [];
  const key = letters[letter];
  return key === undefined ? undefined : { key, value: glued };
}

function takePlain(draft: Draft, arg: string): void {
  const names = arg.startsWith('--') ? [arg.slice(2)] : arg.slice(1).split('');
  for (const name of names) if (Object.hasOwn(plain, name)) plain[name]?.(draft);
}

/** Asks for the password where `-p` told none. */
export async function withPassword(self: Process, options: Options): Promise<Options> {
  if (!options.asks) return options;
  await self.stdout.write('Enter password: ');
  const line = (await self.stdin.read())?.toString('utf8').split('\n')[0] ?? '';
  if (self.terminal()) await self.stdout.write('\n');
  return { ...options, password: line.replace(/\r$/, '') };
}

/** `mariadb from 11.8.6-MariaDB, client 15.2 for debian-linux-gnu (x86_64) using  EditLine wrapper` */
export function version(self: Process, name: string, client: string): string {
  const told = /(\d+\.\d+\.\d+)/.exec(self.env.get('MARIADB_VERSION') ?? '')?.[1] ?? '11.8.2';
  return `${name} from ${told}-MariaDB, client ${client} for debian-linux-gnu (x86_64) using  EditLine wrapper`;
}

export type Client = ReturnType<typeof databaseClient>;

const noSocket = "Can't connect to local server through socket '/run/mysqld/mysqld.sock' (2)";

/** Logs in; resolves to the client's sentence when that fails. */
export async function connect(self: Process, options: Options, database?: string): Promise<Client | string> {
  const { host, port, user, password } = options;
  const local = host === 'localhost';
  const socket = await self.network
    .connect(local ? '127.0.0.1' : host, port)
    .catch((error: unknown) => (error as NetworkError).code);
  if (socket === 'ENOTFOUND') return `ERROR 2005 (HY000): Unknown server host '${host}' (-2)\n`;
  if (typeof socket === 'string') {
    const number = socket === 'EHOSTUNREACH' ? 113 : 115;
    return `ERROR 2002 (HY000): ${local ? noSocket : `Can't connect to server on '${host}' (${number})`}\n`;
  }
  const client = databaseClient(socket);
  const told = await client.ask({ user, password, ...(database !== undefined && { database }) });
  if (!told.error) return client;
  client.close();
  return `ERROR ${told.error.number} (${told.error.state}): ${told.error.message}\n`;
}

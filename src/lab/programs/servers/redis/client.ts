import type { NetworkError } from '../../../kernel/network';
import type { Process, Program } from '../../../kernel/process';
import { rawText, terminalText } from './print';
import { redisClient, splitWords, type RedisClient, type Reply } from './resp';
import { redisVersion } from './settings';

type Options = {
  host: string;
  port: number;
  password?: string;
  user?: string;
  database: number;
  raw?: boolean;
  repeat: number;
  interval: number;
  quiet: boolean;
  stdin: boolean;
  failing: boolean;
  words: readonly string[];
};

/** redis-cli: one command from arguments, commands from standard input, or a prompt. */
export const redisCli: Program = async (self) => {
  const options = readOptions(self);
  if (typeof options === 'string') {
    await (options.startsWith('redis-cli ') ? self.stdout : self.stderr).write(options);
    return options.startsWith('redis-cli ') ? 0 : 1;
  }
  const link = new Link(self, options);
  if (options.words.length > 0) return once(self, options, link);
  return lines(self, options, link);
};

function readOptions(self: Process): Options | string {
  const options: Options = {
    host: '127.0.0.1',
    port: 6379,
    database: 0,
    repeat: 1,
    interval: 0,
    quiet: false,
    stdin: false,
    failing: false,
    words: [],
  };
  const password = self.env.get('REDISCLI_AUTH');
  if (password !== undefined) {
    options.password = password;
    options.quiet = true;
  }
  const args = self.argv.slice(1);
  let at = 0;
  for (; args[at]?.startsWith('-') === true; at++) {
    const option = args[at] ?? '';
    const value = valued[option];
    if (value) {
      const text = args[++at];
      if (text === undefined) return `Unrecognized option or bad number of args for: '${option}'\n`;
      value(options, text);
    } else if (option === '--version' || option === '-v') return `redis-cli ${redisVersion(self)}\n`;
    else if (!(option in plain)) return `Unrecognized option or bad number of args for: '${option}'\n`;
    else plain[option]?.(options);
  }
  return { ...options, words: args.slice(at) };
}

const valued: Readonly<Record<string, (options: Options, text: string) => void>> = {
  '-h': (options, text) => (options.host = text),
  '-p': (options, text) => (options.port = Number(text)),
  '-a': (options, text) => (options.password = text),
  '--pass': (options, text) => (options.password = text),
  '--user': (options, text) => (options.user = text),
  '-n': (options, text) => (options.database = Number(text)),
  '-r': (options, text) => (options.repeat = Number(text)),
  '-i': (options, text) => (options.interval = Number(text)),
  '-t': () => undefined,
  '-u': (options, text) => {
    const found = /^redis:\/\/(?:([^:@]*):)?(?:([^@]*)@)?([^:/]+)(?::(\d+))?(?:\/(\d+))?$/.exec(text);
    if (!found) return;
    options.host = found[3] ?? options.host;
    options.port = Number(found[4] ?? 6379);
    options.database = Number(found[5] ?? 0);
    if (found[2] !== undefined) options.password = found[2];
  },
};

const plain: Readonly<Record<string, (options: Options) => void>> = {
  '--raw': (options) => (options.raw = true),
  '--no-raw': (options) => (options.raw = false),
  '--no-auth-warning': (options) => (options.quiet = true),
  '-x': (options) => (options.stdin = true),
  '-e': (options) => (options.failing = true),
  '-2': () => undefined,
  '-3': () => undefined,
};

/** The connection of a redis-cli: made when it is needed, made again when it broke. */
class Link {
  #client: RedisClient | undefined;
  database: number;

  constructor(
    readonly self: Process,
    readonly options: Options,
  ) {
    this.database = options.database;
  }

  get connected(): boolean {
    return this.#client !== undefined;
  }

  /** The connection, or undefined after it has been told that there is none. */
  async open(): Promise<RedisClient | undefined> {
    if (this.#client) return this.#client;
    const { self, options } = this;
    try {
      const made = redisClient(await self.network.connect(options.host, options.port));
      if (options.password !== undefined) await this.#login(made);
      if (this.database !== 0) await made.ask(['SELECT', String(this.database)]);
      this.#client = made;
      return made;
    } catch (error) {
      await self.stderr.write(
        `Could not connect to Redis at ${options.host}:${options.port}: ${reason(error as NetworkError)}\n`,
      );
      return undefined;
    }
  }

  async #login(client: RedisClient): Promise<void> {
    const { self, options } = this;
    if (!options.quiet)
      await self.stderr.write(
        "Warning: Using a password with '-a' or '-u' option on the command line interface may not be safe.\n",
      );
    const reply = await client.ask([
      'AUTH',
      ...(options.user === undefined ? [] : [options.user]),
      options.password ?? '',
    ]);
    if (reply.kind === 'error') await self.stderr.write(`AUTH failed: ${reply.text}\n`);
  }

  drop(): void {
    this.#client?.close();
    this.#client = undefined;
  }
}

function reason({ code }: NetworkError): string {
  if (code === 'ENOTFOUND') return 'Name does not resolve';
  if (code === 'ETIMEDOUT') return 'Operation timed out';
  return code === 'EHOSTUNREACH'
    ? 'Host is unreachable'
    : code === 'ENETUNREACH'
      ? 'Network unreachable'
      : 'Connection refused';
}

async function once(self: Process, options: Options, link: Link): Promise<number> {
  const words = options.stdin ? [...options.words, (await readInput(self)).toString('latin1')] : options.words;
  for (let turn = 0; options.repeat < 0 || turn < options.repeat; turn++) {
    if (turn > 0 && options.interval > 0) await self.sleep(options.interval * 1000);
    const code = await run(self, options, link, latin(words));
    if (code !== 0) return code;
  }
  link.drop();
  return 0;
}

/** Arguments are text of the shell; the wire carries bytes. */
const latin = (words: readonly string[]): readonly string[] =>
  words.map((word) => Buffer.from(word, 'utf8').toString('latin1'));

async function readInput(self: Process): Promise<Buffer> {
  const parts: Buffer[] = [];
  for (let part = await self.stdin.read(); part; part = await self.stdin.read()) parts.push(part);
  return Buffer.concat(parts);
}

/** Runs one command and prints what comes back; 1 when there is no connection. */
async function run(self: Process, options: Options, link: Link, words: readonly string[]): Promise<number> {
  const client = await link.open();
  if (!client) return 1;
  const [word = '', value] = words;
  try {
    const reply = await client.ask(words);
    await show(self, options, reply);
    if (/^select$/i.test(word) && reply.kind === 'status') link.database = Number(value);
    if (/^(p?subscribe|monitor)$/i.test(word)) for (;;) await show(self, options, await client.next());
    return options.failing && reply.kind === 'error' ? 1 : 0;
  } catch (error) {
    if (self.ended.aborted) throw error;
    link.drop();
    if (/^shutdown$/i.test(word)) return 0;
    await self.stderr.write('Error: Server closed the connection\n');
    return 1;
  }
}

function show(self: Process, options: Options, reply: Reply): Promise<void> {
  const raw = options.raw ?? self.terminal() === undefined;
  return self.stdout.write(Buffer.from(raw ? `${rawText(reply)}\n` : terminalText(reply, ''), 'latin1'));
}

/** Commands line by line; with a prompt where a terminal is. */
async function lines(self: Process, options: Options, link: Link): Promise<number> {
  const shows = self.terminal() !== undefined;
  const read = lineReader(self);
  if (shows) await link.open();
  for (;;) {
    if (shows) await self.stdout.write(prompt(link));
    const line = await read();
    if (line === undefined) return 0;
    const words = splitWords(line.trim());
    if (/^(quit|exit)$/i.test(words?.[0] ?? '')) return 0;
    const code = await typed(self, options, link, words);
    if (code !== 0 && !shows) return code;
  }
}

/** One line at a time, without its end; what stands behind the last line end counts too; undefined when all is read. */
function lineReader(self: Process): () => Promise<string | undefined> {
  let text = '';
  return async () => {
    for (;;) {
      const end = text.indexOf('\n');
      const part = end === -1 ? await self.stdin.read() : undefined;
      if (part) {
        text += part.toString('latin1');
        continue;
      }
      if (end === -1 && text === '') return undefined;
      const line = end === -1 ? text : text.slice(0, end);
      text = end === -1 ? '' : text.slice(end + 1);
      return line;
    }
  };
}

async function typed(
  self: Process,
  options: Options,
  link: Link,
  words: readonly string[] | undefined,
): Promise<number> {
  if (words) return words.length > 0 ? run(self, options, link, words) : 0;
  await self.stdout.write('Invalid argument(s)\n');
  return 0;
}

function prompt(link: Link): string {
  if (!link.connected) return 'not connected> ';
  const { host, port } = link.options;
  return `${host}:${port}${link.database === 0 ? '' : `[${link.database}]`}> `;
}

import type { Duplex } from 'node:stream';

/** An answer of the server. Texts hold one character per byte (latin1), so that any bytes survive. */
export type Reply =
  | { readonly kind: 'status'; readonly text: string }
  | { readonly kind: 'error'; readonly text: string }
  | { readonly kind: 'integer'; readonly value: number }
  | { readonly kind: 'bulk'; readonly text: string | undefined }
  | { readonly kind: 'array'; readonly items: readonly Reply[] | undefined }
  | { readonly kind: 'map'; readonly items: readonly Reply[] };

export const ok: Reply = { kind: 'status', text: 'OK' };
export const nil: Reply = { kind: 'bulk', text: undefined };
export const integer = (value: number): Reply => ({ kind: 'integer', value });
export const bulk = (text: string | undefined): Reply => ({ kind: 'bulk', text });
export const bulks = (texts: readonly (string | undefined)[]): Reply => ({ kind: 'array', items: texts.map(bulk) });
export const refusal = (text: string): Reply => ({ kind: 'error', text });

/** A reply as bytes of RESP2, or of RESP3 where the two differ. */
export function encode(reply: Reply, version: 2 | 3 = 2): string {
  switch (reply.kind) {
    case 'status':
      return `+${reply.text}\r\n`;
    case 'error':
      return `-${reply.text}\r\n`;
    case 'integer':
      return `:${reply.value}\r\n`;
    case 'bulk':
      return reply.text === undefined ? nothing('$', version) : `$${reply.text.length}\r\n${reply.text}\r\n`;
    case 'array':
      return reply.items ? encodeAll(`*${reply.items.length}`, reply.items, version) : nothing('*', version);
    case 'map':
      return encodeAll(version === 3 ? `%${reply.items.length / 2}` : `*${reply.items.length}`, reply.items, version);
  }
}

const nothing = (sign: '$' | '*', version: 2 | 3): string => (version === 3 ? '_\r\n' : `${sign}-1\r\n`);

const encodeAll = (head: string, items: readonly Reply[], version: 2 | 3): string =>
  `${head}\r\n${items.map((item) => encode(item, version)).join('')}`;

/** A command as clients send it and as the append-only file keeps it. */
export const encodeCommand = (words: readonly string[]): string =>
  `*${words.length}\r\n${words.map((word) => `$${word.length}\r\n${word}\r\n`).join('')}`;

/** The most bytes that one side may send before a whole message is there. */
const limit = 64 * 1024 * 1024;

/** What is wrong with the bytes of a client; the text is what Redis answers before it hangs up. */
export class ProtocolError extends Error {
  override readonly name = 'ProtocolError';
}

/** The commands in a text, and where the first unfinished one starts. Throws ProtocolError. */
export function readCommands(text: string): {
  readonly commands: readonly (readonly string[])[];
  readonly rest: string;
} {
  const commands: (readonly string[])[] = [];
  let at = 0;
  while (at < text.length) {
    const found = text[at] === '*' ? readArray(text, at) : readInline(text, at);
    if (!found) break;
    if (found.words.length > 0) commands.push(found.words);
    at = found.next;
  }
  if (text.length - at > limit) throw new ProtocolError('ERR Protocol error: too big request');
  return { commands, rest: text.slice(at) };
}

type Found = { readonly words: readonly string[]; readonly next: number };

function readInline(text: string, at: number): Found | undefined {
  const end = text.indexOf('\n', at);
  if (end === -1) {
    if (text.length - at > 65536) throw new ProtocolError('ERR Protocol error: too big inline request');
    return undefined;
  }
  return { words: splitWords(text.slice(at, end).replace(/\r$/, '')) ?? [], next: end + 1 };
}

function readArray(text: string, start: number): Found | undefined {
  const head = readLine(text, start);
  if (!head) return undefined;
  const count = Number(head.text.slice(1));
  if (!Number.isInteger(count) || count > 1048576)
    throw new ProtocolError('ERR Protocol error: invalid multibulk length');
  const words: string[] = [];
  let at = head.next;
  for (let index = 0; index < count; index++) {
    const line = readLine(text, at);
    if (!line) return undefined;
    if (!line.text.startsWith('$'))
      throw new ProtocolError(`ERR Protocol error: expected '$', got '${line.text[0] ?? ' '}'`);
    const length = Number(line.text.slice(1));
    if (!Number.isInteger(length) || length < 0 || length > limit)
      throw new ProtocolError('ERR Protocol error: invalid bulk length');
    if (text.length < line.next + length + 2) return undefined;
    words.push(text.slice(line.next, line.next + length));
    at = line.next + length + 2;
  }
  return { words, next: at };
}

function readLine(text: string, at: number): { readonly text: string; readonly next: number } | undefined {
  const end = text.indexOf('\r\n', at);
  return end === -1 ? undefined : { text: text.slice(at, end), next: end + 2 };
}

/** Splits a line as redis-cli does: quotes keep blanks, double quotes know escapes; undefined when a quote stays open. */
export function splitWords(line: string): readonly string[] | undefined {
  const words: string[] = [];
  const pattern = /\s*(?:"((?:\\[^]|[^"\\])*)"|'((?:\\'|[^'])*)'|([^\s"']+)|(["']))/gy;
  for (let match = pattern.exec(line); match; match = pattern.exec(line)) {
    const [, double, single, bare, open] = match;
    if (open !== undefined) return undefined;
    words.push(double === undefined ? (single?.replace(/\\'/g, "'") ?? bare ?? '') : unescaped(double));
  }
  return words;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', a: '\u0007' };

const unescaped = (text: string): string =>
  text.replace(/\\(?:x([0-9a-fA-F]{2})|([^]))/g, (_, hex?: string, sign?: string) =>
    hex === undefined ? (escapes[sign ?? ''] ?? sign ?? '') : String.fromCharCode(parseInt(hex, 16)),
  );

/** Reads one reply out of a text; undefined when it is not whole yet. */
function readReply(text: string, at = 0): { readonly reply: Reply; readonly next: number } | undefined {
  const line = readLine(text, at);
  if (!line) return undefined;
  const rest = line.text.slice(1);
  const { next } = line;
  switch (line.text[0]) {
    case '+':
      return { reply: { kind: 'status', text: rest }, next };
    case '-':
      return { reply: refusal(rest), next };
    case ':':
      return { reply: integer(Number(rest)), next };
    case '_':
      return { reply: nil, next };
    case '$':
      return readBulk(text, Number(rest), next);
    default:
      return readItems(text, line.text[0] === '%' ? 'map' : 'array', Number(rest), next);
  }
}

function readBulk(text: string, length: number, at: number) {
  if (length < 0) return { reply: nil, next: at };
  if (text.length < at + length + 2) return undefined;
  return { reply: bulk(text.slice(at, at + length)), next: at + length + 2 };
}

function readItems(
  text: string,
  kind: 'array' | 'map',
  size: number,
  start: number,
): { readonly reply: Reply; readonly next: number } | undefined {
  const count = kind === 'map' ? size * 2 : size;
  if (count < 0) return { reply: { kind: 'array', items: undefined }, next: start };
  const items: Reply[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    const found = readReply(text, at);
    if (!found) return undefined;
    items.push(found.reply);
    at = found.next;
  }
  return { reply: { kind, items }, next: at };
}

/** A client's side of a connection: one command at a time. */
export type RedisClient = {
  readonly ask: (words: readonly string[]) => Promise<Reply>;
  readonly next: () => Promise<Reply>;
  readonly close: () => void;
};

/** Speaks RESP2 over a connection; `ask` rejects when the server hangs up. */
export function redisClient(socket: Duplex): RedisClient {
  let text = '';
  const waiting: { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void }[] = [];
  const early: Reply[] = [];
  let over: Error | undefined;
  const end = () => {
    over ??= new Error('Server closed the connection');
    for (const one of waiting.splice(0)) one.reject(over);
  };
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('latin1');
    for (let found = readReply(text); found; found = readReply(text)) {
      text = text.slice(found.next);
      const first = waiting.shift();
      if (first) first.resolve(found.reply);
      else early.push(found.reply);
    }
  });
  for (const event of ['end', 'close', 'error']) socket.on(event, end);
  const next = () =>
    new Promise<Reply>((resolve, reject) => {
      const first = early.shift();
      if (first) resolve(first);
      else if (over) reject(over);
      else waiting.push({ resolve, reject });
    });
  return {
    ask: (words) => {
      if (over) return Promise.reject(over);
      socket.write(Buffer.from(encodeCommand(words), 'latin1'));
      return next();
    },
    next,
    close: () => socket.destroy(),
  };
}

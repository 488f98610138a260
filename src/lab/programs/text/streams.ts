import { randomBytes } from 'node:crypto';
import type { Input } from '../../kernel/process';
import { OutOfMemory, type Call } from '../commands/tool';

/** The most that a command keeps of its input in memory, in bytes. */
export const inputLimit = 256 * 2 ** 20;

/** Lets everything else in the lab have its turn: for work that would otherwise never wait. */
export const giveWay = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** An input without an end. */
function endless(chunk: () => Buffer): Input {
  let turns = 0;
  return {
    read: async () => {
      if (++turns % 16 === 0) await giveWay();
      return chunk();
    },
  };
}

const zeros = Buffer.alloc(65_536);

/** An input over bytes that are there. */
export function bytesInput(data: Buffer): Input {
  let left: Buffer | undefined = data;
  return {
    read: () => {
      const chunk = left && left.length > 0 ? left : undefined;
      left = undefined;
      return Promise.resolve(chunk);
    },
  };
}

/** The devices that every container has. */
function device(call: Call, path: string): Input | undefined {
  switch (path) {
    case '/dev/zero':
      return endless(() => zeros);
    case '/dev/random':
    case '/dev/urandom':
      return endless(() => randomBytes(16_384));
    case '/dev/null':
      return bytesInput(Buffer.alloc(0));
    case '/dev/stdin':
    case '/proc/self/fd/0':
      return call.self.stdin;
    default:
      return undefined;
  }
}

/** Opens a file operand: `-` is standard input; rejects with a FileError. */
export async function openInput(call: Call, name: string): Promise<Input> {
  if (name === '-') return call.self.stdin;
  const path = call.path(name);
  return device(call, path) ?? bytesInput(await call.files.read(path));
}

/** The longest line that is read, in characters. */
const lineLimit = 8 * 2 ** 20;

/** Everything that an input has; refuses more than `inputLimit`. */
export async function readAll(input: Input): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for (let chunk = await input.read(); chunk; chunk = await input.read()) {
    length += chunk.length;
    if (length > inputLimit) throw new OutOfMemory();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Calls `each` with the complete text of every line, without its newline; stops when it returns false. */
export async function eachLine(input: Input, each: (line: string) => Promise<boolean | undefined>): Promise<void> {
  let rest = '';
  const decoder = new TextDecoder();
  for (let chunk = await input.read(); chunk; chunk = await input.read()) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > lineLimit) throw new OutOfMemory();
    for (const line of lines) if ((await each(line)) === false) return;
  }
  rest += decoder.decode();
  if (rest !== '') await each(rest);
}

/** The lines of a text; the last one counts whether or not a newline ends it. */
export function linesOf(text: string): readonly string[] {
  if (text === '') return [];
  return (text.endsWith('\n') ? text.slice(0, -1) : text).split('\n');
}

/** The inputs of a command's operands, one after the other; what cannot be opened is told and left out. */
export async function eachInput(
  call: Call,
  names: readonly string[],
  each: (input: Input, name: string) => Promise<void>,
  options: { readonly sentence?: (name: string) => string; readonly status?: number } = {},
): Promise<void> {
  const sentence = options.sentence ?? ((name) => call.says(`can't open '${name}'`, name));
  for (const name of names.length > 0 ? names : ['-']) {
    const input = await call.attempt(sentence(name), () => openInput(call, name), options.status ?? 1);
    if (input) await each(input, name);
  }
}

/** The text of all operands together; `trouble` is what a full-size command says before the name of one that it cannot read. */
export async function readTexts(call: Call, names: readonly string[], trouble = ''): Promise<string> {
  const parts: Buffer[] = [];
  const sentence = (name: string): string => call.says(`can't open '${name}'`, `${trouble}${name}`);
  await eachInput(call, names, async (input) => void parts.push(await readAll(input)), { sentence });
  return Buffer.concat(parts).toString('utf8');
}

import { FileError, type Stat } from '../../kernel/files';
import { Fail, type Call, type Tools } from './tool';

type Reader = { readonly call: Call; readonly words: readonly string[]; at: number };

async function look(call: Call, name: string, link = false): Promise<Stat | undefined> {
  try {
    return await (link ? call.files.lstat(call.path(name)) : call.files.stat(call.path(name)));
  } catch (error) {
    if (error instanceof FileError) return undefined;
    throw error;
  }
}

function may(call: Call, stat: Stat | undefined, bit: number): boolean {
  if (!stat) return false;
  const { uid, gid, groups } = call.self.user;
  if (uid === 0) return bit !== 1 || stat.kind === 'directory' || (stat.mode & 0o111) !== 0;
  const place = stat.uid === uid ? 6 : stat.gid === gid || groups?.includes(stat.gid) ? 3 : 0;
  return ((stat.mode >> place) & bit) !== 0;
}

type Unary = (call: Call, word: string) => Promise<boolean> | boolean;

const unary: Readonly<Record<string, Unary>> = {
  '-n': (_, word) => word !== '',
  '-z': (_, word) => word === '',
  '-e': async (call, word) => (await look(call, word)) !== undefined,
  '-a': async (call, word) => (await look(call, word)) !== undefined,
  '-f': async (call, word) => (await look(call, word))?.kind === 'file',
  '-d': async (call, word) => (await look(call, word))?.kind === 'directory',
  '-c': async (call, word) => (await look(call, word))?.kind === 'device',
  '-b': () => false,
  '-p': () => false,
  '-S': () => false,
  '-L': async (call, word) => (await look(call, word, true))?.kind === 'symlink',
  '-h': async (call, word) => (await look(call, word, true))?.kind === 'symlink',
  '-s': async (call, word) => ((await look(call, word))?.size ?? 0) > 0,
  '-r': async (call, word) => may(call, await look(call, word), 4),
  '-w': async (call, word) => may(call, await look(call, word), 2),
  '-x': async (call, word) => may(call, await look(call, word), 1),
  '-O': async (call, word) => (await look(call, word))?.uid === call.self.user.uid,
  '-u': async (call, word) => (((await look(call, word))?.mode ?? 0) & 0o4000) !== 0,
  '-g': async (call, word) => (((await look(call, word))?.mode ?? 0) & 0o2000) !== 0,
  '-k': async (call, word) => (((await look(call, word))?.mode ?? 0) & 0o1000) !== 0,
  '-t': (call) => call.self.terminal() !== undefined,
};

function whole(call: Call, word: string): number {
  if (!/^\s*[-+]?\d+\s*$/.test(word)) throw new Fail(call.says(`${word}: bad number`, `${word}: integer expected`), 2);
  return Number(word);
}

type Binary = (call: Call, left: string, right: string) => Promise<boolean> | boolean;

const numeric =
  (compare: (left: number, right: number) => boolean): Binary =>
  (call, left, right) =>
    compare(whole(call, left), whole(call, right));

const binary: Readonly<Record<string, Binary>> = {
  '=': (_, left, right) => left === right,
  '==': (_, left, right) => left === right,
  '!=': (_, left, right) => left !== right,
  '<': (_, left, right) => left < right,
  '>': (_, left, right) => left > right,
  '-eq': numeric((left, right) => left === right),
  '-ne': numeric((left, right) => left !== right),
  '-lt': numeric((left, right) => left < right),
  '-le': numeric((left, right) => left <= right),
  '-gt': numeric((left, right) => left > right),
  '-ge': numeric((left, right) => left >= right),
  '-nt': async (call, left, right) => ((await look(call, left))?.mtime ?? 0) > ((await look(call, right))?.mtime ?? 0),
  '-ot': async (call, left, right) => ((await look(call, left))?.mtime ?? 0) < ((await look(call, right))?.mtime ?? 0),
  '-ef': async (call, left, right) =>
    (await call.files.realpath(call.path(left))) === (await call.files.realpath(call.path(right))),
};

async function primary(reader: Reader): Promise<boolean> {
  const { call, words } = reader;
  const [word = '', second = ''] = words.slice(reader.at, reader.at + 2);
  const left = words.length - reader.at;
  const operator = left >= 3 ? binary[second] : undefined;
  if (operator) {
    reader.at += 3;
    return operator(call, word, words[reader.at - 1] ?? '');
  }
  if (word === '!' && left > 1) {
    reader.at++;
    return !(await primary(reader));
  }
  if (word === '(' && left > 2) return grouped(reader);
  return single(reader, left >= 2 ? unary[word] : undefined);
}

async function single(reader: Reader, check: Unary | undefined): Promise<boolean> {
  const [word = '', second = ''] = reader.words.slice(reader.at, reader.at + 2);
  reader.at += check ? 2 : 1;
  return check ? check(reader.call, second) : word !== '';
}

async function grouped(reader: Reader): Promise<boolean> {
  reader.at++;
  const value = await either(reader);
  if (reader.words[reader.at++] !== ')') throw new Fail('closing paren expected', 2);
  return value;
}

async function both(reader: Reader): Promise<boolean> {
  let value = await primary(reader);
  while (reader.words[reader.at] === '-a') {
    reader.at++;
    value = (await primary(reader)) && value;
  }
  return value;
}

async function either(reader: Reader): Promise<boolean> {
  let value = await both(reader);
  while (reader.words[reader.at] === '-o') {
    reader.at++;
    value = (await both(reader)) || value;
  }
  return value;
}

/** Decides the expression of `test`; throws Fail with status 2. Of use to shells for their builtin. */
async function evaluateTest(call: Call, words: readonly string[]): Promise<boolean> {
  if (words.length === 0) return false;
  const reader: Reader = { call, words, at: 0 };
  const value = await either(reader);
  if (reader.at < words.length) throw new Fail(`${words[reader.at] ?? ''}: unknown operand`, 2);
  return value;
}

async function test(call: Call): Promise<number> {
  const bracket = call.name === '[';
  if (bracket && call.args.at(-1) !== ']') throw new Fail('missing ]', 2);
  return (await evaluateTest(call, bracket ? call.args.slice(0, -1) : call.args)) ? 0 : 1;
}

/** `test` and `[`. */
export const testTools: Tools = { test, '[': test };

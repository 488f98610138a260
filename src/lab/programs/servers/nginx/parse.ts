import type { Files } from '../../../kernel/files';

/** One directive of an nginx configuration; `block` is set when it had braces. */
export type Directive = {
  readonly name: string;
  readonly args: readonly string[];
  readonly block?: readonly Directive[];
  readonly file: string;
  readonly line: number;
};

/** What nginx prints after `[emerg] `: why a configuration cannot be used. */
export class Emergency extends Error {
  override readonly name = 'Emergency';
}

/** An emergency with the place of its cause. */
export const emergency = (text: string, at: { readonly file: string; readonly line: number }): Emergency =>
  new Emergency(`${text} in ${at.file}:${at.line}`);

type Token = { readonly text: string; readonly line: number; readonly sign: boolean };

/** The words and signs of a configuration text; comments are left out. */
function* tokens(text: string, file: string): Generator<Token> {
  const pattern =
    /(\n)|[^\S\n]+|#[^\n]*|([;{}])|"((?:\\[^]|[^"\\])*)"|'((?:\\[^]|[^'\\])*)'|((?:\\[^]|\$\{|[^\s;{}\\])+)/gy;
  let line = 1;
  while (pattern.lastIndex < text.length) {
    const match = pattern.exec(text);
    if (!match)
      throw emergency('unexpected end of file, expecting ";" or "}"', { file, line: text.split('\n').length });
    const [whole, , sign, double, single, bare] = match;
    if (sign) yield { text: sign, line, sign: true };
    const word = double ?? single;
    if (word !== undefined) yield { text: unescaped(word), line, sign: false };
    else if (bare !== undefined) yield { text: bareWord(bare, text, pattern), line, sign: false };
    for (const letter of whole) if (letter === '\n') line++;
  }
}

const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

const unescaped = (word: string): string => word.replace(/\\(["'\\nrt])/g, (_, sign: string) => letters[sign] ?? sign);

/** `${name}` within a bare word holds a closing brace that is none of nginx's signs. */
function bareWord(bare: string, text: string, pattern: RegExp): string {
  let word = bare;
  while (/\$\{[^}]*$/.test(word) && text[pattern.lastIndex] === '}') {
    const more = /^\}(?:\\[^]|\$\{|[^\s;{}\\])*/.exec(text.slice(pattern.lastIndex))?.[0] ?? '';
    word += more;
    pattern.lastIndex += more.length;
  }
  return word.replace(/\\([;{}#"'\s])/g, '$1');
}

type Reading = { readonly files: Files; readonly base: string; depth: number };

/**
 * Reads a configuration file with what it includes (relative to `base`). Throws Emergency with nginx's own sentence.
 */
export async function parseConfig(files: Files, path: string): Promise<readonly Directive[]> {
  const base = path.slice(0, path.lastIndexOf('/')) || '/';
  return readFile({ files, base, depth: 0 }, path, undefined);
}

async function readFile(reading: Reading, path: string, from: Directive | undefined): Promise<readonly Directive[]> {
  if (reading.depth > 20) throw new Emergency(`too many levels of include in ${path}`);
  const text = await reading.files.read(path).then(
    (content) => content.toString('utf8'),
    (error: unknown) => {
      const reason = `open() "${path}" failed (${errno(error)})`;
      throw from ? emergency(reason, from) : new Emergency(reason);
    },
  );
  reading.depth++;
  const all = [...tokens(text, path)];
  const [directives, next] = await readBlock(reading, all, 0, path, false);
  reading.depth--;
  const left = all[next];
  if (left) throw emergency('unexpected "}"', { file: path, line: left.line });
  return directives;
}

/** `2: No such file or directory` and its like: number and text of a file system's refusal. */
export function errno(error: unknown): string {
  const numbers: Readonly<Record<string, number>> = {
    EPERM: 1,
    ENOENT: 2,
    EACCES: 13,
    EEXIST: 17,
    ENOTDIR: 20,
    EISDIR: 21,
    EROFS: 30,
    EINVAL: 22,
    ELOOP: 40,
    ENOSPC: 28,
    EADDRINUSE: 98,
    EADDRNOTAVAIL: 99,
    ENETUNREACH: 101,
    ECONNRESET: 104,
    ETIMEDOUT: 110,
    ECONNREFUSED: 111,
    EHOSTUNREACH: 113,
  };
  const texts: Readonly<Record<string, string>> = {
    EADDRINUSE: 'Address in use',
    EADDRNOTAVAIL: 'Address not available',
    ENETUNREACH: 'Network unreachable',
    ECONNRESET: 'Connection reset by peer',
    ETIMEDOUT: 'Operation timed out',
    ECONNREFUSED: 'Connection refused',
    EHOSTUNREACH: 'Host is unreachable',
  };
  const { code = 'EINVAL', message = '' } = error as { readonly code?: string; readonly message?: string };
  return `${numbers[code] ?? 22}: ${texts[code] ?? message}`;
}

async function readBlock(
  reading: Reading,
  all: readonly Token[],
  start: number,
  file: string,
  inner: boolean,
): Promise<readonly [readonly Directive[], number]> {
  const found: Directive[] = [];
  let at = start;
  for (;;) {
    const first = all[at];
    if (!first) {
      if (inner) throw emergency('unexpected end of file, expecting ";" or "}"', { file, line: lastLine(all) });
      return [found, at];
    }
    if (first.sign && first.text === '}') return [found, at];
    if (first.sign) throw emergency(`unexpected "${first.text}"`, { file, line: first.line });
    const [directive, next] = await readDirective(reading, all, at, file);
    at = next;
    if (directive.name !== 'include') found.push(directive);
    else
      for (const path of await included(reading, directive)) found.push(...(await readFile(reading, path, directive)));
  }
}

async function readDirective(
  reading: Reading,
  all: readonly Token[],
  start: number,
  file: string,
): Promise<readonly [Directive, number]> {
  const length = all.slice(start + 1).findIndex(({ sign }) => sign);
  const at = start + 1 + length;
  const end = length === -1 ? undefined : all[at];
  if (!end) throw emergency('unexpected end of file, expecting ";" or "}"', { file, line: lastLine(all) });
  if (end.text === '}') throw emergency('unexpected "}"', { file, line: end.line });
  const [name = '', ...args] = all.slice(start, at).map(({ text }) => text);
  // nginx counts the line where the directive ends.
  if (end.text === ';') return [{ name, args, file, line: end.line }, at + 1];
  const [block, next] = await readBlock(reading, all, at + 1, file, true);
  return [{ name, args, block, file, line: end.line }, next + 1];
}

const lastLine = (all: readonly Token[]): number => (all.at(-1)?.line ?? 0) + 1;

async function included(reading: Reading, directive: Directive): Promise<readonly string[]> {
  const [pattern] = directive.args;
  if (!pattern || directive.args.length !== 1)
    throw emergency('invalid number of arguments in "include" directive', directive);
  const path = pattern.startsWith('/') ? pattern : `${reading.base}/${pattern}`;
  if (!/[*?[]/.test(path)) return [path];
  const folder = path.slice(0, path.lastIndexOf('/')) || '/';
  const names = await reading.files.list(folder).catch(() => []);
  const wanted = globPattern(path.slice(path.lastIndexOf('/') + 1));
  return names.filter((name) => wanted.test(name) && !name.startsWith('.')).map((name) => `${folder}/${name}`);
}

/** A shell pattern of one path segment as a regular expression. */
export function globPattern(pattern: string): RegExp {
  const source = pattern
    .replace(/[.+^${}()|\\]/g, '\\$&')
    .replace(/\*/g, '[^/]*')
    .replace(/\?/g, '[^/]');
  try {
    return new RegExp(`^${source}$`);
  } catch {
    return /^$/;
  }
}

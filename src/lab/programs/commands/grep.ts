import { BoundedPattern } from '../text/bounded';
import type { Options } from '../text/options';
import { literal, posixSource } from '../text/patterns';
import { eachLine, linesOf, openInput } from '../text/streams';
import { Fail, type Call, type Tools } from './tool';

async function patternOf(
  call: Call,
  options: Options,
): Promise<{ readonly pattern: RegExp; readonly files: readonly string[] }> {
  const files = [...options.rest];
  const texts = options.values('e').flatMap((text) => text.split('\n'));
  for (const name of options.values('f')) texts.push(...linesOf((await call.files.read(call.path(name))).toString()));
  if (!options.has('e', 'f')) {
    const first = files.shift();
    if (first === undefined) {
      await call.warn(
        call.says(
          'BusyBox v1.37.0 multi-call binary.\n\nUsage: grep [-HhnlLoqvsrRiwFE] [-m N] [-A|B|C N] { PATTERN | -e PATTERN... | -f FILE... } [FILE]...\n',
          "Usage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.\n",
        ),
      );
      throw new Fail('', call.says(1, 2));
    }
    texts.push(...first.split('\n'));
  }
  const extended = options.has('E', 'P') || call.name === 'egrep';
  const fixed = options.has('F') || call.name === 'fgrep';
  const sources = texts.map((text) => (fixed ? literal(text) : posixSource(text, extended)));
  const wrap = (source: string): string => {
    if (options.has('x')) return `^(?:${source})$`;
    return options.has('w') ? `(?<!\\w)(?:${source})(?!\\w)` : source;
  };
  try {
    return {
      pattern: new BoundedPattern(sources.map(wrap).join('|') || '^', `g${options.has('i', 'y') ? 'i' : ''}`),
      files,
    };
  } catch {
    throw new Fail(call.says(`bad regex '${texts.join('\n')}': Invalid regexp`, 'Invalid regular expression'), 2);
  }
}

async function expandFolders(call: Call, names: readonly string[], options: Options): Promise<readonly string[]> {
  const out: string[] = [];
  for (const name of names) {
    const stat = name === '-' ? undefined : await call.files.stat(call.path(name)).catch(() => undefined);
    if (stat?.kind !== 'directory') out.push(name);
    else if (options.has('r', 'R')) {
      const children = (await call.attempt(name, () => call.files.list(call.path(name)))) ?? [];
      out.push(
        ...(await expandFolders(
          call,
          children.map((child) => `${name.replace(/\/$/, '')}/${child}`),
          options,
        )),
      );
    } else await call.complain(`${name}: Is a directory`, 2);
    if (out.length > 100_000) break;
  }
  return out;
}

type Context = { readonly before: number; readonly after: number };

const contextOf = (options: Options): Context => {
  const both = options.value('C');
  return { before: Number(options.value('B') ?? both ?? 0), after: Number(options.value('A') ?? both ?? 0) };
};

type Search = {
  readonly call: Call;
  readonly options: Options;
  readonly pattern: RegExp;
  readonly titled: boolean;
  readonly context: Context;
};

/** One search through one input: what has been seen, and what is still to be shown around a hit. */
class Searcher {
  hits = 0;
  #number = 0;
  #follow = 0;
  #shown = 0;
  readonly #kept: (readonly [number, string])[] = [];
  readonly #most: number;
  readonly #quiet: boolean;
  readonly #title: string;

  constructor(
    private readonly search: Search,
    name: string,
  ) {
    const { options, titled } = search;
    this.#title = titled ? shownName(name) : '';
    this.#quiet = options.has('q', 'c', 'l', 'L');
    this.#most = Number(options.value('m') ?? Infinity);
  }

  /** Takes a line; false when no more are wanted. */
  async line(line: string): Promise<boolean> {
    const { options, pattern, context } = this.search;
    this.#number++;
    const matches = [...line.matchAll(pattern)];
    if (matches.length > 0 === options.has('v')) await this.#passBy(line);
    else {
      this.hits++;
      if (options.has('q', 'l')) return false;
      if (!this.#quiet) await this.#showHit(line, matches);
      this.#follow = context.after;
    }
    return this.hits < this.#most || this.#follow > 0;
  }

  async #passBy(line: string): Promise<void> {
    if (this.#follow-- > 0 && !this.#quiet) return this.#print(this.#number, line, '-');
    this.#kept.push([this.#number, line]);
    if (this.#kept.length > this.search.context.before) this.#kept.shift();
  }

  async #showHit(line: string, matches: readonly RegExpExecArray[]): Promise<void> {
    const { options } = this.search;
    if (options.has('o')) {
      const parts = options.has('v') ? [] : matches.map(([text]) => text).filter(Boolean);
      for (const text of parts) await this.#print(this.#number, text, ':');
      return;
    }
    for (const [at, before] of this.#kept.splice(0)) await this.#print(at, before, '-');
    await this.#print(this.#number, line, ':');
  }

  async #print(at: number, line: string, mark: string): Promise<void> {
    const { call, options, context } = this.search;
    if ((context.before || context.after) && this.#shown > 0 && at > this.#shown + 1) await call.print('--\n');
    this.#shown = at;
    const title = this.#title && `${this.#title}${mark}`;
    await call.print(`${title}${options.has('n') ? `${at}${mark}` : ''}${line}\n`);
  }
}

const shownName = (name: string): string => (name === '-' ? '(standard input)' : name);

/** Searches one input; resolves to the number of lines that match. */
async function searchOne(search: Search, name: string): Promise<number> {
  const searcher = new Searcher(search, name);
  await eachLine(await openInput(search.call, name), (line) => searcher.line(line));
  return searcher.hits;
}

async function grep(call: Call): Promise<number> {
  const options = call.options('ivcnqrRsEFPGoe:f:lLwxhHm:A:B:C:ay', {
    'ignore-case': 'i',
    'invert-match': 'v',
    count: 'c',
    'line-number': 'n',
    quiet: 'q',
    silent: 'q',
    recursive: 'r',
    'no-messages': 's',
    'extended-regexp': 'E',
    'fixed-strings': 'F',
    'only-matching': 'o',
    regexp: 'e:',
    file: 'f:',
    'files-with-matches': 'l',
    'word-regexp': 'w',
    'line-regexp': 'x',
    'no-filename': 'h',
    'with-filename': 'H',
    'max-count': 'm:',
    'after-context': 'A:',
    'before-context': 'B:',
    context: 'C:',
    color: 'color::',
    colour: 'color::',
    'perl-regexp': 'P',
  });
  const { pattern, files } = await patternOf(call, options);
  const deep = options.has('r', 'R');
  const names = await expandFolders(call, files.length > 0 ? files : [deep ? '.' : '-'], options);
  const titled = options.has('H') || ((names.length > 1 || deep) && !options.has('h'));
  const search: Search = { call, options, pattern, titled, context: contextOf(options) };
  let total = 0;
  for (const name of names) {
    total += await countIn(search, name);
    if (options.has('q') && total > 0) return 0;
  }
  if (total > 0) return options.has('q') ? 0 : call.status;
  return Math.max(1, call.status);
}

/** Searches one input and tells what is asked of it as a whole. */
async function countIn(search: Search, name: string): Promise<number> {
  const { call, options, titled } = search;
  const hits = options.has('s')
    ? await searchOne(search, name).catch(() => undefined)
    : await call.attempt(name, () => searchOne(search, name), 2);
  if (hits === undefined) return 0;
  if (options.has('c')) await call.print(`${titled ? `${name}:` : ''}${hits}\n`);
  else if (options.has(hits > 0 ? 'l' : 'L')) await call.print(`${shownName(name)}\n`);
  return hits;
}

export const grepTools: Tools = { grep, egrep: grep, fgrep: grep };

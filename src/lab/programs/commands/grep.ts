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

/** Searches one input; resolves to the number of lines that match. */
async function searchOne({ call, options, pattern, titled, context }: Search, name: string): Promise<number> {
  const input = await openInput(call, name);
  const title = titled ? (name === '-' ? '(standard input)' : name) : '';
  const quiet = options.has('q', 'c', 'l', 'L');
  const most = Number(options.value('m') ?? Infinity);
  const kept: (readonly [number, string])[] = [];
  let hits = 0;
  let number = 0;
  let follow = 0;
  let shown = 0;
  const print = async (at: number, line: string, mark: string): Promise<void> => {
    if ((context.before || context.after) && shown > 0 && at > shown + 1) await call.print('--\n');
    shown = at;
    await call.print(`${title ? `${title}${mark}` : ''}${options.has('n') ? `${at}${mark}` : ''}${line}\n`);
  };
  await eachLine(input, async (line) => {
    number++;
    const matches = [...line.matchAll(pattern)];
    if (matches.length > 0 === options.has('v')) {
      if (follow-- > 0 && !quiet) await print(number, line, '-');
      else kept.push([number, line]);
      if (kept.length > context.before) kept.shift();
      return hits < most || follow > 0;
    }
    hits++;
    if (options.has('q', 'l')) return false;
    if (!quiet && options.has('o') && !options.has('v'))
      for (const [text] of matches) if (text) await print(number, text, ':');
    if (!quiet && !options.has('o')) {
      for (const [at, before] of kept.splice(0)) await print(at, before, '-');
      await print(number, line, ':');
    }
    follow = context.after;
    return hits < most || follow > 0;
  });
  return hits;
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
    const hits = options.has('s')
      ? await searchOne(search, name).catch(() => undefined)
      : await call.attempt(name, () => searchOne(search, name), 2);
    if (hits === undefined) continue;
    total += hits;
    if (options.has('c')) await call.print(`${titled ? `${name}:` : ''}${hits}\n`);
    else if ((options.has('l') && hits > 0) || (options.has('L') && hits === 0))
      await call.print(`${name === '-' ? '(standard input)' : name}\n`);
    if (options.has('q') && total > 0) return 0;
  }
  return total > 0 ? (call.status > 0 && !options.has('q') ? call.status : 0) : Math.max(1, call.status);
}

export const grepTools: Tools = { grep, egrep: grep, fgrep: grep };

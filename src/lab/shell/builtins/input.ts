import type { Input } from '../../kernel/process';
import { unread } from '../../processes/streams';
import { blanksOf } from '../expand';
import type { Builtin } from '../interpreter';
import { type Shell, standardStreams } from '../state';

/** Reads one line without its newline; what comes behind is left. Undefined at the end, when nothing was there. */
async function readLine(input: Input, most: number): Promise<{ readonly line: string; readonly whole: boolean }> {
  let held = Buffer.alloc(0);
  for (;;) {
    const chunk = await input.read();
    if (chunk === undefined) return { line: held.toString('utf8'), whole: false };
    held = Buffer.concat([held, chunk]);
    const end = held.indexOf(0x0a);
    const cut = end === -1 || end >= most ? (held.length >= most ? most : -1) : end;
    if (cut === -1) continue;
    unread(input, held.subarray(cut === end ? cut + 1 : cut));
    return { line: held.subarray(0, cut).toString('utf8'), whole: true };
  }
}

type ReadOptions = { raw: boolean; prompt: string; most: number; timeout: number | undefined };

function readOptions(argv: readonly string[]): { readonly names: readonly string[]; readonly options: ReadOptions } {
  const options: ReadOptions = { raw: false, prompt: '', most: 65536, timeout: undefined };
  let at = 1;
  for (let word = argv[at]; word !== undefined && /^-\w/.test(word); word = argv[at]) {
    at += 1;
    if (word.includes('r')) options.raw = true;
    const letter = word.at(-1) ?? '';
    if (!'ptnNdu'.includes(letter)) continue;
    const value = argv[at++] ?? '';
    if (letter === 'p') options.prompt = value;
    else if (letter === 't') options.timeout = Number(value) * 1000;
    else if (letter === 'n' || letter === 'N') options.most = Number(value) || 1;
  }
  return { names: argv.slice(at), options };
}

const read: Builtin = async (shell, argv) => {
  const { names, options } = readOptions(argv);
  const { stdin, stderr } = standardStreams(shell);
  if (options.prompt !== '') await stderr.write(options.prompt);
  let text = '';
  for (;;) {
    const got = await readInTime(shell, stdin, options);
    if (!got) return 142;
    const continues = !options.raw && got.whole && /(?:^|[^\\])(?:\\\\)*\\$/.test(got.line);
    text += continues ? got.line.slice(0, -1) : got.line;
    if (continues) continue;
    assignFields(shell, text, names.length === 0 ? ['REPLY'] : names, options.raw);
    return got.whole ? 0 : 1;
  }
};

type Line = { readonly line: string; readonly whole: boolean };

/** Undefined when the time is over. */
async function readInTime(shell: Shell, input: Input, options: ReadOptions): Promise<Line | undefined> {
  const reading = readLine(input, options.most);
  if (options.timeout === undefined) return reading;
  return Promise.race([reading, shell.self.sleep(options.timeout).then(() => undefined)]);
}

/** Splits a line at IFS; the last name gets the rest. */
function assignFields(shell: Shell, line: string, names: readonly string[], raw: boolean): void {
  const separators = shell.get('IFS') ?? ' \t\n';
  const blanks = blanksOf(separators);
  const plain = (text: string): string => (raw ? text : text.replace(/\\(.)/g, '$1'));
  let rest = trimStart(line, blanks);
  for (const name of names.slice(0, -1)) {
    const length = fieldLength(rest, separators, raw);
    shell.set(name, plain(rest.slice(0, length)));
    rest = trimStart(rest.slice(length), blanks);
    const [next] = rest;
    if (next !== undefined && separators.includes(next)) rest = trimStart(rest.slice(1), blanks);
  }
  let end = rest.length;
  while (end > 0 && blanks.includes(rest[end - 1] ?? '\0')) end -= 1;
  const last = names.at(-1);
  if (last !== undefined) shell.set(last, plain(rest.slice(0, end)));
}

function trimStart(text: string, blanks: string): string {
  let at = 0;
  while (at < text.length && blanks.includes(text[at] ?? '\0')) at += 1;
  return text.slice(at);
}

function fieldLength(text: string, separators: string, raw: boolean): number {
  let at = 0;
  while (at < text.length && !separators.includes(text[at] ?? '')) at += !raw && text[at] === '\\' ? 2 : 1;
  return Math.min(at, text.length);
}

const getopts: Builtin = async (shell, argv) => {
  const [, letters = '', name = 'opt', ...given] = argv;
  const words = given.length > 0 ? given : shell.positional;
  const index = Number(shell.get('OPTIND'));
  const word = words[index - 1];
  if (word === undefined || !/^-./.test(word) || word === '--') {
    if (word === '--') shell.set('OPTIND', String(index + 1));
    shell.set(name, '?');
    return 1;
  }
  const offset = Math.max(1, shell.optionIndex);
  const letter = word.charAt(offset);
  const kind = optionKind(letters, letter);
  const takes = kind === 'takes a value';
  const last = offset + 1 >= word.length;
  const value = last ? words[index] : word.slice(offset + 1);
  shell.set('OPTIND', String(index + usedWords(takes, last)));
  shell.optionIndex = last || takes ? 0 : offset + 1;
  await settleOption(shell, { name, letter, kind, value, silent: letters.startsWith(':') });
  return 0;
};

type OptionKind = 'unknown' | 'plain' | 'takes a value';

function optionKind(letters: string, letter: string): OptionKind {
  const known = letters.replace(/^:/, '');
  const place = letter === ':' ? -1 : known.indexOf(letter);
  if (place === -1) return 'unknown';
  return known[place + 1] === ':' ? 'takes a value' : 'plain';
}

/** How many words an option uses up. */
const usedWords = (takes: boolean, last: boolean): number => (takes ? (last ? 2 : 1) : last ? 1 : 0);

type Found = {
  readonly name: string;
  readonly letter: string;
  readonly kind: OptionKind;
  readonly value: string | undefined;
  readonly silent: boolean;
};

async function settleOption(shell: Shell, { name, letter, kind, value, silent }: Found): Promise<void> {
  const known = kind !== 'unknown';
  if (kind === 'plain' || (known && value !== undefined)) {
    shell.set(name, letter);
    if (kind !== 'plain' && value !== undefined) shell.set('OPTARG', value);
    return;
  }
  shell.set(name, silent && known ? ':' : '?');
  if (silent) shell.set('OPTARG', letter);
  else {
    const what = known ? `No arg for -${letter} option` : `Illegal option -${letter}`;
    await shell.io.get(2)?.output?.write(`${what}\n`);
  }
}

/** Builtins that take input and options apart. */
export const inputBuiltins = { read, getopts };

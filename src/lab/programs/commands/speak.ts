import { giveWay } from '../text/streams';
import type { Process, User } from '../../kernel/process';
import { parseSpan } from '../text/sizes';
import { argumentCount, fill, unescape } from '../text/printf';
import { baseName, Fail, type Call, type Tools } from './tool';

async function echo(call: Call): Promise<undefined> {
  const words = [...call.args];
  let newline = true;
  let sequences = false;
  while (/^-[neE]+$/.test(words[0] ?? '')) {
    for (const letter of (words.shift() ?? '').slice(1)) {
      if (letter === 'n') newline = false;
      else sequences = letter === 'e';
    }
  }
  const text = words.join(' ');
  const { text: out, stopped } = sequences ? unescape(text) : { text, stopped: false };
  await call.print(newline && !stopped ? `${out}\n` : out);
  return undefined;
}

async function printf(call: Call): Promise<undefined> {
  const [format, ...words] = call.args;
  if (format === undefined) throw new Fail(call.says('usage: printf FORMAT [ARG]...', 'missing operand'), 1);
  const { text, stopped } = unescape(format);
  const each = argumentCount(text);
  do await call.print(fill(text, () => words.shift() ?? ''));
  while (words.length > 0 && each > 0 && !stopped);
  return undefined;
}

async function yes(call: Call): Promise<undefined> {
  const line = `${call.args.length > 0 ? call.args.join(' ') : 'y'}\n`;
  const block = line.repeat(Math.max(1, Math.floor(4096 / line.length)));
  for (;;) {
    await call.print(block);
    // A reader that never waits must not keep every other process of the lab from running.
    await giveWay();
  }
}

/** `last`, `first last` or `first step last`. */
function spanOf([a = 1, b, c]: readonly number[]): {
  readonly first: number;
  readonly step: number;
  readonly last: number;
} {
  if (b === undefined) return { first: 1, step: 1, last: a };
  return c === undefined ? { first: a, step: 1, last: b } : { first: a, step: b, last: c };
}

async function seq(call: Call): Promise<undefined> {
  const options = call.options('s:wf:', { separator: 's:', 'equal-width': 'w' });
  const numbers = call.args.filter((word) => /^-?(\d+\.?\d*|\.\d+)$/.test(word)).map(Number);
  const words = numbers.length > 0 && !options.has('s', 'f') ? call.args.filter((word) => word !== '-w') : options.rest;
  if (words.length === 0) throw new Fail('missing operand');
  const wrong = words.find((word) => Number.isNaN(Number(word)));
  if (wrong !== undefined)
    throw new Fail(call.says(`invalid number '${wrong}'`, `invalid floating point argument: '${wrong}'`));
  const { first, step, last } = spanOf(words.map(Number));
  const digits = Math.max(...words.map((word) => word.split('.')[1]?.length ?? 0));
  const width = options.has('w') ? Math.max(first.toFixed(digits).length, last.toFixed(digits).length) : 0;
  const separator = options.value('s', '\n');
  let out: string[] = [];
  const count = step === 0 ? 0 : Math.floor((last - first) / step + 1e-9) + 1;
  for (let at = 0; at < count; at++) {
    out.push((at > 0 ? separator : '') + (first + at * step).toFixed(digits).padStart(width, '0'));
    if (out.length < 1000) continue;
    await call.print(out.join(''));
    out = [];
    await giveWay();
  }
  await call.print(out.join('') + (count > 0 ? '\n' : ''));
  return undefined;
}

/** Waits for a span that may be without an end. */
export async function waitSpan(self: Process, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= day) await self.sleep(Math.min(left, day));
}

const day = 86_400_000;

async function sleep(call: Call): Promise<undefined> {
  const { rest } = call.options('');
  if (rest.length === 0)
    throw new Fail(call.says('missing operand', "missing operand\nTry 'sleep --help' for more information."));
  let sum = 0;
  for (const word of rest) {
    const span = parseSpan(word);
    if (span === undefined)
      throw new Fail(
        call.says(
          `invalid number '${word}'`,
          `invalid time interval '${word}'\nTry 'sleep --help' for more information.`,
        ),
      );
    sum += span;
  }
  await waitSpan(call.self, sum);
  return undefined;
}

async function basename(call: Call): Promise<undefined> {
  const options = call.options('as:', { multiple: 'a', suffix: 's:' });
  const many = options.has('a', 's');
  const suffix = options.value('s') ?? (many ? '' : (options.rest[1] ?? ''));
  const names = many ? options.rest : options.rest.slice(0, 1);
  if (names.length === 0) throw new Fail('missing operand');
  for (const name of names) {
    const base = baseName(name);
    await call.print(`${suffix && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base}\n`);
  }
  return undefined;
}

/** The directory part of a path, as dirname(1) tells it. */
export function dirName(path: string): string {
  const trimmed = path.replace(/\/+$/, '');
  if (trimmed === '') return path.startsWith('/') ? '/' : '.';
  const slash = trimmed.lastIndexOf('/');
  if (slash === -1) return '.';
  return trimmed.slice(0, slash).replace(/\/+$/, '') || '/';
}

async function dirname(call: Call): Promise<undefined> {
  const { rest } = call.options('');
  if (rest.length === 0) throw new Fail('missing operand');
  for (const name of rest) await call.print(`${dirName(name)}\n`);
  return undefined;
}

async function env(call: Call): Promise<number | undefined> {
  const options = call.options('iu:0', { 'ignore-environment': 'i', unset: 'u:' }, true);
  const vars = new Map(options.has('i') || options.rest[0] === '-' ? [] : call.self.env);
  for (const name of options.values('u')) vars.delete(name);
  const words = options.rest.filter((word, at) => at > 0 || word !== '-');
  while (/^[^=]+=/.test(words[0] ?? '')) {
    const [, name = '', value = ''] = /^([^=]+)=([^]*)$/.exec(words.shift() ?? '') ?? [];
    vars.set(name, value);
  }
  if (words.length > 0) return run(call, words, vars);
  const end = options.has('0') ? '\0' : '\n';
  await call.print([...vars].map(([name, value]) => `${name}=${value}${end}`).join(''));
  return undefined;
}

/** Becomes another command; what cannot be executed is told as `env` and `nohup` do. */
export async function run(
  call: Call,
  words: readonly string[],
  vars?: ReadonlyMap<string, string>,
  user?: User,
): Promise<number> {
  try {
    return await call.self.become(words, vars, user);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && (error.code === 126 || error.code === 127))) throw error;
    const why = error.code === 127 ? 'No such file or directory' : 'Permission denied';
    const word = words[0] ?? '';
    throw new Fail(call.says(`can't execute '${word}': ${why}`, `'${word}': ${why}`), error.code);
  }
}

async function printenv(call: Call): Promise<undefined> {
  const { env: vars } = call.self;
  if (call.args.length === 0) await call.print([...vars].map(([name, value]) => `${name}=${value}\n`).join(''));
  for (const name of call.args) {
    const value = vars.get(name);
    if (value === undefined) call.status = 1;
    else await call.print(`${value}\n`);
  }
  return undefined;
}

/** Commands that only say something or wait. */
export const speakTools: Tools = {
  echo,
  printf,
  yes,
  seq,
  sleep,
  basename,
  dirname,
  env,
  printenv,
  true: () => Promise.resolve(0),
  false: () => Promise.resolve(1),
  sync: () => Promise.resolve(0),
  clear: (call) => call.print('\u001b[H\u001b[J').then(() => 0),
  pwd: (call) => call.print(`${call.self.cwd}\n`).then(() => undefined),
};

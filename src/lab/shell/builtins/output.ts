import type { Builtin } from '../interpreter';
import type { Shell } from '../state';
import { ShellError } from '../state';

const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
};

/** Reads backslash sequences as echo and printf do; `stop` when `\c` ends the output. */
export function unescape(text: string): { readonly text: string; readonly stop: boolean } {
  let result = '';
  let rest = text;
  for (;;) {
    const at = rest.indexOf('\\');
    if (at === -1) return { text: result + rest, stop: false };
    result += rest.slice(0, at);
    rest = rest.slice(at);
    const number = /^\\(?:x([0-9a-fA-F]{1,2})|0?([0-7]{1,3}))/.exec(rest);
    if (number) {
      const code = number[1] === undefined ? Number.parseInt(number[2] ?? '0', 8) : Number.parseInt(number[1], 16);
      result += String.fromCharCode(code & 255);
      rest = rest.slice(number[0].length);
      continue;
    }
    const next = rest[1] ?? '';
    if (next === 'c') return { text: result, stop: true };
    result += simple[next] ?? `\\${next}`;
    rest = rest.slice(2);
  }
}

/** Writes to the standard output of a shell. Throws ShellError when that is closed. */
export async function print(shell: Shell, text: string): Promise<void> {
  const output = shell.io.get(1)?.output;
  if (!output) throw new ShellError('write error: Bad file descriptor', 1);
  await output.write(text);
}

const echo: Builtin = async (shell, argv) => {
  let words = argv.slice(1);
  let newline = true;
  let escapes = shell.flavor === 'dash';
  const letters = shell.flavor === 'dash' ? /^-n$/ : /^-[neE]+$/;
  while (words[0] !== undefined && letters.test(words[0])) {
    if (words[0].includes('n')) newline = false;
    if (words[0].includes('e')) escapes = true;
    if (words[0].includes('E')) escapes = false;
    words = words.slice(1);
  }
  const joined = words.join(' ');
  const { text, stop } = escapes ? unescape(joined) : { text: joined, stop: false };
  await print(shell, text + (newline && !stop ? '\n' : ''));
  return 0;
};

type Directive = { readonly flags: string; readonly width: string; readonly precision: string; readonly type: string };

const directive = /%([-+ 0#]*)(\*|\d*)(?:\.(\*|\d*))?([diouxXcsbqeEfgG%])/y;

function pad(text: string, { flags, width }: Directive, zeros: boolean): string {
  const size = Math.min(Number(width), 10_000);
  if (flags.includes('-')) return text.padEnd(size);
  if (!zeros || !flags.includes('0')) return text.padStart(size);
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(size - sign.length, '0');
}

/** One run of printf's format over its arguments. */
class Format {
  bad: string | undefined;
  stop = false;
  used = 0;

  constructor(
    readonly format: string,
    readonly values: readonly string[],
  ) {}

  #next(): string | undefined {
    return this.values[this.used++];
  }

  run(): string {
    let result = '';
    let at = 0;
    while (at < this.format.length && !this.stop) {
      directive.lastIndex = at;
      const match = directive.exec(this.format);
      if (match) {
        const [all, flags = '', width = '', precision = '', type = ''] = match;
        const given = { flags, width: this.#star(width), precision: this.#star(precision), type };
        result +=
          type === '%' ? '%' : this.#value({ ...given, precision: all.includes('.') ? given.precision || '0' : '' });
        at += all.length;
      } else {
        result += this.format[at] ?? '';
        at += 1;
      }
    }
    return result;
  }

  #star(text: string): string {
    return text === '*' ? (this.#next() ?? '0') : text;
  }

  #value(given: Directive): string {
    const value = this.#next();
    if (given.type === 's' || given.type === 'b' || given.type === 'q') return this.#string(value ?? '', given);
    if (given.type === 'c') return pad((value ?? '').slice(0, 1), given, false);
    const number = this.#number(value ?? '0');
    if ('eEfgG'.includes(given.type)) return pad(real(number, given), given, true);
    return pad(integer(number, given), given, true);
  }

  #string(value: string, given: Directive): string {
    const { text, stop } = given.type === 'b' ? unescape(value) : { text: value, stop: false };
    this.stop = stop;
    return pad(given.precision === '' ? text : text.slice(0, Number(given.precision)), given, false);
  }

  #number(text: string): number {
    if (/^["']/.test(text)) return text.codePointAt(1) ?? 0;
    const trimmed = text.trim();
    if (/^[+-]?0[0-7]+$/.test(trimmed)) return Number.parseInt(trimmed, 8);
    const value = Number(trimmed);
    if (!Number.isNaN(value)) return value;
    this.bad = text;
    return Number.parseInt(trimmed, 10) || 0;
  }
}

function integer(number: number, { type, flags }: Directive): string {
  const whole = BigInt(Math.trunc(Number.isFinite(number) ? number : 0));
  const unsigned = BigInt.asUintN(64, whole);
  if (type === 'x') return (flags.includes('#') ? '0x' : '') + unsigned.toString(16);
  if (type === 'X') return (flags.includes('#') ? '0X' : '') + unsigned.toString(16).toUpperCase();
  if (type === 'o') return unsigned.toString(8);
  if (type === 'u') return unsigned.toString();
  return whole >= 0n && flags.includes('+') ? `+${whole}` : whole.toString();
}

function real(number: number, { type, precision }: Directive): string {
  const digits = Math.min(precision === '' ? 6 : Number(precision), 100);
  if (type === 'f') return number.toFixed(digits);
  if (type === 'e' || type === 'E') return number.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2');
  return String(Number(number.toPrecision(Math.max(1, digits))));
}

const printf: Builtin = async (shell, argv) => {
  const words = argv[1] === '--' ? argv.slice(2) : argv.slice(1);
  const [format] = words;
  if (format === undefined) {
    await shell.complain('usage: printf FORMAT [ARG]...', 'printf');
    return 2;
  }
  const { text, stop } = unescape(format.replaceAll('%%', '%\u0000'));
  const literal = text.replaceAll('%\u0000', '%%');
  let values = words.slice(1);
  let output = '';
  let bad: string | undefined;
  do {
    const run = new Format(literal, values);
    output += run.run();
    bad ??= run.bad;
    if (run.used === 0 || run.stop || stop) break;
    values = values.slice(run.used);
  } while (values.length > 0 && output.length < 1_000_000);
  await print(shell, output);
  if (bad === undefined) return 0;
  const texts = {
    ash: `invalid number '${bad}'`,
    dash: `${bad}: expected numeric value`,
    bash: `${bad}: invalid number`,
  };
  await shell.complain(texts[shell.flavor], 'printf');
  return 1;
};

/** Builtins that print. */
export const outputBuiltins = { echo, printf };

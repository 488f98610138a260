import { Fail } from '../commands/tool';
import { posixPattern } from './patterns';

/** Where a command applies. */
export type Address =
  | { readonly kind: 'line'; readonly line: number }
  | { readonly kind: 'last' }
  | { readonly kind: 'step'; readonly first: number; readonly step: number }
  | { readonly kind: 'plus'; readonly count: number }
  | { readonly kind: 'pattern'; readonly pattern: RegExp | undefined };

export type SedCommand = {
  readonly from: Address | undefined;
  readonly to: Address | undefined;
  readonly negated: boolean;
  readonly name: string;
  /** Text of a, i, c; label of b, t, `:`; file of r, w; exit status of q. */
  readonly text: string;
  readonly substitute?: Substitute;
  readonly letters?: ReadonlyMap<string, string>;
  /** For `{`: the place of its `}`. */
  end?: number;
};

export type Substitute = {
  readonly pattern: RegExp | undefined;
  readonly replacement: string;
  readonly global: boolean;
  readonly print: boolean;
  /** Replaces from this match on. */
  readonly nth: number;
};

/** Reads a sed script; throws Fail. `extended` is -E. */
export class SedReader {
  #at = 0;
  readonly commands: SedCommand[] = [];
  readonly labels = new Map<string, number>();
  readonly #open: number[] = [];

  constructor(
    private readonly script: string,
    private readonly extended: boolean,
  ) {}

  read(): this {
    this.#blank(/[\s;]/);
    while (this.#at < this.script.length) {
      this.#command();
      this.#blank(/[\s;]/);
    }
    if (this.#open.length > 0) throw new Fail('unmatched {');
    return this;
  }

  #blank(what: RegExp): void {
    while (what.test(this.script[this.#at] ?? '')) this.#at++;
  }

  #address(): Address | undefined {
    const rest = this.script.slice(this.#at);
    const found = /^(?:(\d+)~(\d+)|(\d+)|(\$)|\+(\d+))/.exec(rest);
    if (found) {
      this.#at += found[0].length;
      if (found[4]) return { kind: 'last' };
      if (found[5]) return { kind: 'plus', count: Number(found[5]) };
      return found[3]
        ? { kind: 'line', line: Number(found[3]) }
        : { kind: 'step', first: Number(found[1]), step: Number(found[2]) };
    }
    if (!/^(\/|\\.)/.test(rest)) return undefined;
    if (rest.startsWith('\\')) this.#at++;
    const text = this.#delimited(this.script[this.#at++] ?? '/');
    const ignore = this.script[this.#at] === 'I';
    if (ignore) this.#at++;
    return { kind: 'pattern', pattern: text === '' ? undefined : posixPattern(text, this.extended, ignore ? 'i' : '') };
  }

  /** Text up to the delimiter; `\delimiter` is the delimiter itself; brackets hide it in patterns. */
  #delimited(delimiter: string, brackets = true): string {
    let out = '';
    for (let inside = false; this.#at < this.script.length;) {
      const letter = this.script[this.#at++] ?? '';
      if (letter === '\\') out += this.#escaped(delimiter, brackets);
      else if (letter === delimiter && !inside) return out;
      else {
        inside = brackets && (letter === '[' || (inside && (letter !== ']' || /\[\^?$/.test(out))));
        out += letter;
      }
    }
    throw new Fail('unterminated regular expression or replacement');
  }

  /** What a backslash makes of the next letter: the delimiter stands for itself, special or not. */
  #escaped(delimiter: string, brackets: boolean): string {
    const next = this.script[this.#at++] ?? '';
    const special = brackets && /[.*[\]^$|+?(){}]/.test(next);
    return next === delimiter && !special ? next : `\\${next}`;
  }

  #line(): string {
    const end = this.script.indexOf('\n', this.#at);
    const text = this.script.slice(this.#at, end === -1 ? undefined : end);
    this.#at += text.length;
    return text;
  }

  #command(): void {
    const from = this.#address();
    let to: Address | undefined;
    this.#blank(/\s/);
    if (from && this.script[this.#at] === ',') {
      this.#at++;
      this.#blank(/\s/);
      to = this.#address();
      if (!to) throw new Fail("unexpected `,'");
    }
    this.#blank(/\s/);
    let negated = false;
    while (/[!\s]/.test(this.script[this.#at] ?? '')) negated = this.script[this.#at++] === '!' || negated;
    const name = this.script[this.#at++];
    if (name === undefined) throw new Fail('missing command');
    this.#rest({ from, to, negated, name, text: '' });
  }

  #rest(base: SedCommand): void {
    const { name } = base;
    if (name === '#') return void this.#line();
    if ('dDpPgGhHxnN=lz'.includes(name)) this.commands.push(base);
    else if (name === '{') this.#open.push(this.commands.push(base) - 1);
    else if (name === '}') this.#close(base);
    else if (name === 's') this.commands.push({ ...base, substitute: this.#substitute() });
    else if (name === 'y') this.commands.push({ ...base, letters: this.#letters() });
    else if ('aic'.includes(name)) this.commands.push({ ...base, text: this.#text() });
    else if ('qQ:btTrw'.includes(name)) this.#word(base);
    else throw new Fail(`unsupported command ${name}`);
  }

  #close(base: SedCommand): void {
    const start = this.#open.pop();
    const opener = start === undefined ? undefined : this.commands[start];
    if (!opener) throw new Fail("unexpected `}'");
    opener.end = this.commands.length;
    this.commands.push(base);
  }

  #word(base: SedCommand): void {
    const text = /^[ \t]*([^\n;}]*)/.exec(this.script.slice(this.#at));
    this.#at += text?.[0].length ?? 0;
    const word = (text?.[1] ?? '').trim();
    if (base.name === ':') this.labels.set(word, this.commands.length);
    else this.commands.push({ ...base, text: word });
  }

  #text(): string {
    const start = /^[ \t]*(\\\n|\\)?[ \t]*/.exec(this.script.slice(this.#at));
    this.#at += start?.[0].length ?? 0;
    let text = this.#line();
    while (text.endsWith('\\') && this.#at < this.script.length) {
      this.#at++;
      text = `${text.slice(0, -1)}\n${this.#line()}`;
    }
    return text;
  }

  #substitute(): Substitute {
    const delimiter = this.script[this.#at++] ?? '/';
    const pattern = this.#delimited(delimiter);
    const replacement = this.#delimited(delimiter, false);
    const flags = /^[gpiIm0-9]*/.exec(this.script.slice(this.#at))?.[0] ?? '';
    this.#at += flags.length;
    const next = this.script[this.#at];
    if (next !== undefined && !/[\s;}#w]/.test(next)) throw new Fail("unknown option to `s'");
    return {
      pattern:
        pattern === ''
          ? undefined
          : posixPattern(pattern, this.extended, `g${/[iI]/.test(flags) ? 'i' : ''}${flags.includes('m') ? 'm' : ''}`),
      replacement,
      global: flags.includes('g'),
      print: flags.includes('p'),
      nth: Number(/\d+/.exec(flags)?.[0] ?? 1),
    };
  }

  #letters(): ReadonlyMap<string, string> {
    const delimiter = this.script[this.#at++] ?? '/';
    const [from, to] = [Array.from(this.#delimited(delimiter, false)), Array.from(this.#delimited(delimiter, false))];
    if (from.length !== to.length) throw new Fail("strings for `y' command are different lengths");
    return new Map(from.map((letter, at) => [letter, to[at] ?? letter]));
  }
}

type Fold = (text: string) => string;

const asIs: Fold = (text) => text;
const upper: Fold = (text) => text.toUpperCase();
const lower: Fold = (text) => text.toLowerCase();

/** What a letter after a backslash changes: the case from here on, or of the next letter. */
const folds: Readonly<Record<string, { readonly all?: Fold; readonly once?: Fold }>> = {
  U: { all: upper },
  L: { all: lower },
  E: { all: asIs },
  u: { once: upper },
  l: { once: lower },
};

/** The text that takes a match's place: `&`, `\1`, `\n`, and GNU's \U \L \u \l \E. */
export function replaced(replacement: string, match: RegExpExecArray | RegExpMatchArray): string {
  let out = '';
  let all = asIs;
  let once = asIs;
  const add = (text: string): void => {
    if (text === '') return;
    const folded = all(text);
    out += once(folded.slice(0, 1)) + folded.slice(1);
    once = asIs;
  };
  for (const [part, escaped] of replacement.matchAll(/\\([^]?)|[^]/g)) {
    const fold = folds[escaped ?? ''];
    if (!fold) add(pieceOf(part, escaped, match));
    else ({ all = all, once = once } = fold);
  }
  return out;
}

/** What a letter of the replacement, or one behind a backslash, stands for. */
function pieceOf(part: string, escaped: string | undefined, match: RegExpExecArray | RegExpMatchArray): string {
  if (escaped === undefined) return part === '&' ? match[0] : part;
  return /\d/.test(escaped) ? (match[Number(escaped)] ?? '') : (controls[escaped] ?? escaped);
}

const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t' };

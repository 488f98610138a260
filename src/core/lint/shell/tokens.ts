import type { Span } from '../rule';

/** A word of a command, as it is written. */
export type Word = {
  readonly text: string;
  readonly span: Span;
  /** Does a quote, a backslash or a "$" stand in it, so that it is not what the command gets? */
  readonly isPlain: boolean;
};

/** A piece of a script. */
export type Token =
  | ({ readonly kind: 'word' } & Word)
  | { readonly kind: 'operator'; readonly text: string; readonly span: Span }
  | { readonly kind: 'line end'; readonly span: Span }
  | { readonly kind: 'comment'; readonly span: Span };

/** A backslash that was to continue its line, with blanks behind it. */
export type Loose = { readonly span: Span; readonly isContinued: boolean };

/** The pieces of a script; it is unsure when a quote or a bracket has no end. */
export type Tokens = {
  readonly tokens: readonly Token[];
  readonly loose: readonly Loose[];
  readonly heredocs: readonly Span[];
  readonly isUnsure: boolean;
};

const operators = /&&|\|\||;;&?|;&|<<<|<<-?|>>|<>|>\||&>>?|[<>]&|\|&|[|&;()<>]/y;

/** Takes a script apart as a shell does, as far as words go. Linear, and never throws. */
export function tokensOf(text: string): Tokens {
  return new Scanner(text).scan();
}

class Scanner {
  readonly #tokens: Token[] = [];
  readonly #loose: Loose[] = [];
  readonly #heredocs: Span[] = [];
  /** Here-documents whose bodies begin on the next line. */
  #waiting: { readonly mark: string; readonly isIndented: boolean }[] = [];
  #at = 0;
  #isUnsure = false;

  constructor(readonly text: string) {}

  scan(): Tokens {
    if (this.text.startsWith('\uFEFF')) this.#at = 1;
    while (this.#at < this.text.length) this.#next();
    if (this.#waiting.length > 0) this.#isUnsure = true;
    return { tokens: this.#tokens, loose: this.#loose, heredocs: this.#heredocs, isUnsure: this.#isUnsure };
  }

  #next(): void {
    const character = this.text[this.#at] ?? '';
    if (character === '\n' || this.text.startsWith('\r\n', this.#at)) this.#lineEnd();
    else if (/[ \t\r]/.test(character)) this.#at += 1;
    else if (character === '\\' && this.#skipContinuation()) return;
    else if (character === '#') this.#comment();
    else if (this.text.startsWith('((', this.#at) && this.#startsCommand()) this.#arithmetic();
    else if (!this.#operator()) this.#word();
  }

  #lineEnd(): void {
    const start = this.#at;
    this.#at = this.text.indexOf('\n', start) + 1;
    this.#tokens.push({ kind: 'line end', span: { start, end: this.#at } });
    for (const { mark, isIndented } of this.#waiting) this.#body(mark, isIndented);
    this.#waiting = [];
  }

  #body(mark: string, isIndented: boolean): void {
    const start = this.#at;
    while (this.#at < this.text.length) {
      const newline = this.text.indexOf('\n', this.#at);
      const end = newline === -1 ? this.text.length : newline;
      const line = this.text.slice(this.#at, end).replace(/\r$/, '');
      this.#at = newline === -1 ? end : newline + 1;
      if ((isIndented ? line.replace(/^\t+/, '') : line) !== mark) continue;
      this.#heredocs.push({ start, end });
      return;
    }
    this.#heredocs.push({ start, end: this.text.length });
    this.#isUnsure = true;
  }

  /** A backslash at the end of its line; with blanks behind it, it is read as what it was to be. */
  #skipContinuation(): boolean {
    const found = continuation.at(this.text, this.#at);
    if (found === undefined) return false;
    const blanks = found.replace(/^\\|\r?\n$/g, '');
    const end = this.#at + found.length;
    if (blanks !== '') {
      const isContinued = /^[ \t]*[^\s#]/.test(this.text.slice(end, end + 200));
      this.#loose.push({ span: { start: this.#at + 1, end: this.#at + 1 + blanks.length }, isContinued });
    }
    this.#at = end;
    return true;
  }

  #comment(): void {
    const start = this.#at;
    const newline = this.text.indexOf('\n', start);
    const end = newline === -1 ? this.text.length : newline;
    this.#at = this.text[end - 1] === '\r' && newline !== -1 ? end - 1 : end;
    this.#tokens.push({ kind: 'comment', span: { start, end: this.#at } });
  }

  #startsCommand(): boolean {
    const last = this.#tokens.at(-1);
    return last?.kind !== 'word' || /^(?:for|if|while|until|then|do|else|!)$/.test(last.text);
  }

  #arithmetic(): void {
    const start = this.#at;
    const end = this.text.indexOf('))', start + 2);
    if (end === -1) this.#isUnsure = true;
    this.#at = end === -1 ? this.text.length : end + 2;
    this.#push(start);
  }

  #operator(): boolean {
    operators.lastIndex = this.#at;
    const found = operators.exec(this.text)?.[0];
    if (found === undefined) return false;
    const start = this.#at;
    // `<( … )` and `>( … )` stand for files, and are words.
    if (/^[<>]$/.test(found) && this.text[start + 1] === '(') {
      this.#at = this.#closed(start + 2, ')');
      this.#push(start);
      return true;
    }
    this.#at += found.length;
    this.#tokens.push({ kind: 'operator', text: found, span: { start, end: this.#at } });
    if (found === '<<' || found === '<<-') this.#heredoc(found === '<<-');
    return true;
  }

  #heredoc(isIndented: boolean): void {
    while (/[ \t]/.test(this.text[this.#at] ?? '')) this.#at += 1;
    const start = this.#at;
    this.#word();
    const mark = this.text.slice(start, this.#at).replace(/["'\\]/g, '');
    if (mark !== '') this.#waiting.push({ mark, isIndented });
  }

  #word(): void {
    const start = this.#at;
    while (this.#at < this.text.length && !this.#endsWord(start)) this.#at = this.#past(this.#at);
    if (this.#at === start) this.#at += 1;
    this.#push(start);
  }

  #endsWord(start: number): boolean {
    const character = this.text[this.#at] ?? '';
    if (/[\s]/.test(character) && character <= ' ') return true;
    if (character === '\\') return continuation.at(this.text, this.#at) !== undefined;
    if (character === '(') {
      // An array, or a pattern of bash: `a=(…)`, `@(…)`.
      const last = this.text[this.#at - 1] ?? '';
      if (this.#at === start || !/[=@?*+!]/.test(last)) return true;
      this.#at = this.#closed(this.#at + 1, ')') - 1;
      return false;
    }
    return /[|&;<>)]/.test(character);
  }

  #push(start: number): void {
    const text = this.text.slice(start, this.#at);
    const isPlain = !/["'\\$`]/.test(text);
    this.#tokens.push({ kind: 'word', text, span: { start, end: this.#at }, isPlain });
  }

  /** Where the character at a place, or what it opens, ends. */
  #past(at: number): number {
    const character = this.text[at] ?? '';
    if (character === '\\') return Math.min(this.text.length, at + 2);
    if (character === "'") return this.#quoted(at);
    if (character === '"') return this.#closed(at + 1, '"');
    if (character === '`') return this.#closed(at + 1, '`');
    if (character !== '$') return at + 1;
    const next = this.text[at + 1];
    if (next === "'") return this.#closed(at + 2, "'");
    if (next === '(') return this.#closed(at + 2, ')');
    return next === '{' ? this.#closed(at + 2, '}') : at + 1;
  }

  #quoted(at: number): number {
    const end = this.text.indexOf("'", at + 1);
    if (end === -1) this.#isUnsure = true;
    return end === -1 ? this.text.length : end + 1;
  }

  /** Where what ends with this character does; quotes and brackets in it have ends of their own. */
  #closed(from: number, last: string): number {
    const open = [last];
    let at = from;
    while (at < this.text.length) {
      const character = this.text[at] ?? '';
      const closing = open.at(-1) ?? '';
      if (character === closing) {
        open.pop();
        if (open.length === 0) return at + 1;
        at += 1;
      } else if (character === '\\') at += 2;
      else {
        const { opens, length } = openedBy(this.text, at, closing);
        if (opens !== undefined) open.push(opens);
        at += length;
      }
    }
    this.#isUnsure = true;
    return this.text.length;
  }
}

const sticky = /\\[ \t]*\r?\n/y;
const continuation = {
  at(text: string, at: number): string | undefined {
    sticky.lastIndex = at;
    return sticky.exec(text)?.[0];
  },
};

/** What opens within something that is open already. */
function openedBy(text: string, at: number, closing: string): { readonly opens?: string; readonly length: number } {
  const character = text[at] ?? '';
  if (closing === "'") return { length: 1 };
  const pair = { '$(': ')', '${': '}' }[text.slice(at, at + 2)];
  if (pair !== undefined) return { opens: pair, length: 2 };
  if (character === '`') return { opens: '`', length: 1 };
  return closing === '"' ? { length: 1 } : inCode(text, at, closing);
}

/** The same where quotes and brackets are those of the shell. */
function inCode(text: string, at: number, closing: string): { readonly opens?: string; readonly length: number } {
  const character = text[at] ?? '';
  if (character === '"') return { opens: '"', length: 1 };
  if (character === '(' && closing === ')') return { opens: ')', length: 1 };
  if (character === "'" && closing !== '}') return singleQuoted(text, at);
  const isComment = character === '#' && closing === ')' && /\s/.test(text[at - 1] ?? '');
  if (!isComment) return { length: 1 };
  const newline = text.indexOf('\n', at);
  return { length: (newline === -1 ? text.length : newline) - at };
}

function singleQuoted(text: string, at: number): { readonly length: number } {
  const end = text.indexOf("'", at + 1);
  return { length: (end === -1 ? text.length : end + 1) - at };
}

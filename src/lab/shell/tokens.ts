import { type Redirect, ShellSyntaxError, type Word } from './ast';
import { type Cursor, type Readers, take } from './cursor';
import { readHere, readWord } from './words';

/** A token; a word is `plain` when nothing in it is quoted or expanded. */
export type Token =
  | { readonly kind: 'word'; readonly word: Word; readonly plain: string | undefined }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'redirect'; readonly operator: string; readonly fd: number | undefined }
  | { readonly kind: 'newline' }
  | { readonly kind: 'end' };

const operators = ['&&', '||', ';;', '&>>', '&>', '&', ';', '|', '(', ')'];
const redirections = ['<<-', '<<<', '<<', '<&', '<>', '>>', '>&', '>|', '<', '>'];

type Pending = {
  readonly delimiter: string;
  readonly strip: boolean;
  readonly quoted: boolean;
  content: Word | undefined;
};

const plainOf = (word: Word): string | undefined => {
  const [first] = word;
  return word.length === 1 && first?.kind === 'text' && !first.quoted ? first.text : undefined;
};

/** `>&word`: a descriptor's copy, or both outputs into a file. */
function bothOrDuplicate(fd: number | undefined, target: Word): Redirect {
  const plain = plainOf(target);
  const toFile = fd === undefined && plain !== undefined && !/^(\d+|-)$/.test(plain);
  if (toFile) return { kind: 'both', append: false, target };
  return { kind: 'duplicate', output: true, fd: fd ?? 1, target };
}

/** Reads tokens one by one, and the here-documents behind the lines that announce them. */
export class Tokens {
  #ahead: { readonly token: Token; readonly from: number } | undefined;
  #pending: Pending[] = [];
  #lastEnd = 0;

  constructor(
    public cursor: Cursor,
    readonly readers: Readers,
    readonly aliases: ReadonlyMap<string, string>,
  ) {}

  peek(): Token {
    this.#ahead ??= this.#read();
    return this.#ahead.token;
  }

  take(): Token {
    const token = this.peek();
    this.#ahead = undefined;
    this.#lastEnd = this.cursor.at;
    if (token.kind === 'newline') this.#readHereDocuments();
    if (token.kind === 'end') this.#endHereDocuments();
    return token;
  }

  /** Runs something with the cursor marked as deeper. */
  within<T>(depth: number, run: () => T): T {
    const outer = this.cursor;
    const inner: Cursor = { text: outer.text, at: outer.at, line: outer.line, depth };
    this.cursor = inner;
    const result = run();
    this.cursor = { text: inner.text, at: this.cursor.at, line: this.cursor.line, depth: outer.depth };
    return result;
  }

  /** What has not been read. */
  rest(): string {
    return this.cursor.text.slice(this.#ahead ? this.#ahead.from : this.cursor.at);
  }

  /** Where the next token begins. */
  start(): number {
    this.peek();
    return this.#ahead?.from ?? this.cursor.at;
  }

  /** The text from there to the end of the last token taken. */
  textFrom(start: number): string {
    return this.cursor.text.slice(start, Math.max(start, this.#lastEnd)).trim();
  }

  /** Replaces a command name by its alias's text, if it has one. */
  expandAlias(): void {
    const used = new Set<string>();
    for (;;) {
      const token = this.peek();
      const from = this.#ahead?.from ?? 0;
      const value = token.kind === 'word' && token.plain !== undefined ? this.aliases.get(token.plain) : undefined;
      if (value === undefined || token.kind !== 'word' || token.plain === undefined || used.has(token.plain)) return;
      used.add(token.plain);
      const { text, at, line, depth } = this.cursor;
      this.cursor = { text: text.slice(0, from) + value + text.slice(at), at: from, line, depth };
      this.#ahead = undefined;
    }
  }

  /** Reads a redirection, if one comes next. */
  redirect(): Redirect | undefined {
    const token = this.peek();
    if (token.kind === 'operator' && (token.text === '&>' || token.text === '&>>')) {
      this.take();
      return { kind: 'both', append: token.text === '&>>', target: this.#target() };
    }
    if (token.kind !== 'redirect') return undefined;
    this.take();
    const { operator } = token;
    const fd = token.fd ?? (operator.startsWith('<') ? 0 : 1);
    if (operator === '<<' || operator === '<<-') return this.#here(fd, operator === '<<-');
    const target = this.#target();
    if (operator === '<<<') {
      return { kind: 'here', fd, content: () => [...target, { kind: 'text', text: '\n', quoted: true }] };
    }
    if (operator === '<&') return { kind: 'duplicate', output: false, fd, target };
    if (operator === '>&') return bothOrDuplicate(token.fd, target);
    return { kind: 'file', operator: operator as '>' | '>>' | '<' | '>|' | '<>', fd, target };
  }

  #target(): Word {
    const token = this.peek();
    if (token.kind !== 'word') {
      const found = token.kind === 'end' ? 'end of file' : token.kind === 'operator' ? `"${token.text}"` : token.kind;
      throw new ShellSyntaxError(found, 'word', this.cursor.line, token.kind === 'end');
    }
    this.take();
    return token.word;
  }

  #here(fd: number, strip: boolean): Redirect {
    const target = this.#target();
    const delimiter = target.map((part) => (part.kind === 'text' ? part.text : '')).join('');
    const quoted = target.some((part) => part.kind === 'text' && part.quoted);
    const pending: Pending = { delimiter, strip, quoted, content: undefined };
    this.#pending.push(pending);
    return { kind: 'here', fd, content: () => pending.content ?? [] };
  }

  #readHereDocuments(): void {
    for (const pending of this.#pending.splice(0)) {
      const line = this.cursor.line;
      const text = this.#hereText(pending);
      pending.content = pending.quoted
        ? [{ kind: 'text', text, quoted: true }]
        : readHere(text, this.readers, line, this.cursor.depth);
    }
  }

  #hereText(pending: Pending): string {
    const { cursor } = this;
    let text = '';
    while (cursor.at < cursor.text.length) {
      const end = cursor.text.indexOf('\n', cursor.at);
      const raw = cursor.text.slice(cursor.at, end === -1 ? undefined : end);
      cursor.at = end === -1 ? cursor.text.length : end + 1;
      cursor.line += 1;
      const line = pending.strip ? raw.replace(/^\t+/, '') : raw;
      if (line === pending.delimiter) return text;
      text += `${line}\n`;
    }
    return this.#unfinished(text);
  }

  /** A script's end ends a here-document as well; who types is asked for more. */
  #unfinished(text: string): string {
    this.hereEnded = false;
    return text;
  }

  /** False when the text ended within a here-document. */
  hereEnded = true;

  #endHereDocuments(): void {
    if (this.#pending.length === 0) return;
    this.hereEnded = false;
    for (const pending of this.#pending.splice(0)) pending.content = [];
  }

  #skipBlanks(): void {
    const { cursor } = this;
    for (;;) {
      const character = cursor.text[cursor.at];
      if (character === ' ' || character === '\t' || character === '\r') take(cursor);
      else if (character === '\\' && cursor.text[cursor.at + 1] === '\n') {
        take(cursor);
        take(cursor);
      } else if (character === '#') {
        while (cursor.at < cursor.text.length && cursor.text[cursor.at] !== '\n') take(cursor);
      } else return;
    }
  }

  #read(): { readonly token: Token; readonly from: number } {
    this.#skipBlanks();
    const { cursor } = this;
    const from = cursor.at;
    if (cursor.at >= cursor.text.length) return { token: { kind: 'end' }, from };
    return { token: this.#newline() ?? this.#redirection() ?? this.#operator() ?? this.#word(), from };
  }

  #newline(): Token | undefined {
    if (this.cursor.text[this.cursor.at] !== '\n') return undefined;
    take(this.cursor);
    return { kind: 'newline' };
  }

  #redirection(): Token | undefined {
    const { cursor } = this;
    const digits = /^\d*(?=[<>])/.exec(cursor.text.slice(cursor.at, cursor.at + 12))?.[0];
    if (digits === undefined) return undefined;
    const operator = redirections.find((text) => cursor.text.startsWith(text, cursor.at + digits.length));
    if (operator === undefined) return undefined;
    cursor.at += digits.length + operator.length;
    return { kind: 'redirect', operator, fd: digits === '' ? undefined : Number(digits) };
  }

  #operator(): Token | undefined {
    const text = operators.find((candidate) => this.cursor.text.startsWith(candidate, this.cursor.at));
    if (text === undefined) return undefined;
    this.cursor.at += text.length;
    return { kind: 'operator', text };
  }

  #word(): Token {
    const word = readWord(this.cursor, this.readers);
    return { kind: 'word', word, plain: plainOf(word) };
  }
}

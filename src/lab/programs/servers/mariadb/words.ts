import { SqlError } from './data';

type Token = {
  readonly kind: 'word' | 'name' | 'text' | 'number' | 'sign' | 'variable' | 'end';
  readonly text: string;
  readonly at: number;
};

const piece =
  /\s+|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|\/\*[^]*?\*\/|`([^`]*)`|'((?:[^'\\]|\\[^]|'')*)'|"((?:[^"\\]|\\[^]|"")*)"|(\d+(?:\.\d+)?)|(@@?[\w.]+)|([A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*)|(<=|>=|<>|!=|[=<>+\-*/%(),.;@])/gy;

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

const unescaped = (text: string, quote: string): string =>
  text.replaceAll(quote + quote, quote).replace(/\\([^])/g, (_, sign: string) => escapes[sign] ?? sign);

function tokensOf(sql: string): readonly Token[] {
  const found: Token[] = [];
  piece.lastIndex = 0;
  let at = 0;
  for (let match = piece.exec(sql); match && at < sql.length; match = piece.exec(sql)) {
    const token = tokenOf(match, at);
    if (token) found.push(token);
    at = piece.lastIndex;
  }
  if (at < sql.length) throw syntax(sql, at);
  return [...found, { kind: 'end', text: '', at }];
}

function tokenOf(match: RegExpExecArray, at: number): Token | undefined {
  const [, name, single, double, number, variable, word, sign] = match;
  if (name !== undefined) return { kind: 'name', text: name, at };
  if (single !== undefined) return { kind: 'text', text: unescaped(single, "'"), at };
  if (double !== undefined) return { kind: 'text', text: unescaped(double, '"'), at };
  if (number !== undefined) return { kind: 'number', text: number, at };
  if (variable !== undefined) return { kind: 'variable', text: variable, at };
  if (word !== undefined) return { kind: 'word', text: word, at };
  return sign === undefined ? undefined : { kind: 'sign', text: sign, at };
}

const syntax = (sql: string, at: number): SqlError =>
  new SqlError(
    1064,
    '42000',
    `You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near '${sql.slice(at, at + 80)}' at line ${sql.slice(0, at).split('\n').length}`,
  );

/** Words that end an expression or a table's name, and so are no aliases. */
const reserved = new Set(
  'from where group having order limit offset on join left right inner cross outer as and or not set values value union using desc asc between like in is null select'.split(
    ' ',
  ),
);

/** Goes through a statement word by word. Whatever does not fit throws SqlError 1064. */
export class Words {
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(readonly sql: string) {
    this.#tokens = tokensOf(sql);
  }

  get #token(): Token {
    return this.#tokens[Math.min(this.#at, this.#tokens.length - 1)] as Token;
  }

  /** Where the next word starts. */
  get place(): number {
    return this.#token.at;
  }

  get done(): boolean {
    return this.#token.kind === 'end';
  }

  fail(): never {
    throw syntax(this.sql, this.#token.at);
  }

  /** The text from a place to where the last word ended. */
  since(place: number): string {
    return this.sql.slice(place, this.#token.at).trim();
  }

  #is(token: Token | undefined, word: string): boolean {
    return (token?.kind === 'word' || token?.kind === 'sign') && token.text.toLowerCase() === word;
  }

  /** Are the next words these? */
  sees(...words: readonly string[]): boolean {
    return words.every((word, index) => this.#is(this.#tokens[this.#at + index], word));
  }

  /** Takes the words when they are the next. */
  skip(...words: readonly string[]): boolean {
    if (!this.sees(...words)) return false;
    this.#at += words.length;
    return true;
  }

  expect(...words: readonly string[]): void {
    for (const word of words) if (!this.skip(word)) this.fail();
  }

  /** A name, quoted or not. */
  name(): string {
    const { kind, text } = this.#token;
    if (kind !== 'name' && (kind !== 'word' || reserved.has(text.toLowerCase()))) this.fail();
    this.#at++;
    return text;
  }

  /** A name that may be absent. */
  maybeName(): string | undefined {
    const { kind, text } = this.#token;
    return kind === 'name' || (kind === 'word' && !reserved.has(text.toLowerCase())) ? this.name() : undefined;
  }

  /** The next word's text when it is of that kind. */
  take(kind: 'text' | 'number' | 'variable' | 'word'): string | undefined {
    const token = this.#token;
    if (token.kind !== kind) return undefined;
    this.#at++;
    return token.text;
  }

  /** What stands between brackets or until a comma, passed over. */
  pass(): void {
    let depth = 0;
    for (; !this.done; this.#at++) {
      if (depth === 0 && (this.sees(',') || this.sees(')'))) return;
      if (this.sees('(')) depth++;
      if (this.sees(')')) depth--;
    }
  }

  /** One thing after the other, with commas between. */
  list<T>(read: () => T): T[] {
    const found = [read()];
    while (this.skip(',')) found.push(read());
    return found;
  }
}

/** Splits a text into statements, each with the line where it starts; a `;` inside quotes or comments ends nothing. */
export function splitStatements(text: string): readonly { readonly sql: string; readonly line: number }[] {
  const found: { sql: string; line: number }[] = [];
  const shape = /(?:'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`[^`]*`|--[^\n]*|#[^\n]*|\/\*[^]*?\*\/|[^;])+/g;
  for (const { 0: sql, index } of text.matchAll(shape)) {
    const lead = /^(?:\s|--[^\n]*(?:\n|$)|#[^\n]*(?:\n|$)|\/\*[^!][^]*?\*\/)*/.exec(sql)?.[0].length ?? 0;
    const line = text.slice(0, index + lead).split('\n').length;
    if (lead < sql.length) found.push({ sql: sql.slice(lead).trim(), line });
  }
  return found;
}

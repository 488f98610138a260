import {
  type AndOr,
  type Assignment,
  type Command,
  type Item,
  type Pipeline,
  type Redirect,
  ShellSyntaxError,
  type Word,
} from './ast';
import { type Cursor, deeper, type Readers } from './cursor';
import { compoundParsers } from './compound';
import { Tokens, type Token } from './tokens';

/** Names that stand for other text, as `alias` defines them. */
export type Aliases = ReadonlyMap<string, string>;

const keywords = new Set('if then else elif fi while until for case esac do done { } ! in function'.split(' '));
const closers = new Set(['then', 'else', 'elif', 'fi', 'do', 'done', 'esac', '}']);

/** Parses shell text, one line's worth of commands at a time. */
export class Parser {
  readonly tokens: Tokens;

  constructor(cursor: Cursor, aliases: Aliases = new Map()) {
    this.tokens = new Tokens(cursor, readers, aliases);
  }

  /** The next line's commands; undefined at the end of the text. Throws ShellSyntaxError. */
  next(): readonly Item[] | undefined {
    while (this.tokens.peek().kind === 'newline') this.tokens.take();
    if (this.tokens.peek().kind === 'end') return undefined;
    const items = this.items(() => this.tokens.peek().kind === 'newline');
    const token = this.tokens.peek();
    if (token.kind === 'newline') this.tokens.take();
    else if (token.kind !== 'end') throw this.unexpected();
    return items;
  }

  /** Has everything been read? */
  atEnd(): boolean {
    return /^[\s]*$/.test(this.tokens.rest());
  }

  /** Commands up to a word or operator that cannot begin one; it is left. */
  body(expecting: string): readonly Item[] {
    this.newlines();
    const items = this.items(() => false);
    if (items.length === 0) throw this.unexpected(this.tokens.peek().kind === 'end' ? expecting : undefined);
    return items;
  }

  items(stop: () => boolean): readonly Item[] {
    const items: Item[] = [];
    while (this.startsCommand()) {
      const start = this.tokens.start();
      const chain = this.chain();
      const separator = this.tokens.peek();
      const text = this.tokens.textFrom(start);
      const ends = separator.kind === 'operator' && (separator.text === ';' || separator.text === '&');
      items.push({ chain, background: ends && separator.text === '&', text });
      if (ends) this.tokens.take();
      else if (separator.kind !== 'newline') break;
      if (stop()) break;
      this.newlines();
    }
    return items;
  }

  newlines(): void {
    while (this.tokens.peek().kind === 'newline') this.tokens.take();
  }

  startsCommand(): boolean {
    const token = this.tokens.peek();
    if (token.kind === 'word') return token.plain === undefined || !closers.has(token.plain);
    if (token.kind === 'operator') return token.text === '(' || token.text === '&>' || token.text === '&>>';
    return token.kind === 'redirect';
  }

  chain(): AndOr {
    const first = this.pipeline();
    const rest: { when: '&&' | '||'; pipeline: Pipeline }[] = [];
    for (;;) {
      const token = this.tokens.peek();
      if (token.kind !== 'operator' || (token.text !== '&&' && token.text !== '||')) return { first, rest };
      this.tokens.take();
      this.newlines();
      rest.push({ when: token.text, pipeline: this.pipeline() });
    }
  }

  pipeline(): Pipeline {
    let negated = false;
    const start = this.tokens.start();
    while (this.keyword('!')) negated = !negated;
    const commands = [this.command()];
    while (this.operator('|')) {
      this.newlines();
      commands.push(this.command());
    }
    return { negated, commands, text: this.tokens.textFrom(start) };
  }

  command(): Command {
    const token = this.tokens.peek();
    if (!this.startsCommand()) throw this.unexpected();
    const parse =
      token.kind === 'operator' && token.text === '('
        ? compoundParsers.get('(')
        : token.kind === 'word' && token.plain !== undefined
          ? compoundParsers.get(token.plain)
          : undefined;
    if (!parse) return this.simple();
    const { cursor } = this.tokens;
    this.tokens.take();
    return this.tokens.within(deeper(cursor), () => parse(this));
  }

  /** Redirections behind a compound command. */
  redirects(): readonly Redirect[] {
    const list: Redirect[] = [];
    for (;;) {
      const redirect = this.tokens.redirect();
      if (!redirect) return list;
      list.push(redirect);
    }
  }

  simple(): Command {
    const assignments: Assignment[] = [];
    const words: Word[] = [];
    const redirects: Redirect[] = [];
    const line = this.tokens.cursor.line;
    this.tokens.expandAlias();
    for (;;) {
      const redirect = this.tokens.redirect();
      if (redirect) {
        redirects.push(redirect);
        continue;
      }
      const token = this.tokens.peek();
      if (token.kind !== 'word') break;
      this.tokens.take();
      const assignment = words.length === 0 ? assignmentOf(token.word) : undefined;
      if (assignment) assignments.push(assignment);
      else words.push(token.word);
      if (words.length === 1 && assignments.length + redirects.length === 0) {
        const definition = this.definition(token);
        if (definition) return definition;
      }
    }
    return { kind: 'simple', assignments, words, redirects, line };
  }

  /** `name() command`, when a parenthesis follows a name. */
  definition(name: Token): Command | undefined {
    if (name.kind !== 'word' || name.plain === undefined || !this.operator('(')) return undefined;
    if (!this.operator(')')) {
      const token = this.tokens.peek();
      const found = token.kind === 'word' ? 'word' : nameOf(token);
      throw new ShellSyntaxError(found, '")"', this.tokens.cursor.line, token.kind === 'end');
    }
    if (keywords.has(name.plain) || !/^[^\s$`"'\\]+$/.test(name.plain)) {
      throw new ShellSyntaxError('word', undefined, this.tokens.cursor.line, false, 'bad function name');
    }
    this.newlines();
    const { plain } = name;
    const body = this.tokens.within(deeper(this.tokens.cursor), () => this.command());
    return { kind: 'function', name: plain, body };
  }

  /** Takes a keyword if it is the next token. */
  keyword(word: string): boolean {
    const token = this.tokens.peek();
    if (token.kind !== 'word' || token.plain !== word) return false;
    this.tokens.take();
    return true;
  }

  operator(text: string): boolean {
    const token = this.tokens.peek();
    if (token.kind !== 'operator' || token.text !== text) return false;
    this.tokens.take();
    return true;
  }

  expectKeyword(word: string): void {
    if (!this.keyword(word)) throw this.unexpected(`"${word}"`);
  }

  syntaxError(message: string): ShellSyntaxError {
    const incomplete = this.tokens.peek().kind === 'end';
    return new ShellSyntaxError('word', undefined, this.tokens.cursor.line, incomplete, message);
  }

  unexpected(expecting?: string): ShellSyntaxError {
    const token = this.tokens.peek();
    return new ShellSyntaxError(nameOf(token), expecting, this.tokens.cursor.line, token.kind === 'end');
  }
}

function nameOf(token: Token): string {
  if (token.kind === 'end') return 'end of file';
  if (token.kind === 'newline') return 'newline';
  if (token.kind === 'redirect') return 'redirection';
  if (token.kind === 'operator') return `"${token.text}"`;
  return token.plain !== undefined && keywords.has(token.plain) ? `"${token.plain}"` : 'word';
}

/** A word of the form `name=value`. */
function assignmentOf(word: Word): Assignment | undefined {
  const [first, ...rest] = word;
  if (first?.kind !== 'text' || first.quoted) return undefined;
  const match = /^([A-Za-z_][A-Za-z_0-9]*)(\+?)=/.exec(first.text);
  if (!match) return undefined;
  const [all, name = '', plus] = match;
  const text = first.text.slice(all.length);
  const value: Word = text === '' ? rest : [{ kind: 'text', text, quoted: false }, ...rest];
  return { name, value, append: plus === '+' };
}

const readers: Readers = {
  commands: (cursor) => {
    const parser = new Parser(cursor);
    parser.newlines();
    const items = parser.items(() => false);
    const token = parser.tokens.peek();
    if (token.kind !== 'operator' || token.text !== ')') throw parser.unexpected('")"');
    parser.tokens.take();
    return items;
  },
  text: (text, depth) => {
    const parser = new Parser({ text, at: 0, line: 1, depth });
    const items: Item[] = [];
    for (let more = parser.next(); more; more = parser.next()) items.push(...more);
    return items;
  },
};

/** Parses a whole text. Throws ShellSyntaxError. */
export const parseShell = (text: string): readonly Item[] => readers.text(text, 0);

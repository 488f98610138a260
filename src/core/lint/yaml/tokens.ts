import { Lexer } from 'yaml';
import type { Span } from '../rule';

/** A piece of a YAML text that matters for reading it line by line. */
export type Token = {
  /** A property is an anchor or a tag, a mark any sign of YAML's own, a document mark starts or ends a document. */
  readonly kind: 'comment' | 'plain' | 'quoted' | 'block' | 'mark' | 'property' | 'document';
  readonly text: string;
  /** Of a block scalar: with its header. */
  readonly span: Span;
  /** How many characters stand before it in its line, and whether these are blanks only. */
  readonly column: number;
  readonly isFirst: boolean;
};

/** The pieces of a text: as YAML's own parser wants them, and as we look at them. */
export type Lexed = { readonly lexemes: readonly string[]; readonly tokens: readonly Token[] };

// These are in the lexer's output and not in the text.
const announced = '\u001F';
const silent = new Set(['\u0002', '\u0018']);

/** Takes a text apart; what is no YAML has pieces, too. */
export function lex(text: string): Lexed {
  const lexemes: string[] = [];
  const tokens: Token[] = [];
  const line = new LineBefore();
  let at = 0;
  let isScalar = false;
  let header: { readonly start: number; readonly column: number; readonly isFirst: boolean } | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes.push(lexeme);
    if (isScalar) {
      const { start, ...place } = header ?? { start: at, ...line.place(at) };
      const kind = header === undefined ? 'plain' : 'block';
      tokens.push({ kind, text: lexeme, span: { start, end: at + lexeme.length }, ...place });
      header = undefined;
    } else if (lexeme === announced || silent.has(lexeme)) {
      isScalar = lexeme === announced;
      continue;
    } else if (lexeme[0] === '|' || lexeme[0] === '>') {
      header = { start: at, ...line.place(at) };
    } else {
      const kind = kindOf(lexeme);
      if (kind !== undefined)
        tokens.push({ kind, text: lexeme, span: { start: at, end: at + lexeme.length }, ...line.place(at) });
    }
    isScalar = false;
    line.pass(lexeme, at);
    at += lexeme.length;
  }
  return { lexemes, tokens };
}

/** What has been read of the line so far. A line may be very long, so it is never read twice. */
class LineBefore {
  #start = 0;
  #isBlank = true;

  place(at: number): { readonly column: number; readonly isFirst: boolean } {
    return { column: at - this.#start, isFirst: this.#isBlank };
  }

  pass(lexeme: string, at: number): void {
    const newline = lexeme.lastIndexOf('\n');
    if (newline !== -1) {
      this.#start = at + newline + 1;
      this.#isBlank = true;
    }
    for (let index = newline + 1; this.#isBlank && index < lexeme.length; index += 1)
      this.#isBlank = lexeme[index] === ' ' || lexeme[index] === '\uFEFF';
  }
}

function kindOf(lexeme: string): Token['kind'] | undefined {
  if (lexeme === '---' || lexeme === '...') return 'document';
  switch (lexeme[0]) {
    case ' ':
    case '\n':
      return undefined;
    case '#':
      return 'comment';
    case '"':
    case "'":
      return 'quoted';
    case '&':
    case '!':
      return 'property';
    default:
      return /^[\s\uFEFF]/.test(lexeme) ? undefined : 'mark';
  }
}

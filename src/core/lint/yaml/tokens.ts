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
  let at = 0;
  // What has been read of the line so far. A line may be very long, so it is never read twice.
  let lineAt = 0;
  let isFirst = true;
  let isScalar = false;
  let header: { readonly start: number; readonly column: number; readonly isFirst: boolean } | undefined;
  for (const lexeme of new Lexer().lex(text)) {
    lexemes.push(lexeme);
    const end = at + lexeme.length;
    if (isScalar) {
      const kind = header === undefined ? 'plain' : 'block';
      const place = header ?? { start: at, column: at - lineAt, isFirst };
      tokens.push({
        kind,
        text: lexeme,
        span: { start: place.start, end },
        column: place.column,
        isFirst: place.isFirst,
      });
      header = undefined;
    } else if (lexeme === announced || silent.has(lexeme)) {
      isScalar = lexeme === announced;
      continue;
    } else {
      const kind = kindOf(lexeme);
      if (kind === 'header') header = { start: at, column: at - lineAt, isFirst };
      else if (kind !== undefined)
        tokens.push({ kind, text: lexeme, span: { start: at, end }, column: at - lineAt, isFirst });
    }
    isScalar = false;
    const newline = lexeme.lastIndexOf('\n');
    if (newline !== -1) {
      lineAt = at + newline + 1;
      isFirst = true;
    }
    isFirst &&= isBlank(lexeme, newline + 1);
    at = end;
  }
  return { lexemes, tokens };
}

function isBlank(lexeme: string, from: number): boolean {
  for (let index = from; index < lexeme.length; index += 1)
    if (lexeme[index] !== ' ' && lexeme[index] !== '\uFEFF') return false;
  return true;
}

type Kind = Token['kind'] | 'header';

function kindOf(lexeme: string): Kind | undefined {
  if (lexeme === '---' || lexeme === '...') return 'document';
  const first = lexeme[0];
  if (first === ' ' || first === '\n') return undefined;
  return kinds.get(first) ?? (/^[\s\uFEFF]/.test(lexeme) ? undefined : 'mark');
}

/** What a piece is, by its first character. */
const kinds: ReadonlyMap<string | undefined, Kind> = new Map([
  [':', 'mark'],
  ['-', 'mark'],
  ['#', 'comment'],
  ['"', 'quoted'],
  ["'", 'quoted'],
  ['&', 'property'],
  ['!', 'property'],
  ['|', 'header'],
  ['>', 'header'],
]);

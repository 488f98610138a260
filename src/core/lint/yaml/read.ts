import { Composer, Parser, type CST, type Document } from 'yaml';
import type { Span } from '../rule';
import { build, Unbuildable } from './build';
import { faultIn, type Fault } from './faults';
import { marginOf } from './lines';
import { cleaned, straysIn, type Stray } from './strays';
import { lex, type Lexed, type Token } from './tokens';
import { mayBeTorn, mended, tornIn, tornKeys, type TornKey } from './torn';
import type { Scalar, Value } from './tree';

/** A comment, from its "#" to the end of its line. */
export type Comment = { readonly text: string; readonly span: Span };

/** A YAML text as rules read it. */
export type YamlText = {
  readonly text: string;
  readonly eol: '\n' | '\r\n';
  readonly comments: readonly Comment[];
  /** Scalars of several lines, into which no comment can be put; a block scalar from its header on. */
  readonly longScalars: readonly Span[];
  /** Keys that touch their values; the documents are read as if they did not. */
  readonly torn: readonly TornKey[];
  /** Characters that only look like code; the documents are read as if they were. */
  readonly strays: readonly Stray[];
  /** Where the text stops being YAML: the first place, because others may follow from it. */
  readonly faults: readonly Fault[];
  /** The contents of each document; `undefined` when the text cannot be read for certain. */
  readonly documents: readonly (Value | undefined)[] | undefined;
};

/** What a language knows of its own files. */
export type Dialect = {
  /** Is this a word of the language, or a name that it expects at the start of a line? */
  readonly isKey: (name: string) => boolean;
  /** Single values in places where the language has keys with values only. */
  readonly misplaced: (document: Value) => Iterable<Scalar>;
  /** Tags of values that count as nothing. */
  readonly nothing: ReadonlySet<string>;
};

/** Reads a YAML text. Never throws: a text that is no YAML, or would take for ever, has no documents. */
export function readYaml(text: string, dialect: Dialect): YamlText {
  const asWritten = lex(text);
  const strays = straysIn(text, asWritten.tokens, dialect.isKey);
  const clean = cleaned(text, strays);
  const lexed = strays.length === 0 ? asWritten : lex(clean);
  const { tokens } = lexed;
  const isTorn = tokens.some(mayBeTorn);
  const torn = isTorn ? [...tornKeys(clean, tokens, dialect.isKey)] : [];
  let { documents, faults } = documentsOf(clean, torn, lexed, dialect);
  // A key that is mended may show the next one, one level deeper.
  for (let more = isTorn ? tornAmong(clean, documents, dialect) : []; more.length > 0;) {
    const mendedToo = documentsOf(clean, [...torn, ...more], lexed, dialect);
    if (mendedToo.documents === undefined) break;
    ({ documents, faults } = mendedToo);
    torn.push(...more);
    more = tornAmong(clean, documents, dialect);
  }
  return {
    text,
    strays,
    faults,
    eol: text.includes('\r\n') ? '\r\n' : '\n',
    comments: tokens.filter(({ kind }) => kind === 'comment').map(({ text: words, span }) => ({ text: words, span })),
    longScalars: tokens.filter((token) => isLong(token)).map(({ span }) => span),
    torn: torn.sort((a, b) => a.span.start - b.span.start),
    documents,
  };
}

function isLong({ kind, text }: Token): boolean {
  return kind === 'block' || ((kind === 'plain' || kind === 'quoted') && text.includes('\n'));
}

function tornAmong(text: string, documents: YamlText['documents'], dialect: Dialect): readonly TornKey[] {
  const scalars = (documents ?? []).flatMap((one) => (one === undefined ? [] : [...dialect.misplaced(one)]));
  return [...new Set(scalars)]
    .filter(({ style, span }) => style === 'plain' && marginOf(text, span) !== undefined)
    .flatMap(({ span }) => tornIn(text, span));
}

function documentsOf(
  text: string,
  torn: readonly TornKey[],
  lexed: Lexed,
  { nothing }: Dialect,
): Pick<YamlText, 'documents' | 'faults'> {
  if (isAbyss(lexed.tokens)) return { documents: undefined, faults: [] };
  const isWhole = torn.length === 0;
  const { text: whole, placeOf } = isWhole ? { text, placeOf: same } : mended(text, torn);
  const { lexemes, tokens } = isWhole ? lexed : lex(whole);
  const parsed = parse(lexemes, whole.length);
  for (const { errors } of parsed) {
    const stop = faultIn(whole, tokens, errors);
    if (stop !== undefined) return { documents: undefined, faults: stop === 'unsure' ? [] : [moved(stop, placeOf)] };
  }
  try {
    return { documents: parsed.map(({ contents }) => build(contents, { text, placeOf, nothing })), faults: [] };
  } catch (error) {
    if (!(error instanceof Unbuildable)) throw error;
    return { documents: undefined, faults: error.alias ? [{ kind: 'no anchor', span: error.alias }] : [] };
  }
}

const same = (offset: number): number => offset;

/** The same at its place in the author's text. */
function moved(fault: Fault, placeOf: (offset: number) => number): Fault {
  const { start, end } = fault.span;
  return { ...fault, span: { start: placeOf(start), end: placeOf(end) } };
}

function parse(lexemes: readonly string[], length: number): readonly Document.Parsed[] {
  // Everything is text at first: what `no` and `22:22` mean is not up to this reader.
  const options = { version: '1.2', schema: 'failsafe', uniqueKeys: false, prettyErrors: false } as const;
  return [...new Composer(options).compose(partsOf(lexemes), true, length)];
}

/** One by one, as the composer takes them: a list of all would only be made to be thrown away. */
function* partsOf(lexemes: readonly string[]): Generator<CST.Token, void> {
  const parser = new Parser();
  for (const lexeme of lexemes) yield* parser.next(lexeme);
  yield* parser.end();
}

const deepest = 100;

/** Is it nested so deeply that reading it would end in an overflow? Who writes has other troubles then. */
function isAbyss(tokens: readonly Token[]): boolean {
  let depth = 0;
  let isHead = true;
  for (const { kind, text, column, isFirst } of tokens) {
    if (kind === 'comment') continue;
    depth += kind === 'mark' ? (steps[text] ?? 0) : 0;
    // Only what a line starts with, dashes and all, can nest.
    isHead ||= isFirst;
    if (depth > deepest || (isHead && column > deepest)) return true;
    isHead &&= kind === 'mark' && heads.has(text);
  }
  return false;
}

const heads = new Set(['-', '?', ':']);
const steps: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

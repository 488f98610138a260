import { tokensOf, type Token } from '../../lint/json/tokens';
import type { Place } from '../place';
import { JsonReader, type Bracket } from './reader';

/** What stands, or is about to stand, at a place of a JSON text; the span of the word takes its quotes in. */
export type JsonPlace = Place & {
  /** Does something follow, without a comma before it? */
  readonly isFollowed: boolean;
  /** Where the comma is missing behind what comes before. */
  readonly commaAt: number | undefined;
};

/** In larger texts, nobody writes by hand. */
const largest = 1024 * 1024;

/**
 * Finds the place word by word, also while commas, quotes and brackets are missing.
 * @returns nothing in a comment, where a colon is missing, and outside the brackets
 */
export function jsonPlaceAt(text: string, offset: number): JsonPlace | undefined {
  if (text.length > largest) return undefined;
  const { tokens } = tokensOf(text);
  const index = indexAt(tokens, offset);
  const word = wordAt(tokens[index], offset);
  const before = tokens[index - 1]?.span.end ?? 0;
  if (word === undefined && isComment(text.slice(before, offset))) return undefined;
  const reader = new JsonReader();
  for (const token of tokens.slice(0, index)) reader.take(token);
  const found = placeIn(reader, before, tokens[word === undefined ? index : index + 1]);
  // What follows is read as well, for the values around the place.
  for (const token of tokens.slice(index)) reader.take(token);
  return found && { ...found, ...(word ?? { span: { start: offset, end: offset }, word: '' }) };
}

/** The first piece that does not end before a place; a word may end at it. */
function indexAt(tokens: readonly Token[], offset: number): number {
  const found = tokens.findIndex(({ type, span }) => span.end > offset || (isWord(type) && span.end === offset));
  return found === -1 ? tokens.length : found;
}

const isWord = (type: Token['type']): boolean => type === 'text' || type === 'word';

type Word = Pick<Place, 'span' | 'word'>;

function wordAt(token: Token | undefined, offset: number): Word | undefined {
  if (token === undefined || token.span.start > offset) return undefined;
  if (token.type === 'word') return { span: token.span, word: token.text };
  if (token.type !== 'text') return undefined;
  // Without a closing quote nobody knows where it was to end.
  const end = token.isOpen === true ? offset : token.span.end;
  const word = token.isOpen === true ? token.value.slice(0, Math.max(0, end - token.span.start - 1)) : token.value;
  return { span: { start: token.span.start, end }, word };
}

function isComment(gap: string): boolean {
  const line = gap.slice(gap.lastIndexOf('\n') + 1);
  return line.includes('//') || line.includes('#') || gap.lastIndexOf('/*') > gap.lastIndexOf('*/');
}

/** The place that a reader has come to. */
function placeIn(reader: JsonReader, before: number, next: Token | undefined): Omit<JsonPlace, keyof Word> | undefined {
  const frame = reader.open.at(-1);
  const found = frame && roleIn(frame, next);
  if (frame === undefined || found === undefined) return undefined;
  const levels = reader.open.filter(({ sign }) => sign === '{').map(({ path, values }) => ({ path, values }));
  const commaAt = frame.awaits === 'comma' ? before : undefined;
  return { ...found, levels, commaAt, column: 0, margin: 0, isFlow: true, isQuoted: false };
}

/** What may stand in a bracket now, before what comes next. */
function roleIn(
  { sign, path, awaits, key }: Bracket,
  next: Token | undefined,
): Pick<JsonPlace, 'path' | 'role' | 'isFollowed'> | undefined {
  const isFollowed = next !== undefined && (isWord(next.type) || next.type === '{' || next.type === '[');
  if (sign === '[') return { path: [...path, '-'], role: 'value', isFollowed };
  if (awaits === 'value') return { path: [...path, key], role: 'value', isFollowed };
  if (awaits === 'colon') return undefined;
  return { path, role: next?.type === ':' ? 'key' : 'bare', isFollowed };
}

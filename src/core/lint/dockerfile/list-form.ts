import type { Edit } from '../rule';
import type { Logical } from './logical';

/** What a list that is not quite JSON was meant to be. */
export type BrokenList = {
  /** Where the list ends in its text, and the comment after it begins, if there is one. */
  readonly end: number;
  readonly comment: number | undefined;
  /** The smallest edits that make it JSON; nothing when it cannot be known. */
  readonly edits: readonly Edit[] | undefined;
};

const element = /[ \t]*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\s"',[\]{}$`|&;<>()\u2018-\u201E]+)/y;
const separator = /[ \t]*(,[ \t]*)?(\])?/y;

type Reading = {
  /** Right after the last element, or its comma. */
  at: number;
  quotes: number;
  commas: number;
  isClosed: boolean;
  readonly edits: Edit[];
};

/** Reads a text that starts with "[" and is not a JSON array of strings; nothing when it is more likely a shell test. */
export function brokenList(logical: Logical): BrokenList | undefined {
  const { text } = logical;
  const reading: Reading = { at: 1, quotes: 0, commas: 0, isClosed: false, edits: [] };
  while (!reading.isClosed && readElement(logical, reading)) readSeparator(logical, reading);

  const { at, quotes, commas, isClosed, edits } = reading;
  // A shell test has blanks inside its brackets and no commas.
  const isTest = commas === 0 && /^\[[\s[]/.test(text);
  if (isTest || quotes + commas === 0) return undefined;
  const rest = text.slice(at).trim();
  if (rest === '')
    return { end: at, comment: undefined, edits: isClosed ? edits : [...edits, insert(logical, at, ']')] };
  if (isClosed && rest.startsWith('#')) return { end: at, comment: text.indexOf('#', at), edits };
  return commas === 0 ? undefined : { end: isClosed ? at : text.length, comment: undefined, edits: undefined };
}

function readElement(logical: Logical, reading: Reading): boolean {
  element.lastIndex = reading.at;
  const found = element.exec(logical.text);
  const word = found?.[1];
  if (word === undefined) return false;
  reading.at = element.lastIndex;
  if (/^["']/.test(word)) reading.quotes += 1;
  const meant = jsonOf(word);
  if (meant !== word) reading.edits.push({ span: logical.span(reading.at - word.length, reading.at), text: meant });
  return true;
}

/** A comma or the bracket: adds a comma that is missing, takes away one that is too many. */
function readSeparator(logical: Logical, reading: Reading): void {
  const { text } = logical;
  separator.lastIndex = reading.at;
  const [all = '', comma, bracket] = separator.exec(text) ?? [];
  const end = reading.at + all.length;
  const hasMore = end < text.length && bracket === undefined;
  if (comma !== undefined) {
    const place = text.indexOf(',', reading.at);
    reading.commas += 1;
    if (!hasMore) reading.edits.push({ span: logical.span(place, place + 1), text: '' });
    reading.at = place + 1;
  } else if (hasMore) reading.edits.push(insert(logical, reading.at, ','));
  if (bracket !== undefined) Object.assign(reading, { isClosed: true, at: end });
}

function insert(logical: Logical, at: number, text: string): Edit {
  const place = logical.span(0, at).end;
  return { span: { start: place, end: place }, text };
}

/** The JSON string that a word was meant to be; a backslash that JSON does not know is a backslash. */
function jsonOf(word: string): string {
  if (word.startsWith("'")) return JSON.stringify(word.slice(1, -1).replaceAll("\\'", "'"));
  if (!word.startsWith('"')) return JSON.stringify(word);
  try {
    JSON.parse(word);
    return word;
  } catch {
    return word
      .replace(/\\(\\|")|\\/g, (_, kept?: string) => `\\${kept ?? '\\'}`)
      .replace(/\p{Cc}/gu, (control) => JSON.stringify(control).slice(1, -1));
  }
}

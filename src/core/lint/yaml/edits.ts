import type { Edit, Span } from '../rule';
import { lineEnd, lineStart, marginOf, nextLine } from './lines';
import type { YamlText } from './read';
import type { Entry, Item, Mapping, Sequence } from './tree';

/** How many blanks a level of this text is indented by. */
export function indentOf({ text }: YamlText): string {
  return (
    /^(?:\uFEFF)?[^\s#-][^\r\n]*:[ \t]*(?:#[^\r\n]*)?\r?\n(?:[ \t]*(?:#[^\r\n]*)?\r?\n)*( +)/m.exec(text)?.[1] ?? '  '
  );
}

/**
 * Adds lines to the end of a mapping in block style, indented like its keys.
 * @returns nothing for any other mapping
 */
export function appendTo(file: YamlText, mapping: Mapping, lines: readonly string[]): Edit | undefined {
  const [first] = mapping.own;
  if (first === undefined || mapping.isFlow) return undefined;
  const start = lineStart(file.text, first.key.span.start);
  const before = file.text.slice(start, first.key.span.start).replace('\uFEFF', '');
  if (!/^[ -]*$/.test(before)) return undefined;
  const margin = ' '.repeat(before.length);
  const indented = lines.map((line) => (line === '' ? '' : margin + line));
  return insertBelow(file, mapping.span, indented);
}

/** Adds whole lines below the line in which something ends. */
export function insertBelow({ text, eol }: YamlText, place: Span, lines: readonly string[]): Edit {
  const end = lineEnd(text, Math.max(place.start, place.end - 1 - trailingBlank(text, place)));
  return { span: { start: end, end }, text: lines.map((line) => eol + line).join('') };
}

function trailingBlank(text: string, { start, end }: Span): number {
  const words = text.slice(start, end);
  return words.length - words.trimEnd().length;
}

/** Where the dash of an item stands, and the blanks before it; nothing when it shares its line. */
export function dashOf(text: string, { span }: Item): { readonly start: number; readonly margin: string } | undefined {
  const start = text.lastIndexOf('-', span.start - 1);
  const margin = start === -1 ? undefined : marginOf(text, { start, end: span.end });
  return margin === undefined || text.slice(start + 1, span.start).trim() !== '' ? undefined : { start, margin };
}

/** Adds an item to the end of a list in block style. */
export function appendItem(file: YamlText, { items, isFlow }: Sequence, words: string): Edit | undefined {
  const last = items.at(-1);
  const dash = last && !isFlow ? dashOf(file.text, last) : undefined;
  return last && dash && insertBelow(file, last.span, [`${dash.margin}- ${words}`]);
}

/** A removal; not safe when it takes a comment of the author's along. */
export type Removal = { readonly edit: Edit; readonly isSafe: boolean };

/**
 * Removes an entry with its lines; a comment behind it stays where it is.
 * @returns nothing when it does not have its lines for itself, or when others refer to what it holds
 */
export function removeEntry(file: YamlText, mapping: Mapping, entry: Entry): Removal | undefined {
  const { text, comments } = file;
  const { start } = entry.span;
  const end = entry.span.end - trailingBlank(text, entry.span);
  const isAlone = mapping.own.length === 1 && mapping.merged.length === 0;
  if (isAlone || !isRemovable(file, mapping, entry)) return undefined;
  const stop = lineEnd(text, Math.max(start, end - 1));
  const isSafe = !comments.some(({ span }) => span.start > start && span.start < end);
  const behind = comments.find(({ span }) => span.start >= end && span.start < stop);
  if (behind !== undefined) return { edit: { span: { start, end: behind.span.start }, text: '' }, isSafe };
  return { edit: { span: wholeLines(text, start, stop), text: '' }, isSafe };
}

function isRemovable({ text }: YamlText, { own, isFlow }: Mapping, entry: Entry): boolean {
  const isItsOwn = !isFlow && own.includes(entry) && marginOf(text, entry.span) !== undefined;
  return isItsOwn && !/(^|\s)&\S/.test(text.slice(entry.span.start, entry.span.end));
}

/** The last line of a text without a line end takes the one before it along. */
function wholeLines(text: string, start: number, stop: number): Span {
  const line = lineStart(text, start);
  const from = line + (text.startsWith('\uFEFF', line) ? 1 : 0);
  const to = nextLine(text, stop);
  return { start: to === stop && line > 0 ? lineEnd(text, line - 1) : from, end: to };
}

/** A single value in double quotes. */
export function quoted(words: string): string {
  return `"${words.replace(/["\\]/g, '\\$&')}"`;
}

import type { Span } from '../rule';

/** A line of a text, without its line end and without a byte order mark. */
export type Line = { readonly text: string; readonly span: Span };

/** The lines of a text; LF ends a line, with or without a CR before it. */
export function linesOf(text: string): readonly Line[] {
  const lines: Line[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  while (start <= text.length) {
    const newline = text.indexOf('\n', start);
    const stop = newline === -1 ? text.length : newline;
    const end = newline > start && text[newline - 1] === '\r' ? stop - 1 : stop;
    lines.push({ text: text.slice(start, end), span: { start, end } });
    if (newline === -1) break;
    start = newline + 1;
  }
  return lines;
}

/** How the lines of a text end. */
export const eolOf = (text: string): '\n' | '\r\n' => (text.includes('\r\n') ? '\r\n' : '\n');

/** A whole line with its line end; the last one takes the line end before it along. */
export function wholeLine(text: string, { start, end }: Span): Span {
  const newline = text.indexOf('\n', end);
  if (newline !== -1) return { start, end: newline + 1 };
  const before = text[start - 2] === '\r' ? start - 2 : start - 1;
  return { start: Math.max(0, before), end: text.length };
}

/** A part of a line, by the places of its characters. */
export const partOf = ({ span }: Line, start: number, end: number): Span => ({
  start: span.start + start,
  end: span.start + end,
});

import type { Span } from '../rule';

/** Where the line of a place begins; YAML's lines end with LF, whatever stands before it. */
export function lineStart(text: string, at: number): number {
  return at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;
}

/** Where the line of a place ends, before its line end. */
export function lineEnd(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  if (newline === -1) return text.length;
  return text[newline - 1] === '\r' && newline > at ? newline - 1 : newline;
}

/** Where the next line begins. */
export function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline === -1 ? text.length : newline + 1;
}

/** The blanks before something that stands first in its line; nothing when something else does. */
export function marginOf(text: string, { start }: Span): string | undefined {
  return /^\uFEFF?( *)$/.exec(text.slice(lineStart(text, start), start))?.[1];
}

/** How many blanks the line of a place begins with. */
export function marginAt(text: string, at: number): number {
  const start = lineStart(text, at);
  return /^\uFEFF? */.exec(text.slice(start, lineEnd(text, start)))?.[0].length ?? 0;
}

/** Has the line that begins here nothing but blanks or a comment? */
export function blankedLine(text: string, start: number): boolean {
  return /^\s*(?:#|$)/.test(text.slice(start, lineEnd(text, start)));
}

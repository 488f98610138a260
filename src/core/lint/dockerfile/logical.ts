import type { Span } from '../rule';

/** A word of an instruction, as written; `value` is without the quotes around it. */
export type Word = { readonly text: string; readonly value: string; readonly span: Span; readonly at: number };

type Piece = { readonly at: number; readonly offset: number };

/** Text as Docker reads it, continued lines joined and comment lines left out, that remembers where it was written. */
export class Logical {
  readonly text: string;
  readonly #pieces: readonly Piece[];

  private constructor(text: string, pieces: readonly Piece[]) {
    this.text = text;
    this.#pieces = pieces;
  }

  /** Reads the lines from `start` on, as long as they are continued. */
  static read(source: string, start: number, end: number, escape: string): { logical: Logical; end: number } {
    const pieces: Piece[] = [];
    let text = '';
    let from = start;
    for (;;) {
      const newline = source.indexOf('\n', from);
      const lineEnd = newline === -1 || newline >= end ? end : newline;
      const line = source.slice(from, lineEnd).replace(/\r$/, '');
      const skipped = pieces.length > 0 && /^\s*(#|$)/.test(line);
      const mark = skipped ? -1 : continuation(line, escape);
      if (!skipped) {
        pieces.push({ at: text.length, offset: from });
        text += mark === -1 ? line : line.slice(0, mark);
      }
      if (lineEnd >= end || (!skipped && mark === -1)) return { logical: new Logical(text, pieces), end: lineEnd };
      from = lineEnd + 1;
    }
  }

  /** Where the character `at` is written. */
  offset(at: number): number {
    let low = 0;
    let high = this.#pieces.length - 1;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.#pieces[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    const piece = this.#pieces[low] ?? { at: 0, offset: 0 };
    return piece.offset + at - piece.at;
  }

  /** Where the characters from `from` up to `to` are written; the end is right after the last one. */
  span(from: number, to: number): Span {
    return { start: this.offset(from), end: to > from ? this.offset(to - 1) + 1 : this.offset(from) };
  }

  /** The same text from `from` up to `to`. */
  slice(from: number, to = this.text.length): Logical {
    const pieces = this.#pieces
      .filter((piece, index) => (this.#pieces[index + 1]?.at ?? Infinity) > from && piece.at < Math.max(to, from + 1))
      .map((piece) =>
        piece.at >= from
          ? { at: piece.at - from, offset: piece.offset }
          : { at: 0, offset: piece.offset + from - piece.at },
      );
    return new Logical(this.text.slice(from, to), pieces);
  }

  /** The same text without the blanks around it. */
  trimmed(): Logical {
    const start = this.text.length - this.text.trimStart().length;
    return this.slice(start, Math.max(start, this.text.trimEnd().length));
  }
}

/** Where the continuation mark of a line is: an escape that is not itself escaped, and blanks after it at most. */
export function continuation(line: string, escape: string): number {
  let last = line.length - 1;
  while (last >= 0 && (line[last] === ' ' || line[last] === '\t' || line[last] === '\r')) last -= 1;
  return line[last] === escape && line[last - 1] !== escape ? last : -1;
}

// What a blank ends: an escaped character, a quoted part (to the end, if its quote is not closed), anything else.
const backslashWord = /(?:\\[\s\S]?|"(?:\\[\s\S]|[^"\\])*(?:"|$)|'[^']*(?:'|$)|[^\s"'\\])+/g;
const backtickWord = /(?:`[\s\S]?|"(?:`[\s\S]|[^"`])*(?:"|$)|'[^']*(?:'|$)|[^\s"'`])+/g;

/** Splits at blanks outside quotes, as Docker's own reader of words does. */
export function wordsOf(logical: Logical, escape: string): readonly Word[] {
  const pattern = escape === '`' ? backtickWord : backslashWord;
  return Array.from(logical.text.matchAll(pattern), ({ index: at, 0: text }) => {
    const value = /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
    return { text, value, span: logical.span(at, at + text.length), at };
  });
}

import type { Commented } from '../line-based/ignore';
import { eolOf } from '../line-based/lines';
import type { Span } from '../rule';

/** A word of a directive; quotes are left out of its text. */
export type Word = { readonly text: string; readonly span: Span; readonly isQuoted: boolean };

/** A directive with its words, and with those within its braces. */
export type Directive = {
  readonly name: string;
  readonly words: readonly Word[];
  readonly span: Span;
  /** Blocks around it, the outermost first. */
  readonly around: readonly string[];
};

/** Where braces and semicolons do not fit together. */
export type Slip = { readonly kind: 'open brace' | 'closing brace' | 'no semicolon'; readonly span: Span };

/** A configuration of nginx as its rules read it. */
export type NginxFile = Commented & { readonly directives: readonly Directive[]; readonly slips: readonly Slip[] };

const token = /[ \t\r\n\uFEFF]+|#[^\n]*|[{};]|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|(?:\$\{\w*\}?|\\[^]|[^\s{};])+/gy;

/** Reads a configuration. */
export function parseNginx(text: string): NginxFile {
  const reader = new Reader();
  // Templates, and code of Lua in braces, are no directives.
  if (!/\{[{%]|_by_lua_block|<%/.test(text))
    for (const found of text.matchAll(token)) reader.take(found[0], found.index);
  reader.close();
  const { directives, slips, comments } = reader;
  const statements = directives.map(({ span }) => span).sort((a, b) => a.start - b.start);
  return { text, eol: eolOf(text), directives, slips, comments, statements };
}

class Reader {
  readonly directives: Directive[] = [];
  readonly slips: Slip[] = [];
  readonly comments: Span[] = [];
  #words: Word[] = [];
  readonly #open: { readonly name: string; readonly span: Span }[] = [];

  take(piece: string, start: number): void {
    const span = { start, end: start + piece.length };
    if (/^[\s\uFEFF]/.test(piece)) return;
    if (piece.startsWith('#') && this.#isComment(start))
      this.comments.push({ start, end: start + piece.trimEnd().length });
    else if (piece === ';') this.#end(span.end);
    else if (piece === '{') this.#begin(span);
    else if (piece === '}') this.#finish(span);
    else this.#word(piece, span);
  }

  close(): void {
    const last = this.#open.at(-1);
    if (last !== undefined) this.slips.push({ kind: 'open brace', span: last.span });
  }

  #isComment(start: number): boolean {
    return this.#words.at(-1)?.span.end !== start;
  }

  #word(piece: string, span: Span): void {
    const isQuoted = /^["']/.test(piece);
    this.#words.push({ text: isQuoted ? piece.slice(1, -1) : piece, span, isQuoted });
  }

  #end(end: number): void {
    const [first, ...words] = this.#words;
    this.#words = [];
    if (first === undefined) return;
    const around = this.#open.map(({ name }) => name);
    this.directives.push({ name: first.text, words, span: { start: first.span.start, end }, around });
  }

  #begin(span: Span): void {
    const name = this.#words[0]?.text ?? '';
    this.#end(span.end);
    this.#open.push({ name, span });
  }

  #finish(span: Span): void {
    const last = this.#words.at(-1);
    if (last !== undefined) this.slips.push({ kind: 'no semicolon', span: last.span });
    this.#end(span.start);
    if (this.#open.pop() === undefined) this.slips.push({ kind: 'closing brace', span });
  }
}

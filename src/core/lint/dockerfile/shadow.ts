import type { Span } from '../rule';

/** A parser directive: `# escape=\``, `# syntax=…`, `# check=…` at the top of the file. */
export type Directive = { readonly name: string; readonly value: string; readonly span: Span };

const known = new Set(['syntax', 'escape', 'check']);

/** The parser directives, read by BuildKit's own rule: the first line that is none ends them. */
export function parserDirectives(text: string): readonly Directive[] {
  const found: Directive[] = [];
  let start = text.startsWith('\uFEFF') ? 1 : 0;
  for (;;) {
    const end = lineEnd(text, start);
    const match = /^#\s*([a-z][a-z0-9]*)\s*=\s*(.+?)\s*$/i.exec(text.slice(start, end));
    const name = match?.[1]?.toLowerCase() ?? '';
    if (!known.has(name)) return found;
    found.push({ name, value: match?.[2] ?? '', span: { start, end } });
    start = text.indexOf('\n', end) + 1;
    if (start === 0) return found;
  }
}

/**
 * The text as dockerfile-ast shall see it: of the same length, with what it reads otherwise than BuildKit made harmless.
 * Rules never see it; they read words from the text itself.
 */
export function shadowOf(text: string, directives: readonly Directive[], escape: string): string {
  const top = directives.at(-1)?.span.end ?? 0;
  const rest = text
    .slice(top)
    // It takes every comment with "=" for a directive.
    .replace(/^(\uFEFF?\s*#[^\n]*)/, (comment) => comment.replaceAll('=', '-'))
    // It takes a mark in the middle of a line, or an escaped one at its end, for a continuation.
    .replaceAll(escape, (mark, at: number, all: string) => (continues(all, at, escape) ? mark : '_'))
    // It sees here-documents in quoted strings, and none that has a number.
    .replace(/"[^"\n]*"|'[^'\n]*'/g, (quoted) => quoted.replaceAll('<<', '__'))
    .replace(/(\s)(\d+)(?=<<-?["'\w])/g, (_, blank: string, digits: string) => blank + ' '.repeat(digits.length))
    // It does not know that Docker skips any kind of blank before an instruction.
    .replace(/^[^\S\n]+/gm, (blanks) => blanks.replace(/[^\t\r]/g, ' '));
  return text.slice(0, top).replace('\uFEFF', ' ') + rest;
}

function continues(text: string, at: number, escape: string): boolean {
  return text[at - 1] !== escape && text.slice(at + 1, lineEnd(text, at)).trim() === '';
}

function lineEnd(text: string, from: number): number {
  const newline = text.indexOf('\n', from);
  const end = newline === -1 ? text.length : newline;
  return text[end - 1] === '\r' && end > from ? end - 1 : end;
}

import type { Commented } from '../line-based/ignore';
import { eolOf, linesOf, partOf, type Line } from '../line-based/lines';
import type { Span } from '../rule';
import { isTemplate } from '../yaml/templates';

/** One line of a value. */
export type Part = { readonly text: string; readonly span: Span; readonly line: Line };

/** An option with its value, which may go on in indented lines. */
export type Option = {
  readonly section: string;
  readonly name: string;
  readonly nameSpan: Span;
  readonly parts: readonly Part[];
  /** Its value in one text, without quotes around it. */
  readonly value: string;
  /** Its first line. */
  readonly line: Line;
};

/** The head of a section. */
export type Section = { readonly name: string; readonly span: Span; readonly line: Line };

/** A line that oslo.config refuses, or takes for the rest of the value above. */
export type Slip =
  | { readonly kind: 'indented'; readonly line: Line; readonly span: Span; readonly after: Option | undefined }
  | {
      readonly kind: 'no sign' | 'no key' | 'open section' | 'empty section' | 'behind a section';
      readonly line: Line;
      readonly span: Span;
    };

/** A file that oslo.config reads. */
export type OsloFile = Commented & {
  readonly path: string | undefined;
  readonly lines: readonly Line[];
  readonly sections: readonly Section[];
  readonly options: readonly Option[];
  readonly slips: readonly Slip[];
};

type Open = { -readonly [Key in keyof Option]: Option[Key] } & { parts: Part[] };

/** Reads a file as oslo.config does; what that refuses is noted, and the rest is read on. */
export function parseOslo(text: string, path?: string): OsloFile {
  const reader = new Reader();
  const lines = linesOf(text);
  if (!isTemplate(text)) for (const line of lines) reader.line(line);
  reader.close();
  const { sections, options, slips, comments } = reader;
  const statements = [
    ...sections.map(({ line }) => line.span),
    ...options.map(({ line, parts }) => ({
      start: line.span.start,
      end: parts.at(-1)?.line.span.end ?? line.span.end,
    })),
    ...slips.map(({ line }) => line.span),
  ].sort((a, b) => a.start - b.start || a.end - b.end);
  return { text, path, eol: eolOf(text), lines, sections, options, slips, comments, statements };
}

class Reader {
  readonly sections: Section[] = [];
  readonly options: Option[] = [];
  readonly slips: Slip[] = [];
  readonly comments: Span[] = [];
  #section = 'DEFAULT';
  #open: Open | undefined;

  line(line: Line): void {
    const words = line.text.trimEnd();
    if (/^[ \t]/.test(words)) {
      this.#indented(line, words);
      return;
    }
    this.close();
    if (words === '') return;
    if (/^[#;]/.test(words)) this.comments.push(line.span);
    else if (words.startsWith('[')) this.#head(line, words);
    else this.#assignment(line, words);
  }

  close(): void {
    if (this.#open === undefined) return;
    const value = this.#open.parts.map(({ text }) => text).join('\n');
    this.#open.value = /^(["']).*\1$/s.test(value) && value.length > 1 ? value.slice(1, -1) : value;
    this.options.push(this.#open);
    this.#open = undefined;
  }

  #indented(line: Line, words: string): void {
    const start = words.length - words.trimStart().length;
    const looks = /^[ \t]+(?:\[[\w:.-]+\]$|([A-Za-z]\w*)(?=[ \t]+=|=[ \t])|[#;])/.exec(words);
    const open = this.#open;
    const isList = open !== undefined && /^$|[,([{\\=]$/.test(open.parts.at(-1)?.text ?? '');
    if (open === undefined || (looks !== null && !isList)) {
      const end = start + (/^[A-Za-z]\w*(?=[ \t]*[=:])|^\[[^\]]*\]|^[#;]|^\S+/.exec(words.trim())?.[0].length ?? 1);
      const option = open && { ...open };
      this.slips.push({ kind: 'indented', line, span: partOf(line, start, end), after: option });
      const isHead = /^\[[^\]]+\]$/.test(words.trim());
      this.close();
      if (/^[#;]/.test(words.trim())) return;
      if (isHead) this.#section = words.trim().slice(1, -1);
      return;
    }
    open.parts.push({ text: words.trim(), span: partOf(line, start, words.length), line });
  }

  #head(line: Line, words: string): void {
    const found = /^\[([^\]]*)\]?/.exec(words);
    const name = found?.[1]?.trim() ?? '';
    const isOpen = !words.endsWith(']');
    const behind = /^\[[^\]]+\](?=[ \t]*[#;])/.exec(words)?.[0];
    if (behind !== undefined && isOpen) {
      const start = words.slice(behind.length).search(/\S/) + behind.length;
      this.slips.push({ kind: 'behind a section', line, span: partOf(line, start, words.length) });
    } else if (isOpen) this.slips.push({ kind: 'open section', line, span: partOf(line, 0, words.length) });
    else if (words.length <= 2) this.slips.push({ kind: 'empty section', line, span: partOf(line, 0, words.length) });
    else this.sections.push({ name: words.slice(1, -1), span: partOf(line, 1, words.length - 1), line });
    this.#section = isOpen ? name : words.slice(1, -1);
  }

  #assignment(line: Line, words: string): void {
    const sign = words.search(/[=:]/);
    if (sign === -1) {
      this.slips.push({ kind: 'no sign', line, span: partOf(line, 0, words.length) });
      return;
    }
    const name = words.slice(0, sign).trim();
    if (name === '') {
      this.slips.push({ kind: 'no key', line, span: partOf(line, sign, sign + 1) });
      return;
    }
    const value = words.slice(sign + 1).trim();
    const start = words.length - words.slice(sign + 1).trimStart().length;
    const part = { text: value, span: partOf(line, value === '' ? words.length : start, words.length), line };
    const nameSpan = partOf(line, 0, name.length);
    this.#open = { section: this.#section, name, nameSpan, parts: [part], value: '', line };
  }
}

/** The names in a list of an option's value, each with its place. */
export function* namesIn(
  option: Option,
): Iterable<{ readonly name: string; readonly span: Span; readonly part: Part }> {
  for (const part of option.parts) {
    for (const { 0: name, index } of part.text.matchAll(/[^\s,]+/g)) {
      const start = part.span.start + index;
      yield { name, span: { start, end: start + name.length }, part };
    }
  }
}

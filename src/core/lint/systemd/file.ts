import type { Commented } from '../line-based/ignore';
import { eolOf, linesOf, partOf, type Line } from '../line-based/lines';
import type { Span } from '../rule';

/** A setting of a unit; continued lines are joined by blanks. */
export type Setting = {
  readonly section: string;
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
  /** Is its value on one line? */
  readonly isOneLine: boolean;
};

/** A line that is neither a section nor a setting nor a comment, and the line before it. */
export type Stray = { readonly span: Span; readonly before: Line | undefined };

/** A unit of systemd as its rules read it. */
export type UnitFile = Commented & {
  /** Is it one of systemd's, and not another program's of such a name? */
  readonly isUnit: boolean;
  readonly sections: readonly { readonly name: string; readonly span: Span }[];
  readonly settings: readonly Setting[];
  readonly strays: readonly Stray[];
};

// The sections of systemd's src/core/load-fragment-gperf.gperf.in (November 2026).
const known = /^\[(?:Unit|Service|Install|Socket|Timer|Mount|Automount|Swap|Path|Slice|Scope)\][ \t]*\r?$/m;

/** Reads a unit. */
export function parseUnit(text: string): UnitFile {
  const isUnit = known.test(text) && !/^\s*</.test(text);
  const reader = new Reader();
  const lines = isUnit ? linesOf(text) : [];
  for (const line of lines) reader.line(line);
  reader.close();
  const { sections, settings, strays, comments } = reader;
  const statements = [
    ...sections.map(({ span }) => span),
    ...settings.map(({ nameSpan, valueSpan }) => ({
      start: nameSpan.start,
      end: Math.max(nameSpan.end, valueSpan.end),
    })),
    ...strays.map(({ span }) => span),
  ].sort((a, b) => a.start - b.start);
  return { text, eol: eolOf(text), isUnit, sections, settings, strays, comments, statements };
}

class Reader {
  readonly sections: { name: string; span: Span }[] = [];
  readonly settings: Setting[] = [];
  readonly strays: Stray[] = [];
  readonly comments: Span[] = [];
  #section = '';
  #before: Line | undefined;
  #open: { readonly setting: Setting; readonly parts: string[]; end: number } | undefined;

  line(line: Line): void {
    const words = line.text.trim();
    // Within a continued value, lines that begin with a comment sign are left out.
    if (/^[#;]/.test(words)) this.comments.push(line.span);
    else if (this.#open !== undefined) this.#continue(line, words);
    else if (words !== '') this.#start(line, words);
    if (words === '' || this.#open === undefined) this.#before = words === '' || /^[#;]/.test(words) ? undefined : line;
  }

  close(): void {
    const open = this.#open;
    if (open === undefined) return;
    const { setting, parts, end } = open;
    const value = parts.join(' ').trim();
    this.settings.push({
      ...setting,
      value,
      valueSpan: { start: setting.valueSpan.start, end },
      isOneLine: parts.length === 1,
    });
    this.#open = undefined;
  }

  #start(line: Line, words: string): void {
    const start = line.text.indexOf(words);
    const head = /^\[([^\]]*)\]$/.exec(words)?.[1];
    if (head !== undefined) {
      this.#section = head;
      this.sections.push({ name: head, span: partOf(line, start + 1, start + 1 + head.length) });
      return;
    }
    const sign = words.indexOf('=');
    const name = words.slice(0, sign).trim();
    if (sign <= 0 || !/^[A-Za-z][\w-]*$/.test(name)) {
      if (this.#section !== '')
        this.strays.push({ span: partOf(line, start, start + words.length), before: this.#before });
      return;
    }
    const value = words.slice(sign + 1).trimStart();
    const from = start + words.length - value.length;
    const nameSpan = partOf(line, start, start + name.length);
    const valueSpan = partOf(line, from, start + words.length);
    const setting = { section: this.#section, name, nameSpan, value: '', valueSpan, isOneLine: true };
    this.#open = { setting, parts: [], end: valueSpan.end };
    this.#part(line, value, valueSpan.end);
  }

  #continue(line: Line, words: string): void {
    this.#part(line, words, partOf(line, 0, line.text.trimEnd().length).end);
  }

  #part(line: Line, words: string, end: number): void {
    if (this.#open === undefined) return;
    const isContinued = line.text.endsWith('\\');
    this.#open.parts.push(isContinued ? words.slice(0, -1).trim() : words);
    this.#open.end = end;
    if (!isContinued) this.close();
  }
}

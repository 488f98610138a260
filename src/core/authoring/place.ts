import type { Span } from '../lint/rule';
import { lineStart } from '../lint/yaml/lines';
import { flowAt } from './flow';
import { readLine, type Line } from './line';

/** A table around a place: the steps that lead to it, and what its keys have for values on their own lines. */
export type Level = { readonly path: readonly string[]; readonly values: ReadonlyMap<string, string> };

/** What stands, or is about to stand, at a place of a YAML text. */
export type Place = {
  /** The keys that lead here, from the top; "-" for an item of a list. A value's own key is the last one. */
  readonly path: readonly string[];
  /** The tables around it, the outermost first; the last one holds the key. */
  readonly levels: readonly Level[];
  /** A key with its colon, a value behind one, or a word that may still become either. */
  readonly role: 'key' | 'value' | 'bare';
  /** The word: what a completion replaces, and what a hover is about. */
  readonly span: Span;
  readonly word: string;
  /** Where the content of its line begins, and the blanks before that and its dashes. */
  readonly column: number;
  readonly margin: number;
  /** Does it stand in brackets? */
  readonly isFlow: boolean;
  /** Does the word stand in quotes, which are not replaced? */
  readonly isQuoted: boolean;
};

type Frame = { readonly column: number; readonly values: Map<string, string>; readonly steps: string[] };

/**
 * Finds the place by the indentation of the lines around it, so that it is found while the text is broken.
 * @returns nothing in a comment, in a text of several lines, and where the lines fit no structure
 */
export function placeAt(text: string, offset: number): Place | undefined {
  const start = lineStart(text, offset);
  const written = lineAt(text, start);
  const at = offset - start;
  const line = readLine(written.trim() === '' ? ' '.repeat(at) : written);
  const frames = isOutside(written, line, at) ? undefined : framesAbove(text, start, line);
  const found = frames && wordIn(written, line, at);
  if (frames === undefined || found === undefined) return undefined;
  collectBelow(text, start, frames);
  const levels = levelsOf(frames);
  const path = [...(levels.at(-1)?.path ?? []), ...found.steps];
  const span = { start: start + found.start, end: start + found.end };
  return {
    levels,
    path,
    role: found.role,
    span,
    word: text.slice(span.start, span.end),
    column: line.column,
    margin: line.dashes[0] ?? line.column,
    isFlow: found.isFlow === true,
    isQuoted: /["']/.test(text[span.start - 1] ?? ''),
  };
}

/** Before the content, right behind a dash, and in a comment nothing is written. */
function isOutside(written: string, line: Line, at: number): boolean {
  if (written.trim() === '') return false;
  return at < line.column || line.dashes.includes(at - 1) || isComment(written, line, at);
}

type Found = {
  readonly steps: readonly string[];
  readonly role: Place['role'];
  readonly start: number;
  readonly end: number;
  readonly isFlow?: boolean;
};

function wordIn(written: string, line: Line, at: number): Found | undefined {
  const { key, column, keyEnd, valueStart, valueEnd } = line;
  if (key !== undefined && at <= keyEnd) return { steps: [], role: 'key', ...inner(written, column, keyEnd) };
  const steps = key === undefined ? [] : [key];
  if (valueEnd === valueStart) {
    // Right behind the colon there is no value yet: YAML wants a blank.
    const isTooNear = key !== undefined && written[Math.min(valueStart, at) - 1] === ':';
    return isTooNear ? undefined : { steps, role: roleOf(key), start: at, end: at };
  }
  if (at < valueStart) return undefined;
  if (/[[{]/.test(written[valueStart] ?? '')) {
    const flow = flowAt(written.slice(valueStart), at - valueStart);
    return (
      flow && { role: flow.role, steps: [...steps, ...flow.steps], isFlow: true, ...shifted(flow, valueStart, written) }
    );
  }
  return at > valueEnd ? undefined : { steps, role: roleOf(key), ...inner(written, valueStart, valueEnd) };
}

const roleOf = (key: string | undefined): Place['role'] => (key === undefined ? 'bare' : 'value');

function shifted(flow: { start: number; end: number }, by: number, line: string): { start: number; end: number } {
  return inner(line, flow.start + by, Math.max(flow.start, flow.end) + by);
}

/** Without the quotes around it. */
function inner(line: string, start: number, end: number): { start: number; end: number } {
  const quote = line[start];
  if (quote !== '"' && quote !== "'") return { start, end };
  return { start: start + 1, end: end > start + 1 && line[end - 1] === quote ? end - 1 : end };
}

function isComment(written: string, { column, valueEnd, keyEnd }: Line, at: number): boolean {
  const rest = written.slice(Math.max(valueEnd, keyEnd, column), at);
  return rest.trimStart().startsWith('#') || written.slice(column).startsWith('#');
}

/** The tables around a line, the innermost first; nothing where they make no sense. */
function framesAbove(text: string, from: number, line: Line): readonly Frame[] | undefined {
  const frames: Frame[] = [];
  let open: Open | undefined = opened(frames, line);
  for (let start = from; start > 0 && open !== undefined;) {
    start = lineStart(text, start - 1);
    if (isMark(text, start)) break;
    const next = parted(text, start, open);
    if (next !== undefined) open = after(open, next, lineAt(text, start), frames);
  }
  return open && frames;
}

/** What is looked for above a line; nothing when that line fits nothing. */
function after(open: Open, line: Line, written: string, frames: Frame[]): Open | undefined {
  const { frame } = open;
  switch (meet(open, line)) {
    case 'broken':
      return undefined;
    case 'other':
      return open;
    case 'item':
      return listAround(frame, line);
    case 'sibling':
      frame.values.set(line.key ?? '', valueOf(written, line));
      return line.dashes.length === 0 ? open : listAround(frame, line);
    case 'parent':
      frame.steps.unshift(line.key ?? '');
      return opened(frames, line, written);
  }
}

/** What is looked for: the key of a list at a column, or the other keys of a table and the key above it. */
type Open = { readonly column: number; readonly isList: boolean; readonly frame: Frame };

/** A new table, and the lists that begin in the same line. */
function opened(frames: Frame[], line: Line, written?: string): Open {
  const frame: Frame = { column: line.column, values: new Map(), steps: [] };
  if (written !== undefined && line.key !== undefined) frame.values.set(line.key, valueOf(written, line));
  frames.push(frame);
  return line.dashes.length > 0 ? listAround(frame, line) : { column: line.column, isList: false, frame };
}

function listAround(frame: Frame, { dashes }: Line): Open {
  frame.steps.unshift(...dashes.map(() => '-'));
  return { column: dashes[0] ?? 0, isList: true, frame };
}

/** The parts of a line that may belong to what is looked for; nothing for blank lines, comments and what is deeper. */
function parted(text: string, start: number, { column, isList }: Open): Line | undefined {
  const first = firstColumn(text, start, column);
  if (first === undefined) return undefined;
  // Most lines of a long list are other items of it.
  const at = start + first;
  if (isList && first === column && text[at] === '-' && text[at + 1] === ' ') return undefined;
  return readLine(lineAt(text, start));
}

/** The column of the first letter of a line; nothing beyond `most`, and in blank lines and comments. */
function firstColumn(text: string, start: number, most: number): number | undefined {
  let at = start;
  while (text.charCodeAt(at) === 32 && at - start <= most) at += 1;
  const isNothing = at >= text.length || at - start > most || /[\r\n#]/.test(text[at] ?? '');
  return isNothing ? undefined : at - start;
}

function meet({ column, isList }: Open, line: Line): 'sibling' | 'item' | 'parent' | 'other' | 'broken' {
  if (beginsItem(line, column)) return 'item';
  if (isList && line.dashes.includes(column)) return 'other';
  if (!isList && line.column === column) return line.key === undefined ? 'other' : 'sibling';
  if (line.column > column) return 'other';
  return line.key !== undefined && line.isOpen ? 'parent' : 'broken';
}

/** A dash with nothing behind it but an anchor: its item stands below. */
const beginsItem = ({ key, isOpen, dashes }: Line, column: number): boolean =>
  key === undefined && isOpen && (dashes.at(-1) ?? column) < column;

function valueOf(written: string, { valueStart, valueEnd }: Line): string {
  const { start, end } = inner(written, valueStart, valueEnd);
  return written.slice(start, end);
}

/** The keys that follow in the tables around the place. */
function collectBelow(text: string, from: number, frames: readonly Frame[]): void {
  let open = [...frames];
  for (let start = text.indexOf('\n', from) + 1; start > 0; start = text.indexOf('\n', start) + 1) {
    const [inside] = open;
    if (inside === undefined || isMark(text, start)) return;
    const first = firstColumn(text, start, inside.column);
    if (first === undefined) continue;
    if (first < inside.column) open = open.filter(({ column }) => column <= first);
    const holder = open[0];
    if (holder?.column !== first || text[start + first] === '-') continue;
    const written = lineAt(text, start);
    const line = readLine(written);
    if (line.key !== undefined) holder.values.set(line.key, valueOf(written, line));
  }
}

/** Does a line end the document? */
function isMark(text: string, start: number): boolean {
  return (
    (text.startsWith('---', start) || text.startsWith('...', start)) &&
    /^(?:---|\.\.\.)\s*(?:#|$|\s)/.test(lineAt(text, start))
  );
}

function levelsOf(frames: readonly Frame[]): readonly Level[] {
  const path: string[] = [];
  return [...frames].reverse().map(({ values, steps }) => {
    path.push(...steps);
    return { path: [...path], values };
  });
}

function lineAt(text: string, start: number): string {
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end === -1 ? undefined : end);
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

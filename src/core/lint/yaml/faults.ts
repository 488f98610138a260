import type { Span } from '../rule';
import { blankedLine, lineEnd, lineStart, marginAt } from './lines';
import type { Token } from './tokens';

/** What a text does wrong where it stops being YAML. */
export type FaultKind =
  | 'tab'
  | 'conflict mark'
  | 'fence'
  | 'open quote'
  | 'behind a quote'
  | 'open bracket'
  | 'closes nothing'
  | 'no comma'
  | 'no item'
  | 'no colon'
  | 'second colon'
  | 'no dash'
  | 'list behind a key'
  | 'dash out of line'
  | 'out of line'
  | 'too deep'
  | 'reserved character'
  | 'unknown escape'
  | 'behind a block mark'
  | 'no anchor'
  | 'terminal'
  | 'other';

/** A place where a text stops being YAML, moved to its cause. */
export type Fault = {
  readonly kind: FaultKind;
  readonly span: Span;
  /** How far the line is indented, and how far it should be. */
  readonly columns?: { readonly found: number; readonly wanted: number };
};

/** What the parser says: a code and a place. */
type ParserError = { readonly code: string; readonly pos: readonly [number, number] };

/** What a cause is looked for with. */
type Scene = {
  readonly text: string;
  readonly tokens: readonly Token[];
  readonly error: ParserError;
  readonly at: number;
  /** The last token that starts before the place, and the one that does there or behind it. */
  readonly before: Token | undefined;
  readonly here: Token | undefined;
};

/**
 * The first fault of a document, at its cause.
 * @returns "unsure" for what this parser refuses and others may read
 */
export function faultIn(
  text: string,
  tokens: readonly Token[],
  errors: readonly ParserError[],
): Fault | 'unsure' | undefined {
  const [error] = errors.filter(({ pos }) => !(text[pos[0]] === '#' && text[pos[0] - 1] !== ' '));
  if (error === undefined) return undefined;
  const at = Math.min(error.pos[0], text.length);
  const index = tokens.findIndex(({ span }) => span.start >= at);
  const here = tokens[index];
  const scene: Scene = { text, tokens, error, at, here, before: index === -1 ? tokens.at(-1) : tokens[index - 1] };
  for (const look of looks) {
    const found = look(scene);
    if (found === 'unsure' || found?.kind === 'tab') return found;
    if (found !== undefined) return { ...found, span: visible(text, found.span) };
  }
  const end = Math.min(error.pos[1], lineEnd(text, at));
  return { kind: 'other', span: visible(text, { start: at, end: Math.max(end, at + 1) }) };
}

type Look = (scene: Scene) => Fault | 'unsure' | undefined;

const looks: readonly Look[] = [
  conflictMark,
  tab,
  quote,
  bracket,
  ({ error, at }) =>
    error.code === 'BAD_DQ_ESCAPE' ? { kind: 'unknown escape', span: { start: at, end: at + 2 } } : undefined,
  fence,
  ({ error, at }) =>
    error.code === 'BAD_SCALAR_START' ? { kind: 'reserved character', span: { start: at, end: at + 1 } } : undefined,
  unexpected,
  missing,
  keyOfLines,
  indentation,
];

function conflictMark({ text }: Scene): Fault | undefined {
  const found = /^(?:<{7} |={7}\r?$|>{7} )/m.exec(text);
  return found === null ? undefined : { kind: 'conflict mark', span: { start: found.index, end: found.index + 7 } };
}

function tab({ text, error, at }: Scene): Fault | undefined {
  const start = lineStart(text, at);
  const tabs = /^ *(\t+)/.exec(text.slice(start, lineEnd(text, start)));
  if (tabs?.[1] === undefined || (error.code !== 'TAB_AS_INDENT' && at > start + tabs[0].length)) return undefined;
  const end = start + tabs[0].length;
  return { kind: 'tab', span: { start: end - tabs[1].length, end } };
}

/** A quote that nobody closes; where it may end in a line that stands too far left, only other readers know. */
function quote({ text, tokens }: Scene): Fault | 'unsure' | undefined {
  const open = tokens.find(
    ({ kind, text: words }) => kind === 'quoted' && (words.length < 2 || !words.endsWith(words[0] ?? '')),
  );
  if (open === undefined) return undefined;
  const mark = open.text[0] ?? '';
  const next = text.indexOf(mark, open.span.start + 1);
  const isClosed = next !== -1 && /^[ \t]*(?:[,\]}:#\r\n]|$)/.test(text.slice(next + 1, next + 40));
  return isClosed ? 'unsure' : { kind: 'open quote', span: { start: open.span.start, end: open.span.start + 1 } };
}

const closing: Readonly<Record<string, string>> = { ']': '[', '}': '{' };

function bracket({ text, tokens, error, at }: Scene): Fault | 'unsure' | undefined {
  const open: Token[] = [];
  for (const token of tokens.filter(({ kind }) => kind === 'mark')) {
    const partner = closing[token.text];
    if (/^[[{]$/.test(token.text)) open.push(token);
    if (partner === undefined) continue;
    const last = open.pop();
    if (last?.text !== partner) return { kind: 'closes nothing', span: token.span };
    // All brackets are right, but a line between them stands too far left: others read that.
    const isAround = last.span.start < at && at <= token.span.start && open.length === 0;
    if (isAround && error.code === 'BAD_INDENT') return 'unsure';
  }
  const [first] = open;
  return first && { kind: 'open bracket', span: visible(text, first.span) };
}

function fence({ text, at }: Scene): Fault | undefined {
  const start = lineStart(text, at);
  return text.startsWith('```', start) ? { kind: 'fence', span: { start, end: start + 3 } } : undefined;
}

function unexpected({ text, error, at, before, here }: Scene): Fault | undefined {
  if (error.code !== 'UNEXPECTED_TOKEN' || before === undefined) return undefined;
  const isSameLine = !text.slice(before.span.end, at).includes('\n');
  const span = { start: at, end: lineEnd(text, at) };
  if (before.kind === 'quoted' && isSameLine) return { kind: 'behind a quote', span };
  if (text[at] === ',') return { kind: 'no item', span: { start: at, end: at + 1 } };
  if (here?.text === '-' && before.text === ':' && isSameLine) return { kind: 'list behind a key', span: here.span };
  return before.kind === 'block' || /[|>][-+\d]* +$/.test(text.slice(Math.max(0, at - 8), at))
    ? { kind: 'behind a block mark', span }
    : undefined;
}

/** A word where a key should be, or two items with nothing between them. */
function missing({ text, tokens, error, at, here }: Scene): Fault | undefined {
  if (error.code !== 'MISSING_CHAR' && error.code !== 'BLOCK_IN_FLOW') return undefined;
  const depth = tokens.reduce((sum, { kind, text: words, span }) => {
    if (kind !== 'mark' || span.start >= at) return sum;
    return sum + (/^[[{]$/.test(words) ? 1 : /^[\]}]$/.test(words) ? -1 : 0);
  }, 0);
  const line = { start: at, end: lineEnd(text, at) };
  if (depth > 0) return { kind: 'no comma', span: here?.span ?? line };
  const words = text.slice(line.start, line.end).trim();
  if (/^(?:EOF|EOT|END)$/.test(words)) return { kind: 'terminal', span: line };
  if (lacksDash(text, at)) return { kind: 'no dash', span: line };
  return /^[^\s#-]/.test(words) ? { kind: 'no colon', span: line } : undefined;
}

/** Does the line stand in a list, and has lost its dash? */
function lacksDash(text: string, at: number): boolean {
  const column = marginAt(text, at);
  for (let start = lineStart(text, at); start > 0;) {
    start = lineStart(text, start - 1);
    if (blankedLine(text, start)) continue;
    const margin = marginAt(text, start);
    if (margin < column) return /^ *- /.test(text.slice(start, start + margin + 2)) && margin + 2 === column;
    if (margin === column) return text[start + margin] === '-';
  }
  return false;
}

/** A key of several lines, or one in a place for a value. */
function keyOfLines({ text, error, at, tokens }: Scene): Fault | undefined {
  if (!/^(?:MULTILINE_IMPLICIT_KEY|BLOCK_AS_IMPLICIT_KEY)$/.test(error.code)) return undefined;
  const index = tokens.findIndex(({ span }) => span.start >= at);
  const [token, before] = [tokens[index], tokens[index - 1]];
  if (token === undefined) return undefined;
  if (/\s/.test(text[at] ?? '')) return dashOutOfLine(text, token);
  if (token.kind !== 'plain' && token.kind !== 'quoted') return undefined;
  const isValue = before?.text === ':' && !text.slice(before.span.end, token.span.start).includes('\n');
  if (isValue) return behindValue(text, token);
  if (!token.text.includes('\n')) return undefined;
  if (token.text.startsWith('$ ')) return { kind: 'terminal', span: { start: at, end: lineEnd(text, at) } };
  return { kind: 'no colon', span: { start: token.span.start, end: lineEnd(text, token.span.start) } };
}

/** A value that runs into a key: in its line, or in one below that stands too deep. */
function behindValue(text: string, { span }: Token): Fault {
  const line = lineStart(text, Math.max(span.start, span.end - 1));
  if (line <= span.start) return { kind: 'second colon', span };
  return { kind: 'too deep', span: { start: line + marginAt(text, line), end: span.end } };
}

function dashOutOfLine(text: string, token: Token): Fault | undefined {
  if (token.text !== '-') return undefined;
  const found = marginAt(text, token.span.start);
  return { kind: 'dash out of line', span: token.span, columns: { found, wanted: dashColumnBefore(text, token) } };
}

/** The column of the dash above. */
function dashColumnBefore(text: string, token: Token): number {
  for (let start = lineStart(text, token.span.start); start > 0;) {
    start = lineStart(text, start - 1);
    const margin = marginAt(text, start);
    if (text[start + margin] === '-') return margin;
  }
  return 0;
}

/** A line between two levels. */
function indentation({ text, error, at, tokens }: Scene): Fault | undefined {
  if (error.code !== 'BAD_INDENT') return undefined;
  const token = tokens.find(({ span }) => span.start >= at);
  if (token === undefined) return undefined;
  const found = marginAt(text, token.span.start);
  if (lacksDash(text, token.span.start)) return { kind: 'no dash', span: token.span };
  return { kind: 'out of line', span: token.span, columns: { found, wanted: columnBefore(text, token, found) } };
}

/** The column of the lines that this one may belong to: the least among those above that stand further right. */
function columnBefore(text: string, token: Token, column: number): number {
  let least = Infinity;
  for (let start = lineStart(text, token.span.start); start > 0;) {
    start = lineStart(text, start - 1);
    if (blankedLine(text, start)) continue;
    const margin = marginAt(text, start);
    if (margin < column) return least === Infinity ? margin : least;
    least = Math.min(least, margin);
  }
  return least === Infinity ? 0 : least;
}

/** A span that can be seen: never empty, and without blanks at its ends. */
function visible(text: string, { start, end }: Span): Span {
  const words = text.slice(start, end);
  const [from, to] = [start + words.length - words.trimStart().length, start + words.trimEnd().length];
  if (from < to) return { start: from, end: to };
  const next = text.slice(start).search(/\S/);
  if (next !== -1) return { start: start + next, end: start + next + 1 };
  const last = Math.max(1, text.trimEnd().length);
  return { start: last - 1, end: last };
}

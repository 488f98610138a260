import type { Edit, Span } from '../rule';
import { asciiOf, eastAsian, lookalikes } from '../typography';
import type { Token } from './tokens';

/** Characters in the code of a YAML text that only look like the ones that were meant. */
export type Stray = {
  /** The first of them, and the word that they spoil. */
  readonly span: Span;
  readonly covers: Span;
  readonly character: string;
  /** What was meant by the first. */
  readonly meant: string;
  readonly edits: readonly Edit[];
  /** May it be text after all? */
  readonly sure: boolean;
};

/** A line of a plain scalar. */
type Line = {
  readonly text: string;
  readonly at: number;
  /** Does nothing but blanks and dashes stand before it in its line? */
  readonly isHead: boolean;
  readonly isFirst: boolean;
};

type Slip = { readonly at: number; readonly to: string };

const zeroWidth = /[\u200B\u2060\uFEFF]/g;
const wide = /[\uFF01-\uFF5E]/g;

/**
 * The stray characters of a text. What is quoted, a comment or a block is no code, and neither is what is written in
 * Chinese, Japanese or Korean.
 * @param isKey tells the keys of the language
 */
export function straysIn(text: string, tokens: readonly Token[], isKey: (name: string) => boolean): readonly Stray[] {
  if (text.search(lookalikes) === -1) return [];
  const found: Stray[] = [];
  let isBehindDash = false;
  for (const token of tokens) {
    if (token.kind === 'plain' && token.text.search(lookalikes) !== -1)
      found.push(...inToken(token, isBehindDash, isKey));
    isBehindDash = token.text === '-' && token.kind === 'mark' && (token.isFirst || isBehindDash);
  }
  return found;
}

function inToken(token: Token, isBehindDash: boolean, isKey: (name: string) => boolean): readonly Stray[] {
  const found: Stray[] = [];
  let isDashList = false;
  for (const line of linesOf(token, isBehindDash)) {
    const dash: readonly Slip[] | undefined = line.isFirst || isDashList ? dashSlip(line) : undefined;
    isDashList ||= dash !== undefined;
    const slips = dash ?? blankSlips(line) ?? keySlips(line, isKey) ?? quoteSlips(line) ?? wordSlips(line);
    const [first] = slips;
    if (first === undefined) continue;
    const character = line.text[first.at] ?? '';
    const at = line.at + first.at;
    found.push({
      span: { start: at, end: at + 1 },
      covers: { start: line.at, end: line.at + line.text.length },
      character,
      meant: first.to,
      edits: slips.map((slip) => ({ span: { start: line.at + slip.at, end: line.at + slip.at + 1 }, text: slip.to })),
      sure: !(/[\u2018-\u201E]/.test(character) && /\s/.test(line.text)),
    });
  }
  return found;
}

function* linesOf(token: Token, isBehindDash: boolean): Iterable<Line> {
  for (const [index, found] of [...token.text.matchAll(/[^\r\n]+/g)].entries()) {
    const words = found[0].replace(/[ \t]+$/, '');
    const text = index === 0 ? words : words.replace(/^ +/, '');
    const at = token.span.start + found.index + words.length - text.length;
    if (text !== '') yield { text, at, isHead: index > 0 || token.isFirst || isBehindDash, isFirst: index === 0 };
  }
}

/** A list whose dashes came from a document: `– item`. */
function dashSlip({ text, isHead }: Line): readonly Slip[] | undefined {
  return isHead && /^[\u2013\u2014\u2212\uFF0D](?:[ \u00A0]|$)/.test(text) ? [{ at: 0, to: '-' }] : undefined;
}

/** Blanks that YAML does not take for blanks, where a line begins, or behind a colon. */
function blankSlips({ text, isHead }: Line): readonly Slip[] | undefined {
  const head = lengthOf(/^[\u00A0\u3000]+/, text);
  const colon = isHead ? /^[\u00A0\u3000]*[\w.$/-]+[\u00A0\u3000]*:(?<blanks>[\u00A0\u3000]+)/.exec(text) : null;
  const end = colon?.[0].length ?? 0;
  const places = [...range(0, head), ...range(end - (colon?.groups?.['blanks']?.length ?? 0), end)];
  return places.length === 0 ? undefined : places.map((at) => ({ at, to: ' ' }));
}

function lengthOf(pattern: RegExp, text: string): number {
  return pattern.exec(text)?.[0].length ?? 0;
}

function range(from: number, to: number): readonly number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}

/** A full-width sign before a comment, or a full-width colon behind a key. */
function keySlips({ text, isHead, isFirst }: Line, isKey: (name: string) => boolean): readonly Slip[] | undefined {
  if (!isHead) return undefined;
  if (isFirst && text.startsWith('\uFF03')) return [{ at: 0, to: '#' }];
  const name = text.slice(0, lengthOf(/^[A-Za-z_][\w.-]*/, text));
  const colon = text.indexOf('\uFF1A');
  if (name === '' || colon === -1 || text.slice(name.length, colon).trim() !== '') return undefined;
  const rest = text.slice(colon + 1);
  const blanks = lengthOf(/^[\u00A0\u3000]*/, rest);
  const isApart = rest === '' || /^[ \u00A0\u3000]/.test(rest);
  if (!isApart && !isKey(name) && eastAsian.test(rest)) return undefined;
  return [
    ...range(name.length, colon).map((at) => ({ at, to: '' })),
    { at: colon, to: isApart ? ':' : ': ' },
    ...range(colon + 1, colon + 1 + blanks).map((at) => ({ at, to: ' ' })),
  ];
}

/** A value in quotes that YAML does not take for quotes. */
function quoteSlips({ text }: Line): readonly Slip[] | undefined {
  if (!/^[\u201C-\u201E].*[\u201C-\u201E]$|^[\u2018\u2019].*[\u2018\u2019]$/s.test(text) || eastAsian.test(text))
    return undefined;
  const inner = text.slice(1, -1);
  const ascii = asciiOf(text[0] ?? '');
  if (inner === '' || /[\u2018-\u201E]/.test(inner) || inner.includes(ascii)) return undefined;
  return [
    { at: 0, to: ascii },
    { at: text.length - 1, to: ascii },
  ];
}

/** Full-width signs and characters without a width in a single word. */
function wordSlips({ text }: Line): readonly Slip[] {
  if (/\s/.test(text) || eastAsian.test(text) || !/[A-Za-z0-9]/.test(text)) return [];
  const unseen = [...text.matchAll(zeroWidth)].map(({ index }) => ({ at: index, to: '' }));
  const signs = [...text.matchAll(wide)].map(({ index, 0: character }) => ({ at: index, to: asciiOf(character) }));
  return [...unseen, ...signs].sort((a, b) => a.at - b.at);
}

/** The text with ASCII characters in the places of strays, and of the same length. */
export function cleaned(text: string, strays: readonly Stray[]): string {
  const edits = strays.flatMap((stray) => stray.edits);
  let at = 0;
  const parts: string[] = [];
  for (const { span, text: words } of edits) {
    // Two characters become one; one of no width stays, because nothing is no character.
    parts.push(text.slice(at, span.start), words[0] ?? keptOf(text[span.start] ?? ''));
    at = span.end;
  }
  return strays.length === 0 ? text : parts.join('') + text.slice(at);
}

function keptOf(character: string): string {
  return /[\u00A0\u3000]/.test(character) ? ' ' : character;
}

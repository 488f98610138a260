/*
 * Patterns of the shell: `*`, `?`, `[…]`; a backslash makes the next character ordinary.
 */

const specials = /[.*+?^${}()|[\]\\/]/g;

/** Makes text match only itself in a pattern. */
export const literally = (text: string): string => text.replace(/[*?[\]\\]/g, '\\$&');

/** Has a pattern anything that could match more than itself? */
export function isPattern(pattern: string): boolean {
  return /[*?[]/.test(pattern.replace(/\\./gs, ''));
}

/** The text that a pattern without special characters stands for. */
export const unescaped = (pattern: string): string => pattern.replace(/\\(.)/gs, '$1');

/** A pattern as a regular expression's source, without anchors. */
function patternSource(pattern: string): string {
  let source = '';
  for (let at = 0; at < pattern.length;) {
    const piece = pieceAt(pattern, at);
    if (piece.source !== anything || !source.endsWith(anything)) source += piece.source;
    at = piece.end;
  }
  return source;
}

type Piece = { readonly source: string; readonly end: number };

const anything = '[^]*';

function pieceAt(pattern: string, at: number): Piece {
  const character = pattern[at] ?? '';
  if (character === '\\') return { source: (pattern[at + 1] ?? '\\').replace(specials, '\\$&'), end: at + 2 };
  if (character === '*') return { source: anything, end: at + 1 };
  if (character === '?') return { source: '[^]', end: at + 1 };
  if (character === '[') return bracket(pattern, at) ?? { source: '\\[', end: at + 1 };
  return { source: character.replace(specials, '\\$&'), end: at + 1 };
}

/** `[…]` from its opening bracket; undefined when nothing closes it. */
function bracket(pattern: string, start: number): Piece | undefined {
  const negated = pattern[start + 1] === '!' || pattern[start + 1] === '^';
  let at = start + (negated ? 2 : 1);
  const first = at;
  let inner = '';
  while (at < pattern.length) {
    if (pattern[at] === ']' && at !== first) return { source: `[${negated ? '^' : ''}${inner}]`, end: at + 1 };
    const member = memberAt(pattern, at);
    inner += member.source;
    at = member.end;
  }
  return undefined;
}

function memberAt(pattern: string, at: number): Piece {
  const named = /^\[:(\w+):\]/.exec(pattern.slice(at));
  if (named) return { source: classes[named[1] ?? ''] ?? '', end: at + named[0].length };
  const escaped = pattern[at] === '\\' && at + 1 < pattern.length;
  const character = pattern[escaped ? at + 1 : at] ?? '';
  const ordinary = escaped ? /[\\[\]^-]/ : /[\\[\]^]/;
  return { source: character.replace(ordinary, '\\$&'), end: at + (escaped ? 2 : 1) };
}

const classes: Readonly<Record<string, string>> = {
  alpha: 'A-Za-z',
  digit: '0-9',
  alnum: 'A-Za-z0-9',
  upper: 'A-Z',
  lower: 'a-z',
  space: '\\s',
  blank: ' \\t',
  punct: '!-\\/:-@\\[-`{-~',
  xdigit: '0-9A-Fa-f',
};

/** A regular expression; one that cannot match anything when the pattern makes none. */
function compile(source: string): RegExp {
  try {
    return new RegExp(source, 'u');
  } catch {
    try {
      return new RegExp(source);
    } catch {
      return /(?!)/;
    }
  }
}

/** Does the whole text match? */
export const matches = (pattern: string, text: string): boolean =>
  isPattern(pattern) ? compile(`^${patternSource(pattern)}$`).test(text) : unescaped(pattern) === text;

/** Removes what matches at one end of the text. */
export function cut(text: string, pattern: string, end: 'prefix' | 'suffix', longest: boolean): string {
  const lengths = [...Array(text.length + 1).keys()];
  if (longest) lengths.reverse();
  const whole = compile(`^${patternSource(pattern)}$`);
  for (const length of lengths) {
    const piece = end === 'prefix' ? text.slice(0, length) : text.slice(text.length - length);
    if (!whole.test(piece)) continue;
    return end === 'prefix' ? text.slice(length) : text.slice(0, text.length - length);
  }
  return text;
}

/** Replaces the first match, or all. */
export function replaceMatch(text: string, pattern: string, by: string, all: boolean): string {
  if (pattern === '') return text;
  const expression = compile(patternSource(pattern));
  return text.replace(all ? new RegExp(expression, `${expression.flags}g`) : expression, () => by);
}

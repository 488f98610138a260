import type { Span } from '../rule';
import { asciiOf, lookalikes } from '../typography';
import { commented, rewritten, slip, type Slip } from './slip';

/** A word of the document: a mark, a text with its value, or anything else. */
export type Token =
  | { readonly type: '{' | '}' | '[' | ']' | ':' | ','; readonly span: Span }
  | { readonly type: 'text'; readonly span: Span; readonly value: string; readonly isOpen?: true }
  | { readonly type: 'word'; readonly span: Span; readonly text: string };

type Mark = Exclude<Token['type'], 'text' | 'word'>;

/** Kinds of words, in the order in which they are tried; each begins where the one before it ended. */
const kinds = {
  blank: /[ \t\r\n]+/y,
  comment: /\/\/[^\r\n]*|\/\*[^]*?(?:\*\/|$)|#[^\r\n]*/y,
  mark: /[{}[\]:,]/y,
  text: /"(?:[^"\\\r\n]|\\[^\r\n])*"/y,
  quoted:
    /'(?:[^'\\\r\n]|\\[^\r\n])*'|[\u201C-\u201E][^"\u201C-\u201E\r\n]*["\u201C-\u201E]|[\u2018\u2019][^\u2018\u2019\r\n]*[\u2018\u2019]/y,
  open: /["'\u2018-\u201E][^\r\n]*/y,
  word: /(?:[a-z]+:\/\/)?[\w.+\-*/\\@%=~$&|<>!?;()^`]+/iy,
  other: /[^]/y,
} as const satisfies Record<string, RegExp>;

type Kind = keyof typeof kinds;

/** Reads a text word by word; what JSON does not have is noted and read as what was meant. */
export function tokensOf(text: string): { readonly tokens: readonly Token[]; readonly slips: readonly Slip[] } {
  const tokens: Token[] = [];
  const slips: Slip[] = [];
  // A byte order mark is no word.
  let at = text.startsWith('\uFEFF') ? 1 : 0;
  while (at < text.length) {
    const { kind, word } = wordAt(text, at);
    const span = { start: at, end: at + word.length };
    const read = readers[kind](word, span, text);
    if (read.token !== undefined) tokens.push(read.token);
    if (read.slip !== undefined) slips.push(read.slip);
    at = span.end;
  }
  return { tokens, slips };
}

function wordAt(text: string, at: number): { readonly kind: Kind; readonly word: string } {
  for (const [kind, pattern] of Object.entries(kinds) as [Kind, RegExp][]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found !== null) return { kind, word: kind === 'open' ? withoutMarks(found[0]) : found[0] };
  }
  return { kind: 'other', word: text.charAt(at) };
}

/** A text that is not closed ends before the marks at the end of its line. */
function withoutMarks(line: string): string {
  let end = line.length;
  while (end > 1 && ' \t,]}'.includes(line.charAt(end - 1))) end -= 1;
  return line.slice(0, end);
}

type Read = { readonly token?: Token; readonly slip?: Slip };

const readers: Readonly<Record<Kind, (word: string, span: Span, text: string) => Read>> = {
  blank: () => ({}),
  comment: (_, span, text) => ({ slip: commented(span, withItsLine(text, span)) }),
  mark: (word, span) => ({ token: { type: word as Mark, span } }),
  text: (word, span) => {
    const value = parsed(word);
    if (value !== undefined) return { token: { type: 'text', span, value } };
    return { token: { type: 'text', span, value: word.slice(1, -1) }, slip: slip('escape', span) };
  },
  quoted: (word, span) => {
    const value = word.slice(1, -1).replace(/\\'/g, "'");
    return {
      token: { type: 'text', span, value },
      slip: rewritten('quotes', span, word, `"${value.replace(/(?<!\\)((?:\\\\)*)"/g, '$1\\"')}"`),
    };
  },
  open: (word, span) => ({
    token: { type: 'text', span, value: word.slice(1), isOpen: true },
    slip: slip('openText', { start: span.start, end: span.start + 1 }),
  }),
  word: (text, span) => ({ token: { type: 'word', span, text } }),
  other: (word, span) => {
    if (word.search(lookalikes) === -1) return { slip: slip('stray', span) };
    const meant = asciiOf(word);
    const token = /^[{}[\]:,]$/.test(meant) ? { token: { type: meant as Mark, span } } : {};
    return { ...token, slip: rewritten('lookalike', span, word, meant) };
  },
};

function parsed(text: string): string | undefined {
  try {
    return JSON.parse(text) as string;
  } catch {
    return undefined;
  }
}

/** A comment with the blanks before it, or with its line when it has one for itself. */
function withItsLine(text: string, { start, end }: Span): Span {
  let from = start;
  while (from > 0 && /[ \t]/.test(text.charAt(from - 1))) from -= 1;
  const isFirst = from === 0 || text[from - 1] === '\n';
  const rest = /[ \t]*(?:\r?\n|$)/y;
  rest.lastIndex = end;
  const found = rest.exec(text)?.[0];
  return isFirst && found !== undefined ? { start: from, end: end + found.length } : { start: from, end };
}

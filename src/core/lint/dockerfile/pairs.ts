import type { Span } from '../rule';
import type { Instruction } from './file';
import type { Logical, Word } from './logical';

/** A name that ENV, ARG or LABEL sets, and its value as written. */
export type Pair = {
  readonly name: string;
  readonly nameSpan: Span;
  /** Without the quotes around it; nothing for an ARG without a default. */
  readonly value: string | undefined;
  readonly written: Logical | undefined;
  readonly word: Word;
};

/** The pairs of an ENV, ARG or LABEL, also of the old form without "=". */
export function pairsOf({ keyword, words, body }: Instruction): readonly Pair[] {
  const [first, second] = words;
  if (keyword !== 'ARG' && first !== undefined && second !== undefined && !first.text.includes('=')) {
    const written = body.slice(first.at + first.text.length).trimmed();
    return [{ name: first.text, nameSpan: first.span, value: unquoted(written.text), written, word: first }];
  }
  return words.map((word) => {
    const equals = word.text.indexOf('=');
    const length = equals === -1 ? word.text.length : equals;
    const written = equals === -1 ? undefined : body.slice(word.at + equals + 1, word.at + word.text.length);
    const nameSpan = body.span(word.at, word.at + length);
    const name = unquoted(word.text.slice(0, length));
    return { name, nameSpan, value: written && unquoted(written.text), written, word };
  });
}

const unquoted = (text: string): string => text.replace(/^(["'])([^]*)\1$/, '$2');

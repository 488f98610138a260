import type { Span } from '../rule';
import type { Part } from './file';

/** Where some characters of a part of a value stand. */
export function partBehind({ span }: Part, at: number, length: number): Span {
  return { start: span.start + at, end: span.start + at + length };
}

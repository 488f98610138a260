import type { InvalidFile } from '../facts';

/** What a reader says of a text that is not what it reads: the parser's words and, where known, the line from 1. */
export const invalid = (message: string, line?: number): InvalidFile =>
  line === undefined ? { invalid: message } : { invalid: message, line };

/** Did a reader refuse the text? */
export const isInvalid = (value: unknown): value is InvalidFile =>
  typeof value === 'object' && value !== null && 'invalid' in value && typeof value.invalid === 'string';

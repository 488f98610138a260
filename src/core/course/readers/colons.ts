import { linesOf } from './lines';

/** A line: its fields in their order. */
export type Fields = readonly (string | number)[];

/**
 * The lines of /etc/passwd, /etc/group and their like, each a list of fields. As in YAML, a field that is a whole number
 * is a number, so that a uid can be compared with an answer; blank lines and comments are left out.
 */
export const parseColons = (text: string): readonly Fields[] =>
  linesOf(text)
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split(':').map((field) => (/^(?:0|[1-9]\d{0,14})$/.test(field) ? Number(field) : field)));

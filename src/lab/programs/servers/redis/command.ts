import type { Keyspace } from './store';
import { RedisError } from './store';
import type { Reply } from './resp';

/** What a command acts on. */
export type Context = { readonly keys: Keyspace; readonly now: number };

/** A command on keys. `least` counts the arguments without the name; `most` undefined is any number. */
export type Command = {
  readonly least: number;
  readonly most?: number;
  readonly writes: boolean;
  readonly run: (context: Context, args: readonly string[]) => Reply;
};

type Run = Command['run'];

/** A command that only reads. */
export const reads = (least: number, most: number | undefined, run: Run): Command => ({
  least,
  writes: false,
  run,
  ...(most !== undefined && { most }),
});

/** A command that may change keys. */
export const writes = (least: number, most: number | undefined, run: Run): Command => ({
  least,
  writes: true,
  run,
  ...(most !== undefined && { most }),
});

/** A whole number of an argument; throws Redis' sentence. */
export function whole(text: string | undefined): number {
  if (text === undefined || !/^-?\d{1,19}$/.test(text) || !Number.isSafeInteger(Number(text)))
    throw new RedisError('ERR value is not an integer or out of range');
  return Number(text);
}

/** A number of an argument; throws Redis' sentence. */
export function real(text: string | undefined): number {
  const value = /^[+-]?inf(inity)?$/i.test(text ?? '') ? (text?.startsWith('-') ? -Infinity : Infinity) : Number(text);
  if (text === undefined || text.trim() === '' || Number.isNaN(value))
    throw new RedisError('ERR value is not a valid float');
  return value;
}

/** A number as Redis writes it. */
export const shown = (value: number): string =>
  value === Infinity ? 'inf' : value === -Infinity ? '-inf' : String(Number(value.toPrecision(17)));

export const syntax = (): RedisError => new RedisError('ERR syntax error');

/** The part of a list that `start` and `stop` (both included, negative from the end) name. */
export function slice<T>(items: readonly T[], start: number, stop: number): readonly T[] {
  const from = start < 0 ? Math.max(0, items.length + start) : start;
  const to = stop < 0 ? items.length + stop : stop;
  return to < from ? [] : items.slice(from, to + 1);
}

/** `[a-z]`, an escaped sign, or a sign of its own. */
const globPiece = /\[(\^?)((?:\\[^]|[^\]\\])+)\]|\\([^]?)|([^])/g;

const literal = (sign: string): string => sign.replace(/[.+^${}()|[\]\\*?]/g, '\\$&');

/** A pattern of KEYS, SCAN and CONFIG GET as a regular expression. */
export function pattern(glob: string, flags = ''): RegExp {
  const wild: Readonly<Record<string, string>> = { '*': '[^]*', '?': '[^]' };
  const source = glob.replace(
    globPiece,
    (_, not: string | undefined, group: string | undefined, escaped: string | undefined, sign: string | undefined) => {
      if (group !== undefined) return `[${not ?? ''}${group.replace(/[[\]^]/g, '\\$&')}]`;
      if (escaped !== undefined) return literal(escaped === '' ? '\\' : escaped);
      return wild[sign ?? ''] ?? literal(sign ?? '');
    },
  );
  try {
    return new RegExp(`^${source}$`, flags);
  } catch {
    return /^(?!)/;
  }
}

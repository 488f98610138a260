import type { Kept } from './keeper';

/** Bytes that are more than this stand beside the text, not in it. */
const largestInText = 2048;

/** Where bytes are that stand beside a text. */
export type Beside = {
  /** Takes bytes; returns a name for them. */
  readonly put: (bytes: Uint8Array) => string;
  /** The bytes of a name; throws when there are none. */
  readonly get: (name: string) => Buffer;
};

/**
 * The text of a kept value: JSON, with bytes as `{"$bytes": base64}`, or, where there is a place for them and they are
 * many, as `{"$beside": name}`.
 */
export function encode(value: Kept, put?: Beside['put']): string {
  return JSON.stringify(plainOf(value ?? null, put));
}

/** The value of such a text; throws an Error when it is none. */
export function decode(text: string, get?: Beside['get']): Kept {
  const value = JSON.parse(text) as Kept;
  return text.includes('"$') ? revived(value, get) : value;
}

// Buffers would turn themselves into lists of numbers before a replacer sees them. A key of the object's own that begins
// with a dollar sign gets another one, so that no label can look like bytes.
function plainOf(value: Kept, put: Beside['put'] | undefined): unknown {
  if (value instanceof Uint8Array) {
    if (put && value.length > largestInText) return { $beside: put(value) };
    return { $bytes: Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64') };
  }
  if (Array.isArray(value)) return value.map((item: Kept) => plainOf(item, put));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeKey(key), plainOf(item, put)]));
}

function revived(value: Kept, get: Beside['get'] | undefined): Kept {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: Kept) => revived(item, get));
  const object = value as Readonly<Record<string, Kept>>;
  const { $bytes: bytes, $beside: beside } = object;
  if (typeof bytes === 'string') return Buffer.from(bytes, 'base64');
  if (typeof beside === 'string' && get) return get(beside);
  return Object.fromEntries(Object.entries(object).map(([key, item]) => [unescapeKey(key), revived(item, get)]));
}

const escapeKey = (key: string): string => (key.startsWith('$') ? `$${key}` : key);
const unescapeKey = (key: string): string => (key.startsWith('$') ? key.slice(1) : key);

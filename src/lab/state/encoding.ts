import type { Kept } from './keeper';

/** The text of a kept value: JSON, with bytes as `{"$bytes": base64}`. */
export function encode(value: Kept): string {
  return JSON.stringify(plainOf(value ?? null));
}

/** The value of such a text; throws SyntaxError when it is none. */
export function decode(text: string): Kept {
  return JSON.parse(text, (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    if ('$bytes' in value) return Buffer.from(String(value.$bytes), 'base64');
    const escaped = Object.keys(value).some((key) => key.startsWith('$'));
    return escaped ? Object.fromEntries(Object.entries(value).map(([key, item]) => [unescapeKey(key), item])) : value;
  }) as Kept;
}

// Buffers would turn themselves into lists of numbers before a replacer sees them. A key of the object's own that begins
// with a dollar sign gets another one, so that no label can look like bytes.
function plainOf(value: Kept): unknown {
  if (value instanceof Uint8Array) return { $bytes: Buffer.from(value).toString('base64') };
  if (Array.isArray(value)) return value.map((item: Kept) => plainOf(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [escapeKey(key), plainOf(item)]));
}

const escapeKey = (key: string): string => (key.startsWith('$') ? `$${key}` : key);
const unescapeKey = (key: string): string => (key.startsWith('$') ? key.slice(1) : key);

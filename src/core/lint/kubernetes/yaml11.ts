import type { Scalar } from '../yaml/tree';

/** What a single value is to the API. */
export type Meaning = 'text' | 'boolean' | 'integer' | 'number';

// As the reader of kubectl resolves plain words: YAML 1.1, where dates stay text.
const booleans = /^(?:y|Y|yes|Yes|YES|n|N|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$/;
const integers = /^[-+]?(?:0|[1-9][\d_]*|0[0-7_]+|0o[0-7_]+|0x[\da-fA-F_]+|0b[01_]+)$/;
const numbers = /^[-+]?(?:\.\d+|\d[\d_]*(?:\.\d*)?)(?:[eE][-+]?\d+)?$|^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/;

/** What the API gets for a value: kubectl reads YAML 1.1, so that `on` is a boolean and `0644` is octal. */
export function meaningOf({ style, tag, text }: Pick<Scalar, 'style' | 'tag' | 'text'>): Meaning {
  if (style !== 'plain' || tag !== undefined) return 'text';
  const first = text.charCodeAt(0);
  // Digits, signs and the dot; everything else is a word.
  const isNumeric = first >= 43 && first <= 57;
  if (!isNumeric) return text.length <= 5 && booleans.test(text) ? 'boolean' : 'text';
  if (integers.test(text)) return 'integer';
  return numbers.test(text) ? 'number' : 'text';
}

const truths = /^(?:y|yes|true|on)$/i;

/** Is it a boolean that is true? */
export function isTrue(value: Scalar | undefined): boolean {
  return value !== undefined && meaningOf(value) === 'boolean' && truths.test(value.text);
}

/** Is it a boolean that is false? */
export function isFalse(value: Scalar | undefined): boolean {
  return value !== undefined && meaningOf(value) === 'boolean' && !truths.test(value.text);
}

/** The value of an integer; nothing for anything else. */
export function integerOf(value: Scalar | undefined): number | undefined {
  if (value === undefined || meaningOf(value) !== 'integer') return undefined;
  const text = value.text.replaceAll('_', '');
  const sign = text.startsWith('-') ? -1 : 1;
  const digits = text.replace(/^[-+]/, '');
  const isOctal = /^0[0-7]+$/.test(digits);
  return sign * (isOctal ? Number.parseInt(digits, 8) : Number(digits));
}

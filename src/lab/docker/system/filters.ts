import { ApiError } from '../../http/call';
import type { Labels } from '../model';

/** The `filters` of a list request: the accepted values by key. */
export type Filters = ReadonlyMap<string, readonly string[]>;

/**
 * Reads the `filters` parameter in both forms that clients send: `{"key":["value"]}` and, from old ones,
 * `{"key":{"value":true}}`. Throws ApiError 400 `invalid filter`, with `before` in front of it.
 */
export function parseFilters(text: string | null, before = ''): Filters {
  if (text === null || text === '') return new Map();
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed === null) return new Map();
    if (typeof parsed !== 'object' || Array.isArray(parsed)) throw new TypeError('no object');
    return new Map(Object.entries(parsed).map(([key, values]) => [key, valuesOf(values)]));
  } catch {
    throw new ApiError(400, `${before}invalid filter`);
  }
}

function valuesOf(values: unknown): readonly string[] {
  const list: unknown = Array.isArray(values) ? values : Object.keys(values ?? {});
  if (!Array.isArray(list) || !list.every((value) => typeof value === 'string')) throw new TypeError('no texts');
  return [...new Set(list)];
}

/** Throws ApiError 400 `invalid filter 'x'` for the first key that is not among those accepted. */
export function onlyFilters(filters: Filters, accepted: readonly string[]): void {
  for (const key of filters.keys()) {
    if (!accepted.includes(key)) throw new ApiError(400, `invalid filter '${key}'`);
  }
}

/** Is the value one of those asked for? True when the key was not asked for, as in the functions below. */
export function exact(filters: Filters, key: string, value: string): boolean {
  const wanted = filters.get(key);
  return !wanted || wanted.length === 0 || wanted.includes(value);
}

/** Does the value start with one of those asked for? */
export function prefixed(filters: Filters, key: string, value: string | undefined): boolean {
  const wanted = filters.get(key);
  return !wanted || wanted.length === 0 || wanted.some((start) => (value ?? '').startsWith(start));
}

/** Does one of the patterns asked for occur in the value? Patterns are regular expressions, as in the engine. */
export function matching(filters: Filters, key: string, value: string): boolean {
  const wanted = filters.get(key);
  return !wanted || wanted.length === 0 || wanted.some((pattern) => occurs(pattern, value));
}

/** Names are short, so that only a pattern's own length has to be bounded. */
function occurs(pattern: string, value: string): boolean {
  if (value === pattern || value.includes(pattern)) return true;
  // Nested repetition takes exponential time in JavaScript, unlike in Go; no name needs it.
  if (pattern.length > 200 || /[+*}]\)?[+*{]/.test(pattern) || /\([^)]*[+*}][^)]*\)[+*{]/.test(pattern)) return false;
  try {
    return new RegExp(pattern).test(value);
  } catch {
    return false;
  }
}

/** Have the labels all of the `key` and `key=value` asked for? */
export function labelled(filters: Filters, labels: Labels, key = 'label'): boolean {
  return (filters.get(key) ?? []).every((wanted) => hasLabel(labels, wanted));
}

/** Have the labels none of the `label!` asked for? */
export function notLabelled(filters: Filters, labels: Labels): boolean {
  const unwanted = filters.get('label!') ?? [];
  return unwanted.length === 0 || !unwanted.every((label) => hasLabel(labels, label));
}

function hasLabel(labels: Labels, wanted: string): boolean {
  const at = wanted.indexOf('=');
  if (at === -1) return Object.hasOwn(labels, wanted);
  const key = wanted.slice(0, at);
  return Object.hasOwn(labels, key) && labels[key] === wanted.slice(at + 1);
}

const truths = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((word): [string, boolean] => [word, true]),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((word): [string, boolean] => [word, false]),
]);

/** Reads a truth value as Go does; undefined when it is none. */
export const goBool = (word: string): boolean | undefined => truths.get(word);

/** The filter's truth value; undefined when it was not asked for or is none or several. */
export function filterBool(filters: Filters, key: string): boolean | 'invalid' | undefined {
  const values = filters.get(key);
  if (!values || values.length === 0) return undefined;
  const [only, ...more] = values.map(goBool);
  return more.length > 0 || only === undefined ? 'invalid' : only;
}

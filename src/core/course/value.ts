/** Something with keys: an object or a list. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Two values of the same content. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Nothing there: no value, no text, no element. */
export function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return isObject(value) && Object.keys(value).length === 0;
}

/** A text with this part, a list with this element, or an object with this key. */
export function holds(value: unknown, part: unknown): boolean {
  if (typeof value === 'string') return value.includes(String(part));
  if (Array.isArray(value)) return value.includes(part);
  return isObject(value) && String(part) in value;
}

/** The elements of a list, or the values of an object. */
export function elements(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
}

/** The elements of a list, or the keys of an object. */
export function members(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.keys(value) : [];
}

/** A number, or a date as text in milliseconds since 1970; undefined for anything else. */
export function timeOf(value: unknown): number | undefined {
  if (typeof value === 'number') return value;
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** Compares version texts by their numbers: negative when a is the earlier one. */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((one) => one.replace(/^v/, '').split(/[.+-]/).map(Number));
  for (let index = 0; index < (right?.length ?? 0); index += 1) {
    const difference = (left?.[index] ?? 0) - (right?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The repository of an image reference, without registry, `library/`, tag and digest. */
export function repositoryOf(reference: string): string {
  const path = reference
    .replace(/@.*$/, '')
    .replace(/:[^:/]*$/, '')
    .split('/');
  const first = path[0] ?? '';
  if (path.length > 1 && (/[.:]/.test(first) || first === 'localhost')) path.shift();
  if (path.length > 1 && path[0] === 'library') path.shift();
  return path.join('/');
}

const longest = 160;

/** JSON of a value for people to read, cut after 160 characters; undefined for nothing. */
export function shorten(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

import { verbatim, type Text } from '../text';
import type { Place } from './check';

/** What an expectation may be made of: a plain value, a matcher, or a partial object of those. */
export type Shape = Scalar | Matcher | { readonly [key: string]: Shape };

type Scalar = string | number | boolean | null;

/** The signs of the exercise tables, as data. */
export type Matcher =
  | { readonly is: 'matches'; readonly pattern: RegExp }
  | { readonly is: 'contains'; readonly value: string }
  | { readonly is: 'lacks'; readonly value: string }
  | { readonly is: 'oneOf'; readonly values: readonly Scalar[] }
  | { readonly is: 'atLeast'; readonly value: number }
  | { readonly is: 'absent' }
  | { readonly is: 'exists' }
  | { readonly is: 'some'; readonly shape: Shape }
  | { readonly is: 'none'; readonly shape: Shape }
  | { readonly is: 'last'; readonly of: Shape; readonly shape: Shape }
  | { readonly is: 'image'; readonly repository: string }
  | { readonly is: 'sameAs'; readonly place: Place }
  | { readonly is: 'differs'; readonly place: Place };

/** A text that fits the pattern. */
export const matches = (pattern: RegExp): Matcher => ({ is: 'matches', pattern });
/** A text with this part, a list with this element, or an object with this key. */
export const contains = (value: string): Matcher => ({ is: 'contains', value });
/** The opposite of contains. */
export const lacks = (value: string): Matcher => ({ is: 'lacks', value });
/** One of these values. */
export const oneOf = (...values: readonly Scalar[]): Matcher => ({ is: 'oneOf', values });
/** A number not below this one. */
export const atLeast = (value: number): Matcher => ({ is: 'atLeast', value });
/** Nothing there: no such object, no such key, or empty. */
export const absent: Matcher = { is: 'absent' };
/** Something there, whatever it is. */
export const exists: Matcher = { is: 'exists' };
/** A list, or the values of an object, with an element of this shape. */
export const some = (shape: Shape): Matcher => ({ is: 'some', shape });
/** A list, or the values of an object, without an element of this shape. */
export const none = (shape: Shape): Matcher => ({ is: 'none', shape });
/** A list whose last element that fits `of` also has this shape. */
export const last = (of: Shape, shape: Shape): Matcher => ({ is: 'last', of, shape });
/** An image reference of this repository: registry, `library/`, tag and digest do not count. */
export const image = (repository: string): Matcher => ({ is: 'image', repository });
/** The value at another place of the same check. */
export const sameAs = (place: Place): Matcher => ({ is: 'sameAs', place });
/** Another value than the one at another place of the same check, which must be known. */
export const differs = (place: Place): Matcher => ({ is: 'differs', place });

/** Where a value is not what was expected. */
export type Mismatch = {
  /** Such as `NetworkSettings.Ports["80/tcp"][0]`; empty for the whole. */
  readonly path: string;
  readonly expected: Text;
  /** JSON of what was found, shortened; undefined when there was nothing. */
  readonly found: string | undefined;
};

/** Reads a place of another probe of the same check; undefined when nothing is there. */
export type Look = (place: Place) => unknown;

/** Compares a value with a shape; no mismatch means that it fits. `undefined` stands for nothing there. */
export function compare(shape: Shape, value: unknown, look: Look, path = ''): readonly Mismatch[] {
  if (isMatcher(shape)) {
    const sign = signOf(shape);
    return sign.fits(shape, value, look) ? [] : [mismatch(path, sign.words(shape, look), value)];
  }
  if (typeof shape !== 'object' || shape === null) {
    return value === shape ? [] : [mismatch(path, verbatim(JSON.stringify(shape)), value)];
  }
  // The engine writes null for an empty list or table.
  const table = value === null ? {} : value;
  if (!isObject(table)) return [mismatch(path, { en: 'something there', zh: '存在' }, value)];
  return Object.entries(shape).flatMap(([key, inner]) => compare(inner, table[key], look, step(path, key)));
}

type Sign<M> = {
  readonly fits: (matcher: M, value: unknown, look: Look) => boolean;
  readonly words: (matcher: M, look: Look) => Text;
};

const signs: { readonly [K in Matcher['is']]: Sign<Extract<Matcher, { is: K }>> } = {
  matches: {
    fits: ({ pattern }, value) => typeof value === 'string' && pattern.test(value),
    words: ({ pattern }) => ({ en: `text like ${String(pattern)}`, zh: `符合 ${String(pattern)} 的文本` }),
  },
  contains: {
    fits: (matcher, value) => holds(value, matcher.value),
    words: ({ value }) => ({ en: `with "${value}" in it`, zh: `包含“${value}”` }),
  },
  lacks: {
    fits: (matcher, value) => value !== undefined && !holds(value, matcher.value),
    words: ({ value }) => ({ en: `without "${value}"`, zh: `不包含“${value}”` }),
  },
  oneOf: {
    fits: ({ values }, value) => values.some((one) => one === value),
    words: ({ values }) => verbatim(values.map((value) => JSON.stringify(value)).join(' | ')),
  },
  atLeast: {
    fits: (matcher, value) => typeof value === 'number' && value >= matcher.value,
    words: ({ value }) => verbatim(`≥ ${value}`),
  },
  absent: {
    fits: (_, value) => isNothing(value),
    words: () => ({ en: 'nothing there', zh: '不存在' }),
  },
  exists: {
    fits: (_, value) => !isNothing(value),
    words: () => ({ en: 'something there', zh: '存在' }),
  },
  some: {
    fits: ({ shape }, value, look) => elements(value).some((one) => compare(shape, one, look).length === 0),
    words: ({ shape }) => ({ en: `one with ${sketch(shape)}`, zh: `有一项符合 ${sketch(shape)}` }),
  },
  none: {
    fits: ({ shape }, value, look) => !elements(value).some((one) => compare(shape, one, look).length === 0),
    words: ({ shape }) => ({ en: `none with ${sketch(shape)}`, zh: `没有一项符合 ${sketch(shape)}` }),
  },
  last: {
    fits: ({ of, shape }, value, look) => {
      const found = elements(value).findLast((one) => compare(of, one, look).length === 0);
      return found !== undefined && compare(shape, found, look).length === 0;
    },
    words: ({ shape }) => ({ en: `the last one with ${sketch(shape)}`, zh: `最后一项符合 ${sketch(shape)}` }),
  },
  image: {
    fits: ({ repository }, value) => typeof value === 'string' && repositoryOf(value) === repository,
    words: ({ repository }) => ({ en: `the image ${repository}`, zh: `镜像 ${repository}` }),
  },
  sameAs: {
    fits: ({ place }, value, look) => value !== undefined && same(value, look(place)),
    words: ({ place }, look) => verbatim(shorten(look(place)) ?? '?'),
  },
  differs: {
    fits: ({ place }, value, look) => {
      const other = look(place);
      return other !== undefined && value !== undefined && !same(value, other);
    },
    words: ({ place }, look) => {
      const other = shorten(look(place)) ?? '?';
      return { en: `not ${other}`, zh: `不是 ${other}` };
    },
  },
};

/** The sign of a matcher; the table's type says that they belong together, which the compiler cannot follow. */
const signOf = (matcher: Matcher): Sign<Matcher> => signs[matcher.is] as Sign<Matcher>;

const isMatcher = (shape: Shape): shape is Matcher =>
  typeof shape === 'object' && shape !== null && typeof shape['is'] === 'string';
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === '') return true;
  return isObject(value) && Object.keys(value).length === 0;
}

function holds(value: unknown, part: string): boolean {
  if (typeof value === 'string') return value.includes(part);
  if (Array.isArray(value)) return value.includes(part);
  return isObject(value) && part in value;
}

function elements(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isObject(value) ? Object.values(value) : [];
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

function step(path: string, key: string): string {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  if (!/^\w+$/.test(key)) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}

function mismatch(path: string, expected: Text, value: unknown): Mismatch {
  return { path, expected, found: shorten(value) };
}

function sketch(shape: Shape): string {
  if (isMatcher(shape)) return 'value' in shape ? String(shape.value) : shape.is;
  if (typeof shape !== 'object' || shape === null) return JSON.stringify(shape);
  return Object.entries(shape)
    .map(([key, inner]) => `${key} ${sketch(inner)}`)
    .join(', ');
}

const longest = 160;

/** JSON of a value for people to read, cut after 160 characters; undefined for nothing. */
export function shorten(value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

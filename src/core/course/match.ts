import { verbatim, type Text } from '../text';
import type { Place } from './check';
import type { Shape } from './shape';
import { isMatcher, signOf, type Bench } from './signs';
import { isObject, shorten } from './value';

export * from './shape';
export { repositoryOf, shorten } from './value';

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
    if (shape.is === 'allOf') return shape.shapes.flatMap((one) => compare(one, value, look, path));
    if (shape.is === 'secret') return compare(shape.shape, value, look, path).map(hide);
    const bench: Bench = { look, fits: (inner, found) => compare(inner, found, look).length === 0 };
    const sign = signOf(shape);
    return sign.fits(shape, value, bench) ? [] : [mismatch(path, sign.words(shape, look), value)];
  }
  if (typeof shape !== 'object' || shape === null) {
    return value === shape ? [] : [mismatch(path, verbatim(JSON.stringify(shape)), value)];
  }
  // The engine writes null for an empty list or table.
  const table = value === null ? {} : value;
  if (!isObject(table)) return [mismatch(path, { en: 'something there', zh: '存在' }, value)];
  return Object.entries(shape).flatMap(([key, inner]) => compare(inner, table[key], look, step(path, key)));
}

function hide(one: Mismatch): Mismatch {
  return one.found === undefined ? one : { ...one, found: '•••' };
}

function step(path: string, key: string): string {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  if (!/^\w+$/.test(key)) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}

function mismatch(path: string, expected: Text, value: unknown): Mismatch {
  return { path, expected, found: shorten(value) };
}

import { verbatim, type Text } from '../text';
import type { Place, Probe } from './check';
import type { Matcher, Shape } from './shape';
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
  /** The same place as keys, and the probe that saw it, where it is known. */
  readonly keys: readonly string[];
  readonly probe?: Probe;
  /** Of a list, the first element that should not be there. */
  readonly culprit?: unknown;
};

/** Reads a place of another probe of the same check; undefined when nothing is there. */
export type Look = (place: Place) => unknown;

/** Compares a value with a shape; no mismatch means that it fits. `undefined` stands for nothing there. */
export function compare(shape: Shape, value: unknown, look: Look, keys: readonly string[] = []): readonly Mismatch[] {
  if (isMatcher(shape)) {
    if (shape.is === 'allOf') return shape.shapes.flatMap((one) => compare(one, value, look, keys));
    if (shape.is === 'secret') return compare(shape.shape, value, look, keys).map(hide);
    const bench: Bench = { look, fits: (inner, found) => compare(inner, found, look).length === 0 };
    const sign = signOf(shape);
    if (sign.fits(shape, value, bench)) return [];
    const culprit = culpritOf(shape, value, bench);
    return [{ ...mismatch(keys, sign.words(shape, look), value), ...(culprit !== undefined && { culprit }) }];
  }
  if (typeof shape !== 'object' || shape === null) {
    return value === shape ? [] : [mismatch(keys, verbatim(JSON.stringify(shape)), value)];
  }
  // The engine writes null for an empty list or table.
  const table = value === null ? {} : value;
  if (!isObject(table)) return [mismatch(keys, { en: 'something there', zh: '存在' }, value)];
  return Object.entries(shape).flatMap(([key, inner]) => compare(inner, table[key], look, [...keys, key]));
}

function culpritOf(shape: Matcher, value: unknown, { fits }: Bench): unknown {
  if (!Array.isArray(value)) return undefined;
  if (shape.is === 'none') return value.find((one) => fits(shape.shape, one));
  return shape.is === 'absent' ? value[0] : undefined;
}

function hide(one: Mismatch): Mismatch {
  return one.found === undefined ? one : { ...one, found: '•••' };
}

function step(path: string, key: string): string {
  if (/^\d+$/.test(key)) return `${path}[${key}]`;
  if (!/^\w+$/.test(key)) return `${path}["${key}"]`;
  return path === '' ? key : `${path}.${key}`;
}

function mismatch(keys: readonly string[], expected: Text, value: unknown): Mismatch {
  return { path: keys.reduce(step, ''), expected, found: shorten(value), keys };
}

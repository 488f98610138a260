import type { Probe } from '../check';
import type { Matcher, Shape } from '../shape';
import { pattern } from './pattern';
import { placeOf } from './probe';
import { complain, list, number, or, required, string, table, whole, wrong, yes, type Taker } from './take';
import type { Item } from './tree';

type Scalar = string | number | boolean | null;
type Takers = { readonly [K in Matcher['is']]: Taker<Extract<Matcher, { is: K }>> };

const aShape = { en: 'what is expected: a value, a matcher or a table', zh: '期望的值、匹配器或映射' };
const times = whole(0, 1_000_000);

const scalar: Taker<{ readonly value: Scalar }> = (item, spot) =>
  item.kind === 'value'
    ? { value: item.value }
    : wrong(item, spot, { en: 'a list of plain values', zh: '普通值的列表' });

const values: Taker<readonly Scalar[]> = (item, spot) => list(scalar, 1)(item, spot)?.map((one) => one.value);

/** Applies what makes a matcher to what was taken. */
const as =
  <T, M>(take: Taker<T>, make: (taken: T) => M): Taker<M> =>
  (item, spot) => {
    const taken = take(item, spot);
    return taken === undefined ? undefined : make(taken);
  };

/** How each matcher is written below its `$` name. */
function takersFor(shape: Taker<Box>, named: ReadonlyMap<string, Probe | undefined>): Takers {
  const place = placeOf(named);
  const shapes = as(list(shape, 1), (all) => all.map((one) => one.shape));
  const ranged = table({
    pattern: required(pattern, { en: 'a regular expression', zh: '正则表达式' }),
    min: or(times, 1),
    max: or(times, Infinity),
  });
  const counted = table({
    shape: required(shape, aShape),
    min: required(times, { en: 'a number', zh: '数字' }),
    max: or(times, -1),
  });
  const product = table({
    place: required(place, { en: 'a place', zh: '位置' }),
    value: required(number, { en: 'a number', zh: '数字' }),
  });
  const pair = table({ of: required(shape, aShape), shape: required(shape, aShape) });
  return {
    matches: as(pattern, (it) => ({ is: 'matches', pattern: it })),
    contains: as(string(), (value) => ({ is: 'contains', value })),
    lacks: as(string(), (value) => ({ is: 'lacks', value })),
    oneOf: as(values, (it) => ({ is: 'oneOf', values: it })),
    atLeast: as(number, (value) => ({ is: 'atLeast', value })),
    atMost: as(number, (value) => ({ is: 'atMost', value })),
    atLeastVersion: as(string(50), (value) => ({ is: 'atLeastVersion', value })),
    lines: as(ranged, (it) => ({ is: 'lines', ...it })),
    includes: as(values, (it) => ({ is: 'includes', values: it })),
    exactly: as(values, (it) => ({ is: 'exactly', values: it })),
    every: as(shape, (it) => ({ is: 'every', ...it })),
    count: as(counted, ({ shape: it, min, max }) => ({ is: 'count', ...it, min, max: max < 0 ? min : max })),
    sequence: as(shapes, (it) => ({ is: 'sequence', shapes: it })),
    not: as(shape, (it) => ({ is: 'not', ...it })),
    anyOf: as(shapes, (it) => ({ is: 'anyOf', shapes: it })),
    allOf: as(shapes, (it) => ({ is: 'allOf', shapes: it })),
    secret: as(shape, (it) => ({ is: 'secret', ...it })),
    absent: as(yes, () => ({ is: 'absent' })),
    exists: as(yes, () => ({ is: 'exists' })),
    some: as(shape, (it) => ({ is: 'some', ...it })),
    none: as(shape, (it) => ({ is: 'none', ...it })),
    last: as(pair, (it) => ({ is: 'last', of: it.of.shape, ...it.shape })),
    image: as(string(256), (repository) => ({ is: 'image', repository })),
    sameAs: as(place, (it) => ({ is: 'sameAs', place: it })),
    differs: as(place, (it) => ({ is: 'differs', place: it })),
    beginsWith: as(place, (it) => ({ is: 'beginsWith', place: it })),
    laterThan: as(place, (it) => ({ is: 'laterThan', place: it })),
    timesAtLeast: as(product, (it) => ({ is: 'timesAtLeast', ...it })),
    hasLineOf: as(place, (it) => ({ is: 'hasLineOf', place: it })),
    holdsTextOf: as(place, (it) => ({ is: 'holdsTextOf', place: it })),
    hides: as(place, (it) => ({ is: 'hides', place: it })),
  };
}

/** A shape in a box, because the shape itself may be null. */
export type Box = { readonly shape: Shape };

/** Reads shapes: plain values, tables of shapes, and matchers written `{ $name: … }`. */
export function shapeTaker(named: ReadonlyMap<string, Probe | undefined>): Taker<Box> {
  const shape: Taker<Box> = (item, spot) => {
    if (item.kind === 'list') return complain(spot, item.line, 'bare-list');
    if (item.kind === 'value') return { shape: item.value };
    const sign = item.entries.find(({ key }) => key.startsWith('$'));
    if (sign === undefined) return tableOfShapes(item, spot);
    if (item.entries.length > 1) return complain(spot, item.line, 'mixed-matcher', { found: sign.key });
    const is = sign.key.slice(1);
    if (!Object.hasOwn(takers, is)) {
      return complain(spot, sign.line, 'unknown-matcher', { found: sign.key, known: matcherNames.join(', ') });
    }
    const matcher = takers[is as Matcher['is']](sign.item, { ...spot, key: sign.key });
    return matcher === undefined ? undefined : { shape: matcher };
  };
  const tableOfShapes: Taker<Box> = (item: Item, spot) => {
    const entries = item.kind === 'table' ? item.entries : [];
    const taken = entries.map(({ key, line, item: inner }) => {
      if (key === 'is') return [key, complain<Box>(spot, line, 'matcher-key')] as const;
      return [key, shape(inner, { ...spot, key })] as const;
    });
    if (taken.some(([, box]) => box === undefined)) return undefined;
    return { shape: Object.fromEntries(taken.map(([key, box]) => [key, box?.shape ?? null])) };
  };
  const takers = takersFor(shape, named);
  return shape;
}

/** The names of all matchers as they are written. */
export const matcherNames: readonly string[] = Object.keys(takersFor(() => undefined, new Map())).map(
  (one) => `$${one}`,
);

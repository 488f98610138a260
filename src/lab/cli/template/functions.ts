import { isList, isObject } from '../text/json';
import { goPrintf } from './printf';
import { json, shown, truth, type Value } from './values';

/** A function of a template; what it throws as an Error is Go's sentence after `error calling x: `. */
export type TemplateFunction = (...args: readonly Value[]) => Value;

const text = (value: Value): string => (typeof value === 'string' ? value : shown(value));
const order = (one: Value, two: Value): number => {
  if (typeof one === 'number' && typeof two === 'number') return one - two;
  const [first, second] = [text(one), text(two)];
  return first < second ? -1 : first > second ? 1 : 0;
};

function same(one: Value, ...others: readonly Value[]): boolean {
  if (!others.length) throw new Error('missing argument for comparison');
  return others.some((other) => {
    if (typeof one !== typeof other && one !== undefined && other !== undefined && one !== null)
      throw new Error('incompatible types for comparison');
    return one === other;
  });
}

function index(item: Value, ...keys: readonly Value[]): Value {
  let found: Value = item;
  for (const key of keys) {
    if (isList(found)) {
      const place = Number(key);
      if (!Number.isInteger(place)) throw new Error(`cannot index slice/array with type string`);
      if (place < 0 || place >= found.length) throw new Error(`index out of range: ${place}`);
      found = found[place];
    } else if (isObject(found)) found = found[text(key)];
    else if (found === undefined || found === null) throw new Error('index of untyped nil');
    else throw new Error(`can't index item of type ${typeof found}`);
  }
  return found;
}

function length(value: Value): number {
  if (typeof value === 'string') return Buffer.byteLength(value);
  if (isList(value)) return value.length;
  if (isObject(value)) return Object.keys(value).length;
  if (value === null) return 0;
  throw new Error(`len of type ${typeof value}`);
}

function slice(value: Value, from: Value = 0, to?: Value): Value {
  const end = to === undefined ? undefined : Number(to);
  if (typeof value === 'string') return value.slice(Number(from), end);
  if (isList(value)) return value.slice(Number(from), end);
  throw new Error("can't slice item");
}

/** What a template can call: the functions of `text/template` and those that docker adds. */
export const functions: ReadonlyMap<string, TemplateFunction> = new Map<string, TemplateFunction>([
  ['json', (value) => json(value)],
  ['split', (value, by) => text(value).split(text(by))],
  ['join', (value, by) => (isList(value) ? value.map((item) => text(item)).join(text(by)) : text(value))],
  [
    'title',
    (value) =>
      text(value).replace(/(^|\s)(\p{Ll})/gu, (_all, gap: string, letter: string) => gap + letter.toUpperCase()),
  ],
  ['lower', (value) => text(value).toLowerCase()],
  ['upper', (value) => text(value).toUpperCase()],
  [
    'pad',
    (value, before, after) => (text(value) ? ' '.repeat(Number(before)) + text(value) + ' '.repeat(Number(after)) : ''),
  ],
  ['truncate', (value, most) => Array.from(text(value)).slice(0, Number(most)).join('')],
  ['println', (...values) => `${values.map(text).join(' ')}\n`],
  ['print', (...values) => values.map(text).join('')],
  ['printf', (format, ...values) => goPrintf(text(format), values)],
  ['index', index],
  ['slice', slice],
  ['len', length],
  ['not', (value) => !truth(value)],
  ['and', (...values) => values.find((value) => !truth(value)) ?? values.at(-1)],
  ['or', (...values) => values.find(truth) ?? values.at(-1)],
  ['eq', same],
  ['ne', (one, two) => !same(one, two)],
  ['lt', (one, two) => order(one, two) < 0],
  ['le', (one, two) => order(one, two) <= 0],
  ['gt', (one, two) => order(one, two) > 0],
  ['ge', (one, two) => order(one, two) >= 0],
  ['html', (value) => text(value).replace(/[<>&'"]/g, (mark) => `&#${mark.charCodeAt(0)};`)],
  ['urlquery', (value) => encodeURIComponent(text(value))],
]);

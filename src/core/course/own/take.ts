import { verbatim, type Args, type Text } from '../../text';
import type { Log, ProblemCode } from './problem';
import type { Entry, Item } from './tree';

/** Where a value stands: its file and the key that is named when something is wrong with it. */
export type Spot = { readonly file: string; readonly key: string; readonly log: Log };

/** Reads a value; undefined when something is wrong, which is told then. */
export type Taker<T> = (item: Item, spot: Spot) => T | undefined;

/** What belongs to a key of a table: how it is read, and what it is when it is not given. */
export type Field<T> = {
  readonly take: Taker<T>;
  /** What the key is, for the sentence that it is missing; a key without may be left out. */
  readonly required?: Text;
  readonly otherwise?: T;
};

/** A key that must be given: what it is, in words. */
export const required = <T>(take: Taker<T>, expected: Text): Field<T> & { readonly required: Text } => ({
  take,
  required: expected,
});

/** A key that is this when it is not given. */
export const or = <T>(take: Taker<T>, otherwise: T): Field<T> & { readonly otherwise: T } => ({ take, otherwise });

/** A key that may be left out. */
export const optional = <T>(take: Taker<T>): Field<T> & { readonly otherwise?: undefined } => ({ take });

/** Tells a problem of a value; what it gives stands for a value of any type that is not there. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- so that it can be returned by each taker
export function complain<T>(spot: Spot, line: number, code: ProblemCode, args: Args = {}): T | undefined {
  const { file, log, key } = spot;
  log.add(file, line, code, { key, ...args });
  return undefined;
}

/** Tells that a value is not what it should be. */
// eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- so that it can be returned by each taker
export function wrong<T>(item: Item, spot: Spot, expected: Text): T | undefined {
  return complain(spot, item.line, 'wrong', { expected, found: shown(item) });
}

/** A value in a few words, for the sentence that something else was expected. */
export function shown(item: Item): Text {
  if (item.kind === 'list') return { en: 'a list', zh: '列表' };
  if (item.kind === 'table') return { en: 'a table', zh: '映射' };
  if (item.value === null) return { en: 'nothing', zh: '空' };
  const text = String(item.value).replace(/\s+/g, ' ');
  return verbatim(`\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``);
}

/** A text of one or more characters. */
export const string =
  (most = 4000): Taker<string> =>
  (item, spot) =>
    item.kind === 'value' && typeof item.value === 'string' && item.value !== '' && item.value.length <= most
      ? item.value
      : wrong(item, spot, { en: `a text of at most ${most} characters`, zh: `最多 ${most} 个字符的文本` });

/** A whole number between two. */
export const whole =
  (least: number, most: number): Taker<number> =>
  (item, spot) => {
    const value = item.kind === 'value' ? item.value : undefined;
    if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
    return wrong(item, spot, { en: `a whole number from ${least} to ${most}`, zh: `${least} 到 ${most} 的整数` });
  };

/** A finite number. */
export const number: Taker<number> = (item, spot) =>
  item.kind === 'value' && typeof item.value === 'number' && Number.isFinite(item.value)
    ? item.value
    : wrong(item, spot, { en: 'a number', zh: '数字' });

/** true or false. */
export const flag: Taker<boolean> = (item, spot) =>
  item.kind === 'value' && typeof item.value === 'boolean'
    ? item.value
    : wrong(item, spot, { en: 'true or false', zh: 'true 或 false' });

/** The one value `true`, for what is said or left out. */
export const yes: Taker<true> = (item, spot) =>
  item.kind === 'value' && item.value === true
    ? true
    : wrong(item, spot, { en: 'true, or left out', zh: 'true，或省略' });

/** One of these words. */
export const choice =
  <T extends string>(...choices: readonly T[]): Taker<T> =>
  (item, spot) => {
    const found = item.kind === 'value' ? choices.find((one) => one === item.value) : undefined;
    const [last = '', ...others] = choices.toReversed();
    const rest = others.reverse();
    return found ?? wrong(item, spot, { en: `${rest.join(', ')} or ${last}`, zh: ` ${rest.join('、')} 或 ${last}` });
  };

/** A list of so many values; when one of them is wrong, so is the list. */
export const list =
  <T>(take: Taker<T>, least = 0, most = 500): Taker<readonly T[]> =>
  (item, spot) => {
    if (item.kind !== 'list' || item.items.length < least || item.items.length > most) {
      return wrong(item, spot, listWords(least, most));
    }
    const taken = item.items.map((one) => take(one, spot));
    return taken.includes(undefined) ? undefined : (taken as readonly T[]);
  };

function listWords(least: number, most: number): Text {
  if (least === most) return { en: `a list of ${least}`, zh: `含 ${least} 项的列表` };
  return { en: `a list of ${least} to ${most}`, zh: `含 ${least} 到 ${most} 项的列表` };
}

/** A table from any key to one kind of value. */
export const tableOf =
  <T>(take: Taker<T>): Taker<Readonly<Record<string, T>>> =>
  (item, spot) => {
    if (item.kind !== 'table') return wrong(item, spot, aTable);
    const taken = item.entries.map(({ key, item: inner }) => [key, take(inner, { ...spot, key })] as const);
    if (taken.some(([, value]) => value === undefined)) return undefined;
    return Object.fromEntries(taken) as Readonly<Record<string, T>>;
  };

const aTable: Text = { en: 'a table', zh: '映射' };

type Fields = Readonly<Record<string, Field<unknown>>>;
type Left<S extends Fields> = {
  [K in keyof S]: S[K] extends { required: Text } | { otherwise: string | number | boolean | object } ? never : K;
}[keyof S];
type ValueOf<F> = F extends Field<infer T> ? Exclude<T, undefined> : never;

/** What a table of these keys gives. */
export type Taken<S extends Fields> = { readonly [K in Exclude<keyof S, Left<S>>]: ValueOf<S[K]> } & {
  readonly [K in Left<S>]?: ValueOf<S[K]>;
};

/** A table of these keys and no others. */
export const table =
  <S extends Fields>(fields: S): Taker<Taken<S>> =>
  (item, spot) => {
    if (item.kind !== 'table') return wrong(item, spot, aTable);
    const before = spot.log.count;
    for (const { key, line } of item.entries) {
      if (!Object.hasOwn(fields, key)) {
        complain({ ...spot, key }, line, 'unknown-key', { known: Object.keys(fields).join(', ') });
      }
    }
    const taken = Object.entries(fields).map(([key, field]) => [
      key,
      takeField(item, entryOf(item, key), { ...spot, key }, field),
    ]);
    if (spot.log.count > before) return undefined;
    return Object.fromEntries(taken.filter(([, value]) => value !== undefined)) as Taken<S>;
  };

/** What a table holds below a key. */
export function entryOf(item: Item, key: string): Entry | undefined {
  return item.kind === 'table' ? item.entries.find((one) => one.key === key) : undefined;
}

function takeField(item: Item, entry: Entry | undefined, spot: Spot, field: Field<unknown>): unknown {
  if (entry !== undefined) return field.take(entry.item, spot);
  if (field.required === undefined) return field.otherwise;
  return complain(spot, item.line, 'missing', { expected: field.required });
}

import { verbatim, type Text } from '../text';
import type { Level } from './place';

/** A key that may stand in a table, and what is known of it. */
export type KeyFact = {
  readonly name: string;
  /** In words: what its value is. */
  readonly type: Text;
  readonly opens: 'table' | 'list' | 'value';
  readonly isRequired: boolean;
  readonly about?: Text | undefined;
  /** The reference's own words, in English. */
  readonly reference?: string | undefined;
  /** What holds when the key is left out. */
  readonly usual?: string | undefined;
};

/** A value that may stand behind a key. */
export type ValueFact = { readonly value: string; readonly about?: Text | undefined };

/** Labels whose keys are wanted, or the values of one: those that things have, or those that selectors of Pods ask for. */
export type LabelsWanted = { readonly of: 'Pod' | 'Namespace' | 'selector'; readonly key?: string };

/** What is wanted: the names of things of a kind, or labels. */
export type Wanted = string | LabelsWanted;

/** One that is known of what is wanted. */
export type Hint = {
  readonly name: string;
  /** How far away it is: the nearest come first. */
  readonly rank?: number;
  /** A few words beside it. */
  readonly detail?: Text;
};

/** What is known around a text. */
export type Known = (wanted: Wanted) => Iterable<Hint>;

/** What may stand at a place. */
export type Slot = {
  /** The keys of the table that may stand here. */
  readonly keys: readonly KeyFact[];
  readonly values: readonly ValueFact[];
  /** Do items of a list stand here? */
  readonly isList: boolean;
  /** What may stand here as a value, by name. */
  readonly names: readonly Wanted[];
  /** What may stand here as keys. */
  readonly keyNames: readonly Wanted[];
};

/** A language written in YAML: what may stand at the end of a path, in the tables around it. */
export type Grammar = {
  at(path: readonly string[], levels: readonly Level[]): Slot | undefined;
};

/** A place where anything may stand. */
export const open: Slot = { keys: [], values: [], isList: false, names: [], keyNames: [] };

/** Values that need no words. */
export const plain = (...values: readonly string[]): readonly ValueFact[] => values.map((value) => ({ value }));

/** A value and what it does. */
export const means = (value: string, en: string, zh: string): ValueFact => ({ value, about: { en, zh } });

/** What a value may be, in words. */
export const types = {
  text: { en: 'text', zh: '字符串' },
  number: { en: 'number', zh: '数字' },
  integer: { en: 'whole number', zh: '整数' },
  flag: { en: 'true or false', zh: '布尔值' },
  time: { en: 'time', zh: '时间' },
  size: { en: 'size, such as 512m', zh: '大小，如 512m' },
  duration: { en: 'duration, such as 30s', zh: '时长，如 30s' },
  either: { en: 'whole number or text', zh: '整数或字符串' },
  bytes: { en: 'text in Base64', zh: 'Base64 编码的字符串' },
  table: { en: 'table', zh: '映射' },
  list: { en: 'list', zh: '列表' },
  any: { en: 'anything', zh: '任意值' },
} as const satisfies Readonly<Record<string, Text>>;

/** A list of some type, in words. */
export function listOf(type: Text): Text {
  const isPlain = type === types.any || type === types.list;
  return isPlain ? types.list : { en: `list of: ${type.en}`, zh: `${type.zh}列表` };
}

/** Some types, any of which may be. */
export function anyOf(all: readonly Text[]): Text {
  const different = all.filter((one, index) => all.findIndex((other) => other.en === one.en) === index);
  if (different.length === 0) return verbatim('');
  return {
    en: different.map(({ en }) => en).join(' or '),
    zh: different.map(({ zh }) => zh).join('或'),
  };
}

/** Does a path lead to a place? "*" stands for any step. */
export function leadsTo(path: readonly string[], place: string): boolean {
  const steps = place.split('/');
  return steps.length === path.length && steps.every((step, index) => step === '*' || step === path[index]);
}

import type { Span } from '../rule';
import type { Entry, Item, Mapping, Scalar, Sequence, Value } from '../yaml/tree';
import type { KubernetesObject } from './object';
import { amountsIn, missedToo, neverMissed } from './schema/amounts';
import { choicesOf, type Choice } from './schema/enums';
import { fieldsOf, isModel } from './schema/models';
import { meaningOf, type Meaning } from './yaml11';

/** A mapping that the API has a type for. */
export type Node = {
  readonly type: string;
  readonly map: Mapping;
  /** The field that it is in, or in a list of. */
  readonly key: string;
  readonly parent: Node | undefined;
  readonly object: KubernetesObject;
  /** What a finding about it as a whole points at: its key, or the first key of an item. */
  readonly span: Span;
};

/** A value where the API wants another kind of value. */
export type WrongType = {
  readonly node: Node;
  readonly field: string;
  /** The letter or model of the schema: s i n b y t x for single values, "[" a list, "{" a table. */
  readonly wanted: string;
  /** The key that it belongs to; in a list, that of the list. */
  readonly key: Scalar;
  readonly value: Value;
  readonly span: Span;
  /** The list whose item it is. */
  readonly list?: Sequence | undefined;
};

/** A word that the field does not take. */
export type WrongWord = {
  readonly value: Scalar;
  readonly choice: Choice;
  readonly node: Node;
  readonly field: string;
};

/** An amount, as it is written. */
export type Amount = {
  readonly value: Scalar;
  readonly node: Node;
  /** The field, and what it is an amount of: `memory`. */
  readonly field: string;
  readonly resource: string;
};

/** The field in which a value is, however deep in lists and tables. */
type At = { readonly node: Node; readonly field: string };

/** What a walk along the schema has seen. */
export class Walk {
  readonly #nodes = new Map<string, Node[]>();
  readonly unknown: { readonly node: Node; readonly entry: Entry }[] = [];
  readonly types: WrongType[] = [];
  readonly missing: { readonly node: Node; readonly field: string }[] = [];
  readonly words: WrongWord[] = [];
  readonly amounts: Amount[] = [];

  /** Every mapping of a type. */
  all(type: string): readonly Node[] {
    return this.#nodes.get(type) ?? [];
  }

  /** Walks over one object. */
  object(object: KubernetesObject, type: string): void {
    this.#model({ type, map: object.root, key: '', parent: undefined, object, span: object.span });
  }

  #model(node: Node): void {
    const { type, map } = node;
    const known = this.#nodes.get(type);
    if (known === undefined) this.#nodes.set(type, [node]);
    else known.push(node);
    const fields = fieldsOf(type);
    const choices = choicesOf(type);
    const amounts = amountsIn(type);
    for (const entry of map.all.values()) {
      const name = entry.key.text;
      const field = fields.get(name);
      if (field === undefined) this.unknown.push({ node, entry });
      // What the server writes is not the author's.
      else if (entry.value === undefined || (name === 'status' && node.parent === undefined)) continue;
      else if (amounts?.has(name) === true) this.#amount(node, name, entry);
      else {
        this.#value({ node, field: name }, field.type, entry, entry, entry.value);
        const choice = choices?.get(name);
        if (choice !== undefined) this.#choice(node, name, choice, entry.value);
      }
    }
    this.#missing(node);
  }

  #missing(node: Node): void {
    const { type, map } = node;
    for (const { name, isRequired } of fieldsOf(type).values()) {
      if (!isRequired || neverMissed.has(`${type}.${name}`)) continue;
      if (map.get(name) === undefined) this.missing.push({ node, field: name });
    }
    for (const name of missedToo.get(type) ?? []) {
      if (map.get(name) === undefined) this.missing.push({ node, field: name });
    }
  }

  /** @param entry the entry that the value is in; in a table, that of the table */
  #value(at: At, type: string, entry: Entry, item: Item, value: Value, list?: Sequence): void {
    if (value.kind === 'mapping' && isModel(type)) this.#inner(at, type, list === undefined ? entry : undefined, value);
    else if (value.kind === 'sequence' && type.startsWith('[')) this.#each(at, type, value.items, value, entry);
    else if (value.kind === 'mapping' && type.startsWith('{')) this.#each(at, type, [...value.all.values()], undefined);
    else if (!fits(type, value))
      this.types.push({ ...at, wanted: type, key: entry.key, value, span: placeOf(item, value), list });
  }

  #inner({ node, field }: At, type: string, entry: Entry | undefined, map: Mapping): void {
    const span = entry?.key.span ?? map.own[0]?.key.span ?? map.span;
    this.#model({ type, map, key: field, parent: node, object: node.object, span });
  }

  /** The items of a list, or the entries of a table. */
  #each(at: At, type: string, items: readonly Entry[], list: undefined): void;
  #each(at: At, type: string, items: readonly Item[], list: Sequence, entry: Entry): void;
  #each(at: At, type: string, items: readonly Item[], list: Sequence | undefined, entry?: Entry): void {
    for (const item of items) {
      const own = entry ?? (item as Entry);
      if (item.value !== undefined) this.#value(at, type.slice(1), own, item, item.value, list);
    }
  }

  #choice(node: Node, field: string, choice: Choice, value: Value): void {
    const items = value.kind === 'sequence' ? value.items.map((item) => item.value) : [value];
    for (const one of items) {
      if (one?.kind === 'scalar' && one.text !== '' && !choice.words.includes(one.text))
        this.words.push({ value: one, choice, node, field });
    }
  }

  #amount(node: Node, field: string, entry: Entry): void {
    const { value } = entry;
    if (value?.kind === 'scalar') this.amounts.push({ value, node, field, resource: field });
    else if (value?.kind === 'sequence') {
      this.types.push({ node, field, wanted: '{', key: entry.key, value, span: placeOf(entry, value) });
    } else {
      for (const one of value?.all.values() ?? []) {
        if (one.value?.kind === 'scalar') this.amounts.push({ value: one.value, node, field, resource: one.key.text });
      }
    }
  }
}

/** Of a value of many lines, its key says enough; an item has none. */
function placeOf(item: Item, value: Value): Span {
  if (value.kind === 'scalar') return value.span;
  if ('key' in item) return (item as Entry).key.span;
  return value.kind === 'mapping' && !value.isFlow ? (value.own[0]?.key.span ?? value.span) : value.span;
}

function fits(type: string, value: Value): boolean {
  if (type === 'a') return true;
  // A type of several letters that is no model is one that the tables do not have.
  if (type.length > 1) return !isModel(type) && !/^[[{]/.test(type);
  if (value.kind !== 'scalar') return false;
  const meaning = meaningOf(value);
  if (type === 'i' && meaning === 'number') return Number.isInteger(Number(value.text));
  return (fitting[type] ?? ['text']).includes(meaning);
}

/** What a single value may be, by the letter of its type; text, where nothing else is said. */
const fitting: Readonly<Record<string, readonly Meaning[]>> = {
  i: ['integer'],
  n: ['integer', 'number'],
  b: ['boolean'],
  x: ['text', 'integer'],
};

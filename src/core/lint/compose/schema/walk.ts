import type { Span } from '../../rule';
import type { Entry, Item, Mapping, Scalar, Sequence, Value } from '../../yaml/tree';
import { hasForm, kindOf } from './scalars';
import type { Form, Keys, Shape } from './shape';

/** Where in the file: the keys that lead there, without those that the author chose. */
type Place = {
  /** The last of them: "" at the top, "services" for a service. */
  readonly owner: string;
  /** The key, or the list, whose value is looked at. */
  readonly key: string;
  readonly isItem: boolean;
};

/** A place where a file has not the shape of a Compose file. */
export type Mismatch =
  | {
      readonly kind: 'unknown key';
      readonly entry: Entry;
      readonly mapping: Mapping;
      readonly keys: Keys;
      readonly owner: string;
    }
  | { readonly kind: 'missing key'; readonly name: string; readonly span: Span }
  | {
      readonly kind: 'other kind';
      readonly value: Value;
      readonly item: Item;
      readonly shape: Shape;
      readonly place: Place;
    }
  | { readonly kind: 'other form'; readonly scalar: Scalar; readonly form: Form; readonly place: Place }
  | { readonly kind: 'other word'; readonly scalar: Scalar; readonly words: readonly string[]; readonly place: Place }
  | { readonly kind: 'other name'; readonly key: Scalar }
  /** An item `NAME: value` of a list of single values. */
  | { readonly kind: 'pair'; readonly entry: Entry; readonly item: Item; readonly owner: string };

/**
 * Compares a value with a shape. What aliases and merge keys share is looked at once.
 * @param skipped entries that stand at a wrong place altogether
 */
export function mismatchesIn(root: Mapping, shape: Shape, skipped: ReadonlySet<Entry>): readonly Mismatch[] {
  const walker = new Walker(skipped);
  walker.look({ value: root, span: root.span, isAlias: false }, shape, { owner: '', key: '', isItem: false });
  return walker.found;
}

class Walker {
  readonly found: Mismatch[] = [];
  readonly #seen = new Map<Shape, Set<Value>>();

  constructor(readonly skipped: ReadonlySet<Entry>) {}

  look(item: Item, shape: Shape, place: Place): void {
    const { value } = item;
    // What resets or overrides comes without what it resets, and what is empty may still be written.
    if (value === undefined || this.#isSeen(value, shape)) return;
    const fitting = shape.kind === 'either' ? shape.of.find((one) => fits(value, one)) : shape;
    if (fitting?.kind === 'anything') return;
    if (fitting === undefined || !fits(value, fitting))
      this.found.push({ kind: 'other kind', value, item, shape, place });
    else if (value.kind === 'scalar') this.#scalar(value, item, fitting, place);
    else if (value.kind === 'sequence') this.#list(value, fitting, place);
    else this.#mapping(value, fitting, place);
  }

  #isSeen(value: Value, shape: Shape): boolean {
    const values = this.#seen.get(shape);
    if (values?.has(value) === true) return true;
    if (values === undefined) this.#seen.set(shape, new Set([value]));
    else values.add(value);
    return false;
  }

  #scalar(value: Scalar, item: Item, shape: Shape, place: Place): void {
    if (shape.kind !== 'value') return;
    const kind = kindOf(value);
    if (!shape.takes.includes(kind)) this.found.push({ kind: 'other kind', value, item, shape, place });
    else if (kind !== 'text') return;
    else if (shape.form !== undefined && !hasForm(value.text, shape.form))
      this.found.push({ kind: 'other form', scalar: value, form: shape.form, place });
    else if (shape.words !== undefined && !shape.words.includes(value.text) && !value.text.includes('$'))
      this.found.push({ kind: 'other word', scalar: value, words: shape.words, place });
  }

  #list(value: Sequence, shape: Shape, place: Place): void {
    if (shape.kind !== 'list') return;
    for (const item of value.items) {
      const pair = pairIn(item, shape.of);
      if (pair !== undefined) this.found.push({ kind: 'pair', entry: pair, item, owner: place.key });
      else this.look(item, shape.of, { owner: place.key, key: place.key, isItem: true });
    }
  }

  #mapping(value: Mapping, shape: Shape, place: Place): void {
    if (shape.kind === 'names') this.#names(value, shape, place);
    if (shape.kind !== 'table') return;
    for (const entry of value.own) this.#entry(entry, value, shape.keys, place);
    for (const merged of value.merged) this.#merged(merged, shape, place);
    const missing = shape.required.find((name) => !value.all.has(name));
    if (missing !== undefined) this.found.push({ kind: 'missing key', name: missing, span: firstOf(value) });
  }

  #entry(entry: Entry, mapping: Mapping, keys: Keys, { key: owner }: Place): void {
    const name = entry.key.text;
    if (this.skipped.has(entry) || name.startsWith('x-')) return;
    if (Object.hasOwn(keys, name))
      this.look(entry, keys[name]?.shape ?? { kind: 'anything' }, { owner, key: name, isItem: false });
    else this.found.push({ kind: 'unknown key', entry, mapping, keys, owner });
  }

  /** A part of a table asks for no key of its own. */
  #merged(value: Mapping, shape: Shape & { readonly kind: 'table' }, place: Place): void {
    if (this.#isSeen(value, shape)) return;
    for (const entry of value.own) this.#entry(entry, value, shape.keys, place);
    for (const merged of value.merged) this.#merged(merged, shape, place);
  }

  #names(value: Mapping, shape: Shape & { readonly kind: 'names' }, { key }: Place): void {
    for (const mapping of [value, ...value.merged]) {
      for (const entry of mapping.own) {
        if (this.skipped.has(entry)) continue;
        if (shape.isOwn && !/^[\w.-]+$/.test(entry.key.text)) this.found.push({ kind: 'other name', key: entry.key });
        this.look(entry, shape.of, { owner: key, key: shape.isOwn ? key : entry.key.text, isItem: false });
      }
    }
  }
}

function fits(value: Value, shape: Shape): boolean {
  if (shape.kind === 'anything') return true;
  if (shape.kind === 'either') return shape.of.some((one) => fits(value, one));
  if (value.kind === 'scalar') return shape.kind === 'value';
  return value.kind === 'sequence' ? shape.kind === 'list' : shape.kind === 'table' || shape.kind === 'names';
}

/** `- NAME: value` where an item is a single value. */
function pairIn({ value, isAlias }: Item, shape: Shape): Entry | undefined {
  if (value?.kind !== 'mapping' || value.isFlow || isAlias) return undefined;
  const [entry] = value.own;
  if (entry === undefined || value.own.length > 1 || entry.value?.kind === 'mapping') return undefined;
  const shapes = shape.kind === 'either' ? shape.of : [shape];
  const isKnown = shapes.some((one) => one.kind === 'table' && Object.hasOwn(one.keys, entry.key.text));
  return shapes.some((one) => one.kind === 'value') && !isKnown ? entry : undefined;
}

/** The first key of a table stands for all of it. */
function firstOf(mapping: Mapping): Span {
  return mapping.own[0]?.key.span ?? mapping.span;
}

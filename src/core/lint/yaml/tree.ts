import type { Span } from '../rule';

/** A value of a YAML text; where an alias stands, this is what it stands for. Nothing (null) is `undefined`. */
export type Value = Scalar | Sequence | Mapping;

/** A single value, as text: what it means is up to the language that is written in YAML. */
export class Scalar {
  readonly kind = 'scalar';

  constructor(
    readonly span: Span,
    /** Without quotes and escapes. */
    readonly text: string,
    readonly style: 'plain' | 'quoted' | 'block',
    readonly tag: string | undefined,
    /** Where its text starts in the file, when the file has it character by character. */
    readonly inner: number | undefined,
  ) {}

  /** Where a part of its text stands; the whole scalar when that cannot be said. */
  part(start = 0, end = this.text.length): Span {
    if (this.inner === undefined || start >= end) return this.span;
    return { start: this.inner + start, end: this.inner + end };
  }
}

/** A value in a list, and what is written in its place. */
export type Item = { readonly value: Value | undefined; readonly span: Span; readonly isAlias: boolean };

/** A list. */
export class Sequence {
  readonly kind = 'sequence';

  constructor(
    readonly span: Span,
    readonly items: readonly Item[],
    readonly isFlow: boolean,
    readonly tag: string | undefined,
  ) {}
}

/** A key with its value, and the place of both. */
export type Entry = Item & { readonly key: Scalar };

/** Keys and values, in order. */
export class Mapping {
  readonly kind = 'mapping';
  #all: ReadonlyMap<string, Entry> | undefined;

  constructor(
    readonly span: Span,
    /** What is written here, merge keys left out. */
    readonly own: readonly Entry[],
    /** What `<<` brings, the stronger first. */
    readonly merged: readonly Mapping[],
    readonly isFlow: boolean,
    readonly tag: string | undefined,
  ) {}

  /** Its entries by key: its own, and those that it merges and does not have itself. */
  get all(): ReadonlyMap<string, Entry> {
    if (this.#all !== undefined) return this.#all;
    const all = new Map<string, Entry>();
    const add = (entry: Entry): void => {
      if (!all.has(entry.key.text)) all.set(entry.key.text, entry);
    };
    this.own.forEach(add);
    for (const one of this.merged) one.all.forEach(add);
    return (this.#all = all);
  }

  /** Does it merge nothing, and has it no key twice? */
  get isClear(): boolean {
    return this.merged.length === 0 && this.all.size === this.own.length;
  }

  get(key: string): Value | undefined {
    return this.all.get(key)?.value;
  }
}

/** The value, when it is a mapping. */
export function mappingOf(value: Value | undefined): Mapping | undefined {
  return value?.kind === 'mapping' ? value : undefined;
}

/** The values of a list; none when it is no list. */
export function itemsOf(value: Value | undefined): readonly Item[] {
  return value?.kind === 'sequence' ? value.items : [];
}

/** The value, when it is a single one. */
export function scalarOf(value: Value | undefined): Scalar | undefined {
  return value?.kind === 'scalar' ? value : undefined;
}

/** The text of a single value. */
export function textOf(value: Value | undefined): string | undefined {
  return scalarOf(value)?.text;
}

/** Every mapping of a tree once, however many aliases lead to it. */
export function* mappingsIn(root: Value | undefined): Iterable<Mapping> {
  const seen = new Set<Value>();
  const open: (Value | undefined)[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (value === undefined || value.kind === 'scalar' || seen.has(value)) continue;
    seen.add(value);
    if (value.kind === 'mapping') yield value;
    const parts = value.kind === 'mapping' ? value.own : value.items;
    if (value.kind === 'mapping') open.push(...value.merged.toReversed());
    for (let index = parts.length - 1; index >= 0; index -= 1) {
      const part = parts[index]?.value;
      if (part !== undefined && part.kind !== 'scalar') open.push(part);
    }
  }
}

/** The entries of a table, merged ones with them; none when it is no table. */
export function entriesOf(value: Value | undefined): readonly Entry[] {
  return value?.kind === 'mapping' ? [...value.all.values()] : [];
}

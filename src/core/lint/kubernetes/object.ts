import type { Span } from '../rule';
import { mappingOf, scalarOf, textOf, type Entry, type Mapping, type Scalar, type Value } from '../yaml/tree';
import { findKind, isBuiltIn, type Kind } from './schema/models';

/** An object of the API, as it is written. */
export class KubernetesObject {
  readonly apiVersion: Scalar | undefined;
  readonly kind: Scalar | undefined;
  /** What the API knows of its kind; nothing for a kind, a version or a group that it does not know. */
  readonly known: Kind | undefined;
  /** Is its group one of Kubernetes' own? */
  readonly isBuiltIn: boolean;

  constructor(readonly root: Mapping) {
    this.apiVersion = scalarOf(root.get('apiVersion'));
    this.kind = scalarOf(root.get('kind'));
    this.isBuiltIn = this.apiVersion !== undefined && isBuiltIn(this.apiVersion.text);
    this.known = this.kind && findKind(this.apiVersion?.text ?? '', this.kind.text);
  }

  /** Is it of one of these kinds of Kubernetes' own, in whatever version? */
  is(...kinds: readonly string[]): boolean {
    return this.isBuiltIn && kinds.includes(this.kind?.text ?? '');
  }

  get metadata(): Mapping | undefined {
    return mappingOf(this.root.get('metadata'));
  }

  get spec(): Mapping | undefined {
    return mappingOf(this.root.get('spec'));
  }

  get name(): Scalar | undefined {
    return scalarOf(this.metadata?.get('name'));
  }

  /** As it is written; where the object goes without one is up to who applies it. */
  get namespace(): string | undefined {
    return textOf(this.metadata?.get('namespace'));
  }

  get annotations(): Mapping | undefined {
    return mappingOf(this.metadata?.get('annotations'));
  }

  /** What a finding about the object as a whole points at: its kind. */
  get span(): Span {
    return this.kind?.span ?? this.root.span;
  }
}

/** The value at a path of keys. */
export function valueAt(value: Value | undefined, ...path: readonly string[]): Value | undefined {
  return path.reduce<Value | undefined>((one, key) => mappingOf(one)?.get(key), value);
}

/** The mapping at a path of keys. */
export function mappingAt(value: Value | undefined, ...path: readonly string[]): Mapping | undefined {
  return mappingOf(valueAt(value, ...path));
}

/** The single value at a path of keys. */
export function scalarAt(value: Value | undefined, ...path: readonly string[]): Scalar | undefined {
  return scalarOf(valueAt(value, ...path));
}

/** The text of the single value at a path of keys. */
export function textAt(value: Value | undefined, ...path: readonly string[]): string | undefined {
  return scalarAt(value, ...path)?.text;
}

/** The entry of a key. */
export function entryOf(mapping: Mapping | undefined, key: string): Entry | undefined {
  return mapping?.all.get(key);
}

/** The place of a key; of the mapping when it has none. */
export function keySpan(mapping: Mapping, key: string): Span {
  return mapping.all.get(key)?.key.span ?? mapping.span;
}

/** A table of single values as text, for labels and selectors. */
export function tableOf(value: Value | undefined): ReadonlyMap<string, string> {
  const table = new Map<string, string>();
  for (const { key, value: one } of mappingOf(value)?.all.values() ?? []) {
    if (one === undefined || one.kind === 'scalar') table.set(key.text, one?.text ?? '');
  }
  return table;
}

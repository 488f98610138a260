import type { Span } from '../rule';
import { itemsOf, mappingOf, scalarOf, type Mapping, type Scalar } from '../yaml/tree';
import type { KubernetesFile } from './file';
import { keySpan, tableOf, textAt } from './object';
import type { Node } from './walk';

/** A container of a Pod. */
export type Container = {
  readonly map: Mapping;
  readonly name: Scalar | undefined;
  readonly list: 'containers' | 'initContainers' | 'ephemeralContainers';
  /** Does it start before the others and go on beside them? */
  readonly isSidecar: boolean;
  /** What a finding about it points at. */
  readonly span: Span;
};

const lists = ['containers', 'initContainers', 'ephemeralContainers'] as const;

/** A Pod, or the template for some, wherever it stands. */
export class Pod {
  #containers: readonly Container[] | undefined;
  #labels: ReadonlyMap<string, string> | undefined;
  #volumes: readonly Mapping[] | undefined;

  constructor(readonly node: Node) {}

  get spec(): Mapping {
    return this.node.map;
  }

  get object(): Node['object'] {
    return this.node.object;
  }

  /** The kind of the object that makes it. */
  get owner(): string {
    return this.object.kind?.text ?? '';
  }

  get containers(): readonly Container[] {
    return (this.#containers ??= lists.flatMap((list) =>
      itemsOf(this.spec.get(list)).flatMap(({ value }) => {
        const map = mappingOf(value);
        if (map === undefined) return [];
        const name = scalarOf(map.get('name'));
        const isSidecar = list === 'initContainers' && textAt(map, 'restartPolicy') === 'Always';
        return [{ map, name, list, isSidecar, span: name?.span ?? map.own[0]?.key.span ?? map.span }];
      }),
    ));
  }

  get labels(): ReadonlyMap<string, string> {
    return (this.#labels ??= tableOf(mappingOf(this.node.parent?.map.get('metadata'))?.get('labels')));
  }

  get volumes(): readonly Mapping[] {
    return (this.#volumes ??= mappingsIn(this.spec.get('volumes')));
  }

  /** The place of one of its fields, or of its own key. */
  place(field: string): Span {
    return this.spec.all.has(field) ? keySpan(this.spec, field) : this.node.span;
  }
}

/** The mappings in a list. */
export function mappingsIn(value: Parameters<typeof itemsOf>[0]): readonly Mapping[] {
  return itemsOf(value)
    .map((item) => item.value)
    .filter((one) => one?.kind === 'mapping');
}

/** The place of a finding about something that is missing: others of its kind may stand at the same place. */
export function beside(span: Span): { readonly span: Span; readonly covers: Span } {
  return { span, covers: { start: span.start, end: span.start } };
}

/** The objects of a type, a Model's name, that lack a field. */
export function* lacking({ walk }: KubernetesFile, type: string, field: string): Iterable<ReturnType<typeof beside>> {
  for (const { map, span } of walk.all(type)) if (!map.all.has(field)) yield beside(span);
}

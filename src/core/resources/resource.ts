import type { Text } from '../text';

/** How a resource does, in the words that all platforms share. */
export type Health = 'running' | 'changing' | 'stopped' | 'failed' | 'unknown';

/** Something worth knowing of a resource, for its tooltip. */
export type Fact = { readonly name: Text; readonly value: string };

/** What a container, a pod and a server have in common. Plain data: whatever draws it needs nothing else. */
export type Resource = {
  readonly kind: string;
  /** Stable for the life of the resource; never made of text that changes. */
  readonly id: string;
  readonly name: string;
  /** The platform's own word for how it is (`exited`, `Pending`, `ACTIVE`): verbs look at it, rows do not. */
  readonly state: string;
  readonly health: Health;
  /** The state and what matters most beside it, short, for the row: `running · 127.0.0.1:8081→80 · nginx`. */
  readonly summary: Text;
  readonly facts: readonly Fact[];
  /** The exercise that this resource belongs to, by its mark. */
  readonly exercise?: string;
};

/** What is different between two listings of the same kinds. */
export type Difference =
  /** Other resources, or another order. */
  | { readonly rows: 'other' }
  /** The same resources, of which these look different now; none when nothing changed. */
  | { readonly rows: 'same'; readonly changed: readonly Resource[] };

/** A resource's key among all kinds of its source. */
export function keyOf(resource: Resource): string {
  return `${resource.kind}/${resource.id}`;
}

/** Compares two listings, so that only what changed is drawn again. */
export function difference(before: readonly Resource[], after: readonly Resource[]): Difference {
  const same = before.length === after.length && after.every((resource, at) => isThere(before[at], resource));
  if (!same) return { rows: 'other' };
  const changed = after.filter((resource, at) => JSON.stringify(resource) !== JSON.stringify(before[at]));
  return { rows: 'same', changed };
}

function isThere(before: Resource | undefined, resource: Resource): boolean {
  return before !== undefined && keyOf(before) === keyOf(resource);
}

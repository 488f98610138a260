import type { Text } from '../text';

/** How a resource does, in the words that all platforms share; `present` for what does nothing by itself, such as an image. */
export type Health = 'running' | 'present' | 'changing' | 'stopped' | 'failed' | 'unknown';

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
  /** The key of another resource of the same listing below which it stands, such as its Compose project. */
  readonly parent?: string;
  /** What went wrong, for one that failed: computed from its state and events. */
  readonly trouble?: Trouble;
  /** What its platform said of it, for verbs; whatever draws it does not look. */
  readonly raw?: unknown;
};

/** Why a resource is not well, and the lesson that explains it. */
export type Trouble = { readonly why: Text; readonly lesson?: string };

/** A resource's key among all kinds of its source. */
export function keyOf(resource: Resource): string {
  return `${resource.kind}/${resource.id}`;
}

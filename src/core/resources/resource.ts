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
  readonly health: Health;
  /** The state and what matters most beside it, short, for the row: `running · 127.0.0.1:8081→80`. */
  readonly summary: Text;
  readonly facts: readonly Fact[];
  /** The exercise that this resource belongs to, by its mark. */
  readonly exercise?: string;
};

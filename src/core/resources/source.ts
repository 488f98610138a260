import type { UserError } from '../errors';
import type { Text } from '../text';
import type { Resource } from './resource';

/** A verb that a resource may have; the manifest has a command for each. */
export type ActionId = 'start' | 'stop' | 'remove' | 'logs';

/** Something to do with a resource. */
export type Action = {
  readonly id: Exclude<ActionId, 'logs'>;
  /** Whether it makes sense for this resource as it is now. */
  readonly applies: (resource: Resource) => boolean;
  /** The command line that it stands for. */
  readonly commandLine: (resource: Resource) => string;
  /** What goes and does not come back; asked about before it runs. */
  readonly destroys?: (resource: Resource) => Text;
  readonly run: (resource: Resource, signal: AbortSignal) => Promise<void>;
};

/** A kind of resource of a source. */
export type Kind = {
  readonly id: string;
  readonly title: Text;
  readonly list: (signal: AbortSignal) => Promise<readonly Resource[]>;
  readonly actions: readonly Action[];
  /** Follows what the resource writes until it ends or the signal aborts. */
  readonly logs?: (resource: Resource, signal: AbortSignal) => AsyncIterable<string>;
};

/** Somewhere resources come from: an engine, a cluster, a cloud. */
export type Source = {
  readonly id: string;
  readonly kinds: readonly Kind[];
  /** Resolves when it can be used; rejects with the UserError that says why not. */
  readonly connect: (signal: AbortSignal) => Promise<void>;
  /**
   * Calls back at each change until the signal aborts; resolves when the stream ended, rejects with a UserError when
   * it broke.
   */
  readonly watch: (changed: () => void, signal: AbortSignal) => Promise<void>;
};

/** What a view of a source can show: nothing for a reason, or resources. */
export type SourceState =
  | { readonly state: 'failed'; readonly error: UserError }
  | { readonly state: 'ready'; readonly resources: readonly Resource[] };

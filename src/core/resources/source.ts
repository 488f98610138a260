import type { Text } from '../text';
import type { Resource } from './resource';

/** A verb that a resource may have; the manifest has a command for each. */
export type ActionId = 'start' | 'stop' | 'remove';

/** Something to do with a resource. */
export type Action = {
  readonly id: ActionId;
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
  /** What a row with all of this kind is called, where a source has several. */
  readonly title: Text;
  /** All of them in the order of their rows; rejects with the UserError that says why it could not look. */
  readonly list: (signal: AbortSignal) => Promise<readonly Resource[]>;
  readonly actions: readonly Action[];
  /** Follows what the resource writes until it ends or the signal aborts; reads no faster than it is asked to. */
  readonly logs?: (resource: Resource, signal: AbortSignal) => AsyncIterable<string>;
};

/** Somewhere resources come from: an engine, a cluster, a cloud. */
export type Source = {
  readonly id: string;
  readonly label: Text;
  readonly kinds: readonly Kind[];
  /**
   * Calls back once when it listens and then at each change, until the signal aborts. Resolves when the stream ended,
   * rejects with the UserError that says why it cannot listen. A source without events calls back at intervals.
   */
  readonly watch: (changed: () => void, signal: AbortSignal) => Promise<void>;
};

/** What a view of a source can show. Nothing for a reason is another thing than no resources. */
export type SourceState =
  | { readonly state: 'connecting' }
  | { readonly state: 'failed'; readonly error: Error }
  | {
      readonly state: 'ready';
      readonly resources: readonly Resource[];
      /** The source was lost a moment ago and is being looked for: what is shown may be out of date. */
      readonly stale: boolean;
    };

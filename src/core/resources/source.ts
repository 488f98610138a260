import type { Text } from '../text';
import type { Resource } from './resource';
import type { Verb } from './verb';

/** Where a listing goes: first all there are, then what changes. */
export type Sink = {
  /** All there are now, in any order; what was said before does not count any more. */
  readonly all: (resources: readonly Resource[]) => void;
  /** A resource that is new or has changed. */
  readonly put: (resource: Resource) => void;
  /** A resource that is gone, by its key. */
  readonly gone: (key: string) => void;
};

/**
 * Tells a sink what there is, and keeps telling it what changes, until the signal aborts. Resolves when the source
 * says that it is over and would be asked anew; rejects with the UserError that says why it cannot look.
 */
export type Follow = (sink: Sink, signal: AbortSignal) => Promise<void>;

/** A kind of resource of a source. */
export type Kind = {
  readonly id: string;
  /** What a row with all of this kind is called. */
  readonly title: Text;
  /** What is said where there is none. */
  readonly none?: Text;
  /** All of this kind. Kinds that are only ever below other resources have none. */
  readonly follow?: Follow;
  /** What is below one resource, of whatever kinds; undefined when it has nothing below it. */
  readonly below?: (resource: Resource) => Follow | undefined;
  /** What can be done with one of them; the first that apply are the row's inline verbs, if the manifest says so. */
  readonly verbs: readonly Verb<Resource>[];
  /** What can be done with the kind as a whole, such as making another one. */
  readonly general?: readonly Verb<undefined>[];
};

/** Kinds that belong together. */
export type Section = {
  readonly id: string;
  /** The row above them; without a title they stand by themselves. */
  readonly title?: Text;
  /** The ids of kinds, in the order of their rows. */
  readonly kinds: readonly string[];
};

/** Where verbs of a source would write to. */
export type Ground = {
  /** Stable: what was agreed to once is agreed for this. */
  readonly id: string;
  /** Such as `staging (https://10.0.0.5:6443)`. */
  readonly label: string;
  /** On this machine, or the practice lab: nobody needs to be asked. */
  readonly isLocal: boolean;
};

/** Somewhere resources come from: an engine, a cluster, a cloud. */
export type Source = {
  readonly id: string;
  readonly label: Text;
  readonly kinds: readonly Kind[];
  readonly sections: readonly Section[];
  /** The id of the kind by which one sees whether the source can be had at all; it is followed first. */
  readonly lead: string;
  /** What can be done with the source as a whole, such as choosing it. */
  readonly verbs?: readonly Verb<undefined>[];
  /** Where verbs would write to; asked before one that writes. */
  readonly ground: (signal: AbortSignal) => Promise<Ground>;
};

/** One engine technology: its sources of now, of which there may be none, and one is the chosen one. */
export type Platform = {
  readonly id: 'docker' | 'kubernetes' | 'openstack';
  /** Contacts nothing: reads what is configured. Rejects with the UserError that says why there is nothing. */
  readonly sources: (signal: AbortSignal) => Promise<Sources>;
};

export type Sources = { readonly all: readonly Source[]; readonly chosen?: string };

/** What can be shown of a listing. Nothing for a reason is another thing than no resources. */
export type ListState =
  | { readonly state: 'connecting' }
  | { readonly state: 'failed'; readonly error: Error }
  | {
      readonly state: 'ready';
      /** In the order of their rows. */
      readonly resources: readonly Resource[];
      /** The source was lost a moment ago and is being looked for: what is shown may be out of date. */
      readonly stale: boolean;
    };

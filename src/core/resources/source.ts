import type { Text } from '../text';
import type { Resource } from './resource';
import type { Answers, Verb } from './verb';

/** Where a listing goes: first all there are, then what changes. */
export type Sink = {
  /** All there are now, in any order; what was said before does not count any more. */
  readonly all: (resources: readonly Resource[]) => void;
  /** Some of all, while the others are still on their way; what nobody has seen before is shown at once. */
  readonly some?: (resources: readonly Resource[]) => void;
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

/** A file that may be unsaved, or have no place in a folder of this machine. */
export type GivenFile = { readonly name: string; readonly path?: string; readonly text: string };

/** A kind of file of the learner that a source takes: dropped onto its rows, or open in the editor. */
export type Intake = {
  /** Whether it can be such a file, by its name. */
  readonly accepts: (name: string) => boolean;
  /** The kinds onto whose rows it may be dropped; without them any row will do. */
  readonly onto?: readonly string[];
  /** It has to be in a folder of this machine. */
  readonly needsPath?: true;
  /** What taking it needs to know and the file answers; anything else is asked for. */
  readonly answers: (file: GivenFile) => Answers;
  /** Takes it. */
  readonly take: Verb<Resource | undefined>;
  /** Shows what taking it would change: done and shown before anybody is asked. */
  readonly compare?: Verb<Resource | undefined>;
  /** Has the other side say what would come of it. */
  readonly dryRun?: Verb<Resource | undefined>;
  /** Where it goes when it is dropped onto a resource, or nowhere in particular. */
  readonly place?: (target: Resource | undefined, signal: AbortSignal) => Promise<Text>;
};

/** What bears the mark of an exercise. */
export type Marked = {
  readonly names: readonly Text[];
  /** Removes exactly these; rejects with the UserError that names what is left, after trying every one. */
  readonly remove: (signal: AbortSignal) => Promise<void>;
};

/** Finds what bears the mark of an exercise. */
export type FindMarked = (exercise: string, signal: AbortSignal) => Promise<Marked>;

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
  /** Each file goes to the first that accepts it. */
  readonly intakes?: readonly Intake[];
  /** Without it all kinds are looked through, and the verb `remove` of each is done. */
  readonly findMarked?: FindMarked;
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

import type { UserError } from '../errors';
import type { EngineEvent } from './check';
import type { Exercise } from './lesson';

/** A file of a solution beside the learner's: absolute paths; `mine` need not exist. */
export type SolutionFile = { readonly name: string; readonly mine: string; readonly theirs: string };

/** The exercise folders of the learner. `into` is the folder that holds, or will hold, the exercise's own folder. */
export type ExerciseFolders = {
  readonly folderOf: (exercise: Exercise, into: string) => string;
  /** Copies the starter into a new folder; never overwrites: `kept` when the folder was there. */
  readonly start: (exercise: Exercise, into: string) => Promise<'created' | 'kept'>;
  /** Puts the learner's files aside and brings the starter back. */
  readonly reset: (exercise: Exercise, into: string) => Promise<void>;
  /** Brings back what the last reset put aside. */
  readonly undoReset: (exercise: Exercise, into: string) => Promise<void>;
  readonly solution: (exercise: Exercise, into: string) => Promise<readonly SolutionFile[]>;
};

/** Something that exists in an engine because of an exercise. */
export type MarkedObject = {
  readonly kind: 'container' | 'network' | 'volume' | 'image';
  /** What the engine finds it by; of an image that has names, one of these. */
  readonly id: string;
  readonly name: string;
};

/** Something that could not be removed, and why. */
export type RemovalFailure = { readonly object: MarkedObject; readonly error: UserError };

/** Finds and removes what an exercise left behind in an engine: the objects with its mark, and no others. */
export type Marks = {
  readonly find: (exercise: Exercise, signal: AbortSignal) => Promise<readonly MarkedObject[]>;
  /**
   * Removes these objects, and the anonymous volumes of these containers. Goes on after a failure and returns all of
   * them; what is gone already counts as removed.
   */
  readonly remove: (objects: readonly MarkedObject[], signal: AbortSignal) => Promise<readonly RemovalFailure[]>;
};

/**
 * The engine's events as they happen, until the signal aborts; with `since`, in milliseconds of this machine's clock,
 * those that the engine remembers first. Ends when the engine ends the stream; throws a UserError when it breaks or
 * cannot be had.
 */
export type Listen = (since: number | undefined, signal: AbortSignal) => AsyncIterable<EngineEvent>;

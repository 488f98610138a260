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
  readonly id: string;
  readonly name: string;
};

/** What its objects are found by. */
export type MarkedBy = Pick<Exercise, 'id' | 'project' | 'repositories'>;

/** What an exercise left behind in an engine, found by its mark. */
export type Marks = {
  readonly find: (exercise: MarkedBy, signal: AbortSignal) => Promise<readonly MarkedObject[]>;
  /** Removes them all; rejects with a UserError when one is left, after trying every one. */
  readonly remove: (objects: readonly MarkedObject[], signal: AbortSignal) => Promise<void>;
};

/** A process that an exercise has running: `started` and `pid` make it this one for ever. */
export type Worker = { readonly pid: number; readonly started: number; readonly argv: readonly string[] };

/** The processes of an exercise that stand in its folder; where there is no Linux none are known. */
export type Workers = {
  readonly find: (exercise: Exercise, folder: string, signal: AbortSignal) => Promise<readonly Worker[]>;
  /**
   * Asks just these to end, a stopped one too, and waits for it a little; one that is another by now is left alone.
   * @returns those that are still there
   */
  readonly end: (workers: readonly Worker[], signal: AbortSignal) => Promise<readonly Worker[]>;
};

/** The engine's events from a moment on (milliseconds since 1970) until the signal aborts or the stream ends. */
export type Listen = (since: number, signal: AbortSignal) => AsyncIterable<EngineEvent>;

/** A value that windows share, kept in a file; it is undefined as long as there is none. */
export type Keep = {
  /** The absolute path, to watch it. */
  readonly file: string;
  readonly read: () => Promise<unknown>;
  /** Reads, changes and writes while no other window does; rejects with a UserError when it cannot be written. */
  readonly update: (change: (stored: unknown) => unknown) => Promise<unknown>;
};

import type { Observers } from '../../core/course/check';
import type { ExerciseFolders, Listen, Marks } from '../../core/course/desk';
import type { Clock } from '../../core/course/run';
import type { Slot } from '../../host/storage';

/** What the course needs of the world; extension.ts hands it in. */
export type Parts = {
  /** The folder `walkthroughs` that the product ships: lessons, starters, solutions. */
  readonly content: string;
  readonly observers: Observers;
  readonly folders: ExerciseFolders;
  readonly marks: Marks;
  readonly listen: Listen;
  readonly clock: Clock;
  readonly slot: Slot;
};

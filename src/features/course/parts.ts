import type { Observers } from '../../core/course/check';
import type { ExerciseFolders, Keep, Listen, Marks, Workers } from '../../core/course/desk';
import type { Lesson } from '../../core/course/lesson';
import type { Clock } from '../../core/course/run';
import type { Slot } from '../../host/storage';
import type { ReadCatalog } from './courses';

/** What the course needs of the world; extension.ts hands it in. */
export type Parts = {
  /** Where the files of a lesson are, an absolute path. */
  readonly folderOf: (lesson: Lesson) => string;
  readonly readCatalog: ReadCatalog;
  readonly observers: Observers;
  readonly folders: ExerciseFolders;
  readonly marks: Marks;
  readonly workers: Workers;
  readonly listen: Listen;
  readonly clock: Clock;
  /** The progress: for the windows of this machine, and for the learner's other machines. */
  readonly keep: Keep;
  readonly slot: Slot;
};

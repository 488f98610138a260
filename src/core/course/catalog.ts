import { noExercise } from '../errors';
import type { Exercise, Lesson, Track } from './lesson';

/** The course: every track, lesson and exercise, found by id. */
export type Catalog = {
  readonly tracks: readonly Track[];
  readonly lessons: readonly Lesson[];
  readonly exercises: readonly Exercise[];
  readonly lesson: (id: string) => Lesson | undefined;
  readonly exercise: (id: string) => Exercise | undefined;
  /** The lesson that holds an exercise of this catalog. */
  readonly lessonOf: (exercise: Exercise) => Lesson;
};

/** Makes the catalog of these tracks. */
export function catalogOf(tracks: readonly Track[]): Catalog {
  const lessons = tracks.flatMap((track) => track.lessons);
  const exercises = lessons.flatMap((lesson) => lesson.exercises);
  return {
    tracks,
    lessons,
    exercises,
    lesson: (id) => lessons.find((one) => one.id === id),
    exercise: (id) => exercises.find((one) => one.id === id),
    lessonOf: (exercise) => {
      const found = lessons.find((lesson) => lesson.exercises.some((one) => one.id === exercise.id));
      if (found === undefined) throw new Error(`exercise ${exercise.id} is in no lesson`);
      return found;
    },
  };
}

/** The lessons that the product brings; their data is loaded when it is first asked for. */
export async function builtInCatalog(): Promise<Catalog> {
  loaded ??= import('./tracks').then(({ builtIn }) => catalogOf(builtIn));
  return loaded;
}

let loaded: Promise<Catalog> | undefined;

/** @throws UserError no-exercise when there is none of this id */
export function exerciseIn(catalog: Catalog, id: string): Exercise {
  const found = catalog.exercise(id);
  if (found === undefined) throw noExercise({ id, known: catalog.exercises.map((one) => one.id).join(', ') });
  return found;
}

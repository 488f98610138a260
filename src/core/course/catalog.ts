import { noExercise } from '../errors';
import type { Exercise, Lesson, Track } from './lesson';
import { docker } from './tracks/docker';

/** Every track that is written, in learning order. */
export const tracks: readonly Track[] = [docker];

/** Every lesson of every track. */
export const lessons: readonly Lesson[] = tracks.flatMap((track) => track.lessons);

/** Every exercise of every lesson. */
export const exercises: readonly Exercise[] = lessons.flatMap((lesson) => lesson.exercises);

/** @throws UserError no-exercise when there is none of this id */
export function exerciseOf(id: string): Exercise {
  const found = exercises.find((one) => one.id === id);
  if (found === undefined) throw noExercise({ id, known: exercises.map((one) => one.id).join(', ') });
  return found;
}

/** The lesson that holds an exercise. */
export function lessonOf(exercise: Exercise): Lesson {
  const found = lessons.find((lesson) => lesson.exercises.includes(exercise));
  if (found === undefined) throw new Error(`exercise ${exercise.id} is in no lesson`);
  return found;
}

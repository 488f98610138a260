import type { CourseFile, DiskProblem, KnownIds, OwnCourse } from './own/read-course';

export type { CourseFile, DiskProblem, KnownIds, OwnCourse } from './own/read-course';
export type { CourseProblem, ProblemCode } from './own/problem';

/** Reads a course of one's own; what reads it is loaded when there is one. */
export async function readOwnCourse(
  files: readonly CourseFile[],
  known: KnownIds,
  met: readonly DiskProblem[],
): Promise<OwnCourse> {
  const { readCourse } = await import('./own/read-course');
  return readCourse(files, known, met);
}

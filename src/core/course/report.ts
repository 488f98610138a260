import { contentOf } from './content-hash';
import { dayOf } from './days';
import type { ExportedProgress } from './exchange';
import type { Exercise, Lesson, Track } from './lesson';
import { recordOf } from './progress';
import { merge } from './progress-record';
import type { Text } from '../text';

/** What a learner has made of an exercise. Days such as `2026-11-21`. */
export type ExerciseCell = {
  readonly id: string;
  readonly title: Text;
  readonly core: boolean;
  readonly state: 'passed' | 'started' | 'open';
  readonly day?: string;
  /** The engine on which it passed, by its own name. */
  readonly engine?: string;
  readonly hints: number;
  /** Tasks or conditions have changed since it passed. */
  readonly changed: boolean;
};

/** What a learner has made of a lesson. */
export type LessonCell = {
  readonly id: string;
  readonly title: Text;
  /** Core exercises: passed, and in all. */
  readonly passed: number;
  readonly of: number;
  readonly quiz?: { readonly right: number; readonly of: number };
  readonly exercises: readonly ExerciseCell[];
};

/** A learner's row of the class table. */
export type LearnerRow = {
  readonly learner: string;
  readonly core: { readonly passed: number; readonly of: number };
  readonly extra: { readonly passed: number; readonly of: number };
  readonly hints: number;
  readonly lastDay?: string;
  readonly exportedAt: string;
  readonly lessons: readonly LessonCell[];
};

/** The class as a table: a row a learner, by name; several files of one learner count as one. */
export function classTable(exports: readonly ExportedProgress[], tracks: readonly Track[]): readonly LearnerRow[] {
  const learners = new Map<string, ExportedProgress>();
  for (const one of exports) {
    const known = learners.get(one.learner);
    learners.set(one.learner, known === undefined ? one : join(known, one));
  }
  const lessons = tracks.flatMap((track) => track.lessons);
  return [...learners.values()]
    .map((one) => rowOf(one, lessons))
    .sort((a, b) => a.learner.localeCompare(b.learner, 'zh-Hans-u-co-pinyin'));
}

function join(a: ExportedProgress, b: ExportedProgress): ExportedProgress {
  return { ...a, exportedAt: Math.max(a.exportedAt, b.exportedAt), progress: merge(a.progress, b.progress) };
}

function rowOf(exported: ExportedProgress, lessons: readonly Lesson[]): LearnerRow {
  const cells = lessons.map((lesson) => lessonCell(exported, lesson));
  const all = cells.flatMap((cell) => cell.exercises);
  const count = (core: boolean) => {
    const those = all.filter((one) => one.core === core);
    return { passed: those.filter((one) => one.state === 'passed').length, of: those.length };
  };
  const lastDay = exported.progress.days.at(-1);
  return {
    learner: exported.learner,
    core: count(true),
    extra: count(false),
    hints: all.reduce((sum, one) => sum + one.hints, 0),
    ...(lastDay !== undefined && { lastDay }),
    exportedAt: dayOf(exported.exportedAt),
    lessons: cells,
  };
}

function lessonCell(exported: ExportedProgress, lesson: Lesson): LessonCell {
  const exercises = lesson.exercises.map((exercise) => exerciseCell(exported, exercise));
  const core = exercises.filter((one) => one.core);
  const quiz = exported.progress.quizzes[lesson.id];
  return {
    id: lesson.id,
    title: lesson.title,
    passed: core.filter((one) => one.state === 'passed').length,
    of: core.length,
    ...(quiz !== undefined && quiz.of > 0 && { quiz: { right: quiz.right, of: quiz.of } }),
    exercises,
  };
}

function exerciseCell({ progress }: ExportedProgress, exercise: Exercise): ExerciseCell {
  const { passedAt, since, engine, content, hints } = recordOf(progress, exercise.id);
  return {
    id: exercise.id,
    title: exercise.title,
    core: exercise.core,
    state: passedAt !== undefined ? 'passed' : since === undefined ? 'open' : 'started',
    ...(passedAt !== undefined && { day: dayOf(passedAt) }),
    ...(engine !== undefined && { engine }),
    hints,
    changed: content !== undefined && content !== contentOf(exercise),
  };
}

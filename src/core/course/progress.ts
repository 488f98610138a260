import type { ExerciseVerdict } from './judge';
import type { Exercise, Lesson } from './lesson';

/** What the product remembers of one exercise. Times are milliseconds since 1970. */
export type ExerciseRecord = {
  /** When it was started; events before do not count. */
  readonly since?: number;
  /** The `once` conditions that were seen met since then. */
  readonly seen: readonly string[];
  readonly passedAt?: number;
  /** The engine on which it passed, by its own name. */
  readonly engine?: string;
  /** Checks that refused it since it was started. */
  readonly refused: number;
  /** Hints shown since it was started. */
  readonly hints: number;
};

/** What a learner has done, by stable ids. */
export type Progress = {
  readonly version: 1;
  readonly exercises: Readonly<Record<string, ExerciseRecord>>;
  /** Right answers at the last try of a lesson's quiz. */
  readonly quizzes: Readonly<Record<string, { readonly right: number; readonly of: number }>>;
};

const fresh: ExerciseRecord = { seen: [], refused: 0, hints: 0 };

/** Nothing done yet. */
export const noProgress: Progress = { version: 1, exercises: {}, quizzes: {} };

/**
 * Reads what was stored. Anything that is not a progress of ours counts as nothing done; in one that is, what is
 * damaged is left out and the rest is kept.
 */
export function readProgress(stored: unknown): Progress {
  const { version, exercises, quizzes } = tableOf(stored);
  if (version !== 1) return noProgress;
  return {
    version,
    exercises: Object.fromEntries(Object.entries(tableOf(exercises)).map(([id, record]) => [id, readRecord(record)])),
    quizzes: Object.fromEntries(
      Object.entries(tableOf(quizzes)).flatMap(([lesson, result]) => {
        const { right, of } = tableOf(result);
        return typeof right === 'number' && typeof of === 'number' ? [[lesson, { right, of }]] : [];
      }),
    ),
  };
}

function readRecord(stored: unknown): ExerciseRecord {
  const { since, seen, passedAt, engine, refused, hints } = tableOf(stored);
  return {
    seen: Array.isArray(seen) ? seen.filter((one) => typeof one === 'string') : [],
    refused: typeof refused === 'number' ? refused : 0,
    hints: typeof hints === 'number' ? hints : 0,
    ...(typeof since === 'number' && { since }),
    ...(typeof passedAt === 'number' && { passedAt }),
    ...(typeof engine === 'string' && { engine }),
  };
}

const tableOf = (stored: unknown): Readonly<Record<string, unknown>> =>
  typeof stored === 'object' && stored !== null ? { ...stored } : {};

/** The record of an exercise, empty when it was never touched. */
export const recordOf = (progress: Progress, exercise: string): ExerciseRecord => progress.exercises[exercise] ?? fresh;

function change(progress: Progress, id: string, record: ExerciseRecord): Progress {
  return { ...progress, exercises: { ...progress.exercises, [id]: record } };
}

/** The exercise was started now; starting it again while it runs changes nothing. */
export function started(progress: Progress, id: string, now: number): Progress {
  const record = recordOf(progress, id);
  return record.since === undefined ? change(progress, id, { ...record, since: now }) : progress;
}

/** A check was made: keeps what was seen once, the first pass, and counts refusals. */
export function checked(
  progress: Progress,
  verdict: ExerciseVerdict,
  seen: readonly string[],
  now: number,
  engine?: string,
): Progress {
  const { id } = verdict.exercise;
  const record = recordOf(progress, id);
  const passed = verdict.verdict === 'pass' && record.passedAt === undefined;
  return change(progress, id, {
    ...record,
    seen: [...new Set([...record.seen, ...seen])],
    refused: record.refused + (verdict.verdict === 'fail' ? 1 : 0),
    ...(passed ? { passedAt: now, ...(engine === undefined ? {} : { engine }) } : {}),
  });
}

/** An event has shown that `once` conditions were met. */
export function seenOnce(progress: Progress, id: string, seen: readonly string[]): Progress {
  const record = recordOf(progress, id);
  return change(progress, id, { ...record, seen: [...new Set([...record.seen, ...seen])] });
}

/** One more hint was shown. */
export function hinted(progress: Progress, exercise: Exercise): Progress {
  const record = recordOf(progress, exercise.id);
  return change(progress, exercise.id, { ...record, hints: Math.min(record.hints + 1, exercise.hints.length) });
}

/** The exercise was reset: what was seen is forgotten, a pass stays. */
export function reset(progress: Progress, id: string): Progress {
  const { passedAt, engine } = recordOf(progress, id);
  return change(progress, id, {
    ...fresh,
    ...(passedAt === undefined ? {} : { passedAt }),
    ...(engine === undefined ? {} : { engine }),
  });
}

/** A quiz was answered to its end. */
export function quizzed(progress: Progress, lesson: string, right: number, of: number): Progress {
  return { ...progress, quizzes: { ...progress.quizzes, [lesson]: { right, of } } };
}

/** A lesson is finished when all its core exercises have passed; a lesson without any is only read. */
export function isFinished(progress: Progress, lesson: Lesson): boolean {
  const core = lesson.exercises.filter((one) => one.core);
  return core.length > 0 && core.every((one) => recordOf(progress, one.id).passedAt !== undefined);
}

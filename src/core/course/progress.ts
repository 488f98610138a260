import { contentOf } from './content-hash';
import { dayOf } from './days';
import type { ExerciseVerdict } from './judge';
import type { Exercise, Lesson } from './lesson';

/** What the product remembers of one exercise. Times are milliseconds since 1970. */
export type ExerciseRecord = {
  /** When it was started; events before do not count. */
  readonly since?: number;
  /** The `once` conditions that were seen met since then. */
  readonly seen: readonly string[];
  /** Checks that refused it since it was started. */
  readonly refused: number;
  /** Hints shown since it was started. */
  readonly hints: number;
  readonly passedAt?: number;
  /** The engine on which it passed, by its own name. */
  readonly engine?: string;
  /** What the exercise was when it passed: see contentOf. */
  readonly content?: string;
  /** How often its progress had been reset when it passed. */
  readonly passedRound?: number;
  /** How often its progress was reset, and when it was last. */
  readonly rounds?: number;
  readonly forgottenAt?: number;
  /** Counts the changes of this record, so that of two machines' the later one is known whatever their clocks say. */
  readonly revision?: number;
};

/** The result of a lesson's quiz: right answers at the last try. */
export type QuizResult = { readonly right: number; readonly of: number; readonly at: number };

/** What a learner has done, by stable ids. */
export type Progress = {
  readonly version: 2;
  readonly exercises: Readonly<Record<string, ExerciseRecord>>;
  readonly quizzes: Readonly<Record<string, QuizResult>>;
  /** The days on which something was done, such as `2026-11-21`, sorted. */
  readonly days: readonly string[];
};

const fresh: ExerciseRecord = { seen: [], refused: 0, hints: 0 };

/** Nothing done yet. */
export const noProgress: Progress = { version: 2, exercises: {}, quizzes: {}, days: [] };

/** The record of an exercise, empty when it was never touched. */
export const recordOf = (progress: Progress, exercise: string): ExerciseRecord => progress.exercises[exercise] ?? fresh;

function change(progress: Progress, id: string, record: ExerciseRecord): Progress {
  const revision = (recordOf(progress, id).revision ?? 0) + 1;
  return { ...progress, exercises: { ...progress.exercises, [id]: { ...record, revision } } };
}

/** Something was done on this day. */
function active(progress: Progress, now: number): Progress {
  const day = dayOf(now);
  return progress.days.includes(day) ? progress : { ...progress, days: [...progress.days, day].sort() };
}

/** The exercise was started now; starting it again while it runs changes nothing. */
export function started(progress: Progress, id: string, now: number): Progress {
  const record = recordOf(progress, id);
  return record.since === undefined ? active(change(progress, id, { ...record, since: now }), now) : progress;
}

/** A check was made: keeps what was seen once, the first pass, and counts refusals. */
export function checked(
  progress: Progress,
  verdict: ExerciseVerdict,
  seen: readonly string[],
  now: number,
  engine?: string,
): Progress {
  const { exercise } = verdict;
  const record = recordOf(progress, exercise.id);
  const passed = verdict.verdict === 'pass' && record.passedAt === undefined;
  const pass = { passedAt: now, content: contentOf(exercise), passedRound: record.rounds ?? 0 };
  return active(
    change(progress, exercise.id, {
      ...record,
      seen: [...new Set([...record.seen, ...seen])],
      refused: record.refused + (verdict.verdict === 'fail' ? 1 : 0),
      ...(passed ? { ...pass, ...(engine === undefined ? {} : { engine }) } : {}),
    }),
    now,
  );
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
  return change(progress, id, { ...fresh, ...passOf(recordOf(progress, id)), ...roundsOf(recordOf(progress, id)) });
}

/** The part of a record that tells of its pass. */
export function passOf({ passedAt, engine, content, passedRound }: ExerciseRecord): Partial<ExerciseRecord> {
  return {
    ...(passedAt !== undefined && { passedAt }),
    ...(engine !== undefined && { engine }),
    ...(content !== undefined && { content }),
    ...(passedRound !== undefined && { passedRound }),
  };
}

function roundsOf({ rounds, forgottenAt }: ExerciseRecord): Partial<ExerciseRecord> {
  return { ...(rounds !== undefined && { rounds }), ...(forgottenAt !== undefined && { forgottenAt }) };
}

/** A quiz was answered to its end. */
export function quizzed(progress: Progress, lesson: string, right: number, of: number, at: number): Progress {
  return active({ ...progress, quizzes: { ...progress.quizzes, [lesson]: { right, of, at } } }, at);
}

/** Takes the progress of exercises and quizzes away, passes too. */
export function forgotten(
  progress: Progress,
  { exercises, lessons }: { readonly exercises: readonly string[]; readonly lessons: readonly string[] },
  now: number,
): Progress {
  const known = exercises.filter((id) => progress.exercises[id] !== undefined);
  const without = known.reduce((all, id) => {
    const rounds = (recordOf(all, id).rounds ?? 0) + 1;
    return change(all, id, { ...fresh, rounds, forgottenAt: now });
  }, progress);
  const answered = lessons.filter((id) => progress.quizzes[id] !== undefined);
  const quizzes = Object.fromEntries(answered.map((id) => [id, { right: 0, of: 0, at: now }]));
  return { ...without, quizzes: { ...without.quizzes, ...quizzes } };
}

/** Takes a `forgotten` back: what there was before is there again, also for the other machines. */
export function remembered(progress: Progress, before: Progress, now: number): Progress {
  const exercises = Object.entries(before.exercises).reduce((all, [id, record]) => {
    const { rounds, forgottenAt, passedAt } = recordOf(all, id);
    if (passedAt !== undefined || rounds === record.rounds) return all;
    return change(all, id, {
      ...record,
      ...(rounds === undefined ? {} : { rounds, passedRound: rounds }),
      ...(forgottenAt === undefined ? {} : { forgottenAt }),
    });
  }, progress);
  const quizzes = Object.entries(before.quizzes).filter(([id]) => progress.quizzes[id]?.of === 0);
  const again = Object.fromEntries(quizzes.map(([id, result]) => [id, { ...result, at: now }]));
  return { ...exercises, quizzes: { ...progress.quizzes, ...again } };
}

/** A lesson is finished when all its core exercises have passed; a lesson without any is only read. */
export function isFinished(progress: Progress, lesson: Lesson): boolean {
  const core = lesson.exercises.filter((one) => one.core);
  return core.length > 0 && core.every((one) => recordOf(progress, one.id).passedAt !== undefined);
}

/** The progress without the passes since this moment. */
export function asOf(progress: Progress, time: number): Progress {
  const earlier = Object.entries(progress.exercises).filter(([, one]) => (one.passedAt ?? 0) < time);
  return { ...progress, exercises: Object.fromEntries(earlier) };
}

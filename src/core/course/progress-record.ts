import { noProgress, passOf, type ExerciseRecord, type Progress, type QuizResult } from './progress';

/**
 * Reads what was stored. Anything that is not a progress of ours counts as nothing done; in one that is, what is
 * damaged is left out and the rest is kept. Version 1 had no days, rounds and revisions.
 */
export function readProgress(stored: unknown): Progress {
  return isProgress(stored) ? readKnown(tableOf(stored)) : noProgress;
}

/** Is it a progress of ours, of this version or an earlier one? */
export function isProgress(stored: unknown): boolean {
  const { version } = tableOf(stored);
  return version === 1 || version === 2;
}

function readKnown({ exercises, quizzes, days }: Readonly<Record<string, unknown>>): Progress {
  return {
    version: 2,
    exercises: Object.fromEntries(Object.entries(tableOf(exercises)).map(([id, record]) => [id, readRecord(record)])),
    quizzes: Object.fromEntries(
      Object.entries(tableOf(quizzes)).flatMap(([lesson, result]) => {
        const { right, of, at = 0 } = tableOf(result);
        if (typeof right !== 'number' || typeof of !== 'number' || typeof at !== 'number') return [];
        return [[lesson, { right, of, at }]];
      }),
    ),
    days: stringsOf(days).filter((day) => /^\d{4}-\d\d-\d\d$/.test(day)),
  };
}

const numbers = ['since', 'passedAt', 'passedRound', 'rounds', 'forgottenAt', 'revision'] as const;
const texts = ['engine', 'content'] as const;

function readRecord(stored: unknown): ExerciseRecord {
  const table = tableOf(stored);
  const { seen, refused, hints } = table;
  const known = [
    ...numbers.filter((key) => typeof table[key] === 'number' && Number.isFinite(table[key])),
    ...texts.filter((key) => typeof table[key] === 'string'),
  ];
  return {
    seen: stringsOf(seen),
    refused: typeof refused === 'number' ? refused : 0,
    hints: typeof hints === 'number' ? hints : 0,
    ...Object.fromEntries(known.map((key) => [key, table[key]])),
  };
}

const stringsOf = (stored: unknown): readonly string[] =>
  Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : [];

const tableOf = (stored: unknown): Readonly<Record<string, unknown>> =>
  typeof stored === 'object' && stored !== null ? { ...stored } : {};

/**
 * What two machines, or two windows, know together. No pass is lost, but for those that were taken away by a reset of
 * the progress after they were made; what is open is as the record that changed more often says.
 */
export function merge(a: Progress, b: Progress): Progress {
  return {
    version: 2,
    exercises: mergeTables(a.exercises, b.exercises, mergeRecords),
    quizzes: mergeTables(a.quizzes, b.quizzes, laterQuiz),
    days: [...new Set([...a.days, ...b.days])].sort(),
  };
}

function mergeTables<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  both: (a: T, b: T) => T,
): Readonly<Record<string, T>> {
  const entries = [...new Set([...Object.keys(a), ...Object.keys(b)])].map((key) => {
    const [left, right] = [a[key], b[key]];
    return [key, left === undefined ? right : right === undefined ? left : both(left, right)] as const;
  });
  return Object.fromEntries(entries) as Readonly<Record<string, T>>;
}

const laterQuiz = (a: QuizResult, b: QuizResult): QuizResult => (b.at > a.at ? b : a);

function mergeRecords(a: ExerciseRecord, b: ExerciseRecord): ExerciseRecord {
  const [later, earlier] = (b.revision ?? 0) > (a.revision ?? 0) ? [b, a] : [a, b];
  const rounds = Math.max(a.rounds ?? 0, b.rounds ?? 0);
  const forgottenAt = Math.max(a.forgottenAt ?? 0, b.forgottenAt ?? 0);
  const counts = ({ passedAt, passedRound = 0 }: ExerciseRecord): boolean =>
    passedAt !== undefined && (passedRound >= rounds || passedAt > forgottenAt);
  const [pass] = [a, b].filter(counts).sort((one, other) => (one.passedAt ?? 0) - (other.passedAt ?? 0));
  return {
    ...runOf(later, earlier),
    ...(later.revision !== undefined && { revision: later.revision }),
    ...(pass && passOf(pass)),
    ...(rounds > 0 && { rounds, forgottenAt }),
  };
}

/** What is open: as the later record says, and of the same run what both know. */
function runOf(later: ExerciseRecord, earlier: ExerciseRecord): ExerciseRecord {
  const { since, seen, refused, hints } = later;
  const begun = since === undefined ? {} : { since };
  if (since !== earlier.since) return { ...begun, seen, refused, hints };
  return {
    ...begun,
    seen: [...new Set([...seen, ...earlier.seen])],
    refused: Math.max(refused, earlier.refused),
    hints: Math.max(hints, earlier.hints),
  };
}

import type { Text } from '../text';
import { contentOf } from './content-hash';
import { beginOf, dayOf, dayPlus, isDay, mondayOf, streakOf } from './days';
import type { Exercise, Lesson, Track } from './lesson';
import { lessonMinutes, planOf } from './plan';
import { planSummary, type PlanSummary } from './plan-summary';
import { asOf, isFinished, recordOf, type Progress } from './progress';

/** What the learner is doing with an exercise. */
export type ExerciseState = 'open' | 'working' | 'passed';

/** What the learner is doing with a lesson; one without core exercises is only read. */
export type LessonState = 'open' | 'working' | 'finished' | 'reading';

/** An exercise and what became of it. */
export type ExerciseSummary = {
  readonly id: string;
  readonly title: Text;
  readonly core: boolean;
  readonly minutes: number;
  readonly state: ExerciseState;
  readonly passedAt?: number;
  /** The engine or lab on which it passed. */
  readonly engine?: string;
  /** It asks something else now than when it was passed. */
  readonly changed: boolean;
};

/** A lesson and what became of it. */
export type LessonSummary = {
  readonly id: string;
  readonly title: Text;
  readonly minutes: number;
  readonly minutesDone: number;
  readonly state: LessonState;
  /** `right` is missing while the quiz was not answered. */
  readonly quiz?: { readonly right?: number; readonly of: number };
  readonly exercises: readonly ExerciseSummary[];
};

/** How much of some lessons is done; exercises are the core ones, lessons those that can be finished. */
export type Count = {
  readonly minutes: number;
  readonly minutesDone: number;
  readonly exercises: number;
  readonly exercisesPassed: number;
  readonly lessons: number;
  readonly lessonsFinished: number;
};

/** A track and what became of it. */
export type TrackSummary = {
  readonly id: string;
  readonly title: Text;
  readonly count: Count;
  readonly lessons: readonly LessonSummary[];
};

/** What to do next, and why: it was begun, it is the next core exercise, or only extra ones are left. */
export type NextStep = {
  readonly why: 'working' | 'core' | 'extra';
  readonly track: { readonly id: string; readonly title: Text };
  readonly lesson: { readonly id: string; readonly title: Text };
  readonly exercise: ExerciseSummary;
};

/** All that the progress page tells, as plain JSON data. */
export type Summary = {
  /** Was any exercise ever started or any quiz answered? */
  readonly begun: boolean;
  readonly tracks: readonly TrackSummary[];
  readonly total: Count & { readonly minutesLeft: number };
  readonly hoursPerWeek: number;
  /** At the learner's hours a week, and the day that this implies, such as `2026-11-21`. */
  readonly weeksLeft: number;
  readonly doneOn: string;
  /** Days in a row on which something was done. */
  readonly streak: number;
  /** This week from Monday on, the minutes of what was passed in it, and those of lessons that it has room for. */
  readonly week: { readonly days: readonly WeekDay[]; readonly minutes: number; readonly planned: number };
  /** Where the learner is in the plan, when there is one. */
  readonly plan?: PlanSummary;
  readonly next?: NextStep;
};

/** A day of this week: was something done, and is it today or still to come? */
export type WeekDay = { readonly day: string; readonly active: boolean; readonly when: 'past' | 'today' | 'ahead' };

/** The hours a week that a learner who said nothing has, and the bounds of what can be said. */
export const hours = { usual: 15, least: 1, most: 60 } as const;

/** The hours a week that somebody gave, kept within the bounds; anything but a number counts as not said. */
export function hoursFrom(given: unknown): number {
  if (typeof given !== 'number' || !Number.isFinite(given)) return hours.usual;
  return Math.min(hours.most, Math.max(hours.least, given));
}

/** What a summary reckons with; `planStart` is the first day of the learner's plan, anything else is none. */
export type Reckoning = { readonly now: number; readonly hoursPerWeek: number; readonly planStart?: unknown };

/** Sums up what a learner has done of these tracks, what is left, and what comes next. */
export function summarize(
  tracks: readonly Track[],
  progress: Progress,
  { now, hoursPerWeek, planStart: start }: Reckoning,
): Summary {
  const summed = tracks.map((track) => trackOf(track, progress));
  const total = sum(summed.map((one) => one.count));
  const minutesLeft = total.minutes - total.minutesDone;
  const weeksLeft = minutesLeft / lessonMinutes(hoursPerWeek);
  const today = dayOf(now);
  const monday = mondayOf(today);
  const before = asOf(progress, beginOf(monday));
  const next = nextOf(summed, progress);
  const lessons = summed.flatMap((one) => one.lessons);
  const plan =
    typeof start === 'string' && isDay(start)
      ? planSummary(planOf(tracks, progress, { hoursPerWeek, start }), lessons, dayOf(now))
      : undefined;
  return {
    begun: isBegun(progress),
    tracks: summed,
    total: { ...total, minutesLeft },
    hoursPerWeek,
    weeksLeft,
    doneOn: dayPlus(today, Math.ceil(weeksLeft * 7)),
    streak: streakOf(progress.days, now),
    week: {
      days: weekOf(monday, progress, today),
      minutes: total.minutesDone - sum(tracks.map((track) => trackOf(track, before).count)).minutesDone,
      planned: lessonMinutes(hoursPerWeek),
    },
    ...(plan && { plan }),
    ...(next && { next }),
  };
}

function trackOf(track: Track, progress: Progress): TrackSummary {
  const lessons = track.lessons.map((lesson) => lessonOf(lesson, progress));
  return { id: track.id, title: track.title, count: sum(lessons.map(countOf)), lessons };
}

function lessonOf(lesson: Lesson, progress: Progress): LessonSummary {
  const exercises = lesson.exercises.map((exercise) => exerciseOf(exercise, progress));
  const result = progress.quizzes[lesson.id];
  const answered = result !== undefined && result.of > 0;
  const finished = isFinished(progress, lesson);
  const passed = exercises.filter((one) => one.state === 'passed').reduce((all, one) => all + one.minutes, 0);
  const touched = answered || exercises.some((one) => one.state !== 'open');
  const readOnly = !exercises.some((one) => one.core);
  return {
    id: lesson.id,
    title: lesson.title,
    minutes: lesson.minutes,
    minutesDone: finished ? lesson.minutes : Math.min(passed, lesson.minutes),
    state: finished ? 'finished' : readOnly ? 'reading' : touched ? 'working' : 'open',
    ...(answered && { quiz: { right: result.right, of: result.of } }),
    ...(!answered && lesson.quiz.length > 0 && { quiz: { of: lesson.quiz.length } }),
    exercises,
  };
}

function exerciseOf(exercise: Exercise, progress: Progress): ExerciseSummary {
  const { since, passedAt, engine, content } = recordOf(progress, exercise.id);
  const passed = passedAt !== undefined;
  return {
    id: exercise.id,
    title: exercise.title,
    core: exercise.core,
    minutes: exercise.minutes,
    state: passed ? 'passed' : since === undefined ? 'open' : 'working',
    ...(passed && { passedAt }),
    ...(passed && engine !== undefined && { engine }),
    changed: passed && content !== undefined && content !== contentOf(exercise),
  };
}

/** A lesson that is only read can never be finished: its minutes count neither as done nor as left. */
function countOf({ state, minutes, minutesDone, exercises }: LessonSummary): Count {
  const core = exercises.filter((one) => one.core);
  const counts = state !== 'reading';
  return {
    minutes: counts ? minutes : 0,
    minutesDone: counts ? minutesDone : 0,
    exercises: core.length,
    exercisesPassed: core.filter((one) => one.state === 'passed').length,
    lessons: counts ? 1 : 0,
    lessonsFinished: state === 'finished' ? 1 : 0,
  };
}

const nothing: Count = {
  minutes: 0,
  minutesDone: 0,
  exercises: 0,
  exercisesPassed: 0,
  lessons: 0,
  lessonsFinished: 0,
};

function sum(counts: readonly Count[]): Count {
  return counts.reduce(
    (all, one) => ({
      minutes: all.minutes + one.minutes,
      minutesDone: all.minutesDone + one.minutesDone,
      exercises: all.exercises + one.exercises,
      exercisesPassed: all.exercisesPassed + one.exercisesPassed,
      lessons: all.lessons + one.lessons,
      lessonsFinished: all.lessonsFinished + one.lessonsFinished,
    }),
    nothing,
  );
}

function nextOf(tracks: readonly TrackSummary[], progress: Progress): NextStep | undefined {
  const all = tracks.flatMap((track) =>
    track.lessons.flatMap((lesson) => lesson.exercises.map((exercise) => ({ track, lesson, exercise }))),
  );
  const at = (one: (typeof all)[number], what: 'since' | 'passedAt'): number =>
    recordOf(progress, one.exercise.id)[what] ?? 0;
  const [working] = all
    .filter((one) => one.exercise.state === 'working')
    .sort((a, b) => at(b, 'since') - at(a, 'since'));
  const [latest] = all.filter((one) => at(one, 'passedAt') > 0).sort((a, b) => at(b, 'passedAt') - at(a, 'passedAt'));
  const open = all.filter((one) => one.exercise.state === 'open');
  const core = open.filter((one) => one.exercise.core);
  // Who has begun in the middle of the course goes on there.
  const found = working ?? core.find((one) => one.track === latest?.track) ?? core[0] ?? open[0];
  if (found === undefined) return undefined;
  const { track, lesson, exercise } = found;
  return {
    why: working !== undefined ? 'working' : exercise.core ? 'core' : 'extra',
    track: { id: track.id, title: track.title },
    lesson: { id: lesson.id, title: lesson.title },
    exercise,
  };
}

const isBegun = (progress: Progress): boolean =>
  Object.values(progress.quizzes).some((one) => one.of > 0) ||
  Object.values(progress.exercises).some((one) => one.since !== undefined || one.passedAt !== undefined);

function weekOf(monday: string, progress: Progress, today: string): readonly WeekDay[] {
  return Array.from({ length: 7 }, (_, index) => {
    const day = dayPlus(monday, index);
    const when = day === today ? 'today' : day < today ? 'past' : 'ahead';
    return { day, active: progress.days.includes(day), when };
  });
}

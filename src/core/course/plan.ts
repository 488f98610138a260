import type { Text } from '../text';
import { beginOf, dayPlus } from './days';
import type { Lesson, Track } from './lesson';
import { asOf, isFinished, type Progress } from './progress';

/** A lesson of a plan. */
export type PlannedLesson = Pick<Lesson, 'id' | 'title' | 'minutes'>;

/** A stage that ends in a week, and what the learner has built by then. */
export type StageEnd = { readonly title: Text; readonly project: Text };

/** A week of a plan; several weeks when a lesson alone is longer than one. */
export type PlanWeek = {
  /** Counted from 1; of several weeks the first. */
  readonly number: number;
  /** How many weeks it takes. */
  readonly weeks: number;
  /** Its first and its last day. */
  readonly from: string;
  readonly to: string;
  readonly lessons: readonly PlannedLesson[];
  readonly minutes: number;
  readonly ends: readonly StageEnd[];
};

/** Which lessons belong to which week, from a day on. */
export type Plan = {
  readonly start: string;
  readonly hoursPerWeek: number;
  readonly weeks: readonly PlanWeek[];
};

/** The minutes of lessons in a week of learning: a third of it. The rest is practice of one's own, notes and reading. */
export const lessonMinutes = (hoursPerWeek: number): number => hoursPerWeek * 20;

/** The hours a week, and the first day. */
type PlanWish = { readonly hoursPerWeek: number; readonly start: string };

/**
 * Lays the lessons into weeks, in their order. A lesson that does not fit into what is left of a week waits for the
 * next one; one that is longer than a week gets as many weeks as it takes. What was finished before the first day is
 * left out; what is finished later stays in its week, so that the plan does not move while it is followed.
 */
export function planOf(tracks: readonly Track[], progress: Progress, { hoursPerWeek, start }: PlanWish): Plan {
  const before = asOf(progress, beginOf(start));
  const capacity = lessonMinutes(hoursPerWeek);
  const weeks: PlanWeek[] = [];
  for (const { title, project, lessons } of tracks) {
    const open = lessons.filter((lesson) => !isFinished(before, lesson));
    for (const lesson of open) put(lesson);
    const last = weeks.at(-1);
    if (last !== undefined && open.length > 0 && project !== undefined)
      weeks[weeks.length - 1] = { ...last, ends: [...last.ends, { title, project }] };
  }
  return { start, hoursPerWeek, weeks };

  function put({ id, title, minutes }: Lesson): void {
    const last = weeks.at(-1);
    const lesson = { id, title, minutes };
    if (last !== undefined && last.minutes + minutes <= last.weeks * capacity) {
      weeks[weeks.length - 1] = { ...last, lessons: [...last.lessons, lesson], minutes: last.minutes + minutes };
      return;
    }
    const number = last === undefined ? 1 : last.number + last.weeks;
    const count = Math.max(1, Math.ceil(minutes / capacity - 1e-9));
    const from = dayPlus(start, (number - 1) * 7);
    weeks.push({ number, weeks: count, from, to: dayPlus(from, count * 7 - 1), lessons: [lesson], minutes, ends: [] });
  }
}

/** The last day of a plan that has weeks. */
export const endOf = ({ weeks, start }: Plan): string => weeks.at(-1)?.to ?? start;

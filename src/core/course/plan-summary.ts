import type { Text } from '../text';
import { endOf, type Plan, type PlanWeek } from './plan';
import type { LessonSummary } from './summary';

/** The plan as the progress page shows it today. */
export type PlanSummary = {
  readonly start: string;
  readonly to: string;
  /** How many weeks it has. */
  readonly weeks: number;
  readonly when: 'before' | 'during' | 'after';
  /** The week that holds today; before the plan begins its first, after its end none. */
  readonly week?: Pick<PlanWeek, 'number' | 'weeks' | 'from' | 'to' | 'ends'> & {
    readonly lessons: readonly LessonSummary[];
  };
  readonly pace: Pace;
};

/** Open lessons of weeks that are over, or finished ones of weeks to come. */
export type Pace =
  | { readonly is: 'behind'; readonly lessons: number; readonly first: { readonly id: string; readonly title: Text } }
  | { readonly is: 'ahead'; readonly lessons: number }
  | { readonly is: 'even' };

/** Where one is in a plan on a day; undefined when nothing is planned. Lessons that are only read are never late. */
export function planSummary(plan: Plan, lessons: readonly LessonSummary[], today: string): PlanSummary | undefined {
  const { start, weeks } = plan;
  const last = weeks.at(-1);
  if (last === undefined) return undefined;
  const to = endOf(plan);
  const when = today < start ? 'before' : today > to ? 'after' : 'during';
  const week = when === 'before' ? weeks[0] : weeks.find((one) => one.from <= today && today <= one.to);
  const known = new Map(lessons.map((one) => [one.id, one]));
  const of = (some: readonly PlanWeek[]): readonly LessonSummary[] =>
    some.flatMap((one) => one.lessons).flatMap(({ id }) => known.get(id) ?? []);
  const late = of(weeks.filter((one) => one.to < today)).filter((one) => !['finished', 'reading'].includes(one.state));
  const early = of(weeks.filter((one) => one.from > today)).filter((one) => one.state === 'finished');
  return {
    start,
    to,
    weeks: last.number + last.weeks - 1,
    when,
    ...(week && { week: weekOf(week, of([week])) }),
    pace: paceOf(late, early.length),
  };
}

function weekOf(
  { number, weeks, from, to, ends }: PlanWeek,
  lessons: readonly LessonSummary[],
): NonNullable<PlanSummary['week']> {
  return { number, weeks, from, to, ends, lessons };
}

function paceOf([first, ...more]: readonly LessonSummary[], early: number): Pace {
  if (first !== undefined)
    return { is: 'behind', lessons: 1 + more.length, first: { id: first.id, title: first.title } };
  return early > 0 ? { is: 'ahead', lessons: early } : { is: 'even' };
}

import type { PlanSummary } from '../core/course/plan-summary';
import type { LessonSummary } from '../core/course/summary';
import { element, facts, sign } from './elements';
import { button, type Page } from './page';
import { lessonSigns } from './tracks-section';

/** What belongs to this week in the learner's plan, and whether the learner keeps up with it. */
export function planSection(page: Page): HTMLElement {
  const { talk, summary } = page;
  return element(
    'section',
    { class: 'plan', 'aria-labelledby': 'plan' },
    element('h2', { id: 'plan' }, talk.say('plan.title')),
    ...(summary.plan === undefined ? noPlan(page) : planned(page, summary.plan)),
  );
}

function noPlan(page: Page): readonly HTMLElement[] {
  const { talk, summary } = page;
  if (summary.total.minutesLeft === 0) return [element('p', {}, talk.say('plan.allDone'))];
  return [element('p', {}, talk.say('plan.none')), element('div', { class: 'actions' }, makeButton(page, 'plan.make'))];
}

const makeButton = (page: Page, word: 'plan.make' | 'plan.again'): HTMLElement =>
  button(page, { label: page.talk.say(word), about: page.talk.say('plan.title'), message: { type: 'plan' } });

function planned(page: Page, plan: PlanSummary): readonly (HTMLElement | string)[] {
  const { talk } = page;
  const { week, pace } = plan;
  const rows = week?.lessons.map((lesson) => lessonRow(page, lesson)) ?? [];
  const ends = week?.ends.map(({ title, project }) =>
    element('p', { class: 'hint' }, talk.say('plan.project', { stage: talk.text(title), project: talk.text(project) })),
  );
  const first =
    pace.is === 'behind'
      ? button(page, {
          label: talk.say('plan.catchUp'),
          about: talk.text(pace.first.title),
          message: { type: 'open', lesson: pace.first.id },
          place: 'plan',
        })
      : undefined;
  return [
    ...(week === undefined ? [] : [weekFacts(page, plan, week)]),
    element('p', { class: 'pace' }, paceWords(page, plan)),
    ...(first === undefined ? [] : [element('div', { class: 'actions' }, first)]),
    ...(rows.length === 0 ? [] : [element('ul', { class: 'exercises' }, ...rows)]),
    ...(ends ?? []),
    element('div', { class: 'actions' }, makeButton(page, 'plan.again')),
  ];
}

function weekFacts({ talk }: Page, plan: PlanSummary, week: NonNullable<PlanSummary['week']>): HTMLElement {
  const { number, weeks, lessons, from, to } = week;
  const last = number + weeks - 1;
  const finished = lessons.filter((one) => one.state === 'finished').length;
  const all = lessons.filter((one) => one.state !== 'reading').length;
  const day = (of: string): string => talk.date(of, { month: 'long', day: 'numeric' });
  return facts(
    talk.say(weeks === 1 ? 'plan.week' : 'plan.weeks', { number, last, all: plan.weeks }),
    talk.say('plan.dates', { from: day(from), to: day(to) }),
    all > 0 ? talk.say('plan.done', { finished, all }) : undefined,
  );
}

function paceWords({ talk }: Page, { start, to, when, pace }: PlanSummary): string {
  const of = (day: string): { readonly date: string } => ({ date: talk.date(day, { dateStyle: 'long' }) });
  const first = pace.is === 'behind' ? { first: talk.text(pace.first.title) } : {};
  const pacing = pace.is === 'even' ? talk.say('plan.even') : talk.many(`plan.${pace.is}`, pace.lessons, first);
  if (when === 'during') return pacing;
  const whole = when === 'before' ? talk.say('plan.before', of(start)) : talk.say('plan.after', of(to));
  return pace.is === 'even' ? whole : `${whole} ${pacing}`;
}

function lessonRow(page: Page, lesson: LessonSummary): HTMLElement {
  const { talk } = page;
  const { id, title, state, exercises, minutes } = lesson;
  const passed = exercises.filter((one) => one.state === 'passed').length;
  const next = exercises.find((one) => one.core && one.state !== 'passed');
  const about = talk.text(title);
  return element(
    'li',
    {},
    sign(lessonSigns[state]),
    element(
      'div',
      { class: 'what' },
      element('span', { class: 'name' }, about),
      facts(
        talk.say(`lesson.${state}`),
        exercises.length > 0 ? talk.say('lesson.exercises', { passed, all: exercises.length }) : undefined,
        talk.time(minutes),
      ),
    ),
    element(
      'div',
      { class: 'actions' },
      button(page, {
        label: talk.say('action.open'),
        about,
        message: { type: 'open', lesson: id },
        place: 'plan',
      }),
      next &&
        button(page, {
          label: talk.say(next.state === 'working' ? 'action.continue' : 'action.start'),
          about: talk.text(next.title),
          message: { type: 'start', exercise: next.id },
          place: 'plan',
        }),
    ),
  );
}

import type { NextStep } from '../core/course/summary';
import { element, facts, sign } from './elements';
import { button, type Page } from './page';

/** What to do next, with the one primary button of the page. */
export function nextSection(page: Page): HTMLElement {
  const { next } = page.summary;
  return element(
    'section',
    { class: 'next', 'aria-labelledby': 'next' },
    ...(next === undefined ? nothingLeft(page) : step(page, next)),
  );
}

function nothingLeft({ talk }: Page): readonly HTMLElement[] {
  return [
    element('h2', { id: 'next' }, sign('done'), ` ${talk.say('next.none')}`),
    element('p', {}, talk.say('next.noneDetail')),
  ];
}

function step(page: Page, { why, track, lesson, exercise }: NextStep): readonly HTMLElement[] {
  const { talk, summary } = page;
  const title = talk.text(exercise.title);
  const working = why === 'working';
  const label = talk.say(working ? 'action.continue' : 'action.start');
  const start = { type: 'start', exercise: exercise.id } as const;
  const check = { type: 'check', exercise: exercise.id } as const;
  return [
    element('h2', { id: 'next', class: 'kicker' }, talk.say(summary.begun ? `next.${why}` : 'next.begin')),
    element('p', { class: 'headline' }, title),
    facts(
      talk.text(track.title),
      talk.text(lesson.title),
      talk.time(exercise.minutes),
      exercise.core ? undefined : talk.say('exercise.extra'),
    ),
    element(
      'div',
      { class: 'actions' },
      button(page, { label, about: title, look: 'primary', message: start }),
      working ? button(page, { label: talk.say('action.check'), about: title, message: check }) : undefined,
      button(page, {
        label: talk.say('action.open'),
        about: talk.text(lesson.title),
        message: { type: 'open', lesson: lesson.id },
      }),
    ),
  ];
}

import { hours, type WeekDay } from '../core/course/summary';
import { isHours } from '../core/course/summary-messages';
import { bar, element, sign } from './elements';
import { leftWords, type Page } from './page';

/** How it goes: the streak, the hours of this week, and what is left at that pace. */
export function weekSection(page: Page): HTMLElement {
  const { talk } = page;
  return element(
    'section',
    { 'aria-labelledby': 'week' },
    element('h2', { id: 'week' }, talk.say('week.title')),
    element('div', { class: 'tiles' }, streakTile(page), hoursTile(page), leftTile(page)),
  );
}

function tile(title: string, value: string, ...more: readonly Node[]): HTMLElement {
  return element('div', { class: 'tile' }, element('h3', {}, title), element('p', { class: 'figure' }, value), ...more);
}

function streakTile({ talk, summary }: Page): HTMLElement {
  const days = element('ol', { class: 'days' }, ...summary.week.days.map((one) => dayMark(one)));
  return tile(talk.say('streak.title'), talk.many('streak', summary.streak), days);

  function dayMark({ day, active, when }: WeekDay): HTMLElement {
    const word = active ? 'day.active' : when === 'ahead' ? 'day.ahead' : 'day.idle';
    const name = talk.say(word, { day: talk.date(day, { weekday: 'long' }) });
    return element(
      'li',
      { class: when, 'aria-current': when === 'today' ? 'date' : undefined },
      element('span', { 'aria-hidden': 'true' }, talk.date(day, { weekday: 'narrow' })),
      sign(active ? 'done' : 'open'),
      element('span', { class: 'unseen' }, name),
    );
  }
}

function hoursTile(page: Page): HTMLElement {
  const { talk, summary } = page;
  const { minutes: done, planned: plan } = summary.week;
  const words = talk.say('week.of', { done: talk.time(done), plan: talk.time(plan) });
  return tile(
    talk.say('week.learned'),
    words,
    bar(talk.say('week.bar'), done, plan, words),
    element('label', { for: 'hours' }, talk.say('hours.label')),
    hoursField(page),
    element('p', { class: 'hint' }, talk.say('hours.share')),
    element(
      'p',
      { class: 'hint', id: 'hours-bounds', hidden: true },
      talk.say('hours.bounds', { least: hours.least, most: hours.most }),
    ),
  );
}

function hoursField({ summary, send }: Page): HTMLElement {
  const field = document.createElement('input');
  const change = (): void => {
    const good = isHours(field.valueAsNumber);
    field.setAttribute('aria-invalid', String(!good));
    document.getElementById('hours-bounds')?.toggleAttribute('hidden', good);
    if (good && field.valueAsNumber !== summary.hoursPerWeek) send({ type: 'setHours', hours: field.valueAsNumber });
  };
  field.addEventListener('change', change);
  Object.assign(field, { type: 'number', id: 'hours', min: hours.least, max: hours.most, step: 'any' });
  field.value = String(summary.hoursPerWeek);
  field.setAttribute('data-key', 'hours');
  field.setAttribute('aria-describedby', 'hours-bounds');
  return field;
}

function leftTile({ talk, summary }: Page): HTMLElement {
  const { total } = summary;
  const done = talk.say('done.of', { done: talk.time(total.minutesDone), all: talk.time(total.minutes) });
  const name = talk.say('done.bar', { title: talk.say('tracks.title') });
  return tile(
    talk.say('left.title'),
    talk.time(total.minutesLeft),
    bar(name, total.minutesDone, total.minutes, done),
    element('p', { class: 'hint' }, done),
    element('p', { class: 'hint' }, leftWords(talk, summary)),
  );
}

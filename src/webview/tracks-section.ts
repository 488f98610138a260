import type { ExerciseSummary, LessonSummary, TrackSummary } from '../core/course/summary';
import { isLabName } from '../core/lab';
import { bar, element, facts, sign, type Sign } from './elements';
import { button, type Page } from './page';

/** Every track with its lessons, which unfold to their exercises. */
export function tracksSection(page: Page): HTMLElement {
  const { talk, summary } = page;
  return element(
    'section',
    { 'aria-labelledby': 'tracks' },
    element('h2', { id: 'tracks' }, talk.say('tracks.title')),
    summary.tracks.length === 0 ? element('p', {}, talk.say('tracks.empty')) : undefined,
    ...summary.tracks.map((track) => trackPart(page, track)),
  );
}

function trackPart(page: Page, { id, title, count, lessons }: TrackSummary): HTMLElement {
  const { talk } = page;
  const name = talk.text(title);
  const done = talk.say('done.of', { done: talk.time(count.minutesDone), all: talk.time(count.minutes) });
  const heading = `track-${id}`;
  return element(
    'section',
    { class: 'track', 'aria-labelledby': heading },
    element('h3', { id: heading }, name),
    facts(talk.say('track.lessons', { finished: count.lessonsFinished, all: count.lessons }), done),
    bar(talk.say('done.bar', { title: name }), count.minutesDone, count.minutes, done),
    element('ul', { class: 'lessons' }, ...lessons.map((lesson) => lessonRow(page, lesson))),
  );
}

/** The sign of what the learner is doing with a lesson. */
export const lessonSigns = {
  open: 'open',
  working: 'working',
  finished: 'done',
  reading: 'reading',
} as const satisfies Record<LessonSummary['state'], Sign>;
const exerciseSigns = { open: 'open', working: 'working', passed: 'done' } as const satisfies Record<
  ExerciseSummary['state'],
  Sign
>;

function lessonRow(page: Page, lesson: LessonSummary): HTMLElement {
  const { talk, folds, summary } = page;
  const { id, state, minutes, exercises } = lesson;
  const passed = exercises.filter((one) => one.state === 'passed').length;
  const head = element(
    'summary',
    { 'data-key': `fold ${id}` },
    sign('chevron'),
    sign(lessonSigns[state]),
    element('span', { class: 'name' }, talk.text(lesson.title)),
    facts(
      talk.say(`lesson.${state}`),
      exercises.length > 0 ? talk.say('lesson.exercises', { passed, all: exercises.length }) : undefined,
      quizWords(page, lesson),
      talk.time(minutes),
    ),
  );
  const fold = document.createElement('details');
  fold.open = folds.isOpen(id) ?? summary.next?.lesson.id === id;
  fold.append(
    head,
    element('ul', { class: 'exercises' }, ...exercises.map((one) => exerciseRow(page, one))),
    lessonActions(page, lesson),
  );
  const before = fold.open;
  fold.addEventListener('toggle', () => {
    // The browser also tells of a fold that was made open.
    if (fold.open !== before || folds.isOpen(id) !== undefined) folds.keep(id, fold.open);
  });
  return element('li', {}, fold);
}

function quizWords({ talk }: Page, { quiz }: LessonSummary): string | undefined {
  if (quiz?.right === undefined) return quiz && talk.say('quiz.open');
  return talk.say('quiz.result', { right: quiz.right, of: quiz.of });
}

function lessonActions(page: Page, { id, title, quiz }: LessonSummary): HTMLElement {
  const { talk } = page;
  const about = talk.text(title);
  const quizLabel = talk.say(quiz?.right === undefined ? 'action.quiz' : 'action.quizAgain');
  return element(
    'div',
    { class: 'actions' },
    button(page, { label: talk.say('action.open'), about, message: { type: 'open', lesson: id } }),
    quiz && button(page, { label: quizLabel, about, message: { type: 'quiz', lesson: id } }),
  );
}

function exerciseRow(page: Page, exercise: ExerciseSummary): HTMLElement {
  const { talk } = page;
  const { state, core, minutes, changed, engine, passedAt } = exercise;
  const passed =
    passedAt === undefined
      ? talk.say(`exercise.${state}`)
      : talk.say('exercise.passedOn', { date: talk.date(passedAt) });
  return element(
    'li',
    {},
    sign(exerciseSigns[state]),
    element(
      'div',
      { class: 'what' },
      element('span', { class: 'name' }, talk.text(exercise.title)),
      facts(
        core ? undefined : element('span', { class: 'badge' }, talk.say('exercise.extra')),
        passed,
        engine === undefined ? undefined : talk.say(isLabName(engine) ? 'exercise.lab' : 'exercise.engine', { engine }),
        talk.time(minutes),
      ),
      changed ? element('p', { class: 'hint' }, talk.say('exercise.changed')) : undefined,
    ),
    element('div', { class: 'actions' }, ...exerciseButtons(page, exercise)),
  );
}

function exerciseButtons(page: Page, { id, title, state }: ExerciseSummary): readonly HTMLElement[] {
  const { talk } = page;
  const about = talk.text(title);
  const check = { type: 'check', exercise: id } as const;
  if (state === 'passed') return [button(page, { label: talk.say('action.checkAgain'), about, message: check })];
  const label = talk.say(state === 'working' ? 'action.continue' : 'action.start');
  const start = button(page, { label, about, message: { type: 'start', exercise: id } });
  return state === 'open' ? [start] : [start, button(page, { label: talk.say('action.check'), about, message: check })];
}

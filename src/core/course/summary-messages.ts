import type { Language } from '../text';
import { hours, type Summary } from './summary';
import type { SummaryWord } from './summary-words';

/** What the progress page asks of the extension. */
export type FromPage =
  | { readonly type: 'ready' | 'plan' }
  | { readonly type: 'open' | 'quiz'; readonly lesson: string }
  | { readonly type: 'start' | 'check'; readonly exercise: string }
  | { readonly type: 'setHours'; readonly hours: number };

/** The words of the page in the language that it is shown in. */
export type PageWords = Readonly<Record<SummaryWord, string>>;

/** What the extension tells the progress page. */
export type ToPage = {
  readonly type: 'show';
  readonly summary: Summary;
  readonly words: PageWords;
  readonly language: Language;
};

type Table = Readonly<Record<string, unknown>>;
type Guard = (value: unknown) => boolean;

/** What the page has sent; undefined when it is not one of its messages. */
export function readFromPage(message: unknown): FromPage | undefined {
  const { type, lesson, exercise, hours: wanted } = tableOf(message);
  switch (type) {
    case 'ready':
    case 'plan':
      return { type };
    case 'open':
    case 'quiz':
      return isId(lesson) ? { type, lesson } : undefined;
    case 'start':
    case 'check':
      return isId(exercise) ? { type, exercise } : undefined;
    case 'setHours':
      return isHours(wanted) ? { type, hours: wanted } : undefined;
    default:
      return undefined;
  }
}

/** Are these hours a week that a learner may set? */
export const isHours = (value: unknown): value is number =>
  typeof value === 'number' && value >= hours.least && value <= hours.most;

/** What the extension has sent; undefined when it is not one of its messages. */
export function readToPage(message: unknown): ToPage | undefined {
  return isShow(message) ? (message as ToPage) : undefined;
}

const tableOf = (value: unknown): Table => (typeof value === 'object' && value !== null ? { ...value } : {});
const isId = (value: unknown): value is string => typeof value === 'string' && /^[\w./-]{1,200}$/.test(value);

const text: Guard = (value) => typeof value === 'string';
const number: Guard = (value) => typeof value === 'number' && Number.isFinite(value);
const flag: Guard = (value) => typeof value === 'boolean';
const oneOf =
  (...known: readonly unknown[]): Guard =>
  (value) =>
    known.includes(value);
const maybe =
  (guard: Guard): Guard =>
  (value) =>
    value === undefined || guard(value);
const list =
  (guard: Guard): Guard =>
  (value) =>
    Array.isArray(value) && value.every(guard);
const shape =
  (guards: Readonly<Record<string, Guard>>): Guard =>
  (value) => {
    const table = tableOf(value);
    return Object.entries(guards).every(([key, guard]) => guard(table[key]));
  };

const texts = shape({ en: text, zh: text });
const named = { id: text, title: texts };
const counted = {
  minutes: number,
  minutesDone: number,
  exercises: number,
  exercisesPassed: number,
  lessons: number,
  lessonsFinished: number,
};
const isExercise = shape({
  ...named,
  core: flag,
  minutes: number,
  state: oneOf('open', 'working', 'passed'),
  passedAt: maybe(number),
  engine: maybe(text),
  changed: flag,
});
const isLesson = shape({
  ...named,
  minutes: number,
  minutesDone: number,
  state: oneOf('open', 'working', 'finished', 'reading'),
  quiz: maybe(shape({ right: maybe(number), of: number })),
  exercises: list(isExercise),
});
const isEven = shape({ is: oneOf('even') });
const isAhead = shape({ is: oneOf('ahead'), lessons: number });
const isBehind = shape({ is: oneOf('behind'), lessons: number, first: shape(named) });
const isPlan = shape({
  start: text,
  to: text,
  weeks: number,
  when: oneOf('before', 'during', 'after'),
  week: maybe(
    shape({
      number,
      weeks: number,
      from: text,
      to: text,
      lessons: list(isLesson),
      ends: list(shape({ title: texts, project: texts })),
    }),
  ),
  pace: (value) => isEven(value) || isAhead(value) || isBehind(value),
});
const isSummary = shape({
  begun: flag,
  tracks: list(shape({ ...named, count: shape(counted), lessons: list(isLesson) })),
  total: shape({ ...counted, minutesLeft: number }),
  hoursPerWeek: number,
  weeksLeft: number,
  doneOn: text,
  streak: number,
  week: shape({
    days: list(shape({ day: text, active: flag, when: oneOf('past', 'today', 'ahead') })),
    minutes: number,
    planned: number,
  }),
  plan: maybe(isPlan),
  next: maybe(
    shape({
      why: oneOf('working', 'core', 'extra'),
      track: shape(named),
      lesson: shape(named),
      exercise: isExercise,
    }),
  ),
});
const isShow = shape({
  type: oneOf('show'),
  summary: isSummary,
  words: (value) => Object.values(tableOf(value)).every(text),
  language: oneOf('en', 'zh'),
});

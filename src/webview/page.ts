import type { FromPage, ToPage } from '../core/course/summary-messages';
import type { Summary } from '../core/course/summary';
import { element } from './elements';
import type { Talk } from './talk';

/** What the sections of the page have in common. */
export type Page = {
  readonly talk: Talk;
  readonly summary: ToPage['summary'];
  readonly send: (message: FromPage) => void;
  /** The lessons that the learner has folded or unfolded. */
  readonly folds: Folds;
};

/** Remembers which lessons are unfolded, also when the page is hidden. */
export type Folds = {
  readonly isOpen: (lesson: string) => boolean | undefined;
  readonly keep: (lesson: string, open: boolean) => void;
};

/** A button; `about` completes its name for those who hear it without what stands around it. */
export function button(
  page: Page,
  {
    label,
    about,
    look = 'secondary',
    message,
    place = '',
  }: {
    readonly label: string;
    readonly about: string;
    readonly look?: 'primary' | 'secondary';
    readonly message: FromPage;
    /** Tells buttons apart that say the same at two places of the page. */
    readonly place?: string;
  },
): HTMLElement {
  const name = page.talk.say('action.of', { action: label, title: about });
  const key = `${JSON.stringify(message)} ${look}${place}`;
  const click = (): void => page.send(message);
  return element('vscode-button', { appearance: look, 'aria-label': name, 'data-key': key, click }, label);
}

/** How long what is left takes at the learner's hours a week. */
export function leftWords(talk: Talk, { total, weeksLeft, doneOn }: Summary): string {
  if (total.minutesLeft === 0) return talk.say('left.nothing');
  const date = talk.date(doneOn, { dateStyle: 'long' });
  return weeksLeft < 1 ? talk.say('left.soon', { date }) : talk.many('left.weeks', Math.round(weeksLeft), { date });
}

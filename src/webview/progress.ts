import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';
import { readToPage, type FromPage, type ToPage } from '../core/course/summary-messages';
import { element } from './elements';
import { nextSection } from './next-section';
import { leftWords, type Folds, type Page } from './page';
import { planSection } from './plan-section';
import { Talk } from './talk';
import { tracksSection } from './tracks-section';
import { weekSection } from './week-section';

// The progress page: it draws what the extension sends and asks it to act; it keeps nothing but what is unfolded.
declare function acquireVsCodeApi(): {
  postMessage(message: FromPage): void;
  getState(): unknown;
  setState(state: unknown): void;
};

provideVSCodeDesignSystem().register(vsCodeButton());

const vscode = acquireVsCodeApi();
const main = document.createElement('main');
const news = element('p', { class: 'unseen', role: 'status', 'aria-live': 'polite' });
document.body.append(main, news);
let shown: ToPage | undefined;

const folds = foldsIn(vscode.getState());

function foldsIn(state: unknown): Folds {
  const kept = typeof state === 'object' && state !== null && 'folds' in state ? state.folds : undefined;
  const known = new Map<string, unknown>(Object.entries(typeof kept === 'object' && kept !== null ? kept : {}));
  return {
    isOpen: (lesson) => (known.has(lesson) ? known.get(lesson) === true : undefined),
    keep: (lesson, open) => {
      known.set(lesson, open);
      vscode.setState({ folds: Object.fromEntries(known) });
    },
  };
}

window.addEventListener('message', ({ data }) => {
  const message = readToPage(data);
  if (message === undefined) return;
  const talk = new Talk(message);
  const page: Page = { talk, summary: message.summary, folds, send: (asked) => vscode.postMessage(asked) };
  document.documentElement.lang = talk.locale;
  const focus = focusedKey();
  const sections = [nextSection(page), planSection(page), weekSection(page), tracksSection(page)];
  main.replaceChildren(element('h1', {}, talk.say('title')), ...sections);
  if (focus !== undefined) focusOn(focus);
  if (shown !== undefined) tell(talk, shown.summary, message.summary);
  shown = message;
});

/** The page is drawn anew when something changes: what had the focus gets it again. */
function focusedKey(): string | undefined {
  return document.activeElement?.getAttribute('data-key') ?? undefined;
}

function focusOn(key: string): void {
  const all = [...main.querySelectorAll<HTMLElement>('[data-key]')];
  const same = all.find((one) => one.getAttribute('data-key') === key);
  // A button that is gone, because its step is done, leaves the focus to the next step.
  (same ?? all[0])?.focus({ preventScroll: same !== undefined });
}

/** Says what has changed to those who do not see it. */
function tell(talk: Talk, before: ToPage['summary'], now: ToPage['summary']): void {
  const { exercisesPassed: passed, exercises: all } = now.total;
  if (before.hoursPerWeek !== now.hoursPerWeek) {
    news.textContent = talk.say('news.hours', { count: now.hoursPerWeek, left: leftWords(talk, now) });
  } else if (now.next === undefined) {
    news.textContent = talk.say('news.done');
  } else if (before.total.exercisesPassed !== passed || before.next?.exercise.id !== now.next.exercise.id) {
    news.textContent = talk.say('news.progress', { passed, all, next: talk.text(now.next.exercise.title) });
  }
}

vscode.postMessage({ type: 'ready' });

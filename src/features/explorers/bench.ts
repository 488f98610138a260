import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { UserError } from '../../core/errors';
import type { Source } from '../../core/resources/source';
import type { Answers, Outcome, Tell, Verb } from '../../core/resources/verb';
import { verbNames } from '../../core/resources/verb-names';
import { fill, type Text } from '../../core/text';
import { say } from '../../host/locale';
import { confirm, inform } from '../../host/report';
import type { Home } from './explorer';

/** What everything that is done in the views works with. */
export type Bench = {
  readonly explorers: readonly Home[];
  /** Aborts when the extension ends. */
  readonly signal: AbortSignal;
  /** Where the learner has agreed that something is changed. */
  readonly agreed: Set<string>;
  /** Shows what a verb has to show; the same id in the same place. */
  readonly show: (id: string, outcome: Outcome) => Promise<void>;
};

/** A verb with what it is done to. */
export type Task = {
  /** Of what it is done to: the same thing is shown in the same place. */
  readonly id: string;
  readonly source: Source;
  /** What it is done to, in words: a resource's name, or a kind's title. */
  readonly name: Text;
  readonly verb: Verb<unknown>;
  readonly target: unknown;
};

const words = {
  task: { en: '{verb} {name}', zh: '{verb} {name}' },
  stopped: {
    en: '{title}: stopped. What was done until then stays.',
    zh: '{title}：已停止。在此之前完成的部分会保留。',
  },
  insist: {
    en: 'The other programs may set them again, or fail.',
    zh: '其他程序可能会再次修改这些字段，或因此出错。',
  },
  insistButton: { en: 'Take Over', zh: '强制接管' },
} as const satisfies Readonly<Record<string, Text>>;

/** What a task is called. */
export const titleOf = ({ verb, name }: Pick<Task, 'verb' | 'name'>): Text =>
  fill(words.task, { verb: verbNames[verb.id], name });

/** What takes longer is shown with a way to stop it, in milliseconds. */
const patience = 1000;

/**
 * Does something that the learner can stop when it takes its time.
 * @returns undefined when it was stopped
 */
export async function stoppable<T>(
  title: Text,
  outer: AbortSignal,
  work: (signal: AbortSignal, tell: Tell) => Promise<T>,
): Promise<T | undefined> {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  outer.addEventListener('abort', stop, { once: true });
  let show: (words: Text) => void = () => undefined;
  const done = work(stopping.signal, (said) => show(said));
  try {
    const isSlow = await Promise.race([done.then(() => false), sleep(patience, true, { ref: false })]);
    if (!isSlow) return await done;
    const options = { location: vscode.ProgressLocation.Notification, title: say(title), cancellable: true };
    return await vscode.window.withProgress(options, (progress, token) => {
      token.onCancellationRequested(stop);
      show = (said) => progress.report({ message: say(said) });
      return done;
    });
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    if (!outer.aborted) inform(fill(words.stopped, { title }));
    return undefined;
  } finally {
    outer.removeEventListener('abort', stop);
  }
}

/** Runs a verb and shows what it has to show; where a refusal can be insisted on, asks whether to. */
export async function carryOut(bench: Bench, task: Task, answers: Answers): Promise<void> {
  const { verb, target, id } = task;
  const run = async (given: Answers): Promise<Outcome | undefined> =>
    (await stoppable(titleOf(task), bench.signal, (signal, tell) => verb.run(target, given, signal, tell))) ??
    undefined;
  const outcome = await run(answers).catch(async (error: unknown) => {
    const more = insistenceOf(error);
    if (!more || !(error instanceof UserError)) throw error;
    return (await confirm(error.text, words.insist, words.insistButton))
      ? await run({ ...answers, ...more })
      : undefined;
  });
  if (outcome) await bench.show(`${id}:${verb.id}`, outcome);
}

/** The answers with which what was refused would be done, if whoever refused it says so. */
function insistenceOf(error: unknown): Answers | undefined {
  if (typeof error !== 'object' || error === null) return undefined;
  if ('insist' in error) return error.insist as Answers;
  return 'cause' in error ? insistenceOf(error.cause) : undefined;
}

import type { Source } from '../../core/resources/source';
import type { Answers } from '../../core/resources/verb';
import { verbNames } from '../../core/resources/verb-names';
import { fill, type Text } from '../../core/text';
import { confirm } from '../../host/report';
import { stoppable, titleOf, type Bench, type Task } from './bench';

const words = {
  question: { en: '{verb} {name}?', zh: '{verb} {name}？' },
  several: { en: '{verb} these {count}?', zh: '{verb}这 {count} 项？' },
  commandLine: { en: '{detail}\n\nSame as: {command}', zh: '{detail}\n\n等同于：{command}' },
  away: {
    en: '{place} is not on this machine. Others may work with it.',
    zh: '{place} 不在本机上，可能有其他人正在使用。',
  },
} as const satisfies Readonly<Record<string, Text>>;

/** Asks before something is changed that is not on this machine, and before something goes that does not come back. */
export async function mayDo(bench: Bench, tasks: readonly Task[], answers: Answers): Promise<boolean> {
  const [first] = tasks;
  if (!first || first.verb.reads) return true;
  const looked = await stoppable(titleOf(first), bench.signal, async (signal) => {
    const ground = await groundOf(bench, first.source, signal);
    if (ground.away.length === 0 && !first.verb.destroys) return { ground, lost: undefined };
    return { ground, lost: await lostWith(tasks, answers, signal) };
  });
  if (!looked) return false;
  const { ground, lost } = looked;
  if (!lost) return true;
  return await asks(tasks, answers, [...ground.away, ...lost], ground);
}

/** Asks in any case, with what is said about it; the guard for what is not on this machine is part of it. */
export async function agrees(bench: Bench, task: Task, answers: Answers, said: readonly Text[]): Promise<boolean> {
  const ground = await stoppable(titleOf(task), bench.signal, (signal) => groundOf(bench, task.source, signal));
  return ground !== undefined && (await asks([task], answers, [...said, ...ground.away], ground));
}

type Ground = { readonly away: readonly Text[]; readonly agree: () => void };

/** Where it is done, and what there is to say about that. */
export async function groundOf({ agreed }: Bench, source: Source, signal: AbortSignal): Promise<Ground> {
  const { id, label, isLocal } = await source.ground(signal);
  const isNear = isLocal || agreed.has(id);
  return { away: isNear ? [] : [fill(words.away, { place: label })], agree: () => agreed.add(id) };
}

async function lostWith(tasks: readonly Task[], answers: Answers, signal: AbortSignal): Promise<readonly Text[]> {
  const lost = await Promise.all(tasks.map(async ({ verb, target }) => verb.destroys?.(target, answers, signal)));
  return lost.filter((one) => one !== undefined);
}

async function asks(tasks: readonly Task[], answers: Answers, details: readonly Text[], { agree }: Ground) {
  const [first] = tasks;
  if (!first) return false;
  const command = tasks.map((one) => one.verb.commandLine(one.target, answers)).join('\n');
  const verb = verbNames[first.verb.id];
  const asked =
    tasks.length === 1
      ? fill(words.question, { verb, name: first.name })
      : fill(words.several, { verb, count: tasks.length });
  const detail = fill(words.commandLine, { detail: joined(details, '\n'), command });
  if (!(await confirm(asked, detail, verb))) return false;
  agree();
  return true;
}

/** Several texts as one. */
export const joined = (texts: readonly Text[], by: string): Text => ({
  en: texts.map(({ en }) => en).join(by),
  zh: texts.map(({ zh }) => zh).join(by),
});

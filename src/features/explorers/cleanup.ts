import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { notCleanedUp, UserError, type ErrorCode } from '../../core/errors';
import { keyOf, type Resource } from '../../core/resources/resource';
import type { FindMarked, Kind, Source } from '../../core/resources/source';
import { fill, verbatim, type Text } from '../../core/text';
import { say } from '../../host/locale';
import { confirm, inform } from '../../host/report';
import { groundOf, joined } from './agreement';
import { stoppable, type Bench } from './bench';
import { isResourceRow } from './row';

const words = {
  title: { en: 'Clean up {exercise}', zh: '清理 {exercise}' },
  question: { en: 'Clean up the exercise {exercise}?', zh: '清理练习 {exercise} 的资源？' },
  goes: {
    en: 'These {count} go and do not come back; your files and your progress stay:\n{names}',
    zh: '以下 {count} 项会被删除且无法恢复；你的文件和学习进度会保留：\n{names}',
  },
  button: { en: 'Clean Up', zh: '清理' },
  done: { en: 'Removed {count} of the exercise {exercise}.', zh: '已删除练习 {exercise} 的 {count} 项资源。' },
  nothing: { en: 'Nothing here is marked as an exercise’s.', zh: '这里没有带练习标记的资源。' },
  which: { en: 'Which exercise should be cleaned up?', zh: '要清理哪个练习？' },
  named: { en: '{kind}: {name}', zh: '{kind}：{name}' },
} as const satisfies Readonly<Record<string, Text>>;

/** Removes what is marked as an exercise's, and nothing else, after all of it was named. */
export async function cleanUp(bench: Bench, called: unknown): Promise<void> {
  const row = isResourceRow(called) ? called : undefined;
  const exercise = row?.resource.exercise ?? (await chooseExercise(bench));
  if (exercise === undefined) return;
  const sources = row ? [row.source] : await sourcesWith(bench, exercise);
  for (const source of sources) await cleanSource(bench, source, exercise);
}

async function chooseExercise({ explorers }: Bench): Promise<string | undefined> {
  const known = [...new Set(explorers.flatMap((one) => one.exercises))];
  if (known.length === 0) inform(words.nothing);
  return known.length < 2 ? known[0] : await vscode.window.showQuickPick(known, { placeHolder: say(words.which) });
}

/** The sources of the views in which something of an exercise was seen. */
async function sourcesWith({ explorers, signal }: Bench, exercise: string): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (const one of explorers.filter(({ exercises }) => exercises.includes(exercise))) {
    const rows = one.rows.filter((row) => isResourceRow(row) && row.resource.exercise === exercise);
    const drawn = new Set(rows.flatMap((row) => ('source' in row ? row.source : [])));
    const chosen = drawn.size === 0 ? await one.chosen(signal) : undefined;
    found.push(...drawn, ...(chosen ? [chosen] : []));
  }
  return found;
}

async function cleanSource(bench: Bench, source: Source, exercise: string): Promise<void> {
  const title = fill(words.title, { exercise });
  const findMarked = source.findMarked ?? byVerbs(source);
  const found = await stoppable(title, bench.signal, async (signal) => ({
    ...(await findMarked(exercise, signal)),
    ground: await groundOf(bench, source, signal),
  }));
  if (!found) return;
  const { names, remove, ground } = found;
  const count = names.length;
  if (count === 0) {
    inform(words.nothing);
    return;
  }
  const detail = joined([...ground.away, fill(words.goes, { count, names: joined(names, '\n') })], '\n\n');
  if (!(await confirm(fill(words.question, { exercise }), detail, words.button))) return;
  ground.agree();
  const done = await stoppable(title, bench.signal, async (signal) => {
    await remove(signal);
    return true;
  });
  if (done) inform(fill(words.done, { count, exercise }));
}

type Found = { readonly kind: Kind; readonly resource: Resource };

/** Looks through all kinds, and removes by the verb of each. */
function byVerbs(source: Source): FindMarked {
  const find = async (exercise: string, signal: AbortSignal): Promise<readonly Found[]> => {
    const all: Found[] = [];
    for (const kind of source.kinds.filter(canRemove)) {
      const found = (await listed(kind, signal)).filter((one) => one.exercise === exercise && one.kind === kind.id);
      all.push(...found.map((resource) => ({ kind, resource })));
    }
    return all;
  };
  return async (exercise, signal) => {
    const found = await find(exercise, signal);
    const again = (removing: AbortSignal) => find(exercise, removing);
    return { names: found.map(nameOf), remove: (removing) => removeAll(found, again, removing) };
  };
}

type FindAgain = (signal: AbortSignal) => Promise<readonly Found[]>;

async function removeAll(found: readonly Found[], again: FindAgain, signal: AbortSignal): Promise<void> {
  let left = found;
  let why: UserError | undefined;
  // What others use can go only when they are gone, which may take a moment.
  for (const pause of pauses) {
    why = (await removeEach(left, signal)) ?? why;
    const wished = new Set(left.map(({ resource }) => keyOf(resource)));
    left = (await again(signal)).filter(({ resource }) => wished.has(keyOf(resource)) && !isGoing(resource));
    if (left.length === 0) return;
    await sleep(pause, undefined, { signal });
  }
  throw notCleanedUp({ objects: joined(left.map(nameOf), ', '), why: why?.text ?? verbatim('') }, why);
}

const pauses = [500, 1000, 2000, 4000] as const;

const canRemove = ({ follow, verbs }: Kind): boolean => follow !== undefined && verbs.some(({ id }) => id === 'remove');

const nameOf = ({ kind, resource: { name } }: Found): Text => fill(words.named, { kind: kind.title, name });

// What is being removed says so itself.
const isGoing = ({ health, state }: Resource): boolean => health === 'changing' && /terminat|delet|remov/i.test(state);

/** @returns why the first one that failed did */
async function removeEach(marked: readonly Found[], signal: AbortSignal): Promise<UserError | undefined> {
  let first: UserError | undefined;
  for (const { kind, resource } of marked) {
    signal.throwIfAborted();
    try {
      await kind.verbs.find(({ id }) => id === 'remove')?.run(resource, {}, signal);
    } catch (error) {
      // What is gone already is refused too; what really stays is seen by looking again.
      if (!(error instanceof UserError)) throw error;
      first ??= error;
    }
  }
  return first;
}

const unseen: ReadonlySet<ErrorCode> = new Set(['no-feature', 'kubernetes-no-permission', 'openstack-no-permission']);

/** All of a kind as they are now; none where there is no such kind, or where the learner may not look. */
async function listed({ follow }: Kind, signal: AbortSignal): Promise<readonly Resource[]> {
  const enough = new AbortController();
  const stop = (): void => enough.abort();
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await new Promise<readonly Resource[]>((resolve, reject) => {
      const none = { put: () => undefined, gone: () => undefined };
      follow?.({ ...none, all: resolve }, enough.signal).then(() => resolve([]), reject);
    });
  } catch (error) {
    signal.throwIfAborted();
    // A cluster need not know each kind, nor let everybody look at it.
    if (error instanceof UserError && unseen.has(error.code)) return [];
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

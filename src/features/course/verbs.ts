import path from 'node:path';
import * as vscode from 'vscode';
import type { EngineFacts } from '../../core/course/check';
import type { MarkedObject, Worker } from '../../core/course/desk';
import type { ExerciseVerdict } from '../../core/course/judge';
import type { Exercise } from '../../core/course/lesson';
import { hinted, recordOf, reset, started } from '../../core/course/progress';
import { noFolder, UserError } from '../../core/errors';
import { engineWords } from '../../core/lab';
import { fill, verbatim, type Text } from '../../core/text';
import { signalOf } from '../../host/cancel';
import { views } from '../../host/ids';
import { say } from '../../host/locale';
import { confirm, inform, offer, report } from '../../host/report';
import { chooseHome } from './choose';
import type { Judging } from './judging';
import type { ExerciseListener } from './listener';
import type { ExercisePages } from './pages';
import type { Parts } from './parts';
import type { CourseStore } from './store';

const words = {
  kept: {
    en: 'The folder {id} is there already; nothing in it was changed. Reset the exercise to begin anew.',
    zh: '文件夹 {id} 已经存在，里面的内容没有改动。想重新开始，请重置练习。',
  },
  portTaken: {
    en: 'Port {ports} on 127.0.0.1 is in use by another program; the exercise needs it. Stop that program first.',
    zh: '127.0.0.1 上的端口 {ports} 被其他程序占用，而练习要用到它。请先停掉那个程序。',
  },
  resetQuestion: { en: 'Reset the exercise “{title}”?', zh: '重置练习“{title}”？' },
  resetFiles: {
    en: 'The files in {folder} go back to the start; yours are kept, so that you can undo this.',
    zh: '{folder} 中的文件会回到初始状态；你的文件会保留一份，可以撤销。',
  },
  resetObjects: { en: 'Removed from the engine: {objects}.', zh: '将从引擎中删除：{objects}。' },
  resetWorkers: { en: 'Asked to end (SIGTERM): {workers}.', zh: '将请求这些进程结束（SIGTERM）：{workers}。' },
  workersLeft: {
    en: 'Still running after SIGTERM: {workers}. Look at them with `ps`, and end them yourself.',
    zh: '收到 SIGTERM 后仍在运行：{workers}。请用 `ps` 查看，并自行结束它们。',
  },
  remote: { en: 'Start the exercise on the engine at {host}?', zh: '要在 {host} 上的引擎里开始练习吗？' },
  remoteDetail: {
    en: 'Docker commands go to {engine} at {host}, which is not this machine. The exercise will make containers there, and its published ports cannot be checked from here.',
    zh: 'Docker 命令会发往 {host} 上的 {engine}，不是本机。练习会在那里创建容器，发布的端口也无法从本机检查。',
  },
  startThere: { en: 'Start There', zh: '在那里开始' },
  target: { en: 'Engine: {engine}', zh: '引擎：{engine}' },
  resetNothing: { en: 'The engine holds nothing of this exercise.', zh: '引擎里没有属于本练习的对象。' },
  resetBlind: {
    en: 'The engine cannot be used, so only the files are reset: {why}',
    zh: '引擎不可用，因此只重置文件：{why}',
  },
  reset: { en: 'Reset', zh: '重置' },
  resetDone: { en: 'The exercise folder is at its start again.', zh: '练习文件夹已回到初始状态。' },
  undo: { en: 'Bring My Files Back', zh: '恢复我的文件' },
  checking: { en: 'Checking my work…', zh: '正在检查…' },
  compare: { en: '{title}: mine and the solution', zh: '{title}：我的答案与参考答案' },
  noMoreHints: { en: 'That was the last hint; all three are on the page.', zh: '提示已经全部给出，三条都在页面上。' },
} as const satisfies Record<string, Text>;

/** What a learner does with an exercise: start, check, hint, compare, reset. */
export class ExerciseVerbs {
  constructor(
    readonly parts: Parts,
    readonly store: CourseStore,
    readonly pages: ExercisePages,
    readonly listener: ExerciseListener,
    readonly judging: Judging,
  ) {}

  /** @throws UserError no-folder when no folder is open */
  async #home(exercise: Exercise): Promise<string> {
    const home = await chooseHome(exercise, (into) => this.parts.folders.folderOf(exercise, into));
    if (home === undefined) throw noFolder();
    return home;
  }

  /** Copies the starter into the workspace and shows the tasks; what is there already is kept. */
  async start(exercise: Exercise): Promise<void> {
    const home = await this.#home(exercise);
    if (!(await this.#agreesWithTarget(exercise, home))) return;
    const outcome = await this.parts.folders.start(exercise, home);
    await this.store.update((progress) => started(progress, exercise.id, this.parts.clock.now()));
    await this.pages.show(exercise);
    this.listener.open(exercise);
    if (outcome === 'kept') inform(fill(words.kept, { id: exercise.id }));
    await this.#warnOfTakenPorts(exercise, home);
  }

  /** An engine on another machine is named, and asked about, before an exercise makes anything there. */
  async #agreesWithTarget(exercise: Exercise, folder: string): Promise<boolean> {
    const facts = await this.#engine(exercise, folder);
    if (facts?.remoteHost === undefined) return true;
    const detail = fill(words.remoteDetail, { engine: facts.name, host: facts.remoteHost });
    return confirm(fill(words.remote, { host: facts.remoteHost }), detail, words.startThere);
  }

  async #engine(exercise: Exercise, folder: string): Promise<EngineFacts | undefined> {
    if (!exercise.needs.includes('docker')) return undefined;
    const scene = { exercise: exercise.id, folder, since: 0 };
    const seen = await this.parts.observers.engine({ source: 'engine' }, scene, new AbortController().signal);
    return seen.state === 'found' ? (seen.value as EngineFacts) : undefined;
  }

  async #warnOfTakenPorts(exercise: Exercise, folder: string): Promise<void> {
    const { signal } = new AbortController();
    const scene = { exercise: exercise.id, folder, since: 0 };
    const containers = await this.parts.observers.containers({ source: 'containers' }, scene, signal);
    if (containers.state !== 'found') return;
    const rows = containers.value as readonly { Ports?: readonly { PublicPort?: number }[] }[];
    const published = new Set(rows.flatMap((row) => row.Ports?.map((one) => one.PublicPort) ?? []));
    const taken: number[] = [];
    for (const port of exercise.ports.filter((one) => !published.has(one))) {
      const page = await this.parts.observers.http({ source: 'http', port, path: '/' }, scene, signal);
      const refused = page.state === 'found' && (page.value as { failure?: string }).failure === 'refused';
      if (!refused) taken.push(port);
    }
    if (taken.length > 0) inform(fill(words.portTaken, { ports: taken.join(', ') }));
  }

  /** Judges the exercise, shows every condition with its reason, and keeps what counts. */
  async check(exercise: Exercise): Promise<'pass' | 'fail' | 'unknown'> {
    const home = await this.#home(exercise);
    const options = { location: { viewId: views.curriculum }, title: say(words.checking) };
    const { verdict } = await vscode.window.withProgress(options, (_progress, token) =>
      this.judging.check(exercise, home, signalOf(token)),
    );
    await this.pages.show(exercise);
    return verdict;
  }

  /** Judges the exercise without a word: for who shows the verdict otherwise. */
  async judge(exercise: Exercise, token: vscode.CancellationToken): Promise<ExerciseVerdict> {
    return this.judging.look(exercise, await this.#home(exercise), signalOf(token));
  }

  async watch(exercise: Exercise, changed: () => void): Promise<vscode.Disposable> {
    return this.judging.watch(exercise, await this.#home(exercise), changed);
  }

  /** Shows the next of the three hints. */
  async hint(exercise: Exercise): Promise<void> {
    const { hints } = recordOf(this.store.progress, exercise.id);
    if (hints >= exercise.hints.length) inform(words.noMoreHints);
    else await this.store.update((progress) => hinted(progress, exercise));
    await this.pages.show(exercise);
  }

  /** Opens the learner's files beside those of the solution. */
  async compare(exercise: Exercise): Promise<void> {
    const files = await this.parts.folders.solution(exercise, await this.#home(exercise));
    const rows = await Promise.all(
      files.map(async ({ mine, theirs }) => {
        const ours = vscode.Uri.file(mine);
        return [ours, (await isThere(ours)) ? ours : undefined, vscode.Uri.file(theirs)];
      }),
    );
    await vscode.commands.executeCommand('vscode.changes', say(words.compare, { title: exercise.title }), rows);
  }

  /** Says what goes, asks, then removes the exercise's objects and brings the starter back. */
  async reset(exercise: Exercise): Promise<void> {
    const home = await this.#home(exercise);
    const { signal } = new AbortController();
    const found = await this.#marked(exercise, signal);
    const place = this.parts.folders.folderOf(exercise, home);
    const workers = await this.parts.workers.find(exercise, place, signal);
    const folder = path.basename(place);
    const facts = await this.#engine(exercise, home);
    const target = facts === undefined ? [] : [fill(words.target, { engine: engineText(facts) })];
    const running = workers.length === 0 ? [] : [fill(words.resetWorkers, { workers: listWorkers(workers) })];
    const detail = joinTexts(fill(words.resetFiles, { folder }), ...running, ...target, describeObjects(found));
    if (!(await confirm(fill(words.resetQuestion, { title: exercise.title }), detail, words.reset))) return;
    this.listener.close(exercise);
    // First the processes: one that ends may still write into the folder.
    const left = await this.parts.workers.end(workers, signal);
    if (left.length > 0) inform(fill(words.workersLeft, { workers: listWorkers(left) }));
    await this.parts.folders.reset(exercise, home);
    await this.store.update((progress) => reset(progress, exercise.id));
    this.store.keepVerdict(exercise.id, undefined);
    void offer(words.resetDone, words.undo).then((undo) =>
      undo ? this.parts.folders.undoReset(exercise, home).catch(report) : undefined,
    );
    if (!(found instanceof UserError)) await this.parts.marks.remove(found, signal);
  }

  async #marked(exercise: Exercise, signal: AbortSignal): Promise<readonly MarkedObject[] | UserError> {
    if (!exercise.needs.includes('docker')) return [];
    try {
      return await this.parts.marks.find(exercise, signal);
    } catch (error) {
      if (error instanceof UserError) return error;
      throw error;
    }
  }
}

function describeObjects(found: readonly MarkedObject[] | UserError): Text {
  if (found instanceof UserError) return fill(words.resetBlind, { why: found.text });
  if (found.length === 0) return words.resetNothing;
  const objects = found.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  return fill(words.resetObjects, { objects });
}

const listWorkers = (workers: readonly Worker[]): string =>
  workers.map(({ pid, argv }) => `${pid} ${argv.join(' ')}`).join(', ');

const joinTexts = (...texts: readonly Text[]): Text => ({
  en: texts.map((text) => text.en).join('\n\n'),
  zh: texts.map((text) => text.zh).join('\n\n'),
});

function engineText({ name, remoteHost, lab }: EngineFacts): Text {
  const words = lab === true ? engineWords(name) : verbatim(name);
  return remoteHost === undefined ? words : fill(verbatim('{name} @ {host}'), { name: words, host: remoteHost });
}

async function isThere(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    () => true,
    () => false,
  );
}

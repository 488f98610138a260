import * as vscode from 'vscode';
import type { ConditionVerdict, ExerciseVerdict } from '../../core/course/judge';
import type { Exercise, Lesson, Track } from '../../core/course/lesson';
import { explain } from '../../core/course/page';
import { render, type Text } from '../../core/text';
import { isCancelled } from '../../host/cancel';
import { language, say } from '../../host/locale';
import { report } from '../../host/report';
import type { Courses } from './courses';

const words = {
  controller: { en: 'Cloud Native Tutor', zh: 'Cloud Native Tutor' },
  profile: { en: 'Check my work', zh: '检查我的成果' },
  nothing: { en: 'nothing', zh: '不存在' },
} as const satisfies Record<string, Text>;

/** What Test Explorer needs: to judge an exercise, and to hear when what it left behind may have changed. */
export type Bench = {
  readonly judge: (exercise: Exercise, token: vscode.CancellationToken) => Promise<ExerciseVerdict>;
  /** Calls back when files or resources of the exercise have changed; more often than needed is fine. */
  readonly watch: (exercise: Exercise, changed: () => void) => Promise<vscode.Disposable>;
};

/** How long files and resources must be quiet before a continuous run checks again, in milliseconds. */
const quiet = 1_000;

/** The exercises as tests, their conditions as children: run, run again, and continuously. */
export class ExerciseTests {
  readonly #controller = vscode.tests.createTestController('tutor', say(words.controller));
  readonly #exercises = new WeakMap<vscode.TestItem, Exercise>();
  readonly #disposables: readonly { dispose(): unknown }[];

  constructor(
    readonly courses: Courses,
    readonly bench: Bench,
  ) {
    const controller = this.#controller;
    controller.resolveHandler = async (item) => {
      if (item === undefined) await this.#fill();
    };
    controller.refreshHandler = () => this.#fill();
    controller.createRunProfile(
      say(words.profile),
      vscode.TestRunProfileKind.Run,
      (request, token) => {
        (request.continuous ? this.#runOn(request, token) : this.#run(request, this.#wanted(request), token)).catch(
          report,
        );
      },
      true,
      undefined,
      true,
    );
    this.#disposables = [controller, courses.onDidChange(() => void this.#fill().catch(report))];
  }

  async #fill(): Promise<void> {
    const { tracks } = await this.courses.catalog();
    this.#controller.items.replace(tracks.map((track) => this.#trackItem(track)));
  }

  #trackItem(track: Track): vscode.TestItem {
    const item = this.#controller.createTestItem(`track:${track.id}`, say(track.title));
    const lessons = track.lessons.filter((lesson) => lesson.exercises.length > 0);
    item.children.replace(lessons.map((lesson, index) => this.#lessonItem(lesson, index)));
    return item;
  }

  #lessonItem(lesson: Lesson, index: number): vscode.TestItem {
    const item = this.#controller.createTestItem(`lesson:${lesson.id}`, say(lesson.title));
    item.sortText = String(index).padStart(3, '0');
    item.children.replace(lesson.exercises.map((exercise, at) => this.#exerciseItem(exercise, at)));
    return item;
  }

  #exerciseItem(exercise: Exercise, index: number): vscode.TestItem {
    const item = this.#controller.createTestItem(exercise.id, say(exercise.title));
    item.sortText = String(index).padStart(3, '0');
    item.description = exercise.id;
    this.#exercises.set(item, exercise);
    item.children.replace(
      exercise.conditions.map((condition, at) => {
        const child = this.#controller.createTestItem(`${exercise.id}/${condition.id}`, say(condition.title));
        child.sortText = String(at).padStart(3, '0');
        child.description = condition.id;
        return child;
      }),
    );
    return item;
  }

  /** The exercises that a request is about: those below what was chosen, or whose condition was chosen. */
  #wanted({ include, exclude = [] }: vscode.TestRunRequest): readonly vscode.TestItem[] {
    const chosen = include ?? [...this.#controller.items].map(([, item]) => item);
    const above = (item: vscode.TestItem): vscode.TestItem =>
      item.parent !== undefined && this.#exercises.has(item.parent) ? item.parent : item;
    const below = (item: vscode.TestItem): readonly vscode.TestItem[] =>
      this.#exercises.has(item) ? [item] : [...item.children].flatMap(([, child]) => below(child));
    const out = new Set(exclude.flatMap(below));
    return [...new Set(chosen.map(above).flatMap(below))].filter((item) => !out.has(item));
  }

  async #run(
    request: vscode.TestRunRequest,
    items: readonly vscode.TestItem[],
    token: vscode.CancellationToken,
  ): Promise<void> {
    const run = this.#controller.createTestRun(request);
    try {
      for (const item of items) run.enqueued(item);
      for (const item of items) {
        if (token.isCancellationRequested) run.skipped(item);
        else await this.#check(item, run, token);
      }
    } finally {
      run.end();
    }
  }

  async #check(item: vscode.TestItem, run: vscode.TestRun, token: vscode.CancellationToken): Promise<void> {
    const exercise = this.#exercises.get(item);
    if (exercise === undefined) return;
    run.started(item);
    for (const [, child] of item.children) run.started(child);
    const begun = Date.now();
    try {
      const { conditions } = await this.bench.judge(exercise, token);
      for (const one of conditions) {
        const child = item.children.get(`${exercise.id}/${one.condition.id}`);
        if (child !== undefined) tell(one, child, run);
      }
      // The verdict of an exercise follows from its children, but for what is optional and what one of a group does.
      run.appendOutput(`${exercise.id}: ${Date.now() - begun} ms\r\n`, undefined, item);
    } catch (error) {
      if (isCancelled(error)) run.skipped(item);
      else run.errored(item, new vscode.TestMessage(error instanceof Error ? error.message : String(error)));
    }
  }

  /** Checks now, and again whenever something of the exercise has changed, until the learner stops it. */
  async #runOn(request: vscode.TestRunRequest, token: vscode.CancellationToken): Promise<void> {
    const items = this.#wanted(request);
    const waiting = new Map<vscode.TestItem, NodeJS.Timeout>();
    const again = (item: vscode.TestItem): void => {
      clearTimeout(waiting.get(item));
      const timer = setTimeout(() => {
        if (!token.isCancellationRequested) this.#run(request, [item], token).catch(report);
      }, quiet);
      waiting.set(item, timer);
    };
    const watchers = await Promise.all(
      items.map(async (item) => {
        const exercise = this.#exercises.get(item);
        return exercise && (await this.bench.watch(exercise, () => again(item)));
      }),
    );
    token.onCancellationRequested(() => {
      for (const timer of waiting.values()) clearTimeout(timer);
      for (const watcher of watchers) watcher?.dispose();
    });
    await this.#run(request, items, token);
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }
}

function tell(one: ConditionVerdict, item: vscode.TestItem, run: vscode.TestRun): void {
  switch (one.verdict) {
    case 'pass':
      run.passed(item);
      return;
    case 'not-applicable':
      run.skipped(item);
      return;
    case 'unknown':
      run.errored(item, new vscode.TestMessage(explain(one, language()) ?? ''));
      return;
    case 'fail':
      run.failed(item, messagesOf(one));
  }
}

/** The reason, and for each place that does not fit expected and found side by side. */
function messagesOf(one: Extract<ConditionVerdict, { verdict: 'fail' }>): vscode.TestMessage[] {
  const reason = explain(one, language()) ?? '';
  if (one.mismatches.length === 0) return [new vscode.TestMessage(reason)];
  return one.mismatches.map(({ path, expected, found }) =>
    vscode.TestMessage.diff(
      path === '' ? reason : `${reason} (${path})`,
      render(expected, language()),
      found ?? say(words.nothing),
    ),
  );
}

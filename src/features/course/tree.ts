import * as vscode from 'vscode';
import type { Exercise, Lesson, Track } from '../../core/course/lesson';
import { explain, inert } from '../../core/course/page';
import { isFinished, recordOf } from '../../core/course/progress';
import type { Text } from '../../core/text';
import { commands } from '../../host/ids';
import { language, say } from '../../host/locale';
import type { Courses } from './courses';
import type { CourseStore } from './store';

/** A row of the curriculum: track → lesson → exercise → condition. */
export type Row =
  | { readonly row: 'track'; readonly track: Track }
  | { readonly row: 'lesson'; readonly lesson: Lesson }
  | { readonly row: 'exercise'; readonly exercise: Exercise }
  | { readonly row: 'condition'; readonly exercise: Exercise; readonly index: number };

const words = {
  minutes: { en: '{minutes} min', zh: '{minutes} 分钟' },
  extra: { en: 'extra', zh: '选做' },
  passed: { en: 'passed', zh: '已通过' },
  started: { en: 'started', zh: '进行中' },
  finished: { en: 'finished', zh: '已完成' },
  reading: { en: 'reading', zh: '阅读' },
  needs: { en: 'Needs: {needs}', zh: '需要：{needs}' },
  openLesson: { en: 'Open lesson', zh: '打开课程' },
  pass: { en: 'met', zh: '已满足' },
  fail: { en: 'not met', zh: '未满足' },
  unknown: { en: 'not judged', zh: '无法判定' },
  'not-applicable': { en: 'does not count here', zh: '此处不计' },
} as const satisfies Record<string, Text>;

const icon = (name: string, color?: string): vscode.ThemeIcon =>
  new vscode.ThemeIcon(name, color === undefined ? undefined : new vscode.ThemeColor(color));

const verdictIcons = {
  pass: icon('pass-filled', 'testing.iconPassed'),
  fail: icon('error', 'testing.iconFailed'),
  unknown: icon('question', 'testing.iconQueued'),
  'not-applicable': icon('circle-slash', 'testing.iconSkipped'),
} as const;

/** Every lesson with its exercises and their last verdicts. */
export class CurriculumTree implements vscode.TreeDataProvider<Row> {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #listeners: readonly vscode.Disposable[];
  // Rows are kept, so that the view recognises them and can reveal them.
  #roots: readonly Row[] = [];
  readonly #children = new Map<unknown, readonly Row[]>();

  constructor(
    readonly store: CourseStore,
    readonly courses: Courses,
  ) {
    this.#listeners = [
      store.onDidChange(() => this.#changed.fire(undefined)),
      courses.onDidChange(() => {
        this.#roots = [];
        this.#children.clear();
        this.#changed.fire(undefined);
      }),
    ];
  }

  async getChildren(row?: Row): Promise<Row[]> {
    return [...(row === undefined ? await this.#readRoots() : this.#childrenOf(row))];
  }

  async #readRoots(): Promise<readonly Row[]> {
    const { tracks } = await this.courses.catalog();
    if (this.#roots.length === 0) this.#roots = tracks.map((track) => ({ row: 'track', track }));
    return this.#roots;
  }

  getParent(row: Row): Row | undefined {
    return this.#all().find((one) => this.#childrenOf(one).includes(row));
  }

  /** The row of an exercise or a lesson, to reveal it. */
  async rowOf(thing: Exercise | Lesson): Promise<Row | undefined> {
    await this.#readRoots();
    return this.#all().find(
      (one) =>
        (one.row === 'exercise' && one.exercise.id === thing.id) ||
        (one.row === 'lesson' && one.lesson.id === thing.id),
    );
  }

  #all(): readonly Row[] {
    const below = (row: Row): readonly Row[] => [row, ...this.#childrenOf(row).flatMap(below)];
    return this.#roots.flatMap(below);
  }

  #childrenOf(row: Row): readonly Row[] {
    const key = row.row === 'track' ? row.track : row.row === 'lesson' ? row.lesson : row;
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const made = childrenOf(row);
    this.#children.set(key, made);
    return made;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    switch (row.row) {
      case 'track':
        return trackItem(row.track);
      case 'lesson':
        return this.#lessonItem(row.lesson);
      case 'exercise':
        return this.#exerciseItem(row.exercise);
      case 'condition':
        return this.#conditionItem(row.exercise, row.index);
    }
  }

  #lessonItem(lesson: Lesson): vscode.TreeItem {
    const done = isFinished(this.store.progress, lesson);
    const leaf = lesson.exercises.length === 0;
    const item = new vscode.TreeItem(
      say(lesson.title),
      leaf ? vscode.TreeItemCollapsibleState.None : vscode.TreeItemCollapsibleState.Expanded,
    );
    const state = done ? say(words.finished) : leaf ? say(words.reading) : undefined;
    decorate(item, `lesson:${lesson.id}`, [say(words.minutes, { minutes: lesson.minutes }), state]);
    item.iconPath = done ? verdictIcons.pass : icon('book');
    item.contextValue = 'lesson';
    item.tooltip = new vscode.MarkdownString(lesson.teaches.map((one) => `- ${say(one)}`).join('\n'));
    item.command = { command: commands.openLesson, title: say(words.openLesson), arguments: [lesson.id] };
    return item;
  }

  #exerciseItem(exercise: Exercise): vscode.TreeItem {
    const record = recordOf(this.store.progress, exercise.id);
    const passed = record.passedAt !== undefined;
    const item = new vscode.TreeItem(
      say(exercise.title),
      this.store.verdictOf(exercise.id) === undefined
        ? vscode.TreeItemCollapsibleState.Collapsed
        : vscode.TreeItemCollapsibleState.Expanded,
    );
    const state = passed ? words.passed : record.since === undefined ? undefined : words.started;
    decorate(item, `exercise:${exercise.id}`, [
      exercise.core ? undefined : say(words.extra),
      say(words.minutes, { minutes: exercise.minutes }),
      state === undefined ? undefined : say(state),
    ]);
    item.iconPath = passed
      ? verdictIcons.pass
      : icon(record.since === undefined ? 'circle-large-outline' : 'circle-filled');
    item.contextValue = 'exercise';
    const tasks = exercise.tasks.map((task, index) => `${index + 1}. ${say(task)}`);
    item.tooltip = [...tasks, say(words.needs, { needs: exercise.needs.join(', ') })].join('\n');
    return item;
  }

  #conditionItem(exercise: Exercise, index: number): vscode.TreeItem {
    const condition = exercise.conditions[index];
    const item = new vscode.TreeItem(condition === undefined ? '' : say(condition.title));
    const verdict = this.store.verdictOf(exercise.id)?.conditions[index];
    const reason = verdict === undefined ? undefined : explain(verdict, language());
    decorate(item, `condition:${exercise.id}/${condition?.id ?? ''}`, [
      verdict === undefined ? undefined : say(words[verdict.verdict]),
      reason?.replaceAll('`', ''),
    ]);
    item.iconPath = verdict === undefined ? icon('circle-outline') : verdictIcons[verdict.verdict];
    item.contextValue = 'condition';
    if (reason !== undefined) item.tooltip = new vscode.MarkdownString(inert(reason));
    return item;
  }

  dispose(): void {
    for (const one of this.#listeners) one.dispose();
    this.#changed.dispose();
  }
}

function childrenOf(row: Row): readonly Row[] {
  switch (row.row) {
    case 'track':
      return row.track.lessons.map((lesson) => ({ row: 'lesson', lesson }));
    case 'lesson':
      return row.lesson.exercises.map((exercise) => ({ row: 'exercise', exercise }));
    case 'exercise':
      return row.exercise.conditions.map((_, index) => ({ row: 'condition', exercise: row.exercise, index }));
    case 'condition':
      return [];
  }
}

function trackItem(track: Track): vscode.TreeItem {
  const item = new vscode.TreeItem(say(track.title), vscode.TreeItemCollapsibleState.Expanded);
  decorate(item, `track:${track.id}`, []);
  item.iconPath = icon('mortar-board');
  item.contextValue = 'track';
  return item;
}

/** Stable id, description, and the same words for a screen reader. */
function decorate(item: vscode.TreeItem, id: string, facts: readonly (string | undefined)[]): void {
  const known = facts.filter((one) => one !== undefined && one !== '');
  item.id = id;
  item.description = known.join(' · ');
  const label = typeof item.label === 'string' ? item.label : '';
  item.accessibilityInformation = { label: [label, ...known].join(', ') };
}

import { readFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import type { Exercise, Lesson } from '../../core/course/lesson';
import { withoutHtml } from '../../core/course/own/harmless';
import { exercisePage } from '../../core/course/page';
import { recordOf } from '../../core/course/progress';
import { pageUri, showPage } from '../../host/pages';
import { language } from '../../host/locale';
import type { Courses } from './courses';
import { readOwnLesson } from './own-lesson';
import type { CourseStore } from './store';

/** The exercise pages: Markdown documents that follow the store while they are open. */
export class ExercisePages implements vscode.TextDocumentContentProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: readonly { dispose(): unknown }[];

  constructor(
    readonly store: CourseStore,
    readonly courses: Courses,
  ) {
    this.#disposables = [
      vscode.workspace.registerTextDocumentContentProvider('tutor-exercise', this),
      store.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments) {
          if (uri.scheme === 'tutor-exercise') this.#changed.fire(uri);
        }
      }),
      // What changes while a document is being opened is not heard, so it is asked for once more when it is open.
      vscode.workspace.onDidOpenTextDocument(({ uri }) => {
        if (uri.scheme === 'tutor-exercise') this.#changed.fire(uri);
      }),
      this.#changed,
    ];
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { exercises, lessonOf } = await this.courses.catalog();
    const exercise = exercises.find(({ id }) => pageUri('tutor-exercise', id).path === uri.path);
    if (exercise === undefined) return '';
    const record = recordOf(this.store.progress, exercise.id);
    const page = exercisePage(exercise, record, this.store.verdictOf(exercise.id), language());
    return lessonOf(exercise).folder === undefined ? page : withoutHtml(page);
  }

  /** Shows the page beside what the learner works on. */
  async show(exercise: Exercise): Promise<void> {
    const alone = vscode.window.tabGroups.all.every((group) => group.tabs.length === 0);
    const viewColumn = alone ? vscode.ViewColumn.One : vscode.ViewColumn.Two;
    await showPage(pageUri('tutor-exercise', exercise.id), { viewColumn, preserveFocus: true });
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }
}

/** The lessons as pages in the display language, with their figures inside: a link from anywhere can lead to one. */
export function registerLessonPages(courses: Courses, folderOf: (lesson: Lesson) => string): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider('tutor-lesson', {
    provideTextDocumentContent: async ({ path: asked }) => {
      const lesson = (await courses.lessons()).find(({ id }) => pageUri('tutor-lesson', id).path === asked);
      if (lesson?.folder !== undefined) return readOwnLesson(lesson.folder, language());
      return lesson === undefined ? '' : await readLesson(folderOf(lesson));
    },
  });
}

/** Shows a lesson's prose in VS Code's own Markdown preview. */
export async function showLesson(lesson: Lesson): Promise<void> {
  await showPage(pageUri('tutor-lesson', lesson.id), { preview: false });
}

async function readLesson(folder: string): Promise<string> {
  const prose = await readFile(path.join(folder, language() === 'zh' ? 'lesson.nls.zh-cn.md' : 'lesson.md'), 'utf8');
  const names = [...prose.matchAll(/\]\(([\w.-]+\.svg)\)/g)].map(([, name]) => name ?? '');
  const figures = await Promise.all(names.map((name) => readFile(path.join(folder, name), 'base64')));
  return names.reduce(
    (page, name, index) => page.replace(`](${name})`, `](data:image/svg+xml;base64,${figures[index] ?? ''})`),
    prose,
  );
}

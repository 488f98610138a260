import path from 'node:path';
import * as vscode from 'vscode';
import { exercises } from '../../core/course/catalog';
import type { Exercise, Lesson } from '../../core/course/lesson';
import { exercisePage } from '../../core/course/page';
import { recordOf } from '../../core/course/progress';
import { language } from '../../host/locale';
import type { CourseStore } from './store';

const scheme = 'tutor-exercise';

const uriOf = (exercise: Exercise): vscode.Uri => vscode.Uri.from({ scheme, path: `/${exercise.id}.md` });

/** The exercise pages: Markdown documents that follow the store while they are open. */
export class ExercisePages implements vscode.TextDocumentContentProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: readonly { dispose(): void }[];

  constructor(readonly store: CourseStore) {
    this.#disposables = [
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      store.onDidChange(() => {
        for (const exercise of exercises) this.#changed.fire(uriOf(exercise));
      }),
      this.#changed,
    ];
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    const exercise = exercises.find((one) => uriOf(one).path === uri.path);
    if (exercise === undefined) return '';
    const record = recordOf(this.store.progress, exercise.id);
    return exercisePage(exercise, record, this.store.verdictOf(exercise.id), language());
  }

  /** Shows the page beside what the learner works on. */
  async show(exercise: Exercise): Promise<void> {
    await vscode.commands.executeCommand('markdown.showLockedPreviewToSide', uriOf(exercise));
  }

  dispose(): void {
    for (const one of this.#disposables) one.dispose();
  }
}

/** Shows a lesson's prose in VS Code's own Markdown preview, in the display language. */
export async function showLesson(content: string, lesson: Lesson): Promise<void> {
  const name = language() === 'zh' ? 'lesson.nls.zh-cn.md' : 'lesson.md';
  const page = vscode.Uri.file(path.join(content, ...lesson.id.split('/'), name));
  await vscode.commands.executeCommand('markdown.showPreview', page);
}

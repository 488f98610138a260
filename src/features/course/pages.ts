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

const tabsOpen = (): readonly vscode.Tab[] => vscode.window.tabGroups.all.flatMap((group) => group.tabs);

/** The webview tab that opens next, which VS Code tells only after the command that opens it; undefined after 2 s. */
function nextWebviewTab(): Promise<vscode.Tab | undefined> {
  return new Promise((resolve) => {
    const finish = (tab?: vscode.Tab): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve(tab);
    };
    const timer = setTimeout(finish, 2_000);
    const listener = vscode.window.tabGroups.onDidChangeTabs(({ opened }) => {
      const tab = opened.find((one) => one.input instanceof vscode.TabInputWebview);
      if (tab !== undefined) finish(tab);
    });
  });
}

/** The exercise pages: Markdown documents that follow the store while they are open. */
export class ExercisePages implements vscode.TextDocumentContentProvider {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: readonly { dispose(): void }[];

  readonly #tabs = new Map<string, vscode.Tab>();

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

  /** Shows the page in the second column, once: one that is open already follows the store by itself. */
  async show(exercise: Exercise): Promise<void> {
    const { tabGroups } = vscode.window;
    const open = this.#tabs.get(exercise.id);
    if (open !== undefined && tabsOpen().includes(open)) {
      if (open.isActive) return;
      await tabGroups.close(open);
    }
    if (tabGroups.all.length > 1) await vscode.commands.executeCommand('workbench.action.focusFirstEditorGroup');
    const next = nextWebviewTab();
    await vscode.commands.executeCommand('markdown.showLockedPreviewToSide', uriOf(exercise));
    const tab = await next;
    if (tab !== undefined) this.#tabs.set(exercise.id, tab);
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

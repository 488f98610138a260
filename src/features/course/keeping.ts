import * as vscode from 'vscode';
import { exportProgress, importProgress } from '../../core/course/exchange';
import { forgotten, remembered } from '../../core/course/progress';
import { merge } from '../../core/course/progress-record';
import { fileUnreadable, progressDamaged, progressForeign } from '../../core/errors';
import { fill, type Text } from '../../core/text';
import { say } from '../../host/locale';
import { confirm, inform, offer, report } from '../../host/report';
import { askForScope } from './scope';
import type { Courses } from './courses';
import type { CourseStore } from './store';

const words = {
  filter: { en: 'Progress', zh: '学习进度' },
  whose: { en: 'Your name, as your teacher knows it', zh: '你的姓名（老师认得的）' },
  whoseHint: { en: 'It is written into the file and nowhere else.', zh: '只写入这个文件，不会用在别处。' },
  exported: { en: 'Your progress is in {file}.', zh: '学习进度已保存到 {file}。' },
  imported: { en: 'The progress of {learner} was added to yours.', zh: '{learner} 的学习进度已合并到你的进度里。' },
  forget: { en: 'Reset the progress of {what}?', zh: '重置“{what}”的学习进度？' },
  forgetDetail: {
    en: 'Passes, hints and quiz results of {what} are forgotten, on your other machines too. Your files and what is in the engine stay. You can undo this right after.',
    zh: '“{what}”的通过记录、提示和测验结果都会清除，其他机器上的也一样。你的文件和引擎里的对象保持不变。可以马上撤销。',
  },
  reset: { en: 'Reset Progress', zh: '重置进度' },
  done: { en: 'The progress of {what} is reset.', zh: '“{what}”的学习进度已重置。' },
  undo: { en: 'Undo', zh: '撤销' },
} as const satisfies Record<string, Text>;

/** Writes the progress to a file that the learner chooses, to hand it in or to take it along. */
export async function exportTo(store: CourseStore, now: () => number): Promise<void> {
  const learner = await vscode.window.showInputBox({ title: say(words.whose), prompt: say(words.whoseHint) });
  if (learner === undefined) return;
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const name = `progress-${learner.trim().replace(/[^\p{L}\p{N}]+/gu, '-') || 'learner'}.json`;
  const uri = await vscode.window.showSaveDialog({
    ...(folder && { defaultUri: vscode.Uri.joinPath(folder.uri, name) }),
    filters: { [say(words.filter)]: ['json'] },
  });
  if (uri === undefined) return;
  const text = exportProgress(learner.trim(), store.progress, now());
  try {
    await vscode.workspace.fs.writeFile(uri, Buffer.from(text));
  } catch (error) {
    throw fileUnreadable({ path: uri.fsPath, why: error instanceof Error ? error.message : String(error) }, error);
  }
  inform(fill(words.exported, { file: vscode.workspace.asRelativePath(uri) }));
}

/** Adds the progress in a file that the learner chooses to what is known. */
export async function importFrom(store: CourseStore): Promise<void> {
  const [uri] = (await vscode.window.showOpenDialog({ filters: { [say(words.filter)]: ['json'] } })) ?? [];
  if (uri === undefined) return;
  const found = importProgress(Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8'));
  if (found === 'damaged') throw progressDamaged({ path: uri.fsPath });
  if (found === 'foreign') throw progressForeign({ path: uri.fsPath });
  await store.update((progress) => merge(progress, found.progress));
  inform(fill(words.imported, { learner: found.learner }));
}

/** Begins anew: forgets the progress of what the learner chooses, after asking. */
export async function forget(
  argument: unknown,
  courses: Courses,
  store: CourseStore,
  now: () => number,
): Promise<void> {
  const scope = await askForScope(argument, courses);
  if (scope === undefined) return;
  const { what } = scope;
  if (!(await confirm(fill(words.forget, { what }), fill(words.forgetDetail, { what }), words.reset))) return;
  const before = store.progress;
  await store.update((progress) => forgotten(progress, scope, now()));
  for (const id of scope.exercises) store.keepVerdict(id, undefined);
  void offer(fill(words.done, { what }), words.undo).then((undo) =>
    undo ? store.update((progress) => remembered(progress, before, now())).catch(report) : undefined,
  );
}

import path from 'node:path';
import * as vscode from 'vscode';
import type { Exercise } from '../../core/course/lesson';
import { pageUri } from '../../host/pages';
import type { Courses } from './courses';
import type { CurriculumTree, Row } from './tree';

/** Shows in the curriculum where the learner is: the exercise or lesson of the page or file that comes to the front. */
export function followLearner(view: vscode.TreeView<Row>, tree: CurriculumTree, courses: Courses): vscode.Disposable {
  let last: vscode.Uri | undefined;
  const follow = async (): Promise<void> => {
    const uri = frontUri();
    if (uri === undefined || !view.visible || uri.toString() === last?.toString()) return;
    last = uri;
    const row = await rowFor(uri, tree, courses);
    if (row !== undefined) await view.reveal(row, { select: true, focus: false });
  };
  // A row that vanished between finding and showing it is nothing to tell.
  const quietly = (): void => void follow().catch(() => undefined);
  return vscode.Disposable.from(
    vscode.window.tabGroups.onDidChangeTabs(quietly),
    vscode.window.tabGroups.onDidChangeTabGroups(quietly),
    view.onDidChangeVisibility(quietly),
  );
}

function frontUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}

async function rowFor(uri: vscode.Uri, tree: CurriculumTree, courses: Courses): Promise<Row | undefined> {
  const { exercises, lessons } = await courses.catalog();
  if (uri.scheme === 'tutor-lesson') {
    const lesson = lessons.find(({ id }) => pageUri('tutor-lesson', id).path === uri.path);
    return lesson && tree.rowOf(lesson);
  }
  const exercise =
    uri.scheme === 'tutor-exercise'
      ? exercises.find(({ id }) => pageUri('tutor-exercise', id).path === uri.path)
      : uri.scheme === 'file'
        ? exerciseAbove(uri.fsPath, exercises)
        : undefined;
  return exercise && tree.rowOf(exercise);
}

/** The exercise whose folder a file is in: the folder bears the exercise's id. */
function exerciseAbove(file: string, exercises: readonly Exercise[]): Exercise | undefined {
  const folders = new Set(path.dirname(file).split(path.sep));
  return exercises.find(({ id }) => folders.has(id));
}

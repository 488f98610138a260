import * as vscode from 'vscode';
import type { Exercise, Lesson, Track } from '../../core/course/lesson';
import { recordOf, type Progress } from '../../core/course/progress';
import type { Text } from '../../core/text';
import { say } from '../../host/locale';
import type { Courses } from './courses';
import type { Row } from './tree';

const words = {
  chooseExercise: { en: 'Which exercise?', zh: '选择哪个练习？' },
  chooseLesson: { en: 'Which lesson?', zh: '选择哪个课程？' },
  chooseTrack: { en: 'Which walkthrough?', zh: '打开哪个演练？' },
  passed: { en: 'passed', zh: '已通过' },
  started: { en: 'started', zh: '进行中' },
} as const satisfies Record<string, Text>;

/**
 * The exercise that a command is about: a row of the tree, the id of an exercise, or the id of a lesson, which stands
 * for its first core exercise that has not passed. Else the learner is asked.
 */
export async function chooseExercise(
  argument: unknown,
  courses: Courses,
  progress: Progress,
): Promise<Exercise | undefined> {
  const row = argument as Partial<Extract<Row, { row: 'exercise' }>> | undefined;
  if (row?.row === 'exercise') return row.exercise;
  const { exercises, lessons } = await courses.catalog();
  const named = exercises.find((one) => one.id === argument);
  if (named !== undefined) return named;
  const lesson = lessons.find((one) => one.id === argument);
  const open = lesson?.exercises.find((one) => one.core && recordOf(progress, one.id).passedAt === undefined);
  return open ?? (await askForExercise(lesson?.exercises ?? exercises, progress));
}

async function askForExercise(from: readonly Exercise[], progress: Progress): Promise<Exercise | undefined> {
  const items = from.map((exercise) => {
    const { passedAt, since } = recordOf(progress, exercise.id);
    const state = passedAt !== undefined ? 'passed' : since === undefined ? undefined : 'started';
    const description = state === undefined ? '' : say(words[state]);
    return { label: say(exercise.title), description, detail: exercise.id, exercise, working: state === 'started' };
  });
  items.sort((a, b) => Number(b.working) - Number(a.working));
  return (await vscode.window.showQuickPick(items, { title: say(words.chooseExercise) }))?.exercise;
}

/** The lesson that a command is about: its id, a row of the tree, or the learner's choice. */
export async function chooseLesson(argument: unknown, from: readonly Lesson[]): Promise<Lesson | undefined> {
  const row = argument as Partial<Extract<Row, { row: 'lesson' }>> | undefined;
  if (row?.row === 'lesson') return row.lesson;
  const named = from.find((one) => one.id === argument);
  if (named !== undefined) return named;
  if (from.length === 1) return from[0];
  const items = from.map((lesson) => ({ label: say(lesson.title), description: lesson.id, lesson }));
  return (await vscode.window.showQuickPick(items, { title: say(words.chooseLesson) }))?.lesson;
}

/** The track that a command is about: its id, or the learner's choice. */
export async function chooseTrack(argument: unknown, from: readonly Track[]): Promise<Track | undefined> {
  const named = from.find((one) => one.id === argument);
  if (named !== undefined) return named;
  if (from.length === 1) return from[0];
  const items = from.map((track) => ({ label: say(track.title), description: track.id, track }));
  return (await vscode.window.showQuickPick(items, { title: say(words.chooseTrack) }))?.track;
}

/** The folder of the workspace that holds exercise folders; the one that has this exercise wins. */
export async function chooseHome(exercise: Exercise, folderOf: (into: string) => string): Promise<string | undefined> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((one) => one.uri.scheme === 'file');
  for (const { uri } of folders) {
    if (await isFolder(vscode.Uri.file(folderOf(uri.fsPath)))) return uri.fsPath;
  }
  if (folders.length < 2) return folders[0]?.uri.fsPath;
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder: say(exercise.title) }))?.uri.fsPath;
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  try {
    return (await vscode.workspace.fs.stat(uri)).type === vscode.FileType.Directory;
  } catch {
    return false;
  }
}

import * as vscode from 'vscode';
import type { Exercise } from '../../core/course/lesson';
import { registerCommand } from '../../host/commands';
import { commands, views, type CommandId } from '../../host/ids';
import { chooseExercise, chooseLesson } from './choose';
import { Courses } from './courses';
import { ExerciseListener } from './listener';
import { ExercisePages, registerLessonPages, showLesson } from './pages';
import type { Parts } from './parts';
import { takeQuiz } from './quiz';
import { CourseStore } from './store';
import { mirrorTicks } from './ticks';
import { CurriculumTree, type Row } from './tree';
import { ExerciseVerbs } from './verbs';

export type { Parts } from './parts';

/** The course: curriculum view, walkthrough ticks, exercise pages and the verbs of lessons and exercises. */
export function register(context: vscode.ExtensionContext, parts: Parts): void {
  const courses = new Courses(parts.readCatalog);
  const store = new CourseStore(parts.slot, parts.keep, courses);
  const pages = new ExercisePages(store, courses);
  const listener = new ExerciseListener(store, parts.listen);
  const tree = new CurriculumTree(store, courses);
  const view = vscode.window.createTreeView<Row>(views.curriculum, { treeDataProvider: tree });
  const verbs = new ExerciseVerbs(parts, store, pages, listener);

  const onExercise = (id: CommandId, verb: (exercise: Exercise) => Promise<unknown>): vscode.Disposable =>
    registerCommand(id, async (argument) => {
      const exercise = await chooseExercise(argument, courses, store.progress);
      if (exercise === undefined) return undefined;
      const result = await verb(exercise);
      const row = view.visible ? await tree.rowOf(exercise) : undefined;
      if (row !== undefined) await view.reveal(row, { expand: true, select: true });
      return result;
    });

  context.subscriptions.push(
    courses,
    store,
    pages,
    listener,
    tree,
    view,
    mirrorTicks(store),
    registerLessonPages(courses, parts.folderOf),
    onExercise(commands.startExercise, (exercise) => verbs.start(exercise)),
    onExercise(commands.checkExercise, (exercise) => verbs.check(exercise)),
    onExercise(commands.showHint, (exercise) => verbs.hint(exercise)),
    onExercise(commands.compareSolution, (exercise) => verbs.compare(exercise)),
    onExercise(commands.resetExercise, (exercise) => verbs.reset(exercise)),
    registerCommand(commands.openLesson, async (argument) => {
      const lesson = await chooseLesson(argument, await courses.lessons());
      if (lesson !== undefined) await showLesson(lesson);
    }),
    registerCommand(commands.takeQuiz, async (argument) => {
      const withQuiz = (await courses.lessons()).filter((lesson) => lesson.quiz.length > 0);
      const lesson = await chooseLesson(argument, withQuiz);
      if (lesson !== undefined) await takeQuiz(lesson, store, () => parts.clock.now());
    }),
    registerCommand(commands.openWalkthrough, async (argument) => {
      const { tracks } = await courses.catalog();
      const track = tracks.find((one) => one.id === argument) ?? tracks[0];
      if (track === undefined) return;
      const walkthrough = `${context.extension.id}#${track.id}`;
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
    }),
  );
}

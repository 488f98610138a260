import * as vscode from 'vscode';
import type { Catalog } from '../../core/course/catalog';
import type { Exercise } from '../../core/course/lesson';
import type { Progress } from '../../core/course/progress';
import { registerCommand } from '../../host/commands';
import { commands, views, type CommandId } from '../../host/ids';
import { chooseExercise, chooseLesson, chooseTrack } from './choose';
import { showCourseProblems } from './course-problems';
import { Courses } from './courses';
import { FileMarks } from './file-marks';
import { followLearner } from './follow';
import { Judging } from './judging';
import { ExerciseListener } from './listener';
import { ExercisePages, registerLessonPages, showLesson } from './pages';
import type { Parts } from './parts';
import { takeQuiz } from './quiz';
import { CourseStore } from './store';
import { ExerciseTests } from './test-explorer';
import { mirrorTicks } from './ticks';
import { CurriculumTree, type Row } from './tree';
import { ExerciseVerbs } from './verbs';

export type { Parts } from './parts';

/** What others may know of the course. */
export type Course = {
  readonly progress: () => Progress;
  readonly catalog: () => Promise<Catalog>;
  /** The progress or the course is another one now. */
  readonly onDidChange: vscode.Event<void>;
};

/** The course: curriculum view, walkthrough ticks, exercise pages and the verbs of lessons and exercises. */
export function register(context: vscode.ExtensionContext, parts: Parts): Course {
  const courses = new Courses(parts.readCatalog);
  const store = new CourseStore(parts.slot, parts.keep, courses);
  const pages = new ExercisePages(store, courses);
  const listener = new ExerciseListener(store, parts.listen);
  const tree = new CurriculumTree(store, courses);
  const view = vscode.window.createTreeView<Row>(views.curriculum, { treeDataProvider: tree });
  const judging = new Judging(parts, store, listener);
  const verbs = new ExerciseVerbs(parts, store, pages, listener, judging);

  const now = (): number => parts.clock.now();
  const keeping = () => import('./keeping');

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
    showCourseProblems(courses),
    store,
    pages,
    listener,
    tree,
    view,
    mirrorTicks(store),
    new FileMarks(store),
    new ExerciseTests(courses, {
      judge: (exercise, token) => verbs.judge(exercise, token),
      watch: (exercise, changed) => verbs.watch(exercise, changed),
    }),
    followLearner(view, tree, courses),
    registerCommand(commands.exportProgress, async () => (await keeping()).exportTo(store, now)),
    registerCommand(commands.importProgress, async () => (await keeping()).importFrom(store)),
    registerCommand(commands.resetProgress, async (scope) => (await keeping()).forget(scope, courses, store, now)),
    onExercise(commands.showExercise, (exercise) => pages.show(exercise)),
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
      if (lesson !== undefined) await takeQuiz(lesson, store, now);
    }),
    registerCommand(commands.openWalkthrough, async (argument) => {
      const { tracks } = await courses.catalog();
      const track = await chooseTrack(argument, tracks);
      if (track === undefined) return;
      // A course of one's own has lessons and no walkthrough: VS Code knows those of the manifest only.
      if (track.lessons.some((one) => one.folder !== undefined)) {
        const [first] = track.lessons;
        if (first !== undefined) await showLesson(first);
        return;
      }
      const walkthrough = `${context.extension.id}#${track.id}`;
      await vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
    }),
  );
  return {
    progress: () => store.progress,
    catalog: () => courses.catalog(),
    onDidChange: (listener, self, disposables) => {
      const both = vscode.Disposable.from(store.onDidChange(listener, self), courses.onDidChange(listener, self));
      disposables?.push(both);
      return both;
    },
  };
}

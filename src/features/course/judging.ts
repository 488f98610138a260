import * as vscode from 'vscode';
import type { ExerciseVerdict } from '../../core/course/judge';
import type { Exercise } from '../../core/course/lesson';
import { checked, recordOf, started } from '../../core/course/progress';
import { log } from '../../host/log';
import type { ExerciseListener } from './listener';
import type { Parts } from './parts';
import type { CourseStore } from './store';

/** Judges what an exercise left behind, and keeps what counts. */
export class Judging {
  constructor(
    readonly parts: Parts,
    readonly store: CourseStore,
    readonly listener: ExerciseListener,
  ) {}

  /** Judges the exercise in its folder below `home`; checking one that was not started starts it. */
  async check(exercise: Exercise, home: string, signal: AbortSignal): Promise<ExerciseVerdict> {
    const { clock } = this.parts;
    await this.store.update((progress) => started(progress, exercise.id, clock.now()));
    this.listener.open(exercise);
    return this.look(exercise, home, signal);
  }

  /** The same without starting it: of an exercise that was not started, only a pass is kept. */
  async look(exercise: Exercise, home: string, signal: AbortSignal): Promise<ExerciseVerdict> {
    const { clock, observers, folders } = this.parts;
    const { since, seen } = recordOf(this.store.progress, exercise.id);
    const folder = folders.folderOf(exercise, home);
    const scene = { exercise: exercise.id, folder, since: since ?? 0 };
    const { checkExercise } = await import('../../core/course/run');
    const result = await checkExercise(exercise, seen, observers, scene, clock, signal);
    const { verdict } = result;
    if (since !== undefined || verdict.verdict === 'pass') {
      await this.store.update((progress) => checked(progress, verdict, result.seen, clock.now(), result.engine));
    }
    this.store.keepVerdict(exercise.id, verdict, folder);
    if (verdict.verdict === 'pass') this.listener.close(exercise);
    return verdict;
  }

  /** Calls back when a file of the exercise or anything in its engine has changed, until it is disposed. */
  watch(exercise: Exercise, home: string, changed: () => void): vscode.Disposable {
    const folder = vscode.Uri.file(this.parts.folders.folderOf(exercise, home));
    const files = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '**'));
    const controller = new AbortController();
    if (exercise.needs.includes('docker')) void this.#follow(exercise, changed, controller.signal);
    return vscode.Disposable.from(
      files,
      files.onDidChange(changed),
      files.onDidCreate(changed),
      files.onDidDelete(changed),
      new vscode.Disposable(() => controller.abort()),
    );
  }

  async #follow(exercise: Exercise, changed: () => void, signal: AbortSignal): Promise<void> {
    try {
      const events = this.parts.listen(this.parts.clock.now(), signal)[Symbol.asyncIterator]();
      while (!(await events.next()).done) changed();
    } catch (error) {
      // Files are still watched; a check looks for itself and says why it cannot reach the engine.
      if (!signal.aborted) log.warn(`${exercise.id}: watching the engine ended: ${String(error)}`);
    }
  }
}

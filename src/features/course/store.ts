import * as vscode from 'vscode';
import type { ExerciseVerdict } from '../../core/course/judge';
import { isFinished, readProgress, type Progress } from '../../core/course/progress';
import { setContext } from '../../host/commands';
import { contextKeys } from '../../host/ids';
import type { Slot } from '../../host/storage';
import type { Courses } from './courses';

/** The learner's progress, the one truth that views and walkthrough ticks mirror, and the last verdicts. */
export class CourseStore {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #verdicts = new Map<string, ExerciseVerdict>();

  constructor(
    readonly slot: Slot,
    readonly courses: Courses,
  ) {}

  get progress(): Progress {
    return readProgress(this.slot.read());
  }

  verdictOf(exercise: string): ExerciseVerdict | undefined {
    return this.#verdicts.get(exercise);
  }

  /** Applies a change to the progress as it is stored now, which another window may have written. */
  async update(change: (progress: Progress) => Progress): Promise<void> {
    await this.slot.write(change(this.progress));
    await this.tick();
    this.#changed.fire();
  }

  /** Remembers the last verdict until the window closes. */
  keep(exercise: string, verdict: ExerciseVerdict | undefined): void {
    if (verdict === undefined) this.#verdicts.delete(exercise);
    else this.#verdicts.set(exercise, verdict);
    this.#changed.fire();
  }

  /**
   * Lets VS Code tick the steps of finished lessons. Their keys rest at false and go up for a moment: a key that is
   * true already when VS Code first reads a walkthrough never ticks in that session.
   */
  async tick(): Promise<void> {
    const { progress } = this;
    if (Object.keys(progress.exercises).length === 0) return;
    for (const lesson of (await this.courses.lessons()).filter((one) => isFinished(progress, one))) {
      await setContext(contextKeys.done(lesson.id), true);
      await setContext(contextKeys.done(lesson.id), false);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

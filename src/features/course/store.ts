import * as vscode from 'vscode';
import type { Keep } from '../../core/course/desk';
import type { ExerciseVerdict } from '../../core/course/judge';
import { isFinished, noProgress, type Progress } from '../../core/course/progress';
import { merge, readProgress } from '../../core/course/progress-record';
import { setContext } from '../../host/commands';
import { contextKeys } from '../../host/ids';
import { report } from '../../host/report';
import type { Slot } from '../../host/storage';
import type { Courses } from './courses';

/** An exercise was judged in this folder; no verdict when what was said of it does not hold any more. */
export type Judged = {
  readonly exercise: string;
  readonly verdict: ExerciseVerdict | undefined;
  readonly folder: string | undefined;
};

/**
 * The learner's progress, the one truth that views and walkthrough ticks mirror, and the last verdicts. It is kept
 * twice: in a file, which the windows of this machine share, and in the slot that Settings Sync carries to others.
 */
export class CourseStore {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #judged = new vscode.EventEmitter<Judged>();
  /** An exercise was judged, or its verdict is forgotten. */
  readonly onDidJudge = this.#judged.event;
  readonly #verdicts = new Map<string, ExerciseVerdict>();
  readonly #watcher: vscode.Disposable;
  #progress: Progress = noProgress;
  /** What the slot held when it was last looked at: another value came from another machine or window. */
  #slotted: unknown;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(
    readonly slot: Slot,
    readonly keep: Keep,
    readonly courses: Courses,
  ) {
    this.#watcher = this.#watch();
    void this.load();
  }

  get progress(): Progress {
    const slotted = this.slot.read();
    if (slotted !== this.#slotted) {
      this.#slotted = slotted;
      this.#progress = merge(this.#progress, readProgress(slotted));
    }
    return this.#progress;
  }

  /** Takes in what another window has written. */
  async load(): Promise<void> {
    const before = this.progress;
    const stored = readProgress(await this.keep.read());
    this.#progress = merge(this.progress, stored);
    if (JSON.stringify(before) !== JSON.stringify(this.#progress)) this.#changed.fire();
  }

  #watch(): vscode.Disposable {
    const { keep } = this;
    const folder = vscode.Uri.joinPath(vscode.Uri.file(keep.file), '..');
    const name = keep.file.split(/[\\/]/).at(-1) ?? '';
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, name));
    const load = (): void => {
      this.load().catch(report);
    };
    return vscode.Disposable.from(watcher, watcher.onDidChange(load), watcher.onDidCreate(load));
  }

  verdictOf(exercise: string): ExerciseVerdict | undefined {
    return this.#verdicts.get(exercise);
  }

  /**
   * Applies a change to all that is known, here and in the other windows. When the file cannot be written, the change
   * still holds in this window and in the slot.
   */
  async update(change: (progress: Progress) => Progress): Promise<void> {
    const written = this.#writing.then(() => this.#write(change));
    this.#writing = written.catch(() => undefined);
    try {
      await written;
    } finally {
      await this.tick();
      this.#changed.fire();
    }
  }

  async #write(change: (progress: Progress) => Progress): Promise<void> {
    const known = this.progress;
    this.#progress = change(known);
    try {
      await this.keep.update((stored) => {
        this.#progress = change(merge(known, readProgress(stored)));
        return this.#progress;
      });
    } finally {
      this.#slotted = this.#progress;
      await this.slot.write(this.#progress);
      this.#slotted = this.slot.read();
    }
  }

  /** Remembers the last verdict, and the folder that was judged, until the window closes. */
  keepVerdict(exercise: string, verdict: ExerciseVerdict | undefined, folder?: string): void {
    if (verdict === undefined) this.#verdicts.delete(exercise);
    else this.#verdicts.set(exercise, verdict);
    this.#judged.fire({ exercise, verdict, folder });
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
    this.#watcher.dispose();
    this.#judged.dispose();
    this.#changed.dispose();
  }
}

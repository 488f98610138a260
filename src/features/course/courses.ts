import * as vscode from 'vscode';
import type { Catalog } from '../../core/course/catalog';
import type { Exercise, Lesson } from '../../core/course/lesson';
import type { CourseProblem } from '../../core/course/own-course';

/** The course of now, and what is wrong with the part of it that is in the workspace. */
export type CourseCatalog = Catalog & { readonly problems?: readonly CourseProblem[] };

/** Reads the course of now: the product's own lessons and those of these workspace folders. */
export type ReadCatalog = (folders: readonly string[]) => Promise<CourseCatalog>;

/** The course of this window: read when it is first needed, and anew when a course in the workspace changes. */
export class Courses {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #read = new vscode.EventEmitter<CourseCatalog>();
  /** The course was read. */
  readonly onDidRead = this.#read.event;
  readonly #disposables: readonly { dispose(): unknown }[];
  #catalog: Promise<CourseCatalog> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly read: ReadCatalog) {
    const later = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#renew(), 300);
    };
    const watcher = vscode.workspace.createFileSystemWatcher('**/.tutor/**');
    this.#disposables = [
      this.#changed,
      this.#read,
      watcher,
      watcher.onDidChange(later),
      watcher.onDidCreate(later),
      watcher.onDidDelete(later),
      vscode.workspace.onDidChangeWorkspaceFolders(later),
    ];
  }

  #renew(): void {
    this.#catalog = undefined;
    this.#changed.fire();
  }

  /** The course as it is now. */
  catalog(): Promise<CourseCatalog> {
    if (this.#catalog !== undefined) return this.#catalog;
    const reading = this.read(
      (vscode.workspace.workspaceFolders ?? []).filter((one) => one.uri.scheme === 'file').map((one) => one.uri.fsPath),
    );
    this.#catalog = reading;
    const tell = (catalog: CourseCatalog): void => {
      if (this.#catalog === reading) this.#read.fire(catalog);
    };
    // Who asked is told that it failed.
    reading.then(tell, () => undefined);
    return reading;
  }

  async exercises(): Promise<readonly Exercise[]> {
    return (await this.catalog()).exercises;
  }

  async lessons(): Promise<readonly Lesson[]> {
    return (await this.catalog()).lessons;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const one of this.#disposables) one.dispose();
  }
}

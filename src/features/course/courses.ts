import * as vscode from 'vscode';
import type { Catalog } from '../../core/course/catalog';
import type { Exercise, Lesson } from '../../core/course/lesson';

/** Reads the course of now: the product's own lessons and those of these workspace folders. */
export type ReadCatalog = (folders: readonly string[]) => Promise<Catalog>;

/** The course of this window: read when it is first needed, and anew when a course in the workspace changes. */
export class Courses {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #disposables: readonly { dispose(): unknown }[];
  #catalog: Promise<Catalog> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(readonly read: ReadCatalog) {
    const later = (): void => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#renew(), 300);
    };
    const watcher = vscode.workspace.createFileSystemWatcher('**/.tutor/**');
    this.#disposables = [
      this.#changed,
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
  catalog(): Promise<Catalog> {
    this.#catalog ??= this.read(
      (vscode.workspace.workspaceFolders ?? []).filter((one) => one.uri.scheme === 'file').map((one) => one.uri.fsPath),
    );
    return this.#catalog;
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

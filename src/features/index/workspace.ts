import * as vscode from 'vscode';
import { alone, type Peers } from '../../core/lint/nearby';
import type { Part } from '../../core/lint/parts';
import { rooms } from '../../core/lint/rooms';
import type { Room } from '../../core/lint/rule';
import type { Changes } from '../../core/lint/watched-paths';
import { entryOf, type IndexEntry } from '../../core/lint/workspace-index';
import type { FactsChange, Turns } from './index';
import { FolderIndex } from './folder';

/** How long is waited for more, before what has happened on disk is looked at. */
const pause = 200;

/** The indexes of the workspace's folders, and the one watcher that keeps them true. */
export class WorkspaceFiles implements vscode.Disposable {
  readonly #folders = new Map<string, FolderIndex>();
  readonly #disposables: vscode.Disposable[] = [];
  #places = new Set<string>();
  #names = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    readonly turns: Turns,
    readonly factsChanged: vscode.EventEmitter<FactsChange>,
    readonly touched: vscode.EventEmitter<Changes>,
  ) {}

  /** Keeps what a document says, and gives what the others of its room say around it. */
  peersOf({ uri, isUntitled }: vscode.TextDocument, room: Room<unknown>, parts: readonly Part[]): Peers {
    const index = isUntitled ? undefined : this.#folderOf(uri);
    if (index === undefined) return alone.peers;
    this.watch();
    index.follow(room);
    const entry = entryOf(room, uri.path, parts);
    if (entry !== undefined) index.take(uri, entry);
    return index.peers(room.id, uri.path);
  }

  /** What is known of a room's files in the folder of a place. */
  async entriesOf(place: vscode.Uri, id: string): Promise<readonly IndexEntry[]> {
    const index = this.#folderOf(place);
    const room = await rooms.find((entry) => entry.id === id)?.load();
    if (index === undefined || room?.facts === undefined) return [];
    this.watch();
    index.follow(room);
    return index.entries(id);
  }

  /**
   * Starts the watcher: files on disk, and what is typed. On Linux VS Code sees nothing below folders that were made in
   * each other at once (https://github.com/parcel-bundler/watcher/issues/97), so what its editors and its explorer do
   * to files is listened to as well.
   */
  watch(): void {
    if (this.#disposables.length > 0) return;
    const { workspace } = vscode;
    const watcher = workspace.createFileSystemWatcher('**/*');
    this.#disposables.push(
      watcher,
      watcher.onDidChange((uri) => this.#touch(uri, false)),
      watcher.onDidCreate((uri) => this.#touch(uri, true)),
      watcher.onDidDelete((uri) => this.#touch(uri, true)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.scheme !== 'output') this.#touch(document.uri, false);
      }),
      workspace.onDidCloseTextDocument(({ uri }) => this.#touch(uri, false)),
      workspace.onDidCreateFiles(({ files }) => this.#touchAll(files)),
      workspace.onDidDeleteFiles(({ files }) => this.#touchAll(files)),
      workspace.onDidRenameFiles(({ files }) => this.#touchAll(files.flatMap((one) => [one.oldUri, one.newUri]))),
      workspace.onDidChangeWorkspaceFolders(({ removed }) => {
        for (const { uri } of removed) this.#forget(uri);
      }),
      workspace.onDidChangeConfiguration((event) => {
        const isOther = ['files.exclude', 'search.exclude', 'search.useIgnoreFiles'].some((one) =>
          event.affectsConfiguration(one),
        );
        if (isOther) for (const index of this.#folders.values()) index.listAnew();
      }),
    );
  }

  #folderOf(uri: vscode.Uri): FolderIndex | undefined {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (folder === undefined) return undefined;
    const key = folder.uri.toString();
    const known =
      this.#folders.get(key) ??
      new FolderIndex(folder, this.turns, (room, file) => {
        this.factsChanged.fire({ room, folder: folder.uri, ...(file && { file }) });
      });
    this.#folders.set(key, known);
    return known;
  }

  #touch(uri: vscode.Uri, isNew: boolean): void {
    const place = uri.toString();
    this.#places.add(place);
    if (isNew) this.#names.add(place.slice(0, place.lastIndexOf('/')));
    const index = vscode.workspace.getWorkspaceFolder(uri) && this.#folderOf(uri);
    index?.touch(uri, isNew);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const changes = { places: this.#places, folders: this.#names };
      [this.#places, this.#names] = [new Set(), new Set()];
      this.touched.fire(changes);
      for (const one of this.#folders.values()) one.update();
    }, pause);
  }

  #touchAll(files: readonly vscode.Uri[]): void {
    for (const uri of files) this.#touch(uri, true);
  }

  #forget(folder: vscode.Uri): void {
    this.#folders.get(folder.toString())?.dispose();
    this.#folders.delete(folder.toString());
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const one of this.#disposables.splice(0)) one.dispose();
    for (const index of this.#folders.values()) index.dispose();
    this.#folders.clear();
  }
}

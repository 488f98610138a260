import * as vscode from 'vscode';
import { alone, type Peers } from '../../core/lint/nearby';
import { readParts } from '../../core/lint/parts';
import { roomFor, rooms, type RoomEntry } from '../../core/lint/rooms';
import type { Room } from '../../core/lint/rule';
import { entryOf, largestIndexed, mostIndexed, WorkspaceIndex, type IndexEntry } from '../../core/lint/workspace-index';
import { log } from '../../host/log';
import type { Turns } from './index';
import { listFiles, mostListed } from './list';

/** A room whose files are known, or are being read. */
type Followed = {
  readonly entry: RoomEntry;
  readonly room: Room<unknown>;
  /** The files that may be its; unknown until they have been listed. */
  listed?: ReadonlyMap<string, vscode.Uri>;
  /** Has every file been read? A part proves nothing. */
  isComplete: boolean;
  isListWanted: boolean;
  readonly unread: Set<string>;
  /** The open files for which the list was made anew, and that are not in it all the same. */
  readonly leftOut: Set<string>;
  /** What runs, one after the other. */
  work: Promise<void>;
};

const utf8 = new TextDecoder();

/** The index of one workspace folder: each room is read when its first document comes. */
export class FolderIndex {
  readonly #index = new WorkspaceIndex();
  readonly #rooms = new Map<string, Followed>();
  #isDisposed = false;
  #isTold = false;

  constructor(
    readonly folder: vscode.WorkspaceFolder,
    readonly turns: Turns,
    readonly changed: (room: string, file?: vscode.Uri) => void,
  ) {}

  /** Reads the files of a room in the background, unless that has begun. */
  follow(room: Room<unknown>): void {
    const entry = rooms.find(({ id }) => id === room.id);
    if (entry === undefined || room.facts === undefined || this.#rooms.has(room.id)) return;
    const followed: Followed = {
      entry,
      room,
      isComplete: false,
      isListWanted: true,
      unread: new Set(),
      leftOut: new Set(),
      work: Promise.resolve(),
    };
    this.#rooms.set(room.id, followed);
    this.#work(followed);
  }

  /**
   * Keeps what an open document says; what is left out of the index is left out when it is open, too. One that nobody
   * has heard of may have been made where VS Code does not watch.
   */
  take(uri: vscode.Uri, entry: IndexEntry): void {
    const followed = this.#rooms.get(entry.room);
    if (followed === undefined) return;
    if (followed.listed?.has(uri.path) === false) {
      if (followed.leftOut.has(uri.path)) return;
      followed.leftOut.add(uri.path);
      followed.isListWanted = true;
      this.#work(followed);
      return;
    }
    followed.unread.delete(uri.path);
    if (this.#index.put(entry)) this.changed(entry.room, uri);
  }

  peers(room: string, path: string): Peers {
    return this.#rooms.get(room)?.isComplete === true ? this.#index.peers(room, path) : alone.peers;
  }

  entries(room: string): readonly IndexEntry[] {
    return this.#index.entries(room);
  }

  /** Notes that a file has changed, or that one has come or gone. */
  touch(uri: vscode.Uri, isNew: boolean): void {
    const isIgnoreFile = uri.path.endsWith('/.gitignore');
    for (const followed of this.#rooms.values()) {
      if (isIgnoreFile || (isNew && mayHold(uri.path, followed.entry))) followed.isListWanted = true;
      if (followed.listed?.has(uri.path) === true) followed.unread.add(uri.path);
    }
  }

  listAnew(): void {
    for (const followed of this.#rooms.values()) followed.isListWanted = true;
    this.update();
  }

  /** Reads what has been touched. */
  update(): void {
    for (const followed of this.#rooms.values()) {
      if (followed.isListWanted || followed.unread.size > 0) this.#work(followed);
    }
  }

  #work(followed: Followed): void {
    followed.work = followed.work
      .then(() => this.#bringUp(followed))
      .catch((error: unknown) => {
        log.error(`Could not read the ${followed.room.id} files of ${this.folder.uri.toString()}`, error);
      });
  }

  async #bringUp(followed: Followed): Promise<void> {
    const { room } = followed;
    const turn = this.turns();
    if (followed.isListWanted) await this.#list(followed, turn);
    const wasComplete = followed.isComplete;
    for (const path of followed.unread) {
      await turn();
      if (this.#isDisposed) return;
      followed.unread.delete(path);
      const uri = followed.listed?.get(path);
      if (uri === undefined) continue;
      if ((await this.#read(followed, uri)) && wasComplete) this.changed(room.id, uri);
    }
    followed.isComplete = this.#isSmallEnough(followed);
    if (followed.isComplete !== wasComplete) this.changed(room.id);
  }

  async #list(followed: Followed, turn: () => Promise<void> | undefined): Promise<void> {
    followed.isListWanted = false;
    const files = await listFiles(this.folder, followed.entry, turn);
    const before = followed.listed;
    followed.listed = new Map(files.map((uri) => [uri.path, uri]));
    for (const { path } of files) followed.leftOut.delete(path);
    for (const { path } of this.#index.entries(followed.room.id)) {
      if (followed.listed.has(path)) continue;
      this.#index.remove(followed.room.id, path);
      this.changed(followed.room.id, this.folder.uri.with({ path }));
    }
    for (const uri of files) {
      const isTaken = openText(uri) !== undefined && this.#index.get(followed.room.id, uri.path) !== undefined;
      if (before?.has(uri.path) !== true && !isTaken) followed.unread.add(uri.path);
    }
  }

  /** Reads one file; what is open counts as it is there. */
  async #read({ room }: Followed, uri: vscode.Uri): Promise<boolean> {
    const text = openText(uri) ?? (await savedText(uri));
    const isIts = text !== undefined && roomFor(uri.path, languageOf(uri.path), () => text)?.id === room.id;
    const entry = isIts ? this.#entry(room, uri.path, openText(uri) ?? text) : undefined;
    return entry === undefined ? this.#index.remove(room.id, uri.path) : this.#index.put(entry);
  }

  #entry(room: Room<unknown>, path: string, text: string): IndexEntry | undefined {
    try {
      return entryOf(room, path, readParts(room, text, path));
    } catch (error) {
      log.error(`${room.id} could not read ${path}`, error);
      return undefined;
    }
  }

  #isSmallEnough({ room, listed }: Followed): boolean {
    const isSmall = this.#index.entries(room.id).length <= mostIndexed && (listed?.size ?? 0) <= mostListed;
    if (!isSmall && !this.#isTold) {
      this.#isTold = true;
      const folder = this.folder.uri.toString();
      log.warn(`${folder} has more than ${mostIndexed} ${room.id} files: rules that compare files are off there`);
    }
    return isSmall;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#rooms.clear();
  }
}

/** Is it a file with a name of the room's, or perhaps a folder with such files? */
function mayHold(path: string, { names, content }: RoomEntry): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ends = [...names, ...(content?.names ?? [])].map((pattern) => pattern.slice(pattern.lastIndexOf('*') + 1));
  return !/\.[a-z]\w*$/i.test(name) || ends.some((end) => name.endsWith(end));
}

/** The language that an editor would know a file to be, as far as it matters here. */
const languageOf = (path: string): string | undefined => (/\.(?:ya?ml|json)$/.test(path) ? 'yaml' : undefined);

function openText(uri: vscode.Uri): string | undefined {
  const place = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === place)?.getText();
}

/** The text on disk, unless it is too large to be written by hand, or has gone. */
async function savedText(uri: vscode.Uri): Promise<string | undefined> {
  const { fs } = vscode.workspace;
  try {
    const { size } = await fs.stat(uri);
    return size > largestIndexed ? undefined : utf8.decode(await fs.readFile(uri));
  } catch (error) {
    if (error instanceof vscode.FileSystemError) return undefined;
    throw error;
  }
}

import { namesIn, type Name } from '../authoring/names';
import { folderOf, isNear, relativePath } from './near';
import { alone, type Peer, type Peers } from './nearby';
import { factsOf, type Part } from './parts';
import type { Room } from './rule';

/** What an index keeps of a file: never its text, nor what was parsed of it. */
export type IndexEntry = {
  /** With slashes, within the folder that the index is about. */
  readonly path: string;
  /** The id of its room. */
  readonly room: string;
  /** What the room's `facts` says of it. */
  readonly facts: unknown;
  /** What it names, and the names that it uses. */
  readonly names: readonly Name[];
};

/** So many files of a room are known at most; with more, nothing is said of any, because a part proves nothing. */
export const mostIndexed = 2000;

/** For so many folders what stands around them is kept. */
const mostFolders = 4;

/** The largest file that is read only to be known, in characters. */
export const largestIndexed = 1024 * 1024;

/** The entry of a file that was read; a room that says nothing to others has none. */
export function entryOf<File>(room: Room<File>, path: string, parts: readonly Part<File>[]): IndexEntry | undefined {
  if (room.facts === undefined) return undefined;
  return { path, room: room.id, facts: factsOf(room, parts), names: namesIn(room.id, parts) };
}

/**
 * What the files of one folder say to each other. Paths are all of one kind: all absolute, or all relative to it.
 * A file is told of those in its own folder, in the folders beside that, and below these: a deployment's files stand
 * together, and a name two folders away is another's.
 */
export class WorkspaceIndex {
  readonly #rooms = new Map<string, Map<string, IndexEntry>>();
  /** The files around a folder's, by room and folder, as long as they say what they did. */
  readonly #around = new Map<string, Map<string, readonly Peer<unknown>[]>>();

  /** @param most so many files of a room are compared with each other at most */
  constructor(readonly most = mostIndexed) {}

  /**
   * Keeps an entry.
   * @returns whether other files are told something new by it
   */
  put(entry: IndexEntry): boolean {
    const entries = this.#rooms.get(entry.room) ?? new Map<string, IndexEntry>();
    this.#rooms.set(entry.room, entries);
    const before = entries.get(entry.path);
    entries.set(entry.path, entry);
    if (before !== undefined && same(before.facts, entry.facts)) return false;
    this.#forget(entry);
    return true;
  }

  /**
   * Forgets a file.
   * @returns whether it was known
   */
  remove(room: string, path: string): boolean {
    this.#forget({ room, path });
    return this.#rooms.get(room)?.delete(path) === true;
  }

  #forget({ room, path }: Pick<IndexEntry, 'room' | 'path'>): void {
    const folders = this.#around.get(room);
    for (const folder of folders?.keys() ?? []) if (isNear(folder, path)) folders?.delete(folder);
  }

  /** The entries of a room. */
  entries(room: string): readonly IndexEntry[] {
    return [...(this.#rooms.get(room)?.values() ?? [])];
  }

  /** The entry of a file. */
  get(room: string, path: string): IndexEntry | undefined {
    return this.#rooms.get(room)?.get(path);
  }

  /** What the files of its room say around a file; nothing when there are too many of them. */
  peers(room: string, path: string): Peers {
    const entries = this.#rooms.get(room);
    if (entries === undefined || entries.size > this.most) return alone.peers;
    const folder = folderOf(path);
    const folders = this.#around.get(room) ?? new Map<string, readonly Peer<unknown>[]>();
    this.#around.set(room, folders);
    const all = folders.get(folder) ?? around(folder, entries);
    // The newest is the last, the oldest goes: who judges many files does so folder by folder.
    folders.delete(folder);
    folders.set(folder, all);
    for (const oldest of [...folders.keys()].slice(0, -mostFolders)) folders.delete(oldest);
    return { all, own: relativePath(folder, path) };
  }
}

function around(folder: string, entries: ReadonlyMap<string, IndexEntry>): readonly Peer<unknown>[] {
  return [...entries.values()].filter(({ path }) => isNear(folder, path)).map((entry) => peerOf(folder, entry));
}

const peerOf = (folder: string, { path, facts }: IndexEntry): Peer<unknown> => ({
  path: relativePath(folder, path),
  facts,
});

/** Facts are plain data, and a short comparison is cheaper than to judge anew. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

import type { Stat } from '../kernel/files';

/**
 * One file system without mounts. Paths are lists of names below its root, the empty list is the root; links are
 * never followed and permissions never looked at here: that is the business of `mount`. Functions reject with a
 * FileError, whose path is `/` and the names joined.
 */
export type Tree = {
  /** As in /proc/mounts. */
  readonly type: string;
  readonly stat: (names: readonly string[]) => Promise<Stat>;
  readonly list: (names: readonly string[]) => Promise<readonly string[]>;
  readonly read: (names: readonly string[]) => Promise<Buffer>;
  readonly write: (
    names: readonly string[],
    data: Uint8Array,
    options: { readonly append: boolean; readonly create: NewFile; readonly size?: number },
  ) => Promise<void>;
  readonly mkdir: (names: readonly string[], create: NewFile) => Promise<void>;
  readonly symlink: (target: string, names: readonly string[], create: NewFile) => Promise<void>;
  readonly link: (from: readonly string[], names: readonly string[]) => Promise<void>;
  /** A file, link or empty directory. */
  readonly remove: (names: readonly string[]) => Promise<void>;
  readonly rename: (from: readonly string[], to: readonly string[]) => Promise<void>;
  readonly change: (
    names: readonly string[],
    to: { readonly mode?: number; readonly uid?: number; readonly gid?: number; readonly mtime?: number },
  ) => Promise<void>;
  /** Bytes that are used, and may be used, if there is a limit. */
  readonly usage: () => { readonly used: number; readonly capacity?: number };
};

/** What a new file starts with. */
export type NewFile = { readonly mode: number; readonly uid: number; readonly gid: number; readonly mtime: number };

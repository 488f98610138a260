/** What the lab's file systems can refuse, by the names of POSIX. */
export type FileErrorCode =
  | 'ENOENT'
  | 'EEXIST'
  | 'ENOTDIR'
  | 'EISDIR'
  | 'ENOTEMPTY'
  | 'EACCES'
  | 'EPERM'
  | 'EROFS'
  | 'ENOSPC'
  | 'ELOOP'
  | 'EBUSY'
  | 'EXDEV'
  | 'EINVAL';

/** What the C library says for each code, as commands print it. */
export const fileErrorText: Readonly<Record<FileErrorCode, string>> = {
  ENOENT: 'No such file or directory',
  EEXIST: 'File exists',
  ENOTDIR: 'Not a directory',
  EISDIR: 'Is a directory',
  ENOTEMPTY: 'Directory not empty',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EROFS: 'Read-only file system',
  ENOSPC: 'No space left on device',
  ELOOP: 'Too many levels of symbolic links',
  EBUSY: 'Resource busy',
  EXDEV: 'Cross-device link',
  EINVAL: 'Invalid argument',
};

/** A refusal of a file system; `message` is what the C library would say, without the path. */
export class FileError extends Error {
  override readonly name = 'FileError';

  constructor(
    readonly code: FileErrorCode,
    readonly path: string,
  ) {
    const { stackTraceLimit } = Error;
    // Programs look for many files that are not there; where from, nobody asks.
    Error.stackTraceLimit = 0;
    super(fileErrorText[code]);
    Error.stackTraceLimit = stackTraceLimit;
  }
}

export type FileKind = 'file' | 'directory' | 'symlink' | 'device';

/** What is known of one file. */
export type Stat = {
  readonly kind: FileKind;
  /** Permission bits only, 0 to 0o7777. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Bytes. May be larger than the content that can be read: an image's binaries have a size and hardly a content. */
  readonly size: number;
  /** Milliseconds since 1970. */
  readonly mtime: number;
  /** Where a symbolic link points, as it was written. */
  readonly target?: string;
};

/** Who acts: decides what the permission bits allow; uid 0 may everything but write to a read-only mount. */
export type Who = { readonly uid: number; readonly gid: number; readonly groups?: readonly number[] };

/**
 * The files that a process sees: absolute POSIX paths, `.` and `..` resolved, symbolic links followed except by the
 * functions that say otherwise. Every function rejects with a FileError.
 */
export type Files = {
  readonly stat: (path: string) => Promise<Stat>;
  /** Of the link itself. */
  readonly lstat: (path: string) => Promise<Stat>;
  readonly realpath: (path: string) => Promise<string>;
  /** Names in a directory, sorted by code point, without `.` and `..`. */
  readonly list: (path: string) => Promise<readonly string[]>;
  readonly read: (path: string) => Promise<Buffer>;
  /**
   * Creates, replaces or appends. A new file gets `mode` (0o644), and belongs to who acts.
   * `size` claims a size larger than the data, for what a package manager would have installed.
   */
  readonly write: (
    path: string,
    data: Uint8Array | string,
    options?: { readonly append?: boolean; readonly mode?: number; readonly size?: number },
  ) => Promise<void>;
  readonly mkdir: (path: string, options?: { readonly mode?: number; readonly parents?: boolean }) => Promise<void>;
  /** A file, a link (itself) or an empty directory. */
  readonly remove: (path: string, options?: { readonly recursive?: boolean }) => Promise<void>;
  readonly rename: (from: string, to: string) => Promise<void>;
  readonly symlink: (target: string, path: string) => Promise<void>;
  readonly link: (from: string, path: string) => Promise<void>;
  readonly chmod: (path: string, mode: number) => Promise<void>;
  /** `follow: false` changes a link itself. */
  readonly chown: (path: string, uid: number, gid: number, options?: { readonly follow?: boolean }) => Promise<void>;
  readonly utimes: (path: string, mtime: number) => Promise<void>;
  /** The same files as somebody else sees them. */
  readonly as: (who: Who) => Files;
  /** What is mounted, for `df`, `mount` and /proc/mounts; the root first. */
  readonly mounts: () => readonly MountRow[];
};

export type MountRow = {
  readonly path: string;
  /** As in /proc/mounts: `overlay`, `tmpfs`, `proc`, `ext4` for volumes and binds. */
  readonly type: string;
  readonly source: string;
  readonly readOnly: boolean;
  /** Bytes; only a tmpfs has a size of its own. */
  readonly capacity?: number;
};

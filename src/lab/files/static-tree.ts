import { FileError, type FileErrorCode, type Stat } from '../kernel/files';
import type { Tree } from './tree';

/** A generated file's content, computed whenever it is read, or a symbolic link. */
export type StaticEntry = (() => string) | { readonly target: () => string };

/** `type` as in /proc/mounts, `proc` when not given; `mtime` of all files, milliseconds since 1970. */
export type StaticOptions = { readonly type?: string; readonly mtime?: number };

type Files = Readonly<Record<string, StaticEntry>>;

/**
 * A read-only tree of generated files, by their paths below its root (`sys/kernel/hostname`); directories are there
 * because files are in them. With a function the list itself is made anew whenever somebody looks. The file at the
 * empty path is the root itself, for a tree of a single file.
 */
export function staticTree(files: Files | (() => Files), { type = 'proc', mtime = 0 }: StaticOptions = {}): Tree {
  const all = (): Map<string, StaticEntry> => {
    const now = typeof files === 'function' ? files() : files;
    return new Map(Object.entries(now).map(([path, entry]) => [path.replace(/^\/+|\/+$/g, ''), entry]));
  };
  const isDirectory = (now: ReadonlyMap<string, StaticEntry>, path: string): boolean =>
    path === '' || [...now.keys()].some((other) => other.startsWith(`${path}/`));
  const meta = { uid: 0, gid: 0, mtime };

  const stat = (names: readonly string[]): Stat => {
    const now = all();
    const path = names.join('/');
    const entry = now.get(path);
    if (typeof entry === 'function')
      return { ...meta, kind: 'file', mode: 0o444, size: type === 'proc' ? 0 : Buffer.byteLength(entry()) };
    if (entry) {
      const target = entry.target();
      return { ...meta, kind: 'symlink', mode: 0o777, size: Buffer.byteLength(target), target };
    }
    if (!isDirectory(now, path)) refuse('ENOENT', names);
    return { ...meta, kind: 'directory', mode: 0o555, size: 0 };
  };
  const list = (names: readonly string[]): readonly string[] => {
    if (stat(names).kind !== 'directory') refuse('ENOTDIR', names);
    const start = names.length === 0 ? '' : `${names.join('/')}/`;
    const below = [...all().keys()].filter((path) => path !== '' && path.startsWith(start));
    return [...new Set(below.map((path) => path.slice(start.length).split('/')[0] ?? ''))].sort();
  };
  const read = (names: readonly string[]): Buffer => {
    const entry = all().get(names.join('/'));
    if (typeof entry === 'function') return Buffer.from(entry());
    return refuse(stat(names).kind === 'directory' ? 'EISDIR' : 'EINVAL', names);
  };
  const soon =
    <R>(work: (names: readonly string[]) => R) =>
    (names: readonly string[]): Promise<R> =>
      new Promise((resolve) => resolve(work(names)));
  const no = soon((names) => refuse('EROFS', names));
  return {
    type,
    stat: soon(stat),
    list: soon(list),
    read: soon(read),
    write: no,
    mkdir: no,
    symlink: (_target, names) => no(names),
    link: (_from, names) => no(names),
    remove: no,
    rename: no,
    change: no,
    usage: () => ({ used: 0 }),
  };
}

const refuse = (code: FileErrorCode, names: readonly string[]): never => {
  throw new FileError(code, `/${names.join('/')}`);
};

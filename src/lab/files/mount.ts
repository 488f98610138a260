import type { Clock } from '../kernel/clock';
import { FileError, type Files, type MountRow, type Stat } from '../kernel/files';
import {
  allows,
  fail,
  holds,
  partsOf,
  Resolver,
  type Acting,
  type Found,
  type Mount,
  type Need,
  type Placed,
} from './resolve';
import type { NewFile, Tree } from './tree';

export type { Mount } from './resolve';

/**
 * The files of a container: a root and what is mounted on it, in order. A mount at `/` tells how the root is mounted
 * (read-only). Mount points that the root lacks are shown as if they were there. Everybody starts as the superuser.
 */
export function mountFiles(root: Tree, mounts: readonly Mount[], clock: Clock): Files {
  const placed = mounts.map((mount): Placed => ({ ...mount, at: partsOf(mount.path) }));
  const first = placed.find((mount) => mount.at.length === 0);
  const base: Placed = { path: '/', at: [], readOnly: false, source: 'overlay', ...first, tree: root };
  const others = placed.filter((mount) => mount.at.length > 0);
  const resolver = new Resolver(base, others);
  const rows = [base, ...others].map(rowOf);
  return filesOf({ resolver, clock, mounts: () => rows }, { uid: 0, gid: 0 });
}

function rowOf({ at, tree, source, readOnly }: Placed): MountRow {
  const { capacity } = tree.usage();
  const row = { path: `/${at.join('/')}`, type: tree.type, source, readOnly };
  return capacity === undefined ? row : { ...row, capacity };
}

type View = { readonly resolver: Resolver; readonly clock: Clock; readonly mounts: Files['mounts'] };
type Existing = Found & { readonly stat: Stat };

function filesOf(view: View, who: Acting): Files {
  const { resolver, clock } = view;
  /** Refusals tell the path as the caller gave it. */
  const on = async <T>(path: string, work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw error instanceof FileError ? new FileError(error.code, path) : error;
    }
  };
  const existing = async (path: string, follow: boolean): Promise<Existing> => {
    const found = await resolver.find(path, who, follow);
    const { stat } = found;
    return stat ? { ...found, stat } : fail('ENOENT');
  };
  const need = ({ stat }: Existing, what: Need): void => {
    if (!allows(who, stat, what)) fail('EACCES');
  };
  const writable = (found: Found): void => {
    if (found.mount.readOnly) fail('EROFS');
  };
  const parentOf = async (found: Found): Promise<Existing> => {
    const parent = await resolver.look(found.names.slice(0, -1));
    const { stat } = parent;
    return stat ? { ...parent, stat } : fail('ENOENT');
  };
  /** A name may be made or taken away here. */
  const mayChangeNames = async (found: Found): Promise<Existing> => {
    const parent = await parentOf(found);
    // Something is mounted there, but what was mounted has gone.
    if (resolver.isMountPoint(found.names)) fail('ENOENT');
    if (parent.virtual) fail('EROFS');
    writable(parent);
    need(parent, 3);
    return parent;
  };
  const mayTakeAway = async (found: Existing): Promise<void> => {
    if (resolver.isMountPoint(found.names)) fail('EBUSY');
    if (resolver.mountNames(found.names).size > 0) fail('ENOTEMPTY');
    const { stat } = await mayChangeNames(found);
    const sticky = (stat.mode & 0o1000) !== 0 && !holds(who, 'CAP_FOWNER');
    if (sticky && who.uid !== stat.uid && who.uid !== found.stat.uid) fail('EPERM');
  };
  const mine = (mode: number): NewFile => ({ mode: mode & 0o7777, uid: who.uid, gid: who.gid, mtime: clock.now() });
  /** In a directory with the set-group-id bit, files belong to the directory's group. */
  const created = (mode: number, { stat }: Existing, isDirectory = false): NewFile =>
    (stat.mode & 0o2000) === 0 ? mine(mode) : { ...mine(isDirectory ? mode | 0o2000 : mode), gid: stat.gid };
  const owned = ({ stat }: Existing): void => {
    if (!holds(who, 'CAP_FOWNER') && who.uid !== stat.uid) fail('EPERM');
  };
  const change = (found: Existing, to: Parameters<Tree['change']>[1]): Promise<void> => {
    writable(found);
    return found.virtual ? fail('EROFS') : found.mount.tree.change(found.inside, to);
  };

  /** What a file is created with, or would be; refuses when it may not be written. */
  const forWriting = async (path: string, found: Found, mode: number): Promise<NewFile> => {
    const { stat } = found;
    if (stat ? stat.kind === 'directory' : path.endsWith('/')) fail('EISDIR');
    if (!stat) return created(mode, await mayChangeNames(found));
    if (stat.kind !== 'device') writable(found);
    need({ ...found, stat }, 2);
    return mine(mode);
  };
  const write: Files['write'] = async (path, data, { append = false, mode = 0o644, size } = {}) => {
    const found = await resolver.find(path, who, true);
    const create = await forWriting(path, found, mode);
    const bytes = typeof data === 'string' ? Buffer.from(data) : data;
    await found.mount.tree.write(found.inside, bytes, { append, create, ...(size === undefined ? {} : { size }) });
  };

  const mkdirOne = async (path: string, mode: number): Promise<void> => {
    const found = await resolver.find(path, who, false);
    if (found.stat) fail('EEXIST');
    const parent = await mayChangeNames(found);
    await found.mount.tree.mkdir(found.inside, created(mode, parent, true));
  };
  const mkdirAll = async (path: string, mode: number): Promise<void> => {
    const names = partsOf(path);
    for (let length = 1; length <= names.length; length++) {
      const place = `/${names.slice(0, length).join('/')}`;
      const { stat } = await resolver.find(place, who, true);
      const isLast = length === names.length;
      if (!stat) await mkdirOne(place, isLast ? mode : 0o755);
      else if (stat.kind !== 'directory') fail(isLast ? 'EEXIST' : 'ENOTDIR');
    }
  };

  const list = async (found: Existing): Promise<string[]> => {
    if (found.stat.kind !== 'directory') fail('ENOTDIR');
    need(found, 4);
    const names = found.virtual ? [] : await found.mount.tree.list(found.inside);
    return [...new Set([...names, ...resolver.mountNames(found.names)])].sort();
  };
  const removeOne = async (found: Existing): Promise<void> => {
    await mayTakeAway(found);
    await found.mount.tree.remove(found.inside);
  };
  /** Goes on after a refusal, as `rm -r` does: what is in a mount point goes, and it stays. */
  const removeAll = async (found: Existing): Promise<void> => {
    let refused: unknown;
    if (found.stat.kind === 'directory')
      for (const name of await list(found)) {
        const child = await resolver.look([...found.names, name]);
        if (child.stat) await removeAll({ ...child, stat: child.stat }).catch((error: unknown) => (refused ??= error));
      }
    if (refused) throw refused as Error;
    await removeOne(found);
  };
  /** Like `existing` without following, for functions that take the name itself away. */
  const named = async (path: string): Promise<Existing> => existing(path.replace(/(?<=[^/])\/+$/, ''), false);

  const rename = async (from: string, to: string): Promise<void> => {
    const source = await named(from);
    const target = await resolver.find(to.replace(/(?<=[^/])\/+$/, ''), who, false);
    if (resolver.isBusy(source.names) || (target.stat && resolver.isBusy(target.names))) fail('EBUSY');
    if (source.mount !== target.mount) fail('EXDEV');
    await mayTakeAway(source);
    if (target.stat) await mayTakeAway({ ...target, stat: target.stat });
    else await mayChangeNames(target);
    await source.mount.tree.rename(source.inside, target.inside);
  };

  const link = async (from: string, path: string): Promise<void> => {
    const source = await existing(from, false);
    if (source.stat.kind === 'directory') fail('EPERM');
    const target = await resolver.find(path, who, false);
    if (target.stat) fail('EEXIST');
    if (source.mount !== target.mount) fail('EXDEV');
    await mayChangeNames(target);
    await source.mount.tree.link(source.inside, target.inside);
  };

  const symlink = async (to: string, path: string): Promise<void> => {
    const found = await resolver.find(path, who, false);
    if (found.stat) fail('EEXIST');
    if (to === '') fail('ENOENT');
    const parent = await mayChangeNames(found);
    await found.mount.tree.symlink(to, found.inside, created(0o777, parent));
  };

  const read = async (path: string): Promise<Buffer> => {
    const found = await existing(path, true);
    if (found.stat.kind === 'directory') fail('EISDIR');
    need(found, 4);
    return found.mount.tree.read(found.inside);
  };

  const chown = async (path: string, uid: number, gid: number, follow: boolean): Promise<void> => {
    const found = await existing(path, follow);
    const { stat } = found;
    // Giving a file to a group of one's own is all that others may.
    const toOwnGroup = uid === stat.uid && uid === who.uid && (gid === who.gid || who.groups?.includes(gid) === true);
    if (!holds(who, 'CAP_CHOWN') && !toOwnGroup) fail('EPERM');
    await change(found, { uid, gid });
  };

  return {
    stat: (path) => on(path, async () => (await existing(path, true)).stat),
    lstat: (path) => on(path, async () => (await existing(path, false)).stat),
    realpath: (path) => on(path, async () => `/${(await existing(path, true)).names.join('/')}`),
    list: (path) => on(path, async () => list(await existing(path, true))),
    read: (path) => on(path, () => read(path)),
    write: (path, data, options) => on(path, () => write(path, data, options)),
    mkdir: (path, { mode = 0o755, parents = false } = {}) =>
      on(path, () => (parents ? mkdirAll(path, mode) : mkdirOne(path.replace(/(?<=[^/])\/+$/, ''), mode))),
    remove: (path, { recursive = false } = {}) =>
      on(path, async () => (recursive ? removeAll : removeOne)(await named(path))),
    rename: (from, to) => on(from, () => rename(from, to)),
    symlink: (target, path) => on(path, () => symlink(target, path)),
    link: (from, path) => on(path, () => link(from, path)),
    chmod: (path, mode) =>
      on(path, async () => {
        const found = await existing(path, true);
        owned(found);
        await change(found, { mode });
      }),
    chown: (path, uid, gid, { follow = true } = {}) => on(path, () => chown(path, uid, gid, follow)),
    utimes: (path, mtime) =>
      on(path, async () => {
        const found = await existing(path, true);
        if (!allows(who, found.stat, 2)) owned(found);
        await change(found, { mtime });
      }),
    // Another user in the same container has no more capabilities.
    as: (other: Acting) => filesOf(view, { ...(who.capabilities && { capabilities: who.capabilities }), ...other }),
    mounts: view.mounts,
  };
}

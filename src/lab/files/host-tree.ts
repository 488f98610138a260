import { constants, type Stats } from 'node:fs';
import * as fs from 'node:fs/promises';
import path from 'node:path';
import { FileError, fileErrorText, type FileErrorCode, type FileKind, type Stat } from '../kernel/files';
import { isRemoved, type Anchor } from './anchor';
import type { NewFile, Tree } from './tree';

type Names = readonly string[];

/** `type` as in /proc/mounts, `ext4` when not given; `largest` is the most that is read at once, in bytes (64 MB). */
export type HostOptions = { readonly type?: string; readonly largest?: number };

/** A file that the lab does not read, because it would not fit into its memory. */
const tooLarge: FileErrorCode = 'EINVAL';

/**
 * A folder, or a single file, of this machine: what a bind mount shows. Only what is really inside is ever touched: a
 * link on the way is refused with ELOOP instead of followed, and `..` is no name. When the folder itself is a link it
 * is what that leads to; one that is anchored stays the same when it is moved or replaced.
 */
export function hostTree(
  folder: string | Anchor,
  { type = 'ext4', largest = 64 * 1024 * 1024 }: HostOptions = {},
): Tree {
  /** The real path of names, whose parents are proven to be directories inside. */
  const locate = async (names: Names): Promise<string> => {
    let at = typeof folder === 'string' ? await fs.realpath(folder) : await folder.place();
    for (const [index, name] of names.entries()) {
      if (!isName(name)) throw new FileError('EINVAL', `/${names.join('/')}`);
      if (index > 0) {
        const stats = await fs.lstat(at);
        if (stats.isSymbolicLink()) throw new FileError('ELOOP', `/${names.join('/')}`);
        if (!stats.isDirectory()) throw new FileError('ENOTDIR', `/${names.join('/')}`);
      }
      at = path.join(at, name);
    }
    return at;
  };
  const at = async <T>(names: Names, work: (place: string) => Promise<T>): Promise<T> => {
    try {
      return await work(await locate(names));
    } catch (error) {
      throw mapped(error, names);
    }
  };
  /** Opens without following a link that has come between. */
  const withFile = async <T>(
    place: string,
    flags: number,
    mode: number | undefined,
    work: (file: fs.FileHandle) => Promise<T>,
  ): Promise<T> => {
    // Not to wait for somebody at the other end of a pipe; Windows knows neither flag.
    const still = isRemoved(place) ? 0 : ((constants.O_NOFOLLOW as number | undefined) ?? 0);
    const safe = still | ((constants.O_NONBLOCK as number | undefined) ?? 0);
    const file = await fs.open(place, flags | safe, mode);
    try {
      return await work(file);
    } finally {
      await file.close();
    }
  };
  const give = async (place: string, create: NewFile): Promise<void> => {
    // Only the superuser may give files away; everybody else's belong to who runs the lab.
    if (process.getuid?.() === 0) await fs.lchown(place, create.uid, create.gid);
  };
  return {
    type,
    stat: (names) => at(names, statOf),
    list: (names) => at(names, async (place) => (await fs.readdir(place)).sort()),
    read: (names) =>
      at(names, (place) =>
        withFile(place, constants.O_RDONLY, undefined, async (file) => {
          const stats = await file.stat();
          if (stats.isDirectory()) throw new FileError('EISDIR', place);
          if (!stats.isFile() || stats.size > largest) throw new FileError(tooLarge, place);
          return readUpTo(file, largest);
        }),
      ),
    write: (names, data, { append, create }) =>
      at(names, async (place) => {
        const isNew = await fs.lstat(place).then(regular, isMissing);
        const how = append ? constants.O_APPEND : constants.O_TRUNC;
        await withFile(place, constants.O_WRONLY | constants.O_CREAT | how, create.mode, async (file) => {
          if (!(await file.stat()).isFile()) throw new FileError('EINVAL', place);
          if (isNew) await file.chmod(create.mode);
          await file.writeFile(data);
        });
        if (isNew) await give(place, create);
      }),
    mkdir: (names, create) =>
      at(names, async (place) => {
        await fs.mkdir(place);
        await fs.chmod(place, create.mode);
        await give(place, create);
      }),
    symlink: (target, names, create) =>
      at(names, async (place) => {
        await fs.symlink(target, place);
        await give(place, create);
      }),
    link: (from, names) =>
      at(from, async (source) => {
        // Some systems would follow the link.
        if ((await fs.lstat(source)).isSymbolicLink()) throw new FileError('EPERM', source);
        await at(names, (place) => fs.link(source, place));
      }),
    remove: (names) =>
      at(names, async (place) => {
        if (names.length === 0) throw new FileError('EBUSY', '/');
        if ((await fs.lstat(place)).isDirectory()) await fs.rmdir(place);
        else await fs.unlink(place);
      }),
    rename: (from, to) => at(from, (source) => at(to, (place) => fs.rename(source, place))),
    change: (names, to) => at(names, (place) => change(place, to)),
    usage: () => ({ used: 0 }),
  };
}

const isName = (name: string): boolean =>
  name !== '' && name !== '.' && name !== '..' && !/[/\0]/.test(name) && !(path.sep === '\\' && /[\\:]/.test(name));

function regular(stats: Stats): false {
  if (stats.isDirectory()) throw new FileError('EISDIR', '');
  if (!stats.isFile()) throw new FileError(stats.isSymbolicLink() ? 'ELOOP' : 'EINVAL', '');
  return false;
}

function isMissing(error: unknown): true {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  return true;
}

async function statOf(place: string): Promise<Stat> {
  const stats = await (isRemoved(place) ? fs.stat(place) : fs.lstat(place));
  const { uid, gid, size } = stats;
  const stat = { kind: kindOf(stats), mode: stats.mode & 0o7777, uid, gid, size, mtime: Math.floor(stats.mtimeMs) };
  return stat.kind === 'symlink' ? { ...stat, target: await fs.readlink(place) } : stat;
}

function kindOf(stats: Stats): FileKind {
  if (stats.isSymbolicLink()) return 'symlink';
  if (stats.isDirectory()) return 'directory';
  return stats.isFile() ? 'file' : 'device';
}

/** A file may grow while it is read. */
async function readUpTo(file: fs.FileHandle, largest: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(256 * 1024), 0, 256 * 1024, null);
    if (bytesRead === 0) return Buffer.concat(parts);
    length += bytesRead;
    if (length > largest) throw new FileError(tooLarge, '');
    parts.push(buffer.subarray(0, bytesRead));
  }
}

async function change(place: string, to: Parameters<Tree['change']>[1]): Promise<void> {
  const stats = await fs.lstat(place);
  const { mode, uid = stats.uid, gid = stats.gid, mtime } = to;
  if (uid !== stats.uid || gid !== stats.gid) await fs.lchown(place, uid, gid).catch(unlessSuperuser);
  if (mode !== undefined && !stats.isSymbolicLink()) await fs.chmod(place, mode);
  if (mtime !== undefined) await fs.lutimes(place, mtime / 1000, mtime / 1000);
}

/**
 * A container's superuser may give any file away, but whoever runs the lab may not: as in the shared folders of Docker
 * Desktop, the owner then stays who it is, and commands that insist on `chown` at their start still work.
 */
function unlessSuperuser(error: unknown): void {
  if ((error as NodeJS.ErrnoException).code !== 'EPERM' || process.getuid?.() === 0) throw error;
}

const others: Readonly<Record<string, FileErrorCode>> = {
  EDQUOT: 'ENOSPC',
  EFBIG: 'ENOSPC',
  EMLINK: 'ELOOP',
  ENAMETOOLONG: 'EINVAL',
  ETXTBSY: 'EBUSY',
};

function mapped(error: unknown, names: Names): FileError {
  const { code = '' } = error as NodeJS.ErrnoException;
  const known = code in fileErrorText ? (code as FileErrorCode) : (others[code] ?? 'EINVAL');
  return new FileError(known, `/${names.join('/')}`);
}

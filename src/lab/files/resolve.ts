import { FileError, type FileErrorCode, type Stat, type Who } from '../kernel/files';
import type { Tree } from './tree';

/** A tree, or a part of it, at a place of a container's files; the place may be that of a single file. */
export type Mount = {
  /** Absolute. */
  readonly path: string;
  readonly tree: Tree;
  /** The part of the tree that is shown: its root when not given. */
  readonly from?: readonly string[];
  readonly readOnly: boolean;
  /** As in /proc/mounts: a device, `overlay`, `tmpfs`, … */
  readonly source: string;
};

/** A mount with its path taken apart. */
export type Placed = Mount & { readonly at: readonly string[] };

/** Where a path leads: its real names, and what is there. */
export type Found = {
  readonly names: readonly string[];
  readonly mount: Placed;
  /** The names within the mount's tree. */
  readonly inside: readonly string[];
  /** Undefined when there is nothing, though the directory that it would be in exists. */
  readonly stat: Stat | undefined;
  /** Set for a directory that only exists because something is mounted below it. */
  readonly virtual?: true;
};

/** The permission bits that an action needs: read 4, write 2, execute (search) 1. */
export type Need = 1 | 2 | 3 | 4;

/** Links that are followed in one path before it counts as a loop; Linux has the same number. */
const mostLinks = 40;
/** Linux's limits for one name and for a whole path, in bytes. */
const longestName = 255;
const longestPath = 4096;

/** The names of an absolute path; `..` and `.` are kept, for links have to be followed before them. */
export const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '');

const virtual: Stat = { kind: 'directory', mode: 0o755, uid: 0, gid: 0, size: 4096, mtime: 0 };

/** Who acts, with the capabilities that the superuser has there: all of them when that is not said. */
export type Acting = Who & { readonly capabilities?: ReadonlySet<string> };

/** Is it the superuser, and one who may do that? Nobody else has capabilities. See capabilities(7). */
export const holds = (who: Acting, capability: string): boolean =>
  who.uid === 0 && who.capabilities?.has(capability) !== false;

/** May somebody do that with a file? The superuser may. */
export function allows(who: Acting, stat: Stat, need: Need): boolean {
  if (holds(who, 'CAP_DAC_OVERRIDE')) return true;
  const shift = who.uid === stat.uid ? 6 : who.gid === stat.gid || who.groups?.includes(stat.gid) ? 3 : 0;
  return ((stat.mode >> shift) & need) === need;
}

/** A path that is being followed: what is left of it, last name first, and the directories that it went through. */
type Walk = { readonly rest: string[]; readonly trail: Found[]; links: number; mustBeDirectory: boolean };

/** Does a path end so that a link at its end is followed and must lead to a directory? */
const endsInDirectory = (path: string): boolean => /\/\.{0,2}$/.test(path);

/** Finds files by path among mounts, of which the first is the root. */
export class Resolver {
  readonly #root: Placed;
  /** Later mounts hide earlier ones at the same place. */
  readonly #byPath = new Map<string, Placed>();
  /** Names of mount points by the directory that they are in. */
  readonly #below = new Map<string, Set<string>>();

  constructor(root: Placed, mounts: readonly Placed[]) {
    this.#root = root;
    for (const mount of mounts) {
      if (mount.at.length === 0) continue;
      this.#byPath.set(mount.at.join('/'), mount);
      for (let depth = 0; depth < mount.at.length; depth++) {
        const above = mount.at.slice(0, depth).join('/');
        const names = this.#below.get(above) ?? new Set();
        this.#below.set(above, names.add(mount.at[depth] ?? ''));
      }
    }
  }

  /** Names in that directory that lead to mounts. */
  mountNames(names: readonly string[]): ReadonlySet<string> {
    return this.#below.get(names.join('/')) ?? new Set();
  }

  /** Is something mounted exactly there? */
  isMountPoint(names: readonly string[]): boolean {
    return names.length === 0 || this.#byPath.has(names.join('/'));
  }

  /** Is something mounted at or below these names? */
  isBusy(names: readonly string[]): boolean {
    return this.isMountPoint(names) || this.#below.has(names.join('/'));
  }

  /** What is at real names, without following links. */
  async look(names: readonly string[]): Promise<Found> {
    const mount = this.#mountOf(names);
    const inside = [...(mount.from ?? []), ...names.slice(mount.at.length)];
    const found = { names, mount, inside };
    try {
      return { ...found, stat: await mount.tree.stat(inside) };
    } catch (error) {
      if (!(error instanceof FileError) || (error.code !== 'ENOENT' && error.code !== 'ENOTDIR')) throw error;
      if (this.#below.has(names.join('/'))) return { ...found, stat: virtual, virtual: true };
      return { ...found, stat: undefined };
    }
  }

  /**
   * Follows a path. The last link is followed when `follow` is set or the path ends with a slash. Throws FileError with
   * the code only; whoever calls knows the path.
   */
  async find(path: string, who: Acting, follow: boolean): Promise<Found> {
    if (path === '') fail('ENOENT');
    if (Buffer.byteLength(path) > longestPath || path.includes('\0')) fail('EINVAL');
    const walk: Walk = {
      rest: partsOf(path).reverse(),
      trail: [await this.look([])],
      links: 0,
      mustBeDirectory: endsInDirectory(path),
    };
    for (let part = walk.rest.pop(); part !== undefined; part = walk.rest.pop()) {
      requireSearch(walk.trail.at(-1), who);
      if (part === '..' && walk.trail.length > 1) walk.trail.pop();
      else if (part !== '.' && part !== '..') await this.#step(walk, part, follow);
    }
    const end = walk.trail.at(-1) as Found;
    if (walk.mustBeDirectory && end.stat && end.stat.kind !== 'directory') fail('ENOTDIR');
    return end;
  }

  async #step(walk: Walk, part: string, follow: boolean): Promise<void> {
    if (Buffer.byteLength(part) > longestName) fail('EINVAL');
    const next = await this.look([...(walk.trail.at(-1)?.names ?? []), part]);
    const isLast = walk.rest.length === 0;
    if (next.stat?.kind === 'symlink' && (!isLast || follow || walk.mustBeDirectory)) {
      followLink(walk, next.stat.target ?? '', isLast);
      return;
    }
    if (!next.stat && !isLast) fail('ENOENT');
    walk.trail.push(next);
  }

  #mountOf(names: readonly string[]): Placed {
    for (let length = names.length; length > 0; length--) {
      const mount = this.#byPath.get(names.slice(0, length).join('/'));
      if (mount) return mount;
    }
    return this.#root;
  }
}

function followLink(walk: Walk, target: string, isLast: boolean): void {
  if (++walk.links > mostLinks) fail('ELOOP');
  if (target.startsWith('/')) walk.trail.length = 1;
  if (isLast) walk.mustBeDirectory ||= endsInDirectory(target);
  walk.rest.push(...partsOf(target).reverse());
}

function requireSearch(directory: Found | undefined, who: Acting): void {
  if (!directory?.stat) fail('ENOENT');
  else if (directory.stat.kind !== 'directory') fail('ENOTDIR');
  else if (!allows(who, directory.stat, 1)) fail('EACCES');
}

/** Throws the refusal; the path is put in by who was asked for it. */
export function fail(code: FileErrorCode): never {
  throw new FileError(code, '');
}

import type { Clock } from '../kernel/clock';
import type { Kept } from '../state/keeper';
import { keepNode, nodeOf } from './keep';
import type { OwnDirectory } from './nodes';
import { Store } from './store';
import type { Tree } from './tree';

/** A tree in the lab's memory that can be kept over a crash. */
export type MemoryTree = Tree & {
  /** All of it, for `loadTree`. */
  readonly save: () => Kept;
  /** The files themselves, without waiting; for the rooms of `files/`. */
  readonly store: Store;
};

/** What an empty tree is made with; `capacity` in bytes, beyond which writing is refused with ENOSPC. */
export type MemoryOptions = {
  /** As in /proc/mounts, `tmpfs` when not given. */
  readonly type?: string;
  readonly capacity?: number;
  /** What sets the times of directories from which something is removed. */
  readonly clock?: Clock;
  /** Of the root directory, 0o755 when not given. */
  readonly mode?: number;
};

/** An empty tree in memory: a tmpfs, a volume's content, or what a container writes. */
export function memoryTree(options: MemoryOptions = {}): MemoryTree {
  const { type = 'tmpfs', capacity, clock, mode = 0o755 } = options;
  const mtime = clock?.now() ?? 0;
  const root: OwnDirectory = { own: true, kind: 'directory', mode, uid: 0, gid: 0, mtime, children: new Map() };
  return treeOf(type, new Store(root, clock, capacity));
}

/** The tree that `save` has kept; throws an Error when that is none. */
export function loadTree(kept: Kept, clock?: Clock): MemoryTree {
  const { type, capacity, root } = kept as { type?: unknown; capacity?: unknown; root?: Kept };
  const node = nodeOf(root);
  if (typeof type !== 'string' || node.kind !== 'directory') throw new Error('this is no kept tree');
  return treeOf(type, new Store(node, clock, typeof capacity === 'number' ? capacity : undefined));
}

const soon =
  <A extends readonly unknown[], R>(work: (...args: A) => R) =>
  (...args: A): Promise<R> =>
    new Promise((resolve) => resolve(work(...args)));

function treeOf(type: string, store: Store): MemoryTree {
  return {
    type,
    store,
    stat: soon((names) => store.stat(names)),
    list: soon((names) => store.list(names)),
    read: soon((names) => store.read(names)),
    write: soon((names, data, options) => store.write(names, data, options)),
    mkdir: soon((names, create) => store.mkdir(names, create)),
    symlink: soon((target, names, create) => store.symlink(target, names, create)),
    link: soon((from, names) => store.link(from, names)),
    remove: soon((names) => store.remove(names)),
    rename: soon((from, to) => store.rename(from, to)),
    change: soon((names, to) => store.change(names, to)),
    usage: () => ({
      used: store.used,
      ...(store.capacity === undefined ? {} : { capacity: store.capacity }),
    }),
    save: () => ({ type, capacity: store.capacity, root: keepNode(store.root) }),
  };
}

import { stat } from 'node:fs/promises';
import { hostTree } from '../../files/host-tree';
import { loadTree, memoryTree, type MemoryTree } from '../../files/memory-tree';
import type { Tree } from '../../files/tree';
import type { Clock } from '../../kernel/clock';
import type { Kept } from '../../state/keeper';
import type { Source } from './volume-options';

/** A volume's content: its tree, and what the snapshot keeps of it (nothing of a tmpfs or a folder of the machine). */
export type Content = { readonly tree: Tree; readonly save: () => Kept; readonly empty: () => void };

/** Makes a volume's content, from what was kept when there is something; `changed` is called after each change. */
export function contentOf(source: Source, clock: Clock, kept: Kept, changed: () => void): Content {
  if (source.kind === 'folder') return { tree: hostTree(source.path), save: () => undefined, empty: () => undefined };
  const capacity = source.kind === 'tmpfs' ? source.capacity : undefined;
  const fresh = (): MemoryTree =>
    memoryTree({
      type: source.kind === 'tmpfs' ? 'tmpfs' : 'ext4',
      clock,
      ...(capacity === undefined ? {} : { capacity }),
    });
  let tree = kept === undefined || source.kind !== 'own' ? fresh() : loadTree(kept, clock);
  return {
    tree: watched(() => tree, source.kind === 'own' ? changed : () => undefined),
    save: () => (source.kind === 'own' ? tree.save() : undefined),
    // A tmpfs loses what is in it when the last container unmounts it.
    empty: () => {
      if (source.kind === 'tmpfs') tree = fresh();
    },
  };
}

/** Why a volume cannot be mounted, as the kernel would say; undefined when it can. */
export async function mountRefusal(source: Source, mountpoint: string): Promise<string | undefined> {
  if (source.kind === 'elsewhere') return `mount ${source.device}:${mountpoint}: no such file or directory`;
  if (source.kind !== 'folder') return undefined;
  try {
    await stat(source.path);
    return undefined;
  } catch {
    return `mount ${source.path}:${mountpoint}, flags: 0x1000: no such file or directory`;
  }
}

/** Bytes of all files in a tree, as the engine counts a volume's size; what cannot be read counts nothing. */
export async function sizeOf(tree: Tree, names: readonly string[] = []): Promise<number> {
  const known = await tree.stat(names).catch(() => undefined);
  if (known?.kind !== 'directory') return known?.size ?? 0;
  let sum = 0;
  for (const name of await tree.list(names).catch(() => [])) sum += await sizeOf(tree, [...names, name]);
  return sum;
}

/** The tree as it is now, telling of each change. */
function watched(now: () => Tree, changed: () => void): Tree {
  const telling = async (work: Promise<void>): Promise<void> => {
    await work;
    changed();
  };
  return {
    get type() {
      return now().type;
    },
    stat: (names) => now().stat(names),
    list: (names) => now().list(names),
    read: (names) => now().read(names),
    usage: () => now().usage(),
    write: (names, data, options) => telling(now().write(names, data, options)),
    mkdir: (names, create) => telling(now().mkdir(names, create)),
    symlink: (target, names, create) => telling(now().symlink(target, names, create)),
    link: (from, names) => telling(now().link(from, names)),
    remove: (names) => telling(now().remove(names)),
    rename: (from, to) => telling(now().rename(from, to)),
    change: (names, to) => telling(now().change(names, to)),
  };
}

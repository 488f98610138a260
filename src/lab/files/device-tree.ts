import type { Clock } from '../kernel/clock';
import { memoryTree, type MemoryTree } from './memory-tree';
import type { DeviceName } from './nodes';

const devices: readonly DeviceName[] = ['full', 'null', 'random', 'tty', 'urandom', 'zero'];
const links: Readonly<Record<string, string>> = {
  fd: '/proc/self/fd',
  stdin: '/proc/self/fd/0',
  stdout: '/proc/self/fd/1',
  stderr: '/proc/self/fd/2',
  ptmx: 'pts/ptmx',
};

/**
 * What the engine mounts at /dev of a container: the devices that runc makes and the links to a process's own streams.
 * `null` takes everything; `zero` and `random` give 64 KiB at a read, for programs know no stream of a file.
 */
export function deviceTree(clock: Clock): MemoryTree {
  const tree = memoryTree({ type: 'tmpfs', capacity: 64 * 1024 * 1024, clock });
  const create = { mode: 0o666, uid: 0, gid: 0, mtime: clock.now() };
  for (const name of devices) tree.store.device([name], name, create);
  for (const [name, target] of Object.entries(links)) tree.store.symlink(target, [name], create);
  for (const [name, mode] of [
    ['mqueue', 0o1777],
    ['pts', 0o755],
    ['shm', 0o1777],
  ] as const)
    tree.store.mkdir([name], { ...create, mode });
  return tree;
}

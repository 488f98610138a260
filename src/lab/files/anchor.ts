import * as fs from 'node:fs/promises';

/** A folder or file of this machine that is held on to, as a mount does. */
export type Anchor = {
  /** Where it is now; a path below `/proc/self/fd` when it has been removed and lives on for those who hold it. */
  readonly place: () => Promise<string>;
  readonly close: () => void;
};

const descriptors = '/proc/self/fd/';

/** Is it a path of something that has been removed? Then the path is a link that only the kernel can follow. */
export const isRemoved = (place: string): boolean => place.startsWith(descriptors);

/** A folder or file that is whatever its path leads to at the time. */
export const pathOnly = (path: string): Anchor => ({ place: () => fs.realpath(path), close: () => undefined });

/**
 * Holds on to a folder or file, so that it stays the same one when it is moved, or replaced by another of its name, as
 * editors do when they save. Where the system cannot tell (other than Linux, no right to read), the path decides.
 */
export async function anchor(path: string): Promise<Anchor> {
  const byPath = pathOnly(path);
  if (process.platform !== 'linux') return byPath;
  let handle: fs.FileHandle;
  try {
    const stats = await fs.stat(path);
    // To open a pipe would wait for its other end.
    if (!stats.isFile() && !stats.isDirectory()) return byPath;
    handle = await fs.open(path, 'r');
  } catch {
    return byPath;
  }
  const own = `${descriptors}${handle.fd}`;
  return {
    place: async () => {
      const now = await fs.readlink(own);
      return now.endsWith(' (deleted)') ? own : now;
    },
    close: () => void handle.close().catch(() => undefined),
  };
}

import { chmod, lstat, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { isErrno } from './observe';

/** Modes in octal digits by path, which is relative to a folder. */
export type Modes = Readonly<Record<string, string>>;

/** What a file system answers that keeps no modes: FAT refuses them, others have no such call. */
const withoutModes: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Gives files and folders below a folder these modes, whatever the umask is, innermost first. Windows has none, and a
 * file system without modes is no reason to stop: the check of the exercise says it in its own words.
 */
export async function setModes(
  folder: string,
  modes: Modes,
  { platform = process.platform, change = chmod }: { platform?: NodeJS.Platform; change?: typeof chmod } = {},
): Promise<void> {
  if (platform === 'win32') return;
  for (const [name, mode] of Object.entries(modes).sort(([one], [other]) => other.length - one.length)) {
    await change(path.join(folder, name), parseInt(mode, 8)).catch((error: unknown) => {
      if (!isErrno(error) || !withoutModes.has(error.code)) throw error;
    });
  }
}

/**
 * Gives the owner of what lies below a folder back what he took from himself, so that it can be copied and removed.
 * What cannot be opened stays as it is: whoever copies or removes it says better why.
 * @returns the modes that were changed, for `setModes`
 */
export async function unlock(folder: string, platform = process.platform): Promise<Modes> {
  const changed: Record<string, string> = {};
  if (platform === 'win32') return changed;
  const open = [''];
  for (let inner = open.pop(); inner !== undefined; inner = open.pop()) {
    try {
      const place = path.join(folder, inner);
      const stats = await lstat(place);
      const needed = stats.isDirectory() ? 0o700 : stats.isFile() ? 0o400 : 0;
      if ((stats.mode & needed) !== needed) {
        await chmod(place, (stats.mode | needed) & 0o7777);
        changed[inner] = (stats.mode & 0o7777).toString(8);
      }
      if (stats.isDirectory()) for (const name of await readdir(place)) open.push(path.join(inner, name));
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }
  return changed;
}

/** Removes a folder with all that is in it, also what its owner has locked; nothing there is what is wanted. */
export async function removeTree(folder: string): Promise<void> {
  await unlock(folder);
  await rm(folder, { recursive: true, force: true });
}

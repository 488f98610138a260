import type { Stats } from 'node:fs';
import { lstat, readlink } from 'node:fs/promises';
import type { FileFacts } from '../../core/course/check';
import { parseAccounts } from '../../core/course/readers/accounts';
import { forgetsModes, mountOf, parseMounts } from '../../core/course/readers/mounts';
import { fsWithoutModes, notLinux } from '../../core/errors';
import { systemTextOf } from './bytes';
import { onMachine, type Machine } from './machine';
import { isErrno } from './observe';

/**
 * What is known of a file without reading it; a link is not followed.
 * @throws UserError not-linux on Windows, fs-without-modes where a mode would say nothing
 */
export async function factsOf(file: string, name: string, machine: Machine, signal: AbortSignal): Promise<FileFacts> {
  if (machine.platform === 'win32') throw notLinux();
  const stats = await lstat(file);
  await refuseWithoutModes(file, name, machine, signal);
  const nameOf = async (accounts: string, id: number): Promise<string> =>
    parseAccounts(await orEmpty(systemTextOf(onMachine(machine, accounts), signal))).get(id) ?? String(id);
  const { uid, gid } = stats;
  return {
    type: typeOf(stats),
    size: stats.size,
    mode: (stats.mode & 0o7777).toString(8).padStart(4, '0'),
    uid,
    gid,
    owner: await nameOf('/etc/passwd', uid),
    group: await nameOf('/etc/group', gid),
    modified: stats.mtimeMs,
    ...(stats.isSymbolicLink() && { target: await readlink(file) }),
  };
}

async function refuseWithoutModes(file: string, name: string, machine: Machine, signal: AbortSignal): Promise<void> {
  if (machine.platform !== 'linux') return;
  const mounts = parseMounts(await systemTextOf(onMachine(machine, '/proc/self/mountinfo'), signal));
  const mount = mountOf(mounts, file);
  if (mount !== undefined && forgetsModes(mount)) throw fsWithoutModes({ path: name, type: mount.type });
}

function typeOf(stats: Stats): FileFacts['type'] {
  if (stats.isSymbolicLink()) return 'link';
  if (stats.isDirectory()) return 'folder';
  return stats.isFile() ? 'file' : 'other';
}

/** A machine without such a list knows no names: the numbers stand for themselves. */
async function orEmpty(reading: Promise<string>): Promise<string> {
  return reading.catch((error: unknown) => {
    if (isErrno(error)) return '';
    throw error;
  });
}

import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import path from 'node:path';
import { isForeign } from '../kubernetes/foreign';
import type { Around } from './around';

/** Where a program is: to be run, never to be run, or nowhere. */
export type Program =
  | { readonly state: 'there'; readonly path: string }
  | { readonly state: 'foreign'; readonly path: string }
  | { readonly state: 'kept'; readonly path: string }
  | { readonly state: 'missing' };

/** The folders of PATH that are named in full; what is relative would depend on where one stands. */
export function foldersOf({ env, platform }: Pick<Around, 'env' | 'platform'>): readonly string[] {
  const isWindows = platform === 'win32';
  const rules = isWindows ? path.win32 : path.posix;
  // Windows calls it Path, and a copy of the environment tells upper from lower case.
  const name = Object.keys(env).find((key) => (isWindows ? key.toUpperCase() : key) === 'PATH') ?? 'PATH';
  // On Windows a folder without a drive is relative to one, and a share may be anybody's.
  const isFull = (folder: string): boolean => (isWindows ? /^[a-z]:[\\/]/i.test(folder) : rules.isAbsolute(folder));
  return [...new Set((env[name] ?? '').split(rules.delimiter).filter(isFull))];
}

/** The folders of PATH from which something may be run. */
export async function ownFolders(around: Around): Promise<readonly string[]> {
  const folders = foldersOf(around);
  const foreign = await Promise.all(folders.map((folder) => isForeign(folder, around.workspace)));
  return folders.filter((_, at) => foreign[at] === false);
}

/** Finds a program on PATH, as a shell would, but for what lies in the workspace, by its name or where a link leads. */
export async function findProgram(command: string, around: Around): Promise<Program> {
  let passed: Program = { state: 'missing' };
  for (const folder of foldersOf(around)) {
    for (const name of namesOf(command, around)) {
      const file = path.join(folder, name);
      if (!(await isProgram(file))) continue;
      if (await isForeign(file, around.workspace)) passed = { state: 'foreign', path: file };
      else return { state: (await mayBeRun(file, around)) ? 'there' : 'kept', path: file };
    }
  }
  return passed;
}

const namesOf = (command: string, { platform }: Around): readonly string[] =>
  platform === 'win32' ? ['.exe', '.cmd', '.bat'].map((ending) => command + ending) : [command];

async function isProgram(file: string): Promise<boolean> {
  try {
    if (!(await stat(file)).isFile()) return false;
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where macOS has the tools that its stand-ins lead to. */
const appleTools = [
  '/Library/Developer/CommandLineTools/usr/bin',
  '/Applications/Xcode.app/Contents/Developer/usr/bin',
];

/** A batch file would need a shell; a stand-in of macOS, or of the Store of Windows, would offer to install itself. */
async function mayBeRun(file: string, { platform }: Around): Promise<boolean> {
  if (platform === 'win32') return file.toLowerCase().endsWith('.exe') && (await stat(file)).size > 0;
  if (platform !== 'darwin' || path.dirname(file) !== '/usr/bin') return true;
  if (!['git', 'python3'].includes(path.basename(file))) return true;
  const real = await Promise.all(appleTools.map((folder) => isProgram(path.join(folder, path.basename(file)))));
  return real.includes(true);
}

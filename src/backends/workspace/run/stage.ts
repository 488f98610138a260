import { chmod, chown, mkdir, mkdtemp, readlink, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { diskFull, fileUnreadable, isolationMissing, unreadableBecause } from '../../../core/errors';
import { bytesOf } from '../bytes';
import { filesBelow } from '../files';
import { isErrno } from '../observe';
import { savedPlaceIn } from '../place';
import { limits } from './limits';
import { told, toldLink, type Files } from './report';

/** A fresh folder of ours on the host: `given` is what a script gets, `root` is where its own root is mounted. */
export type Stage = { readonly folder: string; readonly given: string; readonly root: string };

/** Who runs scripts when we are root, so that limits hold and nothing of root's is theirs: nobody. */
const nobody = 65534;

/** The user that scripts run as; undefined when it is our own. */
export const otherUser = (): number | undefined => (process.getuid?.() === 0 ? nobody : undefined);

/** Works with a stage and removes it, whatever happens. */
export async function onStage<T>(work: (stage: Stage) => Promise<T>): Promise<T> {
  const folder = await own(async () => mkdtemp(path.join(await realpath(tmpdir()), 'tutor-run-')));
  try {
    const stage = { folder, given: path.join(folder, 'in'), root: path.join(folder, 'root') };
    await own(async () => {
      await mkdir(stage.given);
      await mkdir(stage.root);
      for (const one of [folder, stage.given, stage.root]) await handOver(one, 0o700);
    });
    return await work(stage);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Lays a file on the stage, below the folder of the script. */
export function put(stage: Stage, name: string, bytes: Buffer | string, isProgram: boolean): Promise<void> {
  return own(async () => {
    const file = await roomFor(stage, name);
    await writeFile(file, bytes);
    await handOver(file, isProgram ? 0o755 : 0o644);
  });
}

/**
 * Lays files of ours on the stage; what begins as a program does is one.
 * @returns what lies there now, by path
 */
export async function lay(stage: Stage, given: Readonly<Record<string, string>>): Promise<Files> {
  const files = Object.entries(given);
  for (const [name, text] of files) await put(stage, name, text, text.startsWith('#!'));
  return new Map(files.map(([name, text]) => [name, told(Buffer.from(text))]));
}

/** A link stays what it is: inside, it leads to nothing of the host's. */
function putLink(stage: Stage, name: string, target: string): Promise<void> {
  return own(async () => symlink(target, await roomFor(stage, name)));
}

/** Makes the folders above a file of the stage. */
async function roomFor(stage: Stage, name: string): Promise<string> {
  let folder = stage.given;
  for (const part of name.split('/').slice(0, -1)) {
    folder = path.join(folder, part);
    await mkdir(folder, { recursive: true });
    await handOver(folder, 0o755);
  }
  return path.join(stage.given, name);
}

async function handOver(file: string, mode: number): Promise<void> {
  await chmod(file, mode);
  const user = otherUser();
  if (user !== undefined) await chown(file, user, user);
}

/** Trouble with a folder of ours says nothing of the learner's files. */
async function own<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isErrno(error)) throw error;
    const { code, path: place = tmpdir(), syscall = '' } = error;
    throw code === 'ENOSPC'
      ? diskFull({ path: place }, error)
      : isolationMissing({ why: `${syscall} ${place}: ${code ?? error.message}` }, error);
  }
}

/** The exercise folder that a stage is filled from. */
export type Source = {
  readonly folder: string;
  readonly isUnsaved: (file: string) => boolean;
  readonly signal: AbortSignal;
};

/**
 * Lays the named files and folders of the exercise folder beside each other on the stage.
 * @returns what lies there now, by path
 */
export async function gather(stage: Stage, names: readonly string[], from: Source): Promise<Files> {
  const staged = new Map<string, string>();
  let total = 0;
  const copy = async (file: string, as: string, name: string): Promise<void> => {
    const bytes = await bytesOf(file, name, limits.staged, from.signal);
    await put(stage, as, bytes, ((await stat(file)).mode & 0o111) !== 0);
    staged.set(as, told(bytes));
    total += bytes.length;
    if (total > limits.staged) throw fileUnreadable({ path: name, why: unreadableBecause.tooLarge });
    if (staged.size > limits.stagedFiles) throw fileUnreadable({ path: name, why: unreadableBecause.tooMany });
  };
  for (const name of names) {
    const place = await savedPlaceIn(from.folder, name, from.isUnsaved);
    const as = path.basename(path.resolve(from.folder, name));
    if (!(await stat(place)).isDirectory()) {
      await copy(place, as, name);
      continue;
    }
    for (const inner of await filesBelow(place, name, from.signal)) {
      const file = path.join(place, inner);
      const link = await readlink(file).catch(() => undefined);
      if (link === undefined) await copy(await savedPlaceIn(place, inner, from.isUnsaved), `${as}/${inner}`, name);
      else {
        await putLink(stage, `${as}/${inner}`, link);
        staged.set(`${as}/${inner}`, toldLink);
      }
    }
  }
  return staged;
}

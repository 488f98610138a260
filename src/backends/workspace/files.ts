import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Observers, Reader, Scene } from '../../core/course/check';
import { fileUnreadable, folderGone, noFeature, unreadableBecause } from '../../core/errors';
import type { Machine } from './machine';
import { observe } from './observe';
import { placeIn, savedPlaceIn } from './place';
import { readFileAs } from './reader';

/** What those who look at files need. */
export type FileParts = {
  readonly isUnsaved: (file: string) => boolean;
  readonly starterOf?: (exercise: string) => Promise<string>;
  readonly machine: Machine;
};

type Named = { readonly path: string; readonly as: Reader };

/** How many files and folders a folder may hold that a check lists. */
const mostFiles = 10_000;

/** Those who look at the files of the exercise folder and of its starter. */
export function fileObservers(parts: FileParts): Pick<Observers, 'file' | 'starter' | 'folder'> {
  const read = async (folder: string, { path: name, as }: Named, signal: AbortSignal, isUnsaved = parts.isUnsaved) => {
    const file = await savedPlaceIn(folder, name, isUnsaved, as === 'facts' ? 'keep' : 'follow');
    return readFileAs(as, { file, name }, parts.machine, signal);
  };
  return {
    file: (probe, scene, signal) => observe(probe.path, async () => read(await folderOf(scene), probe, signal)),
    starter: (probe, scene, signal) =>
      observe(probe.path, async () => {
        if (parts.starterOf === undefined) throw noFeature();
        return read(await parts.starterOf(scene.exercise), probe, signal, () => false);
      }),
    folder: (probe, scene, signal) =>
      observe(probe.path, async () => filesBelow(await placeIn(await folderOf(scene), probe.path), probe.path, signal)),
  };
}

/** The exercise folder: without it nothing can be said of its files. @throws UserError folder-gone */
async function folderOf({ folder }: Scene): Promise<string> {
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true) throw folderGone({ folder: path.basename(folder) });
  return folder;
}

/**
 * The files below a folder, as paths relative to it with `/`, sorted; links are listed and not followed.
 * @param name what the learner calls the folder
 * @throws UserError file-unreadable when there are more than `most`
 */
export async function filesBelow(
  folder: string,
  name: string,
  signal: AbortSignal,
  most = mostFiles,
): Promise<readonly string[]> {
  const found: string[] = [];
  const open = [''];
  let seen = 0;
  for (let inner = open.pop(); inner !== undefined; inner = open.pop()) {
    signal.throwIfAborted();
    for (const entry of await readdir(path.join(folder, inner), { withFileTypes: true })) {
      const way = inner === '' ? entry.name : `${inner}/${entry.name}`;
      (entry.isDirectory() ? open : found).push(way);
      seen += 1;
      if (seen > most) throw fileUnreadable({ path: name, why: unreadableBecause.tooMany });
    }
  }
  return found.sort();
}

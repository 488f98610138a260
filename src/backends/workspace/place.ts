import { realpath } from 'node:fs/promises';
import path from 'node:path';
import { fileNotSaved, fileUnreadable, unreadableBecause } from '../../core/errors';

/**
 * Where a file of a folder really is. Links are followed as long as they stay in the folder.
 * @param last whether the last part of the path is followed, too, when it is a link
 * @throws UserError file-unreadable when the path or a link leads out of the folder; ENOENT when there is no such file
 */
export async function placeIn(folder: string, name: string, last: 'follow' | 'keep' = 'follow'): Promise<string> {
  const named = path.resolve(folder, name);
  if (!isInside(path.resolve(folder), named)) throw outside(name);
  const home = await realpath(folder);
  const isFolder = path.resolve(folder) === named;
  const real =
    last === 'follow' || isFolder
      ? await realpath(named)
      : path.join(await realpath(path.dirname(named)), path.basename(named));
  if (!isInside(home, real)) throw outside(name);
  return real;
}

/**
 * Where a file of the learner's really is, when what is on disk is what the learner sees.
 * @param isUnsaved whether an editor holds changes of this file that are not on disk
 * @throws UserError file-not-saved, and what {@link placeIn} throws
 */
export async function savedPlaceIn(
  folder: string,
  name: string,
  isUnsaved: (file: string) => boolean,
  last: 'follow' | 'keep' = 'follow',
): Promise<string> {
  // A file that an editor holds may not be on disk at all.
  if (isUnsaved(path.resolve(folder, name))) throw fileNotSaved({ path: name });
  const file = await placeIn(folder, name, last);
  if (isUnsaved(file)) throw fileNotSaved({ path: name });
  return file;
}

const outside = (name: string) => fileUnreadable({ path: name, why: unreadableBecause.outside });

function isInside(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

import { realpath } from 'node:fs/promises';
import path from 'node:path';

/** Does a file lie in one of these folders, by its name or by where its links lead? It may come from somebody else then. */
export async function isForeign(file: string, folders: readonly string[]): Promise<boolean> {
  const real = async (one: string) => await realpath(one).catch(() => path.resolve(one));
  const [found, ...places] = await Promise.all([real(file), ...folders.map(real)]);
  const names = [found, path.resolve(file)];
  return names.some((one) => [...places, ...folders].some((folder) => isInside(one, folder)));
}

function isInside(file: string, folder: string): boolean {
  const way = path.relative(folder, file);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

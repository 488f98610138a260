/** The folder of a path; "" is where relative paths begin. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/**
 * Does what a file at `path` says matter to the files of a folder? A deployment's files stand together: in one folder, in
 * those beside it, and below.
 */
export function isNear(folder: string, path: string): boolean {
  const above = folderOf(folder);
  return above === '' || path.startsWith(`${above}/`);
}

/** The path from a folder to a file, both named in the same way. */
export function relativePath(folder: string, path: string): string {
  const from = folder === '' ? [] : folder.split('/');
  const to = path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/');
}

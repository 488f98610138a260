import type { Layer, LayerEntry } from '../../files/layer';

/** A file of a layer that is really there. */
export type Entry = Exclude<LayerEntry, { kind: 'whiteout' }>;

/** Files by their path without leading slash; the root itself is not among them. */
export type FileMap = ReadonlyMap<string, Entry>;

/** What layers, lowest first, show together. */
export function flatten(layers: readonly Layer[]): FileMap {
  const files = new Map<string, Entry>();
  for (const { entries } of layers) {
    for (const [path, entry] of entries) {
      if (entry.kind === 'whiteout' || (entry.kind === 'directory' && entry.opaque)) removeBelow(files, path);
      if (entry.kind === 'whiteout') files.delete(path);
    }
    for (const [path, entry] of entries) {
      if (entry.kind === 'whiteout') continue;
      if (entry.kind !== 'directory' && files.get(path)?.kind === 'directory') removeBelow(files, path);
      files.set(path, entry);
    }
  }
  return withDirectories(files);
}

/** Adds the directories that files are in and that have no entry of their own. */
export function withDirectories(files: ReadonlyMap<string, Entry>): FileMap {
  const all = new Map(files);
  for (const path of files.keys())
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
      const above = path.slice(0, at);
      if (!all.has(above)) all.set(above, { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 0 });
    }
  return all;
}

function removeBelow(files: Map<string, Entry>, path: string): void {
  for (const other of [...files.keys()]) if (other.startsWith(`${path}/`)) files.delete(other);
}

/** A path without its `.`, `..` and empty names, and without leading slash; `..` does not lead out. */
export function cleanPath(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

/** Where a path leads when its symbolic links are followed, also those that lead nowhere; a circle ends where it is met. */
export function resolvePath(files: FileMap, path: string): string {
  let rest = path.split('/');
  let done: string[] = [];
  for (let links = 0; rest.length > 0;) {
    const [name = '', ...more] = rest;
    rest = more;
    if (name === '' || name === '.') continue;
    if (name === '..') {
      done.pop();
      continue;
    }
    const entry = files.get([...done, name].join('/'));
    if (entry?.kind !== 'symlink' || ++links > 40) done.push(name);
    else {
      if (entry.target.startsWith('/')) done = [];
      rest = [...entry.target.split('/'), ...rest];
    }
  }
  return done.join('/');
}

/** Is there a directory at the path? The root is one. */
export const isDirectory = (files: FileMap, path: string): boolean =>
  path === '' || files.get(path)?.kind === 'directory';

/** The files below a directory, by their path in it. */
export function* below(files: FileMap, directory: string): Iterable<[string, Entry]> {
  const prefix = directory === '' ? '' : `${directory}/`;
  for (const [path, entry] of files) if (path.startsWith(prefix)) yield [path.slice(prefix.length), entry];
}

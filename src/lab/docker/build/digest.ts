import { createHash } from 'node:crypto';
import type { Entry } from './file-map';

/** SHA-256 of texts, each told apart from the next, in hex. */
export function digestOf(...parts: readonly string[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part);
  return hash.digest('hex');
}

/** SHA-256 of names, modes, owners and contents; times do not count, as for BuildKit's cache. */
export function contentDigest(files: ReadonlyMap<string, Entry>): string {
  const hash = createHash('sha256');
  for (const [path, entry] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { kind, mode, uid, gid } = entry;
    hash.update(JSON.stringify([path, kind, mode, uid, gid, kind === 'symlink' ? entry.target : '']));
    if (kind === 'file') hash.update(`${entry.size}:${entry.data.length}:`).update(entry.data);
  }
  return hash.digest('hex');
}

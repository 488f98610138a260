import { createWriteStream } from 'node:fs';
import { chmod, link, mkdir, rm, symlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Extract } from 'tar-stream';

/** Writes the entries of an archive where `place` says; nothing is written outside `within`. */
export async function writeTree(reader: Extract, place: (name: string) => string, within: string): Promise<void> {
  const root = path.resolve(within);
  for await (const entry of reader) {
    const { name, type = 'file', mode = 0o644, mtime, linkname } = entry.header;
    const target = place(name);
    // A name with `..` could lead out of the folder that the learner named.
    if (target !== root && !target.startsWith(root.endsWith(path.sep) ? root : `${root}${path.sep}`)) {
      entry.resume();
      continue;
    }
    if (type === 'directory') {
      await mkdir(target, { recursive: true });
      await chmod(target, mode | 0o700);
      entry.resume();
    } else if (type === 'symlink' || type === 'link') {
      await rm(target, { force: true });
      if (type === 'symlink') await symlink(linkname ?? '', target);
      else await link(place(linkname ?? ''), target);
      entry.resume();
    } else if (type === 'file') {
      await mkdir(path.dirname(target), { recursive: true });
      await pipeline(entry, createWriteStream(target, { mode }));
      await chmod(target, mode);
      if (mtime) await utimes(target, mtime, mtime);
    } else entry.resume();
  }
}

import { createWriteStream } from 'node:fs';
import { chmod, link, mkdir, rm, symlink, utimes } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Extract } from 'tar-stream';

type Entry = Extract extends AsyncIterable<infer Item> ? Item : never;

/** Writes the entries of an archive where `place` says; nothing is written outside `within`. */
export async function writeTree(reader: Extract, place: (name: string) => string, within: string): Promise<void> {
  const root = path.resolve(within);
  const start = root.endsWith(path.sep) ? root : `${root}${path.sep}`;
  for await (const entry of reader) {
    const target = place(entry.header.name);
    // A name with `..` could lead out of the folder that the learner named.
    if (target === root || target.startsWith(start)) await write(entry, target, place);
    entry.resume();
  }
}

async function write(entry: Entry, target: string, place: (name: string) => string): Promise<void> {
  const { type, linkname, mtime } = entry.header;
  const mode = entry.header.mode || 0o644;
  if (type === 'directory') {
    await mkdir(target, { recursive: true });
    await chmod(target, mode | 0o700);
  } else if (type === 'symlink' || type === 'link') {
    await rm(target, { force: true });
    if (type === 'symlink') await symlink(linkname, target);
    else await link(place(linkname), target);
  } else if (type === 'file') {
    await mkdir(path.dirname(target), { recursive: true });
    await pipeline(entry, createWriteStream(target, { mode }));
    await chmod(target, mode);
    await utimes(target, mtime, mtime);
  }
}

import { createReadStream, readFileSync } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import ignore from '@balena/dockerignore';
import { pack, type Pack } from 'tar-stream';

/** A Dockerfile that is sent with the context though it is not in its folder. */
export type Outside = { readonly name: string; readonly text: string };

function optional(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/**
 * The context of a build as a tar archive: the files of a folder without those that `.dockerignore` (or
 * `<Dockerfile>.dockerignore`, which goes first) names; the Dockerfile and the list itself are always in it.
 */
export function contextArchive(folder: string, dockerfile: string, outside: Outside | undefined): Pack {
  const archive = pack();
  const own = `${dockerfile}.dockerignore`;
  const list = optional(path.join(folder, own)) ?? optional(path.join(folder, '.dockerignore'));
  const rules = list === undefined ? undefined : ignore({ ignorecase: false }).add(list);
  const always = new Set([dockerfile, own, '.dockerignore']);
  const fill = async (): Promise<void> => {
    await addFolder(archive, { folder, keep: (name) => always.has(name) || !rules?.ignores(name) }, '');
    if (outside) archive.entry({ name: outside.name, mode: 0o600 }, outside.text);
    archive.finalize();
  };
  fill().catch((error: unknown) => archive.destroy(error as Error));
  return archive;
}

type Kept = { readonly folder: string; readonly keep: (name: string) => boolean };

async function addFolder(archive: Pack, kept: Kept, name: string): Promise<void> {
  const names = await readdir(path.join(kept.folder, name));
  names.sort();
  for (const child of names) {
    const own = name === '' ? child : `${name}/${child}`;
    const whole = path.join(kept.folder, own);
    const stat = await lstat(whole);
    // Windows has no bits for who may execute; docker gives all of them there.
    const mode = process.platform === 'win32' ? 0o755 : stat.mode & 0o7777;
    const common = { name: own, mode, mtime: stat.mtime, uid: 0, gid: 0 };
    if (stat.isDirectory()) {
      // A folder that is left out may hold files that are kept by an exception.
      if (kept.keep(own)) archive.entry({ ...common, type: 'directory' });
      await addFolder(archive, kept, own);
    } else if (!kept.keep(own)) continue;
    else if (stat.isSymbolicLink()) archive.entry({ ...common, type: 'symlink', linkname: await readlink(whole) });
    else if (stat.isFile()) await pipeline(createReadStream(whole), archive.entry({ ...common, size: stat.size }));
  }
}

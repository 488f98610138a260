import { createReadStream, readFileSync } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import ignore from '@balena/dockerignore';
import { pack, type Pack } from 'tar-stream';
import { Failure } from '../failure';

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
  const hasExceptions = /^\s*!/m.test(list ?? '');
  const kept: Kept = {
    folder,
    keep: (name) => always.has(name) || !rules?.ignores(name),
    mayHold: (name) => hasExceptions || [...always].some((one) => one.startsWith(`${name}/`)),
  };
  const fill = async (): Promise<void> => {
    await addFolder(archive, kept, '');
    if (outside) archive.entry({ name: outside.name, mode: 0o600 }, outside.text);
    archive.finalize();
  };
  fill().catch((error: unknown) => archive.destroy(failureOf(error as NodeJS.ErrnoException)));
  return archive;
}

type Kept = {
  readonly folder: string;
  readonly keep: (name: string) => boolean;
  /** May a folder that is left out hold files that are kept? */
  readonly mayHold: (name: string) => boolean;
};

async function addFolder(archive: Pack, kept: Kept, name: string): Promise<void> {
  const entries = await readdir(path.join(kept.folder, name), { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const own = name === '' ? entry.name : `${name}/${entry.name}`;
    const isKept = kept.keep(own);
    // What is left out is not looked at: it may go meanwhile, or be somebody else's.
    if (isKept) await add(archive, path.join(kept.folder, own), own);
    if (entry.isDirectory() && (isKept || kept.mayHold(own))) await addFolder(archive, kept, own);
  }
}

async function add(archive: Pack, whole: string, name: string): Promise<void> {
  const stat = await lstat(whole);
  // Windows has no bits for who may execute; docker gives all of them there.
  const mode = process.platform === 'win32' ? 0o755 : stat.mode & 0o7777;
  const common = { name, mode, mtime: stat.mtime, uid: 0, gid: 0 };
  if (stat.isDirectory()) archive.entry({ ...common, type: 'directory' });
  else if (stat.isSymbolicLink()) archive.entry({ ...common, type: 'symlink', linkname: await readlink(whole) });
  else if (stat.isFile()) await pipeline(createReadStream(whole), archive.entry({ ...common, size: stat.size }));
}

/** What a context that cannot be read is called by the docker command (28.2, without BuildKit). */
function failureOf({ code, path: file, syscall, message }: NodeJS.ErrnoException): Failure {
  const reasons: Readonly<Record<string, string>> = {
    EACCES: syscall === 'open' ? `no permission to read from '${file}'` : `can't stat '${file}'`,
    ENOENT: `file ('${file}') not found or excluded by .dockerignore`,
  };
  return new Failure(`error checking context: ${reasons[code ?? ''] ?? message}`);
}

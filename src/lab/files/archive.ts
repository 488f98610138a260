import path from 'node:path/posix';
import { PassThrough, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import type { Files, Stat } from '../kernel/files';
import { claimOf, metaOf } from './layer-archive';
import { tarBlocks, tarEnd } from './tar-write';

/** The largest file that is taken from an archive, in bytes. */
const largestFile = 128 * 1024 * 1024;

/** Bits of Go's os.FileMode beside the permissions: https://pkg.go.dev/io/fs#FileMode */
const goBits = {
  directory: 2 ** 31,
  symlink: 2 ** 27,
  device: 2 ** 26,
  setuid: 2 ** 23,
  setgid: 2 ** 22,
  sticky: 2 ** 20,
};

/** The mode as a number of Go's os.FileMode. */
function goMode({ kind, mode }: Stat): number {
  let number = mode & 0o777;
  if (kind !== 'file') number += goBits[kind];
  if (mode & 0o4000) number += goBits.setuid;
  if (mode & 0o2000) number += goBits.setgid;
  if (mode & 0o1000) number += goBits.sticky;
  return number;
}

/** The last name of a path, as Go's filepath.Base has it: `/etc/` is `etc`, `/etc/.` is `.`, `/` is `/`. */
const baseOf = (place: string): string => (/^\/*$/.test(place) ? '/' : path.basename(place));

/**
 * The value of the header X-Docker-Container-Path-Stat: base64 of the JSON that ContainerPathStat is
 * (https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Container/operation/ContainerArchiveInfo).
 */
export function statHeader(stat: Stat, place: string, linkTarget = ''): string {
  const mtime = new Date(stat.mtime).toISOString().replace(/\.?0*Z$/, 'Z');
  const value = { name: baseOf(place), size: stat.size, mode: goMode(stat), mtime, linkTarget };
  return Buffer.from(JSON.stringify(value)).toString('base64');
}

/**
 * What HEAD and GET of an archive say in their header: of the file itself, and of a link where it leads to in the end.
 * A link is followed when the path ends with `/` or `/.`. Rejects with FileError: the engine answers ENOENT with 404
 * and `Could not find the file {path} in container {reference}`, ENOTDIR with 500 and `lstat {path}: not a directory`.
 */
export async function archiveStat(files: Files, place: string): Promise<string> {
  const stat = await files.lstat(place);
  return statHeader(stat, place, stat.kind === 'symlink' ? await leadsTo(files, place) : '');
}

async function leadsTo(files: Files, place: string): Promise<string> {
  try {
    return await files.realpath(place);
  } catch {
    const { target = '' } = await files.lstat(place);
    return path.resolve(await files.realpath(path.dirname(place)), target);
  }
}

/**
 * The tar archive of a file or directory with everything below it, as `GET /containers/{id}/archive` gives it: the root
 * entry has the path's base name, links are not followed (but the path itself when it ends with `/` or `/.`). Rejects
 * with FileError. Who stops reading ends the work.
 */
export async function* packArchive(files: Files, place: string): AsyncGenerator<Buffer, void> {
  const stat = await files.lstat(place);
  const root = /\/\.?$/.test(place) ? await files.realpath(place) : place;
  yield* packTree(files, root, baseOf(place), stat);
  yield tarEnd;
}

/** The tar archive of all files, as `docker export` gives it: their names without a slash before, no entry of the root. */
export async function* packRoot(files: Files): AsyncGenerator<Buffer, void> {
  for (const name of await files.list('/')) yield* packTree(files, `/${name}`, name, await files.lstat(`/${name}`));
  yield tarEnd;
}

async function* packTree(files: Files, place: string, name: string, stat: Stat): AsyncGenerator<Buffer, void> {
  const { mode, uid, gid, mtime } = stat;
  const meta = { name, mode, uid, gid, mtime };
  if (stat.kind === 'file') {
    yield tarBlocks([{ ...meta, type: 'file', data: await files.read(place) }]);
  } else if (stat.kind === 'symlink') {
    yield tarBlocks([{ ...meta, type: 'symlink', target: stat.target ?? '' }]);
  } else if (stat.kind === 'device') {
    yield tarBlocks([{ ...meta, type: 'device' }]);
  } else {
    const within = name === '/' ? '/' : `${name}/`;
    yield tarBlocks([{ ...meta, name: within, type: 'directory' }]);
    for (const child of await files.list(place)) {
      const below = path.join(place, child);
      yield* packTree(files, below, `${within}${child}`, await files.lstat(below));
    }
  }
}

/** How `PUT /containers/{id}/archive` wants an archive to be unpacked. */
export type UnpackOptions = {
  /** Refuse to put a directory where something else is, and the other way round. */
  readonly noOverwriteDirNonDir: boolean;
  /** Give everything to `owner`, the user of the container's configuration, if there is one. */
  readonly copyUidGid: boolean;
  readonly owner?: { readonly uid: number; readonly gid: number };
};

/**
 * Unpacks a tar archive (perhaps with gzip around it) into a directory that must exist. Without `copyUidGid` owners are
 * the archive's. Rejects with FileError, or with an Error whose sentence is the engine's own.
 */
export async function unpackArchive(
  files: Files,
  directory: string,
  tar: AsyncIterable<Uint8Array>,
  options: UnpackOptions,
): Promise<void> {
  const root = await files.realpath(directory);
  const reader = extract();
  const source = Readable.from(tar, { objectMode: false });
  const times: [string, number][] = [];
  feed(source, reader);
  try {
    for await (const entry of reader) {
      const data = await contentOf(entry);
      await place(files, root, entry.header, data, options, times);
    }
  } catch (error) {
    throw plain(error);
  } finally {
    source.destroy();
    reader.destroy();
  }
  // Last, because what is put into a directory changes its time.
  for (const [at, mtime] of times.reverse()) await files.utimes(at, mtime);
}

/** Pipes the source into the reader, unpacked when it begins like a gzip file. */
function feed(source: Readable, reader: ReturnType<typeof extract>): void {
  const stop = (error: Error): void => {
    reader.destroy(error);
  };
  source.on('error', stop);
  source.once('readable', () => {
    const first = source.read() as Buffer | null;
    if (first) source.unshift(first);
    const zipped = first?.[0] === 0x1f && first[1] === 0x8b;
    const through = zipped ? createGunzip() : new PassThrough();
    through.on('error', stop);
    through.on('data', (part: Buffer) => {
      if (reader.write(part)) return;
      through.pause();
      reader.once('drain', () => through.resume());
    });
    through.on('end', () => reader.end(Buffer.alloc(0)));
    source.pipe(through);
  });
}

/** What the engine's own reader says of a damaged archive. */
function plain(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error.message === 'Unexpected end of data') return new Error('unexpected EOF');
  if (error.message.startsWith('Invalid tar header')) return new Error('archive/tar: invalid tar header');
  return error;
}

async function contentOf(entry: AsyncIterable<unknown>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of entry) {
    length += (part as Buffer).length;
    if (length > largestFile) throw new Error(`the lab takes no file of more than ${largestFile} bytes`);
    parts.push(part as Buffer);
  }
  return Buffer.concat(parts);
}

/** The place of an archived path below the root; the engine's sentence when it is outside. */
function inside(root: string, name: string): string {
  const at = path.join(root, name.replace(/\/+$/, ''));
  if (at !== root && !at.startsWith(root === '/' ? '/' : `${root}/`))
    throw new Error(`${JSON.stringify(name)} is outside of ${JSON.stringify(root)}`);
  return at;
}

async function place(
  files: Files,
  root: string,
  header: Header,
  data: Buffer,
  options: UnpackOptions,
  times: [string, number][],
): Promise<void> {
  const at = inside(root, header.name);
  if (at === root) return;
  const isDirectory = header.type === 'directory';
  const old = await files.lstat(at).catch(() => undefined);
  if (old) await makeRoom(files, root, at, old, isDirectory, options);
  else await files.mkdir(path.dirname(at), { parents: true });
  if (!(await make(files, root, at, header, data))) return;
  const meta = metaOf(header);
  const { uid, gid } = (options.copyUidGid ? options.owner : undefined) ?? meta;
  await files.chown(at, uid, gid, { follow: false });
  if (header.type === 'symlink') return;
  await files.chmod(at, meta.mode);
  if (isDirectory) times.push([at, meta.mtime]);
  else await files.utimes(at, meta.mtime);
}

/** Makes the file; false when it is a link to one that has been made, or of a kind that the lab has not. */
async function make(files: Files, root: string, at: string, header: Header, data: Buffer): Promise<boolean> {
  switch (header.type) {
    case 'directory':
      await files.mkdir(at, { parents: true });
      return true;
    case 'symlink':
      await files.symlink(header.linkname, at);
      return true;
    case 'file':
    case 'contiguous-file':
      await files.write(at, data, { mode: 0o600, size: Math.max(claimOf(header), data.length) });
      return true;
    case 'link':
      await files.link(inside(root, header.linkname), at);
      return false;
    default:
      return false;
  }
}

/** Takes away what is in the way, or refuses. */
async function makeRoom(
  files: Files,
  root: string,
  at: string,
  old: Stat,
  isDirectory: boolean,
  { noOverwriteDirNonDir }: UnpackOptions,
): Promise<void> {
  const wasDirectory = old.kind === 'directory';
  if (wasDirectory && isDirectory) return;
  if (noOverwriteDirNonDir && wasDirectory !== isDirectory) {
    const [was, is] = isDirectory ? ['non-directory', 'directory'] : ['directory', 'non-directory'];
    throw new Error(`cannot overwrite ${was} ${JSON.stringify(at)} with ${is} ${JSON.stringify(root)}`);
  }
  await files.remove(at, { recursive: true });
}

import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import ignore from '@balena/dockerignore';
import { unpackLayer } from '../../files';
import { ApiError } from '../../http/call';
import { cleanPath, withDirectories, type Entry, type FileMap } from './file-map';

/** The largest build context, as it is sent and unpacked, in bytes. */
const largestContext = 256 * 1024 * 1024;

/** What a client sends with a build. */
export type Context = {
  /** The Dockerfile's text. */
  readonly dockerfile: string;
  /** What COPY and ADD may take; all of it belongs to root. */
  readonly files: FileMap;
};

/**
 * Reads a build context: a tar archive, perhaps with gzip around it. Throws ApiError: 413 over the limit, 400 or 500
 * with dockerd's sentences.
 * @param name the Dockerfile's path in it
 */
export async function readContext(body: Readable, name: string): Promise<Context> {
  const all = await unpack(await bytesOf(body));
  const path = cleanPath(name);
  const own = path === 'Dockerfile' && !all.has(path) && all.has('dockerfile') ? 'dockerfile' : path;
  const file = all.get(own);
  if (file === undefined) throw new ApiError(500, `Cannot locate specified Dockerfile: ${name}`);
  if (file.kind !== 'file') throw new ApiError(400, `dockerfile ${name} must be a regular file`);
  if (file.data.length === 0) throw new ApiError(400, `the Dockerfile cannot be empty`);
  const list = all.get(`${own}.dockerignore`) ?? all.get('.dockerignore');
  const patterns = list?.kind === 'file' ? textOf(list.data) : '';
  return { dockerfile: textOf(file.data), files: patterns === '' ? all : without(all, patterns) };
}

const textOf = (data: Uint8Array): string =>
  Buffer.from(data)
    .toString('utf8')
    .replace(/^\uFEFF/, '');

async function bytesOf(body: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestContext) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

const tooLarge = (): ApiError =>
  new ApiError(413, `the practice lab takes build contexts of at most ${largestContext / 1024 / 1024} MB`);

async function unpack(sent: Buffer): Promise<FileMap> {
  if (sent.length === 0) return new Map();
  const other = otherCompression(sent);
  if (other !== undefined)
    throw new ApiError(400, `the practice lab reads build contexts as tar or tar.gz, not with ${other}`);
  try {
    const archive = sent[0] === 0x1f && sent[1] === 0x8b ? await inflate(sent) : sent;
    const { entries } = await unpackLayer(wholeBlocks(archive), undefined, largestContext);
    const files = new Map<string, Entry>();
    for (const [path, entry] of entries) if (entry.kind !== 'whiteout') files.set(path, { ...entry, uid: 0, gid: 0 });
    return withDirectories(files);
  } catch (error) {
    if (error instanceof RangeError || (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
    throw new ApiError(500, 'unexpected EOF');
  }
}

/** With `-f -` the docker CLI leaves away what fills the last file's block and ends the archive. */
function wholeBlocks(archive: Buffer): Buffer {
  const over = archive.length % 512;
  return over === 0 ? archive : Buffer.concat([archive, Buffer.alloc(512 - over + 1024)]);
}

/** Unpacks gzip, up to the limit of a context. */
export const inflate = (packed: Buffer): Promise<Buffer> =>
  promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)(packed, { maxOutputLength: largestContext });

/** The name of a compression that the lab does not unpack. */
export function otherCompression(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.subarray(0, 6)).toString('latin1');
  if (start.startsWith('BZh')) return 'bzip2';
  if (start === '\u00fd7zXZ\0') return 'xz';
  return start.startsWith('(\u00b5/\u00fd') ? 'zstd' : undefined;
}

/** The files that a .dockerignore leaves; a folder stays when something in it does. */
function without(files: FileMap, patterns: string): FileMap {
  const rules = ignore({ ignorecase: false }).add(
    patterns.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.startsWith('#')),
  );
  const kept = new Set<string>();
  for (const path of files.keys()) {
    if (rules.ignores(path)) continue;
    for (let at = path.length; at > 0; at = path.lastIndexOf('/', at - 1)) kept.add(path.slice(0, at));
  }
  return new Map([...files].filter(([path]) => kept.has(path)));
}

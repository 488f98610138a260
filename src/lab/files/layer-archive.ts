import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { extract, type Header } from 'tar-stream';
import type { Layer, LayerEntry } from './layer';
import { tarBlocks, tarEnd, type TarEntry } from './tar-write';

type FileEntry = Extract<LayerEntry, { kind: 'file' }>;

/** The largest layer archive that the lab takes, in bytes, when nobody says another limit. */
export const largestLayer = 512 * 1024 * 1024;
/** Names in one layer; a real distribution has some tens of thousands. */
const mostEntries = 300_000;

/** In PAX records: the bytes that a file claims to have when its content is shorter. */
const claim = 'TUTOR.size';
const whiteout = '.wh.';
const opaque = '.wh..wh..opq';

/** Archives as they came from elsewhere, which have to be given out again byte for byte. */
const archives = new WeakMap<Layer, Buffer>();

/**
 * A layer of these entries. The same object at two names is one file with two links. Times are cut to seconds, as the
 * archive has them. `size` is what the files claim together when not given, in bytes.
 */
export function makeLayer(entries: ReadonlyMap<string, LayerEntry>, size?: number): Promise<Layer> {
  const whole = new Map<LayerEntry, LayerEntry>();
  const cut = (entry: LayerEntry): LayerEntry => {
    if (entry.kind === 'whiteout' || entry.mtime === seconds(entry.mtime)) return entry;
    const known = whole.get(entry) ?? { ...entry, mtime: seconds(entry.mtime) };
    whole.set(entry, known);
    return known;
  };
  const kept = new Map([...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([path, entry]) => [path, cut(entry)]));
  const archive = archiveOf(kept);
  return Promise.resolve({ diffId: digest(archive), size: size ?? claimed(kept), entries: kept });
}

/** The layer's uncompressed tar archive: always the same bytes for the same entries. */
export function packLayer(layer: Layer): Promise<Buffer> {
  return Promise.resolve(archives.get(layer) ?? archiveOf(layer.entries));
}

/** What gzip holds, unpacked beside everything else that goes on; rejects with an Error beyond the limit. */
async function unzipped(packed: Buffer, limit: number): Promise<Buffer> {
  try {
    return await promisify<Buffer, { maxOutputLength: number }, Buffer>(gunzip)(packed, { maxOutputLength: limit });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_BUFFER_TOO_LARGE') throw error;
    throw new Error(`archive is larger than ${limit} bytes`, { cause: error });
  }
}

/**
 * The layer that a tar archive (perhaps with gzip around it) holds; its id is the archive's own digest. Rejects with an
 * Error when the archive is damaged, larger than `limit` bytes, or has entries that a layer cannot have.
 */
export async function unpackLayer(tar: Buffer, size?: number, limit: number = largestLayer): Promise<Layer> {
  const archive = tar[0] === 0x1f && tar[1] === 0x8b ? await unzipped(tar, limit) : tar;
  if (archive.length > limit) throw new Error(`archive is larger than ${limit} bytes`);
  const entries = new Map<string, LayerEntry>();
  await eachEntry(archive, (header, data) => {
    const names = namesIn(header.name);
    const [path, entry] = entryOf(header, names, data, entries) ?? [];
    if (path === undefined || !entry) return;
    if (entries.size >= mostEntries) throw new Error('archive has too many entries');
    entries.set(path, entry);
  });
  const layer = { diffId: digest(archive), size: size ?? claimed(entries), entries };
  archives.set(layer, archive);
  return layer;
}

/** Times that an archive can have: whole seconds of 1970 to 2038. */
const seconds = (time: number): number => Math.floor(Math.min(Math.max(0, time), 0x7fffffff * 1000) / 1000) * 1000;

const digest = (archive: Buffer): string => `sha256:${createHash('sha256').update(archive).digest('hex')}`;

/** Files with several names count once. */
function claimed(entries: ReadonlyMap<string, LayerEntry>): number {
  let sum = 0;
  for (const entry of new Set(entries.values())) if (entry.kind === 'file') sum += entry.size;
  return sum;
}

function archiveOf(entries: ReadonlyMap<string, LayerEntry>): Buffer {
  const first = new Map<FileEntry, string>();
  const all: TarEntry[] = [];
  for (const path of [...entries.keys()].sort()) {
    const entry = entries.get(path) as LayerEntry;
    const before = entry.kind === 'file' ? first.get(entry) : undefined;
    if (entry.kind === 'file') first.set(entry, before ?? path);
    if (entry.kind === 'file' && before !== undefined) all.push(linkTo(path, entry, before));
    else all.push(...tarEntries(path, entry));
  }
  return Buffer.concat([tarBlocks(all), tarEnd]);
}

const hidden = { type: 'file', mode: 0o600, uid: 0, gid: 0, mtime: 0 } as const;

const linkTo = (name: string, { mode, uid, gid, mtime }: FileEntry, target: string): TarEntry => ({
  name,
  type: 'link',
  mode,
  uid,
  gid,
  mtime,
  target,
});

function tarEntries(path: string, entry: LayerEntry): TarEntry[] {
  if (entry.kind === 'whiteout') {
    const slash = path.lastIndexOf('/') + 1;
    return [{ ...hidden, name: `${path.slice(0, slash)}${whiteout}${path.slice(slash)}` }];
  }
  const { mode, uid, gid, mtime } = entry;
  const meta = { mode, uid, gid, mtime };
  if (entry.kind === 'file') {
    const { data, size } = entry;
    const records = size > data.length ? { [claim]: String(size) } : {};
    return [{ ...meta, name: path, type: 'file', data, records }];
  }
  if (entry.kind === 'symlink') return [{ ...meta, name: path, type: 'symlink', target: entry.target }];
  const directory: TarEntry = { ...meta, name: path === '' ? './' : `${path}/`, type: 'directory' };
  return entry.opaque ? [directory, { ...hidden, name: `${path}/${opaque}` }] : [directory];
}

async function eachEntry(archive: Buffer, take: (header: Header, data: Buffer) => void): Promise<void> {
  const reader = extract();
  reader.end(archive);
  for await (const entry of reader) {
    const parts: Buffer[] = [];
    for await (const part of entry) parts.push(part as Buffer);
    take(entry.header, parts.length === 1 ? (parts[0] as Buffer) : Buffer.concat(parts));
  }
}

/** The names of an archived path; `.` and empty ones are left out, `..` is refused. */
export function namesIn(path: string): string[] {
  const names = path.split('/').filter((name) => name !== '' && name !== '.');
  if (names.includes('..') || path.includes('\0')) throw new Error(`invalid path in archive: ${JSON.stringify(path)}`);
  return names;
}

function entryOf(
  header: Header,
  names: readonly string[],
  data: Buffer,
  entries: Map<string, LayerEntry>,
): [string, LayerEntry] | undefined {
  const name = names.at(-1) ?? '';
  const above = names.slice(0, -1);
  if (name === opaque) return [above.join('/'), { ...directoryAt(above.join('/'), entries), opaque: true }];
  if (name.startsWith(whiteout)) {
    const gone = name.slice(whiteout.length);
    // Names of overlays' own bookkeeping (`.wh..wh.plnk`) hide nothing.
    if (gone === '' || gone.startsWith(whiteout)) return undefined;
    return [[...above, gone].join('/'), { kind: 'whiteout' }];
  }
  const path = names.join('/');
  const entry = plainEntry(header, data, entries);
  if (entry?.kind === 'directory' && directoryAt(path, entries).opaque) return [path, { ...entry, opaque: true }];
  return entry && [path, entry];
}

type DirectoryEntry = Extract<LayerEntry, { kind: 'directory' }>;

function directoryAt(path: string, entries: ReadonlyMap<string, LayerEntry>): DirectoryEntry {
  const entry = entries.get(path);
  return entry?.kind === 'directory' ? entry : unnamed;
}

const unnamed: DirectoryEntry = { kind: 'directory', mode: 0o755, uid: 0, gid: 0, mtime: 0 };

function plainEntry(header: Header, data: Buffer, entries: ReadonlyMap<string, LayerEntry>): LayerEntry | undefined {
  const { type, linkname } = header;
  const meta = metaOf(header);
  if (type === 'directory') return { kind: 'directory', ...meta };
  if (type === 'symlink') return { kind: 'symlink', ...meta, target: linkname };
  if (type === 'link') {
    const target = entries.get(namesIn(linkname).join('/'));
    if (!target || target.kind === 'directory') throw new Error(`hard link to nothing in archive: ${header.name}`);
    return target;
  }
  // Devices and pipes of foreign layers are of no use to simulated processes.
  if (type !== 'file' && type !== 'contiguous-file') return undefined;
  return { kind: 'file', ...meta, data, size: Math.max(data.length, claimOf(header)) };
}

const paxOf = (header: Header): Readonly<Record<string, string>> => (header.pax ?? {}) as Record<string, string>;

const count = (value: number | undefined): number =>
  value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : 0;

/** What an archived file claims to have, in bytes; 0 when it claims nothing. */
export const claimOf = (header: Header): number => count(Number(paxOf(header)[claim] ?? 0));

/** Permissions, owner and time of an archived file. */
export function metaOf(header: Header): Pick<TarEntry, 'mode' | 'uid' | 'gid' | 'mtime'> {
  const pax = paxOf(header);
  return {
    mode: count(header.mode) & 0o7777,
    uid: count(Number(pax['uid'] ?? header.uid)),
    gid: count(Number(pax['gid'] ?? header.gid)),
    mtime: count(header.mtime.getTime()),
  };
}

import type { Readable } from 'node:stream';
import zlib from 'node:zlib';
import { extract } from 'tar-stream';
import { ApiError } from '../../http/call';
import type { Layer } from '../../files/layer';
import { readConfigFile } from './config-file';
import { barLine, type Tell } from './progress';
import { canonical, familiar, parseReference, tagged, type Reference } from './reference';
import { readLayer } from './registry-pull';
import { emitImage, type Inside } from './parts';

/** The largest archive that the lab takes, in bytes, unpacked. */
const largestArchive = 512 * 1024 * 1024;

type Archived = { readonly config: Buffer; readonly layers: readonly Buffer[]; readonly names: readonly string[] };

/** POST /images/load: an archive of `docker save` of any engine, or an OCI layout. */
export async function loadImages(inside: Inside, body: Readable, quiet: boolean, tell: Tell): Promise<void> {
  const files = await readArchive(body);
  const images = fromManifest(files) ?? fromIndex(files);
  if (!images) throw new ApiError(500, `open ${missingPath(inside)}: no such file or directory`);
  for (const archived of images) await loadOne(inside, archived, quiet, tell);
}

/** Where an engine would have unpacked the archive and found nothing. */
const missingPath = ({ clock }: Inside): string =>
  `/var/lib/docker/tmp/docker-import-${String(Math.floor(clock.now() * 997)).slice(-10)}/repositories`;

async function loadOne(
  inside: Inside,
  { config, layers: blobs, names }: Archived,
  quiet: boolean,
  tell: Tell,
): Promise<void> {
  const { store } = inside;
  const read = readConfig(config);
  if (read.diffIds.length !== blobs.length) {
    throw new ApiError(
      500,
      `invalid manifest, layers length mismatch: expected ${blobs.length}, got ${read.diffIds.length}`,
    );
  }
  const layers: Layer[] = [];
  for (const [index, diffId] of read.diffIds.entries()) {
    const known = store.layer(diffId);
    const blob = blobs[index] as Buffer;
    if (!known && !quiet) {
      const id = diffId.slice('sha256:'.length).slice(0, 12);
      await tell(barLine('Loading layer', id, blob.length, blob.length));
    }
    const layer = known ?? (await readLayer(blob));
    if (layer.diffId !== diffId)
      throw new ApiError(500, `invalid diffID for layer ${index}: expected "${diffId}", got "${layer.diffId}"`);
    layers.push(layer);
  }
  const image = store.add(read.image(layers));
  for (const name of names) await nameIt(inside, image.id, tagged(parseReference(name)), tell);
  if (names.length === 0) await tell({ stream: `Loaded image ID: ${image.id}\n` });
  emitImage(inside, 'load', image.id, image.id, image);
}

async function nameIt({ store }: Inside, id: string, reference: Reference, tell: Tell): Promise<void> {
  const before = store.named(reference);
  if (before && before.id !== id) {
    await tell({
      stream: `The image ${familiar(reference)} already exists, renaming the old one with ID ${before.id} to empty string\n`,
    });
  }
  store.setName(reference, id);
  await tell({ stream: `Loaded image: ${familiar(reference)}\n` });
}

function readConfig(config: Buffer): ReturnType<typeof readConfigFile> {
  try {
    return readConfigFile(config.toString('utf8'));
  } catch (error) {
    throw new ApiError(500, error instanceof Error ? error.message : String(error));
  }
}

type Files = ReadonlyMap<string, Buffer>;

/** Reads the archive's files. Throws ApiError 500 with the sentences of Go's reader of tar archives. */
async function readArchive(body: Readable): Promise<Files> {
  const files = new Map<string, Buffer>();
  const links = new Map<string, string>();
  const archive = await unpacked(body);
  const reader = extract();
  reader.end(archive);
  try {
    for await (const entry of reader) {
      const parts: Buffer[] = [];
      for await (const part of entry) parts.push(part as Buffer);
      const name = clean(entry.header.name);
      const { type, linkname } = entry.header;
      if (type === 'file') files.set(name, Buffer.concat(parts));
      // Engines before 25 link equal layers.
      else if (linkname)
        links.set(name, clean(type === 'symlink' ? `${name.replace(/[^/]*$/, '')}${linkname}` : linkname));
    }
  } catch (error) {
    const short = archive.length < 512 || (error instanceof Error && /end of data/i.test(error.message));
    throw new ApiError(500, short ? 'unexpected EOF' : 'archive/tar: invalid tar header');
  }
  for (const [name, target] of links) {
    const file = files.get(target);
    if (file) files.set(name, file);
  }
  return files;
}

function refusalOf(error: NodeJS.ErrnoException): ApiError {
  return error.code === 'ERR_BUFFER_TOO_LARGE' ? tooLarge() : new ApiError(500, `gzip: ${error.message}`);
}

const tooLarge = (): ApiError => new ApiError(400, 'archive is too large for the practice lab');

async function unpacked(body: Readable): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of body) {
    size += (part as Buffer).length;
    if (size > largestArchive) throw tooLarge();
    parts.push(part as Buffer);
  }
  const archive = Buffer.concat(parts);
  if (archive[0] !== 0x1f || archive[1] !== 0x8b) return archive;
  return new Promise((resolve, reject) =>
    zlib.gunzip(archive, { maxOutputLength: largestArchive }, (error, result) =>
      error ? reject(refusalOf(error)) : resolve(result),
    ),
  );
}

function clean(path: string): string {
  const names: string[] = [];
  for (const name of path.split('/')) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return names.join('/');
}

const json = (files: Files, name: string): unknown => {
  const file = files.get(name);
  if (!file) return undefined;
  try {
    return JSON.parse(file.toString('utf8'));
  } catch (error) {
    throw new ApiError(500, error instanceof Error ? error.message : String(error));
  }
};

const required = (files: Files, name: string): Buffer => {
  const file = files.get(clean(name));
  if (!file) throw new ApiError(500, `open ${name}: no such file or directory`);
  return file;
};

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];

function fromManifest(files: Files): readonly Archived[] | undefined {
  const manifest = json(files, 'manifest.json');
  if (!Array.isArray(manifest)) return undefined;
  return manifest.map((value: unknown) => {
    const row = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
    const config = required(files, typeof row['Config'] === 'string' ? row['Config'] : '');
    const layers = strings(row['Layers']).map((name) => required(files, name));
    return { config, layers, names: strings(row['RepoTags']) };
  });
}

type Listed = {
  readonly digest?: string;
  readonly mediaType?: string;
  readonly annotations?: Readonly<Record<string, string>>;
};

/** An OCI layout: https://github.com/opencontainers/image-spec/blob/main/image-layout.md */
function fromIndex(files: Files): readonly Archived[] | undefined {
  const index = json(files, 'index.json');
  const rows = listed(index, 'manifests');
  if (rows.length === 0) return undefined;
  const byDigest = new Map<string, { config: Buffer; layers: readonly Buffer[]; names: string[] }>();
  for (const row of rows) {
    const manifest = parsedBlob(files, row);
    const nested = listed(manifest, 'manifests');
    const top = nested.length > 0 ? parsedBlob(files, nested[0] ?? {}) : manifest;
    const config = (top as { readonly config?: Listed } | undefined)?.config;
    if (!config) continue;
    const key = config.digest ?? '';
    const layers = listed(top, 'layers').map((layer) => blob(files, layer));
    const entry = byDigest.get(key) ?? { config: blob(files, config), layers, names: [] };
    byDigest.set(key, entry);
    const name = row.annotations?.['io.containerd.image.name'];
    if (name !== undefined) entry.names.push(canonical(tagged(parseReference(name))));
  }
  return [...byDigest.values()];
}

const blob = (files: Files, { digest = '' }: Listed): Buffer => required(files, `blobs/${digest.replace(':', '/')}`);

const parsedBlob = (files: Files, row: Listed): unknown => json(files, `blobs/${(row.digest ?? '').replace(':', '/')}`);

function listed(value: unknown, key: string): readonly Listed[] {
  const rows = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  return Array.isArray(rows) ? rows.filter((row): row is Listed => typeof row === 'object' && row !== null) : [];
}

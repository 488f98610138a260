import { pack } from 'tar-stream';
import { packLayer } from '../../files/layer-archive';
import { ApiError } from '../../http/call';
import { digestOf, type Held } from './config-file';
import type { Inside } from './parts';
import { emitImage } from './parts';
import { canonical, familiar, familiarName, fullId, parseReference, type Reference } from './reference';

type Chosen = { readonly image: Held; readonly references: readonly Reference[] };

const ociIndex = 'application/vnd.oci.image.index.v1+json';
const ociManifest = 'application/vnd.oci.image.manifest.v1+json';
const ociConfig = 'application/vnd.oci.image.config.v1+json';
const ociLayer = 'application/vnd.oci.image.layer.v1.tar';

const hex = (digest: string): string => digest.slice('sha256:'.length);
const blobPath = (digest: string): string => `blobs/sha256/${hex(digest)}`;

/**
 * The archive of `docker save`: an OCI layout that is a docker-archive too, as engines since 25 write it. Throws ApiError
 * 404 before the first byte.
 */
export function saveImages(inside: Inside, names: readonly string[]): AsyncIterable<Buffer> {
  const chosen = choose(inside, names);
  for (const { image } of chosen) emitImage(inside, 'save', image.id, image.id, image);
  return archive(chosen, inside.clock.now());
}

/** What the names mean: an id saves the image without names, a bare name all tags of its repository. */
function choose(inside: Inside, names: readonly string[]): readonly Chosen[] {
  const chosen = new Map<string, { image: Held; references: Reference[] }>();
  for (const { image, reference } of names.flatMap((name) => meanings(inside, name))) {
    const entry = chosen.get(image.id) ?? { image, references: [] };
    chosen.set(image.id, entry);
    const isNew = reference && !entry.references.some((other) => canonical(other) === canonical(reference));
    if (isNew) entry.references.push(reference);
  }
  return [...chosen.values()];
}

type Meaning = { readonly image: Held; readonly reference?: Reference };

function meanings({ store }: Inside, name: string): readonly Meaning[] {
  const image = store.find(name);
  const reference = fullId(name) === undefined ? parseReference(name) : undefined;
  if (reference && reference.tag === undefined && reference.digest === undefined) {
    const all = store.tagsOf(reference).flatMap((each) => {
      const of = store.named(each);
      return of ? [{ image: of, reference: each }] : [];
    });
    if (all.length > 0) return all;
  }
  if (!image) throw new ApiError(404, `No such image: ${reference ? familiar(reference) : name}`);
  const isNamed = reference?.tag !== undefined && store.named(reference) !== undefined;
  return [isNamed ? { image, reference } : { image }];
}

type Descriptor = { readonly mediaType: string; readonly size: number; readonly digest: string };
type Written = { readonly manifest: Descriptor; readonly layers: readonly Descriptor[] };
type Add = (name: string, data: Buffer | string, time?: number) => void;

async function* archive(chosen: readonly Chosen[], now: number): AsyncGenerator<Buffer> {
  const tar = pack();
  const add: Add = (name, data, time = now) =>
    tar.entry({ name, mode: 0o644, mtime: new Date(time) }, Buffer.isBuffer(data) ? data : Buffer.from(data));
  const fill = async () => {
    for (const name of ['blobs/', 'blobs/sha256/']) {
      tar.entry({ name, type: 'directory', mode: 0o755, mtime: new Date(now) });
    }
    const written = new Set<string>();
    const rows: (Chosen & Written)[] = [];
    for (const each of chosen) rows.push({ ...each, ...(await addImage(each.image, written, add)) });
    addIndexes(rows, add);
    tar.finalize();
  };
  fill().catch((error: unknown) => tar.destroy(error instanceof Error ? error : new Error(String(error))));
  for await (const part of tar) yield part as Buffer;
}

/** Writes an image's blobs that are not there yet. */
async function addImage(image: Held, written: Set<string>, add: Add): Promise<Written> {
  const addBlob = (mediaType: string, digest: string, data: Buffer | string): Descriptor => {
    if (!written.has(digest)) add(blobPath(digest), data);
    written.add(digest);
    return { mediaType, digest, size: Buffer.byteLength(data) };
  };
  const layers: Descriptor[] = [];
  for (const layer of image.layers) layers.push(addBlob(ociLayer, layer.diffId, await packLayer(layer)));
  const config = addBlob(ociConfig, image.id, image.file);
  const manifest = JSON.stringify({ schemaVersion: 2, mediaType: ociManifest, config, layers });
  return { manifest: addBlob(ociManifest, digestOf(manifest), manifest), layers };
}

/** Writes the lists of both formats. */
function addIndexes(saved: readonly (Chosen & Written)[], add: Add): void {
  const index = saved.flatMap(({ references, manifest }): readonly object[] => {
    if (references.length === 0) return [manifest];
    return references.map((reference) => ({
      ...manifest,
      annotations: {
        'io.containerd.image.name': canonical(reference),
        'org.opencontainers.image.ref.name': reference.tag,
      },
    }));
  });
  const rows = saved.map(({ image, references, layers }) => ({
    Config: blobPath(image.id),
    RepoTags: references.length > 0 ? references.map(familiar) : null,
    Layers: image.layers.map(({ diffId }) => blobPath(diffId)),
    LayerSources: Object.fromEntries(layers.map((layer) => [layer.digest, layer])),
  }));
  const repositories: Record<string, Record<string, string>> = {};
  for (const { image, references } of saved) {
    for (const reference of references) {
      const top = image.layers.at(-1)?.diffId ?? image.id;
      (repositories[familiarName(reference)] ??= {})[reference.tag ?? ''] = hex(top);
    }
  }
  const listed = index.length > 0 ? index : null;
  add('index.json', JSON.stringify({ schemaVersion: 2, mediaType: ociIndex, manifests: listed }));
  add('manifest.json', `${JSON.stringify(rows.length > 0 ? rows : null)}\n`, 0);
  add('oci-layout', '{"imageLayoutVersion": "1.0.0"}', 0);
  if (Object.keys(repositories).length > 0) add('repositories', `${JSON.stringify(repositories)}\n`, 0);
}

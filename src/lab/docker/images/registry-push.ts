import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { packLayer } from '../../files/layer-archive';
import type { Layer } from '../../files/layer';
import { ApiError } from '../../http/call';
import { digestOf, type Held } from './config-file';
import { connectRegistry, registryError, type Answer, type Credentials, type RegistryClient } from './registry-client';
import { emitImage, type Inside } from './parts';
import { barLine, layerLine, type Tell } from './progress';
import { canonicalName, familiar, familiarName, tagged, type Reference } from './reference';

const gzip = promisify(zlib.gzip);

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';

type Blob = { readonly digest: string; readonly size: number };

/** Where blobs have been pushed to or pulled from: `host` to digests to repositories. Mounting saves sending them again. */
export type Sources = Map<string, Map<string, Set<string>>>;

/** Pushes one tag, or all of a repository. What fails is told as the engine's stream of a push tells it. */
export async function pushImage(
  inside: Inside,
  sources: Sources,
  reference: Reference,
  options: { readonly credentials?: Credentials; readonly gone: AbortSignal },
  tell: Tell,
): Promise<void> {
  const { store } = inside;
  await tell({ status: `The push refers to repository [${canonicalName(reference)}]` });
  const chosen = reference.tag === undefined ? store.tagsOf(reference) : [reference];
  const images = chosen.flatMap((each) => {
    const image = store.named(each);
    return image ? [{ reference: each, image }] : [];
  });
  if (images.length === 0) {
    throw new ApiError(500, `An image does not exist locally with the tag: ${familiarName(reference)}`);
  }
  if (reference.domain === 'docker.io')
    throw await refusedByHub(
      images.map(({ image }) => image),
      tell,
    );
  const insecure = inside.insecureRegistries ?? [];
  const client = await connectRegistry(reference.domain, { ...options, insecure });
  for (const { reference: each, image } of images) {
    const known = sources.get(reference.domain) ?? new Map<string, Set<string>>();
    sources.set(reference.domain, known);
    await pushOne(inside, client, known, each, image, tell);
  }
  // However many tags it had, a push is one event; that of a whole repository knows the labels of `latest` alone.
  const told = store.named(tagged(reference));
  emitImage(inside, 'push', familiar(reference), familiarName(reference), told);
}

/** The lab reaches no Hub: it answers as the Hub answers somebody who may not push there. */
async function refusedByHub(images: readonly Held[], tell: Tell): Promise<ApiError> {
  for (const { layers } of images)
    for (const layer of [...layers].reverse()) await tell(layerLine('Preparing', shortId(layer)));
  return new ApiError(500, 'denied: requested access to the resource is denied');
}

const shortId = ({ diffId }: Layer): string => diffId.slice('sha256:'.length).slice(0, 12);

/** Layers that are sent at the same time; the others wait. */
const atOnce = 5;

async function pushOne(
  inside: Inside,
  client: RegistryClient,
  known: Map<string, Set<string>>,
  reference: Reference,
  image: Held,
  tell: Tell,
): Promise<void> {
  const fromTop = [...image.layers].reverse();
  for (const layer of fromTop) await tell(layerLine('Preparing', shortId(layer)));
  for (const layer of fromTop.slice(atOnce)) await tell(layerLine('Waiting', shortId(layer)));
  const blobs: Blob[] = [];
  for (const layer of fromTop) blobs.unshift(await pushLayer(client, known, reference, layer, tell));
  const file = Buffer.from(image.file);
  await sendBlob(client, reference, image.id, file);
  const manifest = manifestOf({ digest: image.id, size: file.length }, blobs);
  const answer = await client.ask('PUT', `/v2/${reference.path}/manifests/${reference.tag ?? ''}`, {
    headers: { 'Content-Type': manifestType },
    body: manifest,
  });
  if (answer.status !== 201) throw pushRefusal(answer);
  const digest = digestOf(manifest);
  inside.store.setName({ domain: reference.domain, path: reference.path, digest }, image.id);
  await tell({ status: `${reference.tag ?? ''}: digest: ${digest} size: ${manifest.length}` });
  await tell({ progressDetail: {}, aux: { Tag: reference.tag ?? '', Digest: digest, Size: manifest.length } });
}

/** https://distribution.github.io/distribution/spec/manifest-v2-2/, with the engine's white space. */
function manifestOf(config: Blob, blobs: readonly Blob[]): Buffer {
  const json = {
    schemaVersion: 2,
    mediaType: manifestType,
    config: { mediaType: 'application/vnd.docker.container.image.v1+json', ...order(config) },
    layers: blobs.map((blob) => ({ mediaType: 'application/vnd.docker.image.rootfs.diff.tar.gzip', ...order(blob) })),
  };
  return Buffer.from(JSON.stringify(json, null, 3));
}

const order = ({ size, digest }: Blob): object => ({ size, digest });

async function pushLayer(
  client: RegistryClient,
  known: Map<string, Set<string>>,
  reference: Reference,
  layer: Layer,
  tell: Tell,
): Promise<Blob> {
  const bytes = await gzip(await packLayer(layer));
  const blob = { digest: digestOf(bytes), size: bytes.length };
  const id = shortId(layer);
  const repositories = known.get(blob.digest) ?? new Set<string>();
  known.set(blob.digest, repositories);
  const head = await client.ask('HEAD', `/v2/${reference.path}/blobs/${blob.digest}`);
  if (head.status === 200) {
    await tell(layerLine('Layer already exists', id));
  } else {
    const from = await mount(client, reference, blob.digest, repositories);
    if (from === undefined) {
      const total = Math.max(1, layer.size);
      await tell(barLine('Pushing', id, Math.min(512, total), total));
      await sendBlob(client, reference, blob.digest, bytes);
      await tell(barLine('Pushing', id, total, total));
    }
    await tell(layerLine(from === undefined ? 'Pushed' : `Mounted from ${from}`, id));
  }
  repositories.add(reference.path);
  return blob;
}

/** Lets the registry take a blob over from another of its repositories; undefined when it cannot. */
async function mount(
  client: RegistryClient,
  { path }: Reference,
  digest: string,
  repositories: ReadonlySet<string>,
): Promise<string | undefined> {
  for (const from of repositories) {
    if (from === path) continue;
    const query = new URLSearchParams({ from, mount: digest });
    const answer = await client.ask('POST', `/v2/${path}/blobs/uploads/?${query.toString()}`);
    if (answer.status === 201) return from;
    if (answer.status === 202 && answer.headers.location) await client.ask('DELETE', answer.headers.location);
  }
  return undefined;
}

async function sendBlob(client: RegistryClient, { path }: Reference, digest: string, bytes: Buffer): Promise<void> {
  const head = await client.ask('HEAD', `/v2/${path}/blobs/${digest}`);
  if (head.status === 200) return;
  const start = await client.ask('POST', `/v2/${path}/blobs/uploads/`);
  const { location } = start.headers;
  if (start.status !== 202 || !location) throw pushRefusal(start);
  const type = { 'Content-Type': 'application/octet-stream' };
  const sent = await client.ask('PATCH', location, { headers: type, body: bytes });
  if (sent.status !== 202) throw pushRefusal(sent);
  const end = new URL(client.url(sent.headers.location ?? location));
  end.searchParams.set('digest', digest);
  const done = await client.ask('PUT', end.href, { headers: type });
  if (done.status !== 201) throw pushRefusal(done);
}

const pushRefusal = (answer: Answer): ApiError => new ApiError(500, registryError(answer).message);

import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { largestLayer, unpackLayer } from '../../files/layer-archive';
import type { Layer } from '../../files/layer';
import { ApiError } from '../../http/call';
import type { Image } from '../model';
import { digestOf, readConfigFile, type Held } from './config-file';
import { finishPull } from './finish-pull';
import { parseJson, registryError, type Answer, type RegistryClient } from './registry-client';
import type { Inside } from './parts';
import { barLine, layerLine, type Tell } from './progress';
import { familiar, familiarName, type Reference } from './reference';

const gunzip = promisify(zlib.gunzip);

/** A part of a manifest that leads to a blob or to another manifest. */
export type Descriptor = {
  readonly mediaType: string;
  readonly digest: string;
  readonly size: number;
  readonly platform?: { readonly architecture: string; readonly os: string; readonly variant?: string };
};

/** A manifest as it came. */
export type Manifest = {
  readonly mediaType: string;
  readonly digest: string;
  readonly bytes: Buffer;
  readonly json: Record<string, unknown>;
};

const acceptedTypes = [
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
].join(', ');

/** Fetches a manifest by the reference's digest or tag. Throws ApiError 404 with the engine's sentence. */
export async function fetchManifest(client: RegistryClient, reference: Reference): Promise<Manifest> {
  const target = `/v2/${reference.path}/manifests/${reference.digest ?? reference.tag ?? 'latest'}`;
  const answer = await client.ask('GET', target, { headers: { Accept: acceptedTypes } });
  if (answer.status !== 200) throw pullRefusal(reference, answer);
  const json = parseJson(answer.body);
  if (!json) throw new ApiError(500, 'error parsing manifest: unexpected end of JSON input');
  const digest = digestOf(answer.body);
  if (reference.digest !== undefined && digest !== reference.digest) {
    throw new ApiError(500, `image verification failed for digest ${reference.digest}`);
  }
  const stated = answer.headers['content-type'] ?? '';
  const mediaType = typeof json['mediaType'] === 'string' ? json['mediaType'] : stated;
  return { mediaType, digest, bytes: answer.body, json };
}

/** How a registry's refusal is told to who pulls. */
function pullRefusal(reference: Reference, answer: Answer): ApiError {
  const { code, message } = registryError(answer);
  if (code === 'MANIFEST_UNKNOWN')
    return new ApiError(404, `manifest for ${familiar(reference)} not found: ${message}`);
  if (code === 'NAME_UNKNOWN') return new ApiError(404, `repository ${familiarName(reference)} not found: ${message}`);
  if (code === 'DENIED') {
    return new ApiError(
      404,
      `pull access denied for ${familiarName(reference)}, repository does not exist or may require 'docker login': ${message}`,
    );
  }
  return new ApiError(500, message);
}

const descriptors = (value: unknown): readonly Descriptor[] =>
  Array.isArray(value) ? value.filter((each): each is Descriptor => isDescriptor(each)) : [];

const isDescriptor = (value: unknown): value is Descriptor =>
  typeof value === 'object' && value !== null && 'digest' in value && typeof value.digest === 'string';

/** The manifest for an architecture, out of a list when it is one. Throws ApiError 404. */
async function manifestFor(
  client: RegistryClient,
  reference: Reference,
  top: Manifest,
  architecture: Image['architecture'],
): Promise<Manifest> {
  const list = descriptors(top.json['manifests']);
  if (list.length === 0) return top;
  const fitting = list.find(({ platform }) => platform?.os === 'linux' && platform.architecture === architecture);
  if (!fitting) throw new ApiError(404, `no matching manifest for linux/${architecture} in the manifest list entries`);
  const { domain, path } = reference;
  return fetchManifest(client, { domain, path, digest: fitting.digest });
}

/** Pulls what a tag or digest of a registry leads to. */
export async function pullFromRegistry(
  inside: Inside,
  client: RegistryClient,
  reference: Reference,
  architecture: Image['architecture'],
  tell: Tell,
): Promise<Held> {
  const top = await fetchManifest(client, reference);
  const manifest = await manifestFor(client, reference, top, architecture);
  const config = manifest.json['config'];
  if (!isDescriptor(config))
    throw new ApiError(500, `unsupported manifest media type and no default available: ${manifest.mediaType}`);
  await tell({ status: `Pulling from ${reference.path}`, id: reference.tag ?? reference.digest });
  const there = inside.store.get(config.digest);
  const image =
    there ?? (await fetchImage(inside, client, reference, config, descriptors(manifest.json['layers']), tell));
  return finishPull(inside, reference, { image, digest: top.digest, isNew: !there }, tell);
}

async function fetchImage(
  { store }: Inside,
  client: RegistryClient,
  reference: Reference,
  config: Descriptor,
  blobs: readonly Descriptor[],
  tell: Tell,
): Promise<Held> {
  const file = (await fetchBlob(client, reference, config)).toString('utf8');
  const read = readImageConfig(file);
  if (read.diffIds.length !== blobs.length)
    throw new ApiError(500, "layers from manifest don't match image configuration");
  const id = ({ digest }: Descriptor): string => digest.slice('sha256:'.length).slice(0, 12);
  const known = read.diffIds.map((diffId) => store.layer(diffId));
  for (const [index, blob] of blobs.entries())
    await tell(layerLine(known[index] ? 'Already exists' : 'Pulling fs layer', id(blob)));
  const layers: Layer[] = [];
  for (const [index, blob] of blobs.entries()) {
    const there = known[index];
    layers.push(there ?? (await fetchLayer(client, reference, blob, read.diffIds[index] ?? '', id(blob), tell)));
  }
  return read.image(layers);
}

async function fetchLayer(
  client: RegistryClient,
  reference: Reference,
  blob: Descriptor,
  diffId: string,
  id: string,
  tell: Tell,
): Promise<Layer> {
  await tell(barLine('Downloading', id, Math.min(blob.size, 32_768), blob.size));
  const bytes = await fetchBlob(client, reference, blob);
  await tell(layerLine('Verifying Checksum', id));
  await tell(layerLine('Download complete', id));
  await tell(barLine('Extracting', id, blob.size, blob.size));
  const layer = await readLayer(bytes);
  if (layer.diffId !== diffId) throw new ApiError(500, `layers from manifest don't match image configuration`);
  await tell(layerLine('Pull complete', id));
  return layer;
}

/** A layer from its blob, packed or not. Throws ApiError 500 when it is damaged or too large. */
export async function readLayer(blob: Buffer): Promise<Layer> {
  try {
    const isGzip = blob[0] === 0x1f && blob[1] === 0x8b;
    const isZstd = blob.readUInt32LE(0) === 0xfd2fb528;
    if (isZstd) throw new Error('layers packed with zstd are not supported by the practice lab');
    return await unpackLayer(isGzip ? await gunzip(blob, { maxOutputLength: largestLayer }) : blob);
  } catch (error) {
    throw new ApiError(500, `failed to register layer: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function readImageConfig(file: string): ReturnType<typeof readConfigFile> {
  try {
    return readConfigFile(file);
  } catch (error) {
    throw new ApiError(500, error instanceof Error ? error.message : String(error));
  }
}

async function fetchBlob(client: RegistryClient, { path }: Reference, { digest }: Descriptor): Promise<Buffer> {
  const answer = await client.ask('GET', `/v2/${path}/blobs/${digest}`, { limit: largestLayer });
  if (answer.status !== 200) throw new ApiError(500, registryError(answer).message);
  if (digestOf(answer.body) !== digest)
    throw new ApiError(500, `filesystem layer verification failed for digest ${digest}`);
  return answer.body;
}

/** All tags that a registry has of a repository. Throws ApiError 404. */
export async function fetchTags(client: RegistryClient, reference: Reference): Promise<readonly string[]> {
  const answer = await client.ask('GET', `/v2/${reference.path}/tags/list`);
  if (answer.status !== 200) throw pullRefusal(reference, answer);
  const tags = parseJson(answer.body)?.['tags'];
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string').sort() : [];
}

import { ApiError } from '../../http/call';
import type { CatalogueImage } from '../catalogue';
import { layersOf } from '../catalogue/layers';
import type { HistoryRow, Image } from '../model';
import { digestOf, held, type Held } from './config-file';
import { finishPull } from './finish-pull';
import type { Inside } from './parts';
import { barLine, layerLine, type Tell } from './progress';
import { canonicalName, familiar, familiarName, parseReference, type Reference } from './reference';

type Architecture = Image['architecture'];

const manifestType = 'application/vnd.docker.distribution.manifest.v2+json';

/** An image of the catalogue as a registry would give it out. */
export type Offer = {
  readonly image: Held;
  /** Digest and size of the list of the architectures' manifests: the digest that people see. */
  readonly digest: string;
  readonly size: number;
  /** Digests of the layers' blobs, lowest first. */
  readonly blobs: readonly string[];
};

/** Entries of a repository; undefined when the catalogue does not know it. */
export function repositoryOf(
  catalogue: readonly CatalogueImage[],
  reference: Reference,
): readonly CatalogueImage[] | undefined {
  const name = canonicalName(reference);
  const entries = catalogue.filter(({ repository }) => canonicalName(parseReference(repository)) === name);
  return entries.length > 0 ? entries : undefined;
}

/** The lasting name of an entry on an architecture. */
const entryName = (entry: CatalogueImage, architecture: Architecture): string =>
  `${entry.repository}:${entry.tags[0] ?? ''} ${architecture}`;

/** Layers of an entry by its lasting name, for the snapshot. */
export async function recallLayers(catalogue: readonly CatalogueImage[], name: string) {
  const entry = catalogue.find((each) => [entryName(each, 'amd64'), entryName(each, 'arm64')].includes(name));
  return entry && layersOf(entry);
}

const offers = new WeakMap<CatalogueImage, Map<Architecture, Promise<Offer>>>();

/** What the catalogue has for an architecture; made once. */
function offerOf(entry: CatalogueImage, architecture: Architecture): Promise<Offer> {
  const known = offers.get(entry) ?? new Map<Architecture, Promise<Offer>>();
  offers.set(entry, known);
  const offer = known.get(architecture) ?? makeOffer(entry, architecture);
  known.set(architecture, offer);
  return offer;
}

async function makeOffer(entry: CatalogueImage, architecture: Architecture): Promise<Offer> {
  const image = await imageOf(entry, architecture);
  // Nobody can fetch these blobs: their digests only have to be the same at all times.
  const blobs = image.layers.map(({ diffId }) => digestOf(`gzip ${diffId}`));
  const images = await Promise.all((['amd64', 'arm64'] as const).map((each) => imageOf(entry, each)));
  const manifests = images.map((each) => {
    const manifest = JSON.stringify({
      schemaVersion: 2,
      mediaType: manifestType,
      config: { digest: each.id, size: Buffer.byteLength(each.file) },
      layers: each.layers.map(({ size }, index) => ({ size, digest: blobs[index] })),
    });
    const platform = { architecture: each.architecture, os: 'linux' };
    return { mediaType: manifestType, digest: digestOf(manifest), size: manifest.length, platform };
  });
  const list = JSON.stringify({ schemaVersion: 2, manifests });
  return { image, digest: digestOf(list), size: list.length, blobs };
}

async function imageOf(entry: CatalogueImage, architecture: Architecture): Promise<Held> {
  const history = entry.steps.map(({ createdBy, comment, created, files }): HistoryRow => ({
    created: created ?? entry.created,
    created_by: createdBy,
    ...(comment === undefined ? {} : { comment }),
    ...(files ? {} : { empty_layer: true }),
  }));
  const { created, config } = entry;
  const layers = await layersOf(entry);
  const image = held({ created, author: '', comment: '', architecture, config, history, layers });
  return { ...image, fromCatalogue: true, entry: entryName(entry, architecture) };
}

const denied = (reference: Reference): ApiError =>
  new ApiError(
    404,
    `pull access denied for ${familiarName(reference)}, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
  );

/** What a name with tag or digest leads to. Throws ApiError 404 as the Hub does. */
export async function resolveOffer(inside: Inside, reference: Reference, architecture: Architecture): Promise<Offer> {
  const entries = repositoryOf(inside.catalogue, reference);
  if (!entries) throw denied(reference);
  if (reference.digest !== undefined) {
    for (const entry of entries) {
      const offer = await offerOf(entry, architecture);
      if (offer.digest === reference.digest) return offer;
    }
  }
  const entry =
    reference.digest === undefined ? entries.find(({ tags }) => tags.includes(reference.tag ?? 'latest')) : undefined;
  if (!entry)
    throw new ApiError(404, `manifest for ${familiar(reference)} not found: manifest unknown: manifest unknown`);
  return offerOf(entry, architecture);
}

/** Milliseconds that a layer takes to come: short enough not to bore, long enough to be seen. */
const layerTime = (size: number): number => Math.min(150, 5 + size / 500_000);

/** Pulls an image that has a tag or digest, with the lines and about the pace of a real pull. */
export async function pullOffer(
  inside: Inside,
  reference: Reference,
  architecture: Architecture,
  tell: Tell,
  gone: AbortSignal,
): Promise<Held> {
  const offer = await resolveOffer(inside, reference, architecture);
  const { image, digest } = offer;
  await tell({ status: `Pulling from ${reference.path}`, id: reference.tag ?? reference.digest });
  const isNew = !inside.store.get(image.id);
  if (isNew) await showLayers(inside, offer, tell, gone);
  return finishPull(inside, reference, { image, digest, isNew }, tell);
}

async function showLayers(
  { store, clock }: Inside,
  { image, blobs }: Offer,
  tell: Tell,
  gone: AbortSignal,
): Promise<void> {
  const rows = image.layers.map(({ diffId, size }, index) => ({
    id: (blobs[index] ?? '').slice('sha256:'.length).slice(0, 12),
    isMissing: store.layer(diffId) === undefined,
    size,
  }));
  for (const { id, isMissing } of rows) await tell(layerLine(isMissing ? 'Pulling fs layer' : 'Already exists', id));
  for (const { id, size } of rows.filter(({ isMissing }) => isMissing)) {
    // What travels is compressed.
    const total = Math.max(32, Math.round(size * 0.4));
    for (const part of total > 4_000_000 ? [0.1, 0.6] : [0.1]) {
      await tell(barLine('Downloading', id, Math.round(total * part), total));
      await clock.sleep(layerTime(size), gone);
    }
    await tell(layerLine('Verifying Checksum', id));
    await tell(layerLine('Download complete', id));
    await tell(barLine('Extracting', id, total, total));
    await tell(layerLine('Pull complete', id));
  }
}

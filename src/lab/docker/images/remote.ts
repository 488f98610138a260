import { ApiError } from '../../http/call';
import type { CatalogueImage } from '../catalogue';
import { repositoryOf, resolveOffer } from './from-catalogue';
import { booleanFilter, readFilters } from './listing';
import { platformOf } from './making';
import type { Inside } from './parts';
import { familiar, parseReference, tagged } from './reference';
import { connectRegistry, parseJson, type Credentials } from './registry-client';
import { fetchManifest } from './registry-pull';

/** GET /images/search: what the catalogue has, in the Hub's words. Throws ApiError 400. */
export function searchImages(catalogue: readonly CatalogueImage[], query: URLSearchParams): readonly object[] {
  const limit = limitOf(query.get('limit'));
  const filters = readFilters(query.get('filters'), ['is-automated', 'is-official', 'stars']);
  const official = booleanFilter(filters, 'is-official');
  const automated = booleanFilter(filters, 'is-automated') ?? false;
  const stars = Math.max(0, ...(filters.get('stars') ?? []).map(starsOf));
  const term = (query.get('term') ?? '')
    .replace(/^(index\.)?docker\.io\//, '')
    .replace(/^library\//, '')
    .toLowerCase();
  const rows = new Map(catalogue.map((entry) => [entry.repository, entry]));
  return [...rows.values()]
    .filter(({ repository, description }) => `${repository} ${description}`.toLowerCase().includes(term))
    .filter((entry) => (official === undefined || entry.official === official) && entry.stars >= stars && !automated)
    .sort((a, b) => b.stars - a.stars)
    .slice(0, limit)
    .map((entry) => ({
      star_count: entry.stars,
      is_official: entry.official,
      name: entry.repository,
      is_automated: false,
      description: entry.description,
    }));
}

function limitOf(text: string | null): number {
  const limit = text ? Number(text) : 25;
  if (!Number.isInteger(limit)) throw new ApiError(400, `strconv.Atoi: parsing "${text ?? ''}": invalid syntax`);
  if (limit < 0 || limit > 100) throw new ApiError(400, `limit ${limit} is outside the range of [1, 100]`);
  return limit || 25;
}

function starsOf(text: string): number {
  if (!/^\d+$/.test(text)) throw new ApiError(400, `invalid filter 'stars=[${text}]'`);
  return Number(text);
}

/** GET /distribution/{name}/json: what a registry has under a name. */
export async function distributionOf(
  inside: Inside,
  name: string,
  gone: AbortSignal,
  credentials?: Credentials,
): Promise<object> {
  const reference = tagged(parseReference(name));
  if (reference.domain === 'docker.io' || repositoryOf(inside.catalogue, reference)) {
    const offer = await resolveOffer(inside, reference, platformOf(null, inside.architecture)).catch(
      (error: unknown) => {
        if (!(error instanceof ApiError) || error.message.startsWith('manifest for')) throw error;
        throw new ApiError(
          401,
          'errors:\ndenied: requested access to the resource is denied\nunauthorized: authentication required\n',
        );
      },
    );
    const platforms = ['amd64', 'arm64'].map((architecture) => ({ architecture, os: 'linux' }));
    const mediaType = 'application/vnd.docker.distribution.manifest.list.v2+json';
    return { Descriptor: { mediaType, digest: offer.digest, size: offer.size }, Platforms: platforms };
  }
  const insecure = inside.insecureRegistries ?? [];
  const client = await connectRegistry(reference.domain, { ...(credentials ? { credentials } : {}), insecure, gone });
  const manifest = await fetchManifest(client, reference).catch((error: unknown) => {
    const prefix = `manifest for ${familiar(reference)} not found: `;
    if (!(error instanceof ApiError) || !error.message.startsWith(prefix)) throw error;
    throw new ApiError(404, error.message.slice(prefix.length));
  });
  const { mediaType, digest, bytes, json } = manifest;
  const listed = Array.isArray(json['manifests'])
    ? (json['manifests'] as readonly { readonly platform?: object }[])
    : undefined;
  const own = listed ? [] : [await platformIn(client, reference.path, json)];
  return {
    Descriptor: { mediaType, digest, size: bytes.length },
    Platforms: listed ? listed.flatMap(({ platform }) => platform ?? []) : own,
  };
}

type Client = Awaited<ReturnType<typeof connectRegistry>>;

async function platformIn(client: Client, path: string, manifest: Record<string, unknown>): Promise<object> {
  const digest = (manifest['config'] as { readonly digest?: string } | undefined)?.digest ?? '';
  const config = parseJson((await client.ask('GET', `/v2/${path}/blobs/${digest}`)).body) ?? {};
  return { architecture: config['architecture'] ?? '', os: config['os'] ?? '' };
}

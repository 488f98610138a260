/** What a registry has to know of a manifest. */
export type Manifest = {
  readonly mediaType: string;
  /** Digests of the configuration and the layers. */
  readonly blobs: readonly string[];
  /** Digests of the manifests that an index lists. */
  readonly manifests: readonly string[];
};

type Descriptor = { readonly digest?: unknown; readonly urls?: unknown };

/** Media types that name an index. */
const indexes = new Set([
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.oci.image.index.v1+json',
]);

/** Reads a manifest or an index; undefined when it is neither. */
export function readManifest(bytes: Uint8Array, told?: string): Manifest | undefined {
  const all = readObject(bytes);
  if (all?.schemaVersion !== 2) return undefined;
  const list = Array.isArray(all.manifests);
  const guess = list ? 'application/vnd.oci.image.index.v1+json' : 'application/vnd.oci.image.manifest.v1+json';
  const mediaType = typeof all.mediaType === 'string' ? all.mediaType : (told ?? guess);
  if (list !== indexes.has(mediaType) && mediaType !== told) return undefined;
  if (list) return { mediaType, blobs: [], manifests: digests(all.manifests) };
  if (!all.config || !Array.isArray(all.layers)) return undefined;
  return { mediaType, blobs: [...digests([all.config]), ...digests(all.layers)], manifests: [] };
}

type Written = {
  readonly mediaType?: unknown;
  readonly config?: Descriptor;
  readonly layers?: unknown;
  readonly manifests?: unknown;
  readonly schemaVersion?: unknown;
};

function readObject(bytes: Uint8Array): Written | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

function digests(list: unknown): readonly string[] {
  const items = Array.isArray(list) ? (list as readonly Descriptor[]) : [];
  // Layers with addresses of their own are fetched elsewhere.
  return items.filter((item) => !Array.isArray(item.urls)).map(({ digest }) => String(digest));
}

import type { Call } from '../../http/call';
import { chainIds, digestOf, fullConfig, sizeOf, type Held } from './config-file';
import { familiarOf } from './reference';
import type { ImageStore } from './store';

/** Where the engine says that it keeps its layers. */
const overlayRoot = '/var/lib/docker/overlay2';

/** Whether the client's API version is older than 1.`minor`. */
export const olderThan = ({ version: [major, of] }: Pick<Call, 'version'>, minor: number): boolean =>
  major < 1 || (major === 1 && of < minor);

/** The names of an image as the API shows them. */
export function shownNames(
  store: ImageStore,
  id: string,
): { readonly tags: readonly string[]; readonly digests: readonly string[] } {
  const names = store.names(id);
  return {
    tags: names.filter((name) => !name.includes('@')).map(familiarOf),
    digests: names.filter((name) => name.includes('@')).map(familiarOf),
  };
}

/** RFC 3339 as Go writes it, from milliseconds. */
export const goTime = (ms: number): string => new Date(ms).toISOString().replace(/\.?0*Z$/, 'Z');

/** GET /images/{name}/json */
export function inspectImage(store: ImageStore, image: Held, call: Pick<Call, 'version'>): object {
  const { tags, digests } = shownNames(store, image.id);
  const size = sizeOf(image);
  const lastTag = store.lastTagged(image.id);
  return {
    Id: image.id,
    RepoTags: tags,
    RepoDigests: digests,
    Parent: image.parent ?? '',
    Comment: image.comment,
    Created: image.created,
    ...(olderThan(call, 45)
      ? { Container: image.container ?? '', ContainerConfig: fullConfig(image.containerConfig as object | undefined) }
      : {}),
    DockerVersion: image.dockerVersion,
    Author: image.author,
    Config: fullConfig(image.config),
    Architecture: image.architecture,
    Os: 'linux',
    Size: size,
    ...(olderThan(call, 44) ? { VirtualSize: size } : {}),
    GraphDriver: { Data: overlayData(image), Name: 'overlay2' },
    RootFS:
      image.layers.length > 0
        ? { Type: 'layers', Layers: image.layers.map(({ diffId }) => diffId) }
        : { Type: 'layers' },
    Metadata: { LastTagTime: lastTag === undefined ? '0001-01-01T00:00:00Z' : goTime(lastTag) },
  };
}

function overlayData(image: Held): object | null {
  const folders = chainIds(image.layers.map(({ diffId }) => diffId))
    .map((chain) => `${overlayRoot}/${digestOf(`overlay2 ${chain}`).slice('sha256:'.length)}`)
    .reverse();
  const [top, ...below] = folders;
  if (top === undefined) return null;
  return {
    ...(below.length > 0 ? { LowerDir: below.map((folder) => `${folder}/diff`).join(':') } : {}),
    MergedDir: `${top}/merged`,
    UpperDir: `${top}/diff`,
    WorkDir: `${top}/work`,
  };
}

/** GET /images/{name}/history, newest first. */
export function historyOf(store: ImageStore, image: Held): readonly object[] {
  let layer = 0;
  const rows = image.history.map((row) => ({
    Comment: row.comment ?? '',
    Created: Math.floor(Date.parse(row.created) / 1000) || 0,
    CreatedBy: row.created_by,
    Size: row.empty_layer ? 0 : (image.layers[layer++]?.size ?? 0),
  }));
  let known: Held | undefined = image;
  return rows.reverse().map(({ Comment, Created, CreatedBy, Size }) => {
    const id: string = known?.id ?? '<missing>';
    const tags = known ? shownNames(store, known.id).tags : [];
    known = known?.parent === undefined ? undefined : store.get(known.parent);
    return { Comment, Created, CreatedBy, Id: id, Size, Tags: tags.length > 0 ? tags : null };
  });
}

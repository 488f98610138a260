import type { ComposeFile } from '../lint/compose/file';
import type { DockerFile } from '../lint/dockerfile/file';
import type { KubernetesFile } from '../lint/kubernetes/file';
import type { Part } from '../lint/parts';

/** What a learner can do with a file, and the place in it that says so. */
export type Deed = { readonly deed: 'build' | 'up' | 'apply' | 'compare'; readonly at: number };

/** What can be done with a file that its room has read: said once, at the first place for it. */
export function deedsOf(roomId: string, parts: readonly Part[]): readonly Deed[] {
  for (const part of parts) {
    const deeds = deedsOfPart(roomId, part.file);
    if (deeds.length > 0) return deeds.map(({ deed, at }) => ({ deed, at: at + part.at }));
  }
  return [];
}

function deedsOfPart(roomId: string, file: unknown): readonly Deed[] {
  if (roomId === 'dockerfile') {
    const [first] = (file as DockerFile).stages;
    return first === undefined ? [] : [{ deed: 'build', at: first.from.keywordSpan.start }];
  }
  if (roomId === 'compose') {
    const services = (file as ComposeFile).root?.all.get('services');
    return services === undefined ? [] : [{ deed: 'up', at: services.key.span.start }];
  }
  return roomId === 'kubernetes' ? deedsOfManifest(file as KubernetesFile) : [];
}

/** A part of an object, and one without a name, cannot be applied. */
function deedsOfManifest({ objects, isPartial, isJson }: KubernetesFile): readonly Deed[] {
  const [first] = objects;
  const at = first?.root.own[0]?.key.span.start;
  if (first?.name === undefined || at === undefined || isPartial || isJson) return [];
  return [
    { deed: 'apply', at },
    { deed: 'compare', at },
  ];
}

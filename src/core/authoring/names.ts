import type { ComposeFile } from '../lint/compose/file';
import type { DockerFile } from '../lint/dockerfile/file';
import type { HeatFile } from '../lint/heat/file';
import type { KubernetesFile } from '../lint/kubernetes/file';
import { rememberedOf, type Part } from '../lint/parts';
import { composeNames } from './names/compose';
import { dockerfileNames } from './names/dockerfile';
import { heatNames } from './names/heat';
import { kubernetesNames } from './names/kubernetes';
import type { Name } from './names/name';

export type { Name } from './names/name';

/**
 * The names that a file gives to things, and the places where it uses such names; of every place one.
 * @param roomId the id of the room that has read the file
 * @param parts the parts that it has for that room
 */
export function namesIn(roomId: string, parts: readonly Part[]): readonly Name[] {
  const places = new Map<number, Name>();
  for (const name of namesOf(roomId, parts)) {
    if (name.name !== '' && !places.has(name.span.start)) places.set(name.span.start, name);
  }
  return [...places.values()];
}

function namesOf(roomId: string, parts: readonly Part[]): readonly Name[] {
  switch (roomId) {
    case 'compose':
      return rememberedOf(parts as readonly Part<ComposeFile>[], 'names', composeNames);
    case 'kubernetes':
      return rememberedOf(parts as readonly Part<KubernetesFile>[], 'names', kubernetesNames);
    case 'dockerfile':
      return rememberedOf(parts as readonly Part<DockerFile>[], 'names', dockerfileNames);
    case 'heat':
      return rememberedOf(parts as readonly Part<HeatFile>[], 'names', heatNames);
    default:
      return [];
  }
}

/** May these two names stand for the same thing? One without a namespace is in whichever it is applied to. */
export function sameThing(a: Name, b: Name): boolean {
  if (a.kind !== b.kind || a.name !== b.name) return false;
  if (a.scope !== undefined || b.scope !== undefined) return a.scope?.start === b.scope?.start;
  return a.namespace === undefined || b.namespace === undefined || a.namespace === b.namespace;
}

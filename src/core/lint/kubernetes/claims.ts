import { scalarOf, type Mapping, type Scalar } from '../yaml/tree';
import type { KubernetesFile } from './file';

/** A claim that names a volume of the same file. */
export type StaticClaim = { readonly claim: Mapping; readonly name: Scalar; readonly volume: Mapping };

/** The claims that name their volume, with the `spec` of each claim and of its volume. */
export function* staticClaims({ walk }: KubernetesFile): Iterable<StaticClaim> {
  const volumes = new Map(walk.all('V1PersistentVolumeSpec').map(({ map, object }) => [object.name?.text ?? '', map]));
  for (const { map, object } of walk.all('V1PersistentVolumeClaimSpec')) {
    const name = scalarOf(map.get('volumeName'));
    const volume = name && volumes.get(name.text);
    if (name !== undefined && volume !== undefined && object.is('PersistentVolumeClaim'))
      yield { claim: map, name, volume };
  }
}

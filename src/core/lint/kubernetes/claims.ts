import type { Nearby } from '../nearby';
import { scalarOf, type Mapping, type Scalar } from '../yaml/tree';
import type { KubernetesFile } from './file';
import { everyNode, onceOf } from './whole';

/** A claim that names its volume, and what that volume says of itself. */
export type Bound = { readonly claim: Mapping; readonly name: Scalar; readonly volume: Mapping };

/** The claims here whose volume is in the file. */
export function* boundClaimsIn(file: KubernetesFile, nearby: Nearby): Iterable<Bound> {
  for (const { map: claim, object } of file.walk.all('V1PersistentVolumeClaimSpec')) {
    const name = scalarOf(claim.get('volumeName'));
    const volume = name && volumesOf(file, nearby).get(name.text);
    if (name !== undefined && volume !== undefined && object.is('PersistentVolumeClaim')) yield { claim, name, volume };
  }
}

function volumesOf(file: KubernetesFile, nearby: Nearby): ReadonlyMap<string, Mapping> {
  return onceOf(file, nearby, volumesOf, () => {
    const volumes = everyNode(file, nearby, 'V1PersistentVolumeSpec');
    return new Map(volumes.map(({ map, object }) => [object.name?.text ?? '', map]));
  });
}

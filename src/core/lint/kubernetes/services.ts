import type { Nearby } from '../nearby';
import type { Mapping } from '../yaml/tree';
import type { KubernetesFile } from './file';
import { tableOf } from './object';
import { selectedPods, worldOf } from './world';

type World = ReturnType<typeof worldOf>;

/** A Service, and the Pods that it selects. */
export type Selecting = {
  readonly map: Mapping;
  readonly selector: ReadonlyMap<string, string>;
  readonly pods: ReturnType<typeof selectedPods>;
  /** What makes Pods where the Service is. */
  readonly makers: ReturnType<World['makers']>;
};

/** The Services of a file that select Pods, with those that they reach. */
export function* selecting(file: KubernetesFile, nearby: Nearby): Iterable<Selecting> {
  const world = worldOf(file, nearby);
  for (const { map, object } of file.walk.all('V1ServiceSpec')) {
    const selector = tableOf(map.get('selector'));
    if (selector.size === 0) continue;
    const pods = selectedPods(world, selector, object.namespace);
    yield { map, selector, pods, makers: world.makers(object.namespace) };
  }
}

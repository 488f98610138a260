import { mappingOf, textOf } from '../yaml/tree';
import type { ComposeFile } from './file';
import type { Service } from './service';

const swarmKeys = ['placement', 'update_config', 'rollback_config', 'endpoint_mode', 'restart_policy', 'mode'];

/** How many containers a service wants, when the file says so. */
export function copiesOf(file: ComposeFile, service: Service): number {
  const deploy = mappingOf(service.get('deploy'));
  const scale = service.text('scale');
  const count = Number(scale ?? textOf(deploy?.get('replicas')) ?? 1);
  if (!Number.isInteger(count) || count < 2) return 1;
  return scale === undefined && file.services.some((one) => isForSwarm(one)) ? 1 : count;
}

/** In a swarm, copies share names and published ports. */
function isForSwarm(service: Service): boolean {
  const deploy = mappingOf(service.get('deploy'));
  return swarmKeys.some((key) => deploy?.all.has(key) === true);
}

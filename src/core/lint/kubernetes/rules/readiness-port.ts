import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { probePort } from '../probe-ports';

/** A readinessProbe that asks a port which the container does not open. */
export const readinessPort: Rule<KubernetesFile> = probePort('readiness-port', 'readinessProbe');

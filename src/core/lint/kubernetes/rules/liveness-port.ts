import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { probePort } from '../probe-ports';

/** A livenessProbe that asks a port which the container does not open. */
export const livenessPort: Rule<KubernetesFile> = probePort('liveness-port', 'livenessProbe');

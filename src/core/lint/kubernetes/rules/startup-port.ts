import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { probePort } from '../probe-ports';

/** A startupProbe that asks a port which the container does not open. */
export const startupPort: Rule<KubernetesFile> = probePort('startup-port', 'startupProbe');

import type { Observers } from '../../core/course/check';
import { noFeature } from '../../core/errors';

/** The sources that a Kubernetes API server can be asked about. */
export type KubernetesObservers = Pick<Observers, 'kubernetes-version' | 'kubernetes' | 'kubernetes-logs'>;

/** Those who look at a Kubernetes API server. */
export function kubernetesObservers(): KubernetesObservers {
  const look = () => Promise.resolve({ state: 'unknown', error: noFeature() } as const);
  return { 'kubernetes-version': look, kubernetes: look, 'kubernetes-logs': look };
}

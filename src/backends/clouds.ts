import type { Observers } from '../core/course/check';
import { later } from './later';

/** Which cluster and cloud are meant. */
export type CloudOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Folders whose files may come from somebody else: nothing in there is given a credential or run. */
  readonly workspace?: () => readonly string[];
};

/** Those who look at a Kubernetes API server and an OpenStack cloud; nothing is loaded before one is asked for. */
export function cloudObservers(
  options: CloudOptions,
): Pick<Observers, 'kubernetes-version' | 'kubernetes' | 'kubernetes-logs' | 'openstack-version' | 'openstack'> {
  return {
    ...later(['kubernetes-version', 'kubernetes', 'kubernetes-logs'], async () =>
      (await import('./kubernetes')).kubernetesObservers(options),
    ),
    ...later(['openstack-version', 'openstack'], async () => (await import('./openstack')).openstackObservers(options)),
  };
}

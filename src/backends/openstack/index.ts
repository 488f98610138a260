import type { Observers } from '../../core/course/check';
import { noFeature } from '../../core/errors';

/** The sources that an OpenStack cloud can be asked about. */
export type OpenstackObservers = Pick<Observers, 'openstack'>;

/** Those who look at an OpenStack cloud. */
export function openstackObservers(): OpenstackObservers {
  return { openstack: () => Promise.resolve({ state: 'unknown', error: noFeature() }) };
}

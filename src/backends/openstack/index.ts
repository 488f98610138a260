import type { Observation, Observers } from '../../core/course/check';
import { UserError } from '../../core/errors';
import { OpenstackClient } from './client';
import { readIdentity } from './identity';
import { surroundingsOf, type OpenstackOptions } from './options';

export type { OpenstackOptions } from './options';
export { openstackPlatform, type OpenstackPlatform } from './platform';

/** The sources that an OpenStack cloud can be asked about. */
export type OpenstackObservers = Pick<Observers, 'openstack-version' | 'openstack'>;

/** Those who look at an OpenStack cloud: https://docs.openstack.org/api-quick-start/ */
export function openstackObservers(options: OpenstackOptions): OpenstackObservers {
  const timeout = options.timeout ?? 10_000;
  const client = new OpenstackClient(() => surroundingsOf(options), timeout);
  return {
    'openstack-version': (_probe, _scene, signal) =>
      observe(() => readIdentity(surroundingsOf(options), timeout, signal)),
    openstack: ({ service, path }, _scene, signal) => observe(() => client.get(service, path, signal)),
  };
}

/** Nothing is absent, an expected failure is unknown, anything else is a bug and thrown. */
async function observe(look: () => Promise<unknown>): Promise<Observation> {
  try {
    const value = await look();
    return value === undefined ? { state: 'absent' } : { state: 'found', value };
  } catch (error) {
    if (error instanceof UserError) return { state: 'unknown', error };
    throw error;
  }
}

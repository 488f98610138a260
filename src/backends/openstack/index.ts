import type { Observers } from '../../core/course/check';
import { UserError } from '../../core/errors';
import { OpenstackClient } from './client';
import { surroundingsOf, type OpenstackOptions } from './options';

export type { OpenstackOptions } from './options';
export { openstackPlatform, type OpenstackPlatform } from './platform';

/** The sources that an OpenStack cloud can be asked about. */
export type OpenstackObservers = Pick<Observers, 'openstack'>;

/** Those who look at an OpenStack cloud: https://docs.openstack.org/api-quick-start/ */
export function openstackObservers(options: OpenstackOptions): OpenstackObservers {
  const client = new OpenstackClient(() => surroundingsOf(options), options.timeout ?? 10_000);
  return {
    openstack: async ({ service, path }, _scene, signal) => {
      try {
        const value = await client.get(service, path, signal);
        return value === undefined ? { state: 'absent' } : { state: 'found', value };
      } catch (error) {
        if (error instanceof UserError) return { state: 'unknown', error };
        throw error;
      }
    },
  };
}

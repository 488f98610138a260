import { homedir } from 'node:os';
import type { Observers } from '../../core/course/check';
import { UserError } from '../../core/errors';
import { OpenstackClient } from './client';

/** Which cloud is meant, and what is needed to find it; contacted only when something is asked. */
export type OpenstackOptions = {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** A clouds.yaml that the learner picked, asked for at each connection; empty or none: the openstack client's places. */
  readonly file?: string | (() => string);
  /** An entry that the learner picked, asked for at each connection; empty or none: OS_CLOUD. */
  readonly cloud?: string | (() => string);
  /** Folders whose files may come from somebody else: no clouds.yaml in there is used unless it was picked. */
  readonly workspace?: () => readonly string[];
  readonly platform?: NodeJS.Platform;
  readonly home?: string;
  /** How long an answer may take, in milliseconds; 10 s if not given. */
  readonly timeout?: number;
};

/** The sources that an OpenStack cloud can be asked about. */
export type OpenstackObservers = Pick<Observers, 'openstack'>;

/** Those who look at an OpenStack cloud: https://docs.openstack.org/api-quick-start/ */
export function openstackObservers(options: OpenstackOptions): OpenstackObservers {
  const { env, workspace = () => [], platform = process.platform, home = homedir(), timeout = 10_000 } = options;
  const asked = (value: string | (() => string) = '') => (typeof value === 'string' ? value : value());
  const surroundings = () => ({
    env,
    file: asked(options.file),
    cloud: asked(options.cloud),
    workspace: workspace(),
    platform,
    home,
  });
  const client = new OpenstackClient(surroundings, timeout);
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

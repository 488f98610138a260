import { homedir } from 'node:os';
import type { LatePlatform } from '../platforms';
import { DockerClient } from './client';
import { followEvents } from './events';
import type { DockerBackend, DockerOptions } from './index';
import { dockerMarks } from './marks';
import { dockerObservers } from './observe';

/** What `dockerBackend` loads when it is first asked for something. */
export type Loaded = Omit<DockerBackend, 'platform'> & { readonly platform: () => Promise<LatePlatform> };

/** Makes the parts of the backend, around one client. */
export function loadBackend(options: DockerOptions): Loaded {
  const {
    env,
    setting = '',
    platform = process.platform,
    home = homedir(),
    disk,
    timeout,
    terminal,
    mayRun = () => false,
  } = options;
  const client = new DockerClient({
    surroundings: async () => ({
      setting: typeof setting === 'string' ? setting : await setting(),
      environment: env,
      platform,
      home,
    }),
    ...(disk && { disk }),
    ...(timeout !== undefined && { timeout }),
  });
  return {
    platform: async () =>
      (await import('./platform')).dockerPlatform(client, { env, mayRun, ...(terminal && { terminal }) }),
    observers: dockerObservers(client),
    marks: dockerMarks(client),
    listen: (since, signal) => followEvents(client, since, signal),
    reconnect: () => client.reconnect(),
    dispose: () => client.dispose(),
  };
}

import type { EngineFacts, Observation, Observers, Scene } from '../../core/course/check';
import { UserError } from '../../core/errors';
import { isObject, type Raw } from './answer';
import type { DockerClient } from './client';
import { readEvents } from './events';
import { readLogs } from './logs';
import { pathOf } from './transport';

/** The sources that an engine can be asked about. */
export type DockerObservers = Pick<Observers, 'engine' | 'containers' | 'container' | 'logs' | 'image' | 'events'>;

/** Those who look at a Docker engine; all they send is GET. */
export function dockerObservers(client: DockerClient): DockerObservers {
  return {
    engine: (_probe, _scene, signal) => observe(() => readEngine(client, signal)),
    containers: (_probe, _scene, signal) => observe(() => client.list(allContainers, signal)),
    container: ({ name }, _scene, signal) =>
      observe(() => client.get({ path: pathOf('containers', name, 'json') }, signal)),
    logs: ({ name }, _scene, signal) => observe(() => readLogs(client, name, signal)),
    image: ({ name }, _scene, signal) => observe(() => client.get({ path: pathOf('images', name, 'json') }, signal)),
    events: (_probe, scene: Scene, signal) => observe(() => readEvents(client, scene.since, signal)),
  };
}

/** https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container/operation/ContainerList */
export const allContainers = { path: '/containers/json', query: { all: true } } as const;

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

async function readEngine(client: DockerClient, signal: AbortSignal): Promise<EngineFacts> {
  const version = await client.get({ path: '/version' }, signal);
  const { engineVersion, endpoint } = await client.session(signal);
  const { remoteHost } = endpoint;
  return { apiVersion: engineVersion, name: nameOf(version ?? {}), ...(remoteHost !== undefined && { remoteHost }) };
}

/** What an engine calls itself: https://docs.docker.com/reference/api/engine/version/v1.49/#tag/System/operation/SystemVersion */
export function nameOf(version: Raw): string {
  const platform = isObject(version['Platform']) ? version['Platform']['Name'] : undefined;
  const components = Array.isArray(version['Components']) ? (version['Components'] as unknown[]) : [];
  const first = isObject(components[0]) ? components[0]['Name'] : undefined;
  const [name = 'Engine'] = [platform, first].filter((one) => typeof one === 'string' && one !== '');
  const number = typeof version['Version'] === 'string' ? version['Version'] : '';
  return `${name === 'Engine' ? 'Docker Engine' : String(name)} ${number}`.trim();
}

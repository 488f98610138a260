import type { EngineFacts, Observation, Observers, Scene } from '../../core/course/check';
import { UserError } from '../../core/errors';
import { isObject, type Raw } from './answer';
import type { DockerClient } from './client';
import { readEvents } from './events';
import { readLogs } from './logs';
import { pathOf } from './transport';

/** The sources that an engine can be asked about. */
export type DockerObservers = Pick<
  Observers,
  | 'engine'
  | 'info'
  | 'containers'
  | 'container'
  | 'logs'
  | 'top'
  | 'images'
  | 'image'
  | 'history'
  | 'network'
  | 'volume'
  | 'service'
  | 'events'
>;

/** Those who look at a Docker engine; all they send is GET. */
export function dockerObservers(client: DockerClient): DockerObservers {
  const one =
    (look: (name: string, signal: AbortSignal) => Promise<unknown>) =>
    ({ name }: { readonly name: string }, _scene: Scene, signal: AbortSignal) =>
      observe(() => look(name, signal));
  const all =
    (look: (signal: AbortSignal) => Promise<unknown>) => (_probe: unknown, _scene: Scene, signal: AbortSignal) =>
      observe(() => look(signal));
  const inspect = (kind: string, ...rest: readonly string[]) =>
    one((name, signal) => client.get({ path: pathOf(kind, name, ...rest) }, signal));
  return {
    engine: all((signal) => readEngine(client, signal)),
    info: all((signal) => client.get({ path: '/info' }, signal)),
    containers: all((signal) => client.list(allContainers, signal)),
    container: inspect('containers', 'json'),
    logs: one((name, signal) => readLogs(client, name, signal)),
    top: inspect('containers', 'top'),
    images: all((signal) => client.list({ path: '/images/json' }, signal)),
    image: inspect('images', 'json'),
    history: one((name, signal) => readHistory(client, name, signal)),
    network: inspect('networks'),
    volume: inspect('volumes'),
    service: one((name, signal) => readService(client, name, signal)),
    events: (_probe, scene: Scene, signal) => observe(() => readEvents(client, scene.since, signal)),
  };
}

/** https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Image/operation/ImageHistory */
async function readHistory(client: DockerClient, name: string, signal: AbortSignal): Promise<unknown> {
  const image = await client.get({ path: pathOf('images', name, 'json') }, signal);
  return image && (await client.list({ path: pathOf('images', name, 'history') }, signal));
}

/** https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Service/operation/ServiceList */
async function readService(client: DockerClient, name: string, signal: AbortSignal): Promise<unknown> {
  const filters = (key: string) => ({ filters: JSON.stringify({ [key]: [name] }) });
  // An engine that is in no swarm refuses the question: there is no service then.
  const info = await client.get({ path: '/info' }, signal);
  if (!isObject(info?.['Swarm']) || info['Swarm']['ControlAvailable'] !== true) return undefined;
  const services = await client.list({ path: '/services', query: { ...filters('name'), status: true } }, signal);
  const found = services.find((raw) => isObject(raw['Spec']) && raw['Spec']['Name'] === name);
  if (found === undefined) return undefined;
  return { ...found, tasks: await client.list({ path: '/tasks', query: filters('service') }, signal) };
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
  return {
    apiVersion: engineVersion,
    name: nameOf(version ?? {}),
    ...(remoteHost !== undefined && { remoteHost }),
    ...(isLab(version ?? {}) && { lab: true }),
  };
}

/** The practice lab says what it is among the details of its components. */
function isLab({ Components: components }: Raw): boolean {
  if (!Array.isArray(components)) return false;
  return components.some((one) => isObject(one) && isObject(one['Details']) && one['Details']['tutor.lab'] === 'true');
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

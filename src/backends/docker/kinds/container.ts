import type { Fact, Resource } from '../../../core/resources/resource';
import type { Action, Kind } from '../../../core/resources/source';
import type { Text } from '../../../core/text';
import { isObject, type Raw } from '../answer';
import type { DockerClient } from '../client';
import { followLogs } from '../logs';
import { exerciseLabel } from '../marks';
import { allContainers } from '../observe';
import { pathOf } from '../transport';
import { portsOf, type Ports } from './ports';
import { healthOf, readStatus, wordsFor } from './status';

/** The kind of resource that `GET /containers/json` lists. */
export function containerKind(client: DockerClient): Kind {
  return {
    id: 'container',
    title: { en: 'Containers', zh: '容器' },
    list: async (signal) => (await client.list(allContainers, signal)).map(toResource).sort(byName),
    actions: actions(client),
    logs: (container, signal) => followLogs(client, container.id, signal),
  };
}

// The engine's order is by creation: a container that is made anew would jump.
function byName(one: Resource, other: Resource): number {
  return one.name.localeCompare(other.name, 'en', { numeric: true }) || one.id.localeCompare(other.id);
}

/**
 * A container of the list as a resource; fields that an engine leaves out are nothing.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container/operation/ContainerList
 */
export function toResource(raw: Raw): Resource {
  const id = textOf(raw['Id']);
  const state = textOf(raw['State']);
  const status = readStatus(textOf(raw['Status']));
  const ports = portsOf(raw['Ports']);
  const exercise = labelOf(raw, exerciseLabel);
  return {
    kind: 'container',
    id,
    name: nameOf(raw['Names']) ?? id.slice(0, 12),
    state,
    health: healthOf(state, status),
    summary: summaryOf(wordsFor(state, status), [...ports.published, imageOf(raw)]),
    facts: factsOf(raw, ports),
    ...(exercise !== '' && { exercise }),
  };
}

// A container that others link to has names such as /other/alias too: https://docs.docker.com/engine/network/links/
function nameOf(names: unknown): string | undefined {
  const all = Array.isArray(names) ? names.map(textOf) : [];
  return all.find((name) => /^\/[^/]+$/.test(name))?.slice(1);
}

function summaryOf(words: Text, values: readonly string[]): Text {
  const join = (word: string) => [word, ...values].filter(Boolean).join(' · ');
  return { en: join(words.en), zh: join(words.zh) };
}

// An image that has lost its name since is told by its id.
function imageOf({ Image: image }: Raw): string {
  return textOf(image).replace(/^sha256:(.{12}).*$/, '$1');
}

const names = {
  image: { en: 'Image', zh: '镜像' },
  id: { en: 'ID', zh: 'ID' },
  created: { en: 'Created', zh: '创建于' },
  status: { en: 'Status', zh: '状态' },
  ports: { en: 'Ports', zh: '端口' },
  networks: { en: 'Networks', zh: '网络' },
  project: { en: 'Compose project', zh: 'Compose 项目' },
} as const satisfies Readonly<Record<string, Text>>;

function factsOf(raw: Raw, { published, exposed }: Ports): readonly Fact[] {
  const facts: readonly Fact[] = [
    { name: names.image, value: imageOf(raw) },
    { name: names.id, value: textOf(raw['Id']).slice(0, 12) },
    { name: names.created, value: timeOf(raw['Created']) },
    { name: names.status, value: textOf(raw['Status']) },
    { name: names.ports, value: [...published, ...exposed].join(', ') },
    { name: names.networks, value: networksOf(raw).join(', ') },
    { name: names.project, value: labelOf(raw, 'com.docker.compose.project') },
  ];
  return facts.filter(({ value }) => value !== '');
}

function timeOf(seconds: unknown): string {
  if (typeof seconds !== 'number') return '';
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

// Addresses are here and not in the top level of NetworkSettings, which newer engines do not send.
function networksOf(raw: Raw): readonly string[] {
  const settings = isObject(raw['NetworkSettings']) ? raw['NetworkSettings'] : {};
  const networks = isObject(settings['Networks']) ? settings['Networks'] : {};
  return Object.entries(networks).map(([name, network]) => {
    const address = isObject(network) ? textOf(network['IPAddress']) : '';
    return address === '' ? name : `${name} (${address})`;
  });
}

function labelOf({ Labels: labels }: Raw, name: string): string {
  return isObject(labels) ? textOf(labels[name]) : '';
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

const startable = new Set(['created', 'exited', 'configured', 'initialized', 'stopped']);
const stoppable = new Set(['running', 'paused', 'restarting']);

// A container may have hours to stop; whoever waits can cancel.
const hour = 3_600_000;

/** Verbs: 304 says that it is so already, 404 that what is to be removed is gone. */
function actions(client: DockerClient): readonly Action[] {
  return [
    {
      id: 'start',
      applies: ({ state }) => startable.has(state),
      commandLine: ({ name }) => `docker start ${name}`,
      run: async ({ id }, signal) => {
        await client.act(
          { method: 'POST', path: pathOf('containers', id, 'start'), accept: [304], timeout: hour },
          signal,
        );
      },
    },
    {
      id: 'stop',
      applies: ({ state }) => stoppable.has(state),
      commandLine: ({ name }) => `docker stop ${name}`,
      run: async ({ id }, signal) => {
        await client.act(
          { method: 'POST', path: pathOf('containers', id, 'stop'), accept: [304], timeout: hour },
          signal,
        );
      },
    },
    {
      id: 'remove',
      applies: ({ state }) => state !== 'removing',
      commandLine: ({ name, state }) => `docker rm ${stoppable.has(state) ? '--force ' : ''}${name}`,
      destroys: ({ name, state }) => destroyed(name, stoppable.has(state)),
      run: async ({ id, state }, signal) => {
        const query = { force: stoppable.has(state) };
        await client.act(
          { method: 'DELETE', path: pathOf('containers', id), query, accept: [404], timeout: hour },
          signal,
        );
      },
    },
  ];
}

function destroyed(name: string, runs: boolean): Text {
  const killed = runs
    ? { en: 'It is running and will be killed. ', zh: '它正在运行，会被强制结束。' }
    : { en: '', zh: '' };
  return {
    en: `${killed.en}The container ${name}, its logs and all that was written inside it are deleted; its volumes and its image stay.`,
    zh: `${killed.zh}容器 ${name}、它的日志以及写入容器内的所有内容都会被删除；数据卷和镜像会保留。`,
  };
}

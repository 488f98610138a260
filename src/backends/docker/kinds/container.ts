import type { Fact, Resource } from '../../../core/resources/resource';
import type { Text } from '../../../core/text';
import { labelOf, objectAt, objectsOf, textOf, textsOf, isObject, type Raw } from '../answer';
import { exerciseLabel, projectLabel } from '../marks';
import { portsOf, publicPorts, type Ports, type PublicPort } from './ports';
import { healthOf, readStatus, wordsFor } from './status';
import { troubleOf } from './trouble';

/** What verbs of a container want to know besides its row. */
export type ContainerRaw = {
  readonly image: string;
  readonly ports: readonly PublicPort[];
  readonly networks: readonly string[];
};

/** What was kept of a container, for its verbs. */
export function rawOf({ raw }: Resource): ContainerRaw {
  return raw as ContainerRaw;
}

/**
 * A container of the list as a resource; fields that an engine leaves out are nothing.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container/operation/ContainerList
 * @param wasKilledForMemory what only the engine's events tell
 */
export function toResource(raw: Raw, wasKilledForMemory = false): Resource {
  const id = textOf(raw['Id']);
  const state = textOf(raw['State']);
  const status = readStatus(textOf(raw['Status']));
  const ports = portsOf(raw['Ports']);
  const exercise = labelOf(raw, exerciseLabel);
  const project = labelOf(raw, projectLabel);
  const trouble = troubleOf(state, status, wasKilledForMemory);
  const kept: ContainerRaw = {
    image: imageOf(raw),
    ports: publicPorts(raw['Ports']),
    networks: Object.keys(networksOf(raw)),
  };
  return {
    kind: 'container',
    id,
    name: nameOf(raw['Names']) ?? id.slice(0, 12),
    state,
    health: trouble && state !== 'running' ? 'failed' : healthOf(state, status),
    summary: summaryOf(wordsFor(state, status), [...ports.published, imageOf(raw)]),
    facts: factsOf(raw, ports),
    ...(exercise !== '' && { exercise }),
    ...(project !== '' && { parent: `project/${project}` }),
    ...(trouble && { trouble }),
    raw: kept,
  };
}

// A container that others link to has names such as /other/alias too: https://docs.docker.com/engine/network/links/
function nameOf(names: unknown): string | undefined {
  return textsOf(names)
    .find((name) => /^\/[^/]+$/.test(name))
    ?.slice(1);
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
  ports: { en: 'Ports', zh: '端口' },
  networks: { en: 'Networks', zh: '网络' },
  volumes: { en: 'Mounts', zh: '挂载' },
  project: { en: 'Compose project', zh: 'Compose 项目' },
} as const satisfies Readonly<Record<string, Text>>;

function factsOf(raw: Raw, { published, exposed }: Ports): readonly Fact[] {
  const facts: readonly Fact[] = [
    { name: names.image, value: imageOf(raw) },
    { name: names.id, value: textOf(raw['Id']).slice(0, 12) },
    { name: names.created, value: timeOf(raw['Created']) },
    { name: names.ports, value: [...published, ...exposed].join(', ') },
    { name: names.networks, value: attachmentsOf(raw).join(', ') },
    { name: names.volumes, value: mountsOf(raw).join(', ') },
    { name: names.project, value: labelOf(raw, projectLabel) },
  ];
  return facts.filter(({ value }) => value !== '');
}

/** A moment as people read it, of the seconds since 1970. */
export function timeOf(seconds: unknown): string {
  if (typeof seconds !== 'number') return '';
  return `${new Date(seconds * 1000).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

// Addresses are here and not in the top level of NetworkSettings, which newer engines do not send.
function networksOf(raw: Raw): Raw {
  return objectAt(objectAt(raw, 'NetworkSettings'), 'Networks');
}

function attachmentsOf(raw: Raw): readonly string[] {
  return Object.entries(networksOf(raw)).map(([name, network]) => {
    const address = isObject(network) ? textOf(network['IPAddress']) : '';
    return address === '' ? name : `${name} (${address})`;
  });
}

function mountsOf(raw: Raw): readonly string[] {
  return objectsOf(raw['Mounts']).map(
    (mount) => `${textOf(mount['Name']) || textOf(mount['Source'])} → ${textOf(mount['Destination'])}`,
  );
}

import type { EngineEvent } from '../../../core/course/check';
import type { Resource } from '../../../core/resources/resource';
import type { Follow } from '../../../core/resources/source';
import { fill, verbatim, type Text } from '../../../core/text';
import { labelOf, objectAt, objectsOf, textOf, type Raw } from '../answer';
import type { DockerClient } from '../client';
import type { EventHub } from '../event-hub';
import { everything, followBy } from '../follow';
import { exerciseLabel } from '../marks';
import { allContainers } from '../observe';
import { toResource as toContainer } from './container';
import { containersOf } from './container-book';

/** All networks. */
export function followNetworks(client: DockerClient, hub: EventHub): Follow {
  return followBy(hub, () => ({
    heard: ({ Type, Action, Actor }) =>
      Type === 'network' && /^(create|destroy|remove|update)$/.test(Action) ? [Actor.ID] : [],
    all: (signal) => client.list({ path: '/networks' }, signal),
    some: (id, signal) => client.list({ path: '/networks', query: { filters: JSON.stringify({ id }) } }, signal),
    tell: (found, asked, sink) => {
      const resources = found.map(toResource);
      if (asked === undefined) {
        sink.all(resources);
        return [];
      }
      for (const resource of resources) sink.put(resource);
      const ids = new Set(resources.map(({ id }) => id));
      for (const id of asked.filter((one) => !ids.has(one))) sink.gone(`network/${id}`);
      return [];
    },
  }));
}

// Every engine has them, and nobody can remove them.
const own = new Set(['bridge', 'host', 'none', 'podman', 'docker_gwbridge', 'ingress']);

/**
 * A network of the list as a resource.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Network/operation/NetworkList
 */
export function toResource(raw: Raw): Resource {
  const name = textOf(raw['Name']);
  const driver = textOf(raw['Driver']);
  const subnets = objectsOf(objectAt(raw, 'IPAM')['Config'])
    .map((one) => textOf(one['Subnet']))
    .filter(Boolean);
  const exercise = labelOf(raw, exerciseLabel);
  const isInternal = raw['Internal'] === true;
  const words = [driver, ...subnets].filter(Boolean).join(' · ');
  return {
    kind: 'network',
    id: textOf(raw['Id']),
    name,
    state: own.has(name) ? 'predefined' : 'custom',
    health: 'present',
    summary: isInternal ? fill(internal, { words }) : verbatim(words),
    facts: [
      { name: names.id, value: textOf(raw['Id']).slice(0, 12) },
      { name: names.driver, value: driver },
      { name: names.scope, value: textOf(raw['Scope']) },
      { name: names.subnets, value: subnets.join(', ') },
      { name: names.project, value: labelOf(raw, 'com.docker.compose.project') },
    ].filter(({ value }) => value !== ''),
    ...(exercise !== '' && { exercise }),
  };
}

/** The containers that are attached to a network, those too that do not run. */
export function followAttached(client: DockerClient, hub: EventHub, network: Resource): Follow {
  const call = { ...allContainers, query: { all: true, filters: JSON.stringify({ network: [network.id] }) } };
  return followBy(hub, () => {
    const members = new Set<string>();
    // Asked anew as a whole, but only when something of this network has changed.
    const concerns = (event: EngineEvent) =>
      event.Type === 'network' ? event.Actor.ID === network.id : containersOf(event).some((id) => members.has(id));
    const read = (signal: AbortSignal) => client.list(call, signal);
    return {
      heard: (event) => (concerns(event) ? [everything] : []),
      all: read,
      some: (_ids, signal) => read(signal),
      tell: (found, _asked, sink) => {
        members.clear();
        for (const raw of found) members.add(textOf(raw['Id']));
        sink.all(found.map((raw) => toAttached(raw, network)));
        return [];
      },
    };
  });
}

/** What verbs of an attached container want to know besides its row. */
export type AttachedRaw = {
  readonly container: string;
  readonly name: string;
  readonly network: string;
  readonly networkName: string;
};

/** A container of the list as one that is attached to a network. */
export function toAttached(raw: Raw, network: Resource): Resource {
  const container = toContainer(raw);
  const endpoint = objectAt(objectAt(objectAt(raw, 'NetworkSettings'), 'Networks'), network.name);
  const address = textOf(endpoint['IPAddress']);
  const kept: AttachedRaw = {
    container: container.id,
    name: container.name,
    network: network.id,
    networkName: network.name,
  };
  return {
    kind: 'attached',
    id: `${network.id}/${container.id}`,
    name: container.name,
    state: container.state,
    health: container.health,
    summary: address === '' ? container.summary : verbatim(address),
    facts: [
      { name: names.address, value: address },
      { name: names.address6, value: textOf(endpoint['GlobalIPv6Address']) },
      { name: names.gateway, value: textOf(endpoint['Gateway']) },
      { name: names.mac, value: textOf(endpoint['MacAddress']) },
    ].filter(({ value }) => value !== ''),
    raw: kept,
  };
}

const internal: Text = { en: '{words} · internal', zh: '{words} · 仅内部' };
const names = {
  id: { en: 'ID', zh: 'ID' },
  driver: { en: 'Driver', zh: '驱动' },
  scope: { en: 'Scope', zh: '作用域' },
  subnets: { en: 'Subnets', zh: '子网' },
  project: { en: 'Compose project', zh: 'Compose 项目' },
  address: { en: 'IPv4 address', zh: 'IPv4 地址' },
  address6: { en: 'IPv6 address', zh: 'IPv6 地址' },
  gateway: { en: 'Gateway', zh: '网关' },
  mac: { en: 'MAC address', zh: 'MAC 地址' },
} as const satisfies Readonly<Record<string, Text>>;

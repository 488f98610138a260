import type { Resource } from '../../../core/resources/resource';
import type { Follow } from '../../../core/resources/source';
import { verbatim, type Text } from '../../../core/text';
import { textOf, textsOf, type Raw } from '../answer';
import type { DockerClient } from '../client';
import type { EventHub } from '../event-hub';
import { everything, followBy } from '../follow';
import { allContainers } from '../observe';
import { toResource as toContainer, rawOf } from './container';
import { containersOf, someContainers } from './container-book';
import { askRegistry } from './registry-api';

/** The containers that are registries with a published port. */
export function followRegistries(client: DockerClient, hub: EventHub): Follow {
  return followBy(hub, () => {
    const known = new Set<string>();
    return {
      heard: containersOf,
      all: async (signal) => (await client.list(allContainers, signal)).filter(isRegistry),
      some: async (ids, signal) => (await someContainers(client, ids, signal)).filter(isRegistry),
      tell: (found, asked, sink) => {
        const resources = found.map(toRegistry);
        if (asked === undefined) sink.all(resources);
        else for (const resource of resources) sink.put(resource);
        const ids = new Set(resources.map(({ id }) => id));
        for (const id of asked ?? []) if (!ids.has(id) && known.delete(id)) sink.gone(`registry/${id}`);
        for (const id of ids) known.add(id);
        return [];
      },
    };
  });
}

// registry:3, docker.io/library/registry, ghcr.io/distribution/distribution, a mirror of these: by its name or its port.
const image = /(?:^|\/)(?:registry|distribution)(?:[:@]|$)/;

function isRegistry(raw: Raw): boolean {
  return image.test(textOf(raw['Image'])) && rawOf(toContainer(raw)).ports.length > 0;
}

/** What verbs of a registry, its repositories and its tags want to know: `localhost:5000`, `localhost:5000/shop:1`. */
export type RegistryRaw = { readonly place: string; readonly reference: string };

/** A container of the list as a registry. */
export function toRegistry(raw: Raw): Resource {
  const container = toContainer(raw);
  const { ports } = rawOf(container);
  const port = ports.find(({ inside }) => inside === 5000) ?? ports[0];
  const place = `localhost:${port?.port ?? 5000}`;
  const kept: RegistryRaw = { place, reference: place };
  const { id, state, health, facts, exercise } = container;
  const marked = exercise === undefined ? {} : { exercise };
  return {
    id,
    state,
    health,
    facts,
    ...marked,
    kind: 'registry',
    name: place,
    summary: verbatim(container.name),
    raw: kept,
  };
}

/**
 * The repositories of a registry. It tells no events, but the engine that pushes to it does.
 * https://distribution.github.io/distribution/spec/api/#listing-repositories
 */
export function followRepositories(client: DockerClient, hub: EventHub, registry: Resource): Follow {
  const { place } = registry.raw as RegistryRaw;
  const read = (signal: AbortSignal) => askRegistry(client, place, '/v2/_catalog?n=1000', signal);
  return followPushes(hub, place, read, (page) =>
    textsOf(page['repositories']).map((name) => toRow('repository', place, `${place}/${name}`, name)),
  );
}

/** The tags of a repository: https://distribution.github.io/distribution/spec/api/#listing-image-tags */
export function followTags(client: DockerClient, hub: EventHub, repository: Resource): Follow {
  const { place, reference } = repository.raw as RegistryRaw;
  const path = `/v2/${reference.slice(place.length + 1)}/tags/list?n=1000`;
  const read = (signal: AbortSignal) => askRegistry(client, place, path, signal);
  return followPushes(hub, reference, read, (page) =>
    textsOf(page['tags']).map((tag) => toRow('tag', place, `${reference}:${tag}`, tag)),
  );
}

function followPushes(
  hub: EventHub,
  place: string,
  read: (signal: AbortSignal) => Promise<readonly Raw[]>,
  toRows: (page: Raw) => readonly Resource[],
): Follow {
  const here = (name: string) => name.replace(/^127\.0\.0\.1:/, 'localhost:').startsWith(place);
  return followBy(hub, () => ({
    heard: ({ Type, Action, Actor }) => (Type === 'image' && Action === 'push' && here(Actor.ID) ? [everything] : []),
    all: read,
    some: (_ids, signal) => read(signal),
    tell: (pages, _asked, sink) => {
      sink.all(pages.flatMap(toRows));
      return [];
    },
  }));
}

function toRow(kind: 'repository' | 'tag', place: string, reference: string, name: string): Resource {
  const raw: RegistryRaw = { place, reference };
  return {
    kind,
    id: reference,
    name,
    state: 'stored',
    health: 'present',
    summary: nothing,
    facts: [{ name: { en: 'Reference', zh: '完整名称' }, value: reference }],
    raw,
  };
}

const nothing: Text = { en: '', zh: '' };

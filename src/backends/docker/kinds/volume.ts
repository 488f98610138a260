import type { EngineEvent } from '../../../core/course/check';
import type { Resource } from '../../../core/resources/resource';
import type { Follow, Sink } from '../../../core/resources/source';
import { fill, type Text } from '../../../core/text';
import { labelOf, objectsOf, textOf, type Raw } from '../answer';
import type { DockerClient } from '../client';
import type { EventHub } from '../event-hub';
import { everything, followBy } from '../follow';
import { exerciseLabel } from '../marks';
import { allContainers } from '../observe';
import { pathOf } from '../transport';
import { toResource as toContainer } from './container';
import { containersOf, someContainers } from './container-book';

// Ids of containers and names of volumes are asked for together.
const ofContainer = 'container ';

/** All volumes, each with who uses it. */
export function followVolumes(client: DockerClient, hub: EventHub): Follow {
  return followBy(hub, () => {
    const book = new VolumeBook();
    return {
      heard,
      all: async (signal) => {
        const [volumes, containers] = await Promise.all([
          client.get({ path: '/volumes' }, signal),
          client.list(allContainers, signal),
        ]);
        return [...objectsOf(volumes?.['Volumes']), ...containers];
      },
      some: (ids, signal) => some(client, ids, signal),
      tell: (found, asked, sink) => book.tell(found, asked, sink),
    };
  });
}

function heard(event: EngineEvent): readonly string[] {
  const { Type, Action, Actor } = event;
  if (Type === 'volume') return /^(create|destroy)$/.test(Action) ? [Actor.ID] : [];
  if (Type !== 'container' || !/^(create|destroy|rename)$/.test(Action)) return [];
  return containersOf(event).map((id) => ofContainer + id);
}

async function some(client: DockerClient, asked: readonly string[], signal: AbortSignal): Promise<readonly Raw[]> {
  const ids = asked.filter((one) => one.startsWith(ofContainer)).map((one) => one.slice(ofContainer.length));
  const found = ids.length === 0 ? [] : [...(await someContainers(client, ids, signal))];
  for (const name of asked.filter((one) => !one.startsWith(ofContainer))) {
    const raw = await client.get({ path: pathOf('volumes', name) }, signal);
    if (raw) found.push(raw);
  }
  return found;
}

type User = { readonly name: string; readonly volumes: readonly string[] };

/** Who uses what: a container's list of mounts is the only place where that stands. */
class VolumeBook {
  readonly #volumes = new Map<string, Raw>();
  readonly #users = new Map<string, User>();
  readonly #usersOf = new Map<string, Set<string>>();

  tell(found: readonly Raw[], asked: readonly string[] | undefined, sink: Sink): readonly string[] {
    if (asked === undefined) for (const map of [this.#volumes, this.#users, this.#usersOf]) map.clear();
    const touched = new Set<string>();
    for (const id of asked ?? []) this.#forget(id, touched);
    for (const raw of found) this.#learn(raw, touched);
    if (asked === undefined) {
      sink.all([...this.#volumes.values()].map((raw) => this.#toResource(raw)));
      return [];
    }
    for (const name of touched) {
      const raw = this.#volumes.get(name);
      if (raw) sink.put(this.#toResource(raw));
      else sink.gone(`volume/${name}`);
    }
    return [];
  }

  #forget(asked: string, touched: Set<string>): void {
    if (!asked.startsWith(ofContainer)) {
      this.#volumes.delete(asked);
      touched.add(asked);
      return;
    }
    const id = asked.slice(ofContainer.length);
    for (const volume of this.#users.get(id)?.volumes ?? []) {
      this.#usersOf.get(volume)?.delete(id);
      touched.add(volume);
    }
    this.#users.delete(id);
  }

  #learn(raw: Raw, touched: Set<string>): void {
    const id = textOf(raw['Id']);
    if (id === '') {
      this.#volumes.set(textOf(raw['Name']), kept(raw));
      touched.add(textOf(raw['Name']));
      return;
    }
    const volumes = volumesOf(raw);
    if (volumes.length === 0) return;
    this.#users.set(id, { name: toContainer(raw).name, volumes });
    for (const volume of volumes) {
      const users = this.#usersOf.get(volume) ?? new Set();
      this.#usersOf.set(volume, users.add(id));
      touched.add(volume);
    }
  }

  #toResource(raw: Raw): Resource {
    const ids = this.#usersOf.get(textOf(raw['Name'])) ?? [];
    return toResource(
      raw,
      [...ids].map((id) => this.#users.get(id)?.name ?? id.slice(0, 12)),
    );
  }
}

const kept = ({ Name, Driver, Mountpoint, CreatedAt, Labels }: Raw): Raw => ({
  Name,
  Driver,
  Mountpoint,
  CreatedAt,
  Labels,
});

function volumesOf(raw: Raw): readonly string[] {
  return mountsOf(raw).map((mount) => textOf(mount['Name']));
}

function mountsOf(raw: Raw): readonly Raw[] {
  return objectsOf(raw['Mounts']).filter((mount) => mount['Type'] === 'volume');
}

/**
 * A volume of the list as a resource.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Volume/operation/VolumeList
 */
export function toResource(raw: Raw, users: readonly string[]): Resource {
  const name = textOf(raw['Name']);
  const exercise = labelOf(raw, exerciseLabel);
  const sorted = [...users].sort();
  return {
    kind: 'volume',
    id: name,
    name,
    state: users.length === 0 ? 'unused' : 'used',
    health: users.length === 0 ? 'stopped' : 'present',
    summary: fill(users.length === 0 ? unused : used, { driver: textOf(raw['Driver']), users: sorted.join(', ') }),
    facts: [
      { name: names.users, value: sorted.join(', ') },
      { name: names.driver, value: textOf(raw['Driver']) },
      { name: names.path, value: textOf(raw['Mountpoint']) },
      { name: names.created, value: textOf(raw['CreatedAt']) },
      { name: names.project, value: labelOf(raw, 'com.docker.compose.project') },
    ].filter(({ value }) => value !== ''),
    ...(exercise !== '' && { exercise }),
  };
}

const used: Text = { en: 'used by {users} · {driver}', zh: '{users} 在用 · {driver}' };
const unused: Text = { en: 'unused · {driver}', zh: '无人使用 · {driver}' };
const names = {
  users: { en: 'Used by', zh: '使用者' },
  driver: { en: 'Driver', zh: '驱动' },
  path: { en: 'Path on the engine’s host', zh: '在引擎主机上的路径' },
  created: { en: 'Created', zh: '创建于' },
  project: { en: 'Compose project', zh: 'Compose 项目' },
  inside: { en: 'Path inside', zh: '容器内路径' },
} as const satisfies Readonly<Record<string, Text>>;

/** The containers that use a volume. */
export function followUsers(client: DockerClient, hub: EventHub, volume: string): Follow {
  const call = { ...allContainers, query: { all: true, filters: JSON.stringify({ volume: [volume] }) } };
  return followBy(hub, () => {
    const members = new Set<string>();
    const read = (signal: AbortSignal) => client.list(call, signal);
    // Who is new may use it; of the others only those that did.
    const concerns = (event: EngineEvent) =>
      containersOf(event).some((id) => event.Action === 'create' || members.has(id));
    return {
      heard: (event) => (concerns(event) ? [everything] : []),
      all: read,
      some: (_ids, signal) => read(signal),
      tell: (found, _asked, sink) => {
        members.clear();
        for (const raw of found) members.add(textOf(raw['Id']));
        sink.all(found.map((raw) => toUser(raw, volume)));
        return [];
      },
    };
  });
}

/** A container of the list as one that uses a volume. */
export function toUser(raw: Raw, volume: string): Resource {
  const container = toContainer(raw);
  const mount = mountsOf(raw).find((one) => textOf(one['Name']) === volume) ?? {};
  const inside = `${textOf(mount['Destination'])}${mount['RW'] === false ? ' (ro)' : ''}`;
  return {
    kind: 'user',
    id: `${volume}/${container.id}`,
    name: container.name,
    state: container.state,
    health: container.health,
    summary: { en: inside, zh: inside },
    facts: [{ name: names.inside, value: inside }],
  };
}

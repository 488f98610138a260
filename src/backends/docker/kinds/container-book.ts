import type { EngineEvent } from '../../../core/course/check';
import type { Health, Resource } from '../../../core/resources/resource';
import type { Follow, Sink } from '../../../core/resources/source';
import { fill, type Text } from '../../../core/text';
import { labelOf, textOf, type Raw } from '../answer';
import { nextTurn, turns } from '../../turns';
import type { DockerClient } from '../client';
import type { EventHub } from '../event-hub';
import { followBy, type Plan } from '../follow';
import { projectLabel } from '../marks';
import { allContainers } from '../observe';
import { toResource } from './container';

/** What looks into a container or runs something in it does not change it. */
const looks = /^(exec_|top$|attach$|detach$|resize$|archive-path$|extract-to-dir$|copy$|export$|commit$)/;

/** The containers that an event may have changed. */
export function containersOf({ Type, Action, Actor }: EngineEvent): readonly string[] {
  if (Type === 'container' && !looks.test(Action)) return [Actor.ID];
  const attached = Type === 'network' ? Actor.Attributes['container'] : undefined;
  return attached === undefined ? [] : [attached];
}

/** Asks for a few containers; an id that is none any more is left out. */
export async function someContainers(
  client: DockerClient,
  id: readonly string[],
  signal: AbortSignal,
): Promise<readonly Raw[]> {
  const query = { ...allContainers.query, filters: JSON.stringify({ id }) };
  return await client.list({ ...allContainers, query }, signal);
}

/** All containers, and above those of Compose their projects. */
export function followContainers(client: DockerClient, hub: EventHub): Follow {
  return followBy(hub, () => {
    const book = new ContainerBook();
    return {
      heard: (event) => book.hear(event),
      all: (signal) => client.list(allContainers, signal),
      some: (ids, signal) => someContainers(client, ids, signal),
      tell: (found, asked, sink) => book.tell(found, asked, sink),
    } satisfies Plan;
  });
}

// An engine says that a container has ended a moment before its list does.
const tries = 10;

type Known = { readonly project: string; readonly health: Health };

/** What has to be known of all containers to tell what an event has changed. */
class ContainerBook {
  readonly #known = new Map<string, Known>();
  readonly #projects = new Map<string, Project>();
  readonly #ended = new Map<string, number>();
  readonly #killedForMemory = new Set<string>();

  hear(event: EngineEvent): readonly string[] {
    const { Action, Actor } = event;
    if (Action === 'die') this.#ended.set(Actor.ID, tries);
    if (Action === 'start') {
      this.#ended.delete(Actor.ID);
      this.#killedForMemory.delete(Actor.ID);
    }
    if (Action === 'oom') this.#killedForMemory.add(Actor.ID);
    return containersOf(event);
  }

  async tell(found: readonly Raw[], asked: readonly string[] | undefined, sink: Sink): Promise<readonly string[]> {
    const turn = turns();
    const touched = new Set<string>();
    const resources: Resource[] = [];
    for (const raw of found) {
      await turn();
      resources.push(this.#put(raw, touched));
    }
    if (asked === undefined) {
      await nextTurn();
      const ids = new Set(resources.map(({ id }) => id));
      for (const id of [...this.#known.keys()].filter((one) => !ids.has(one))) this.#drop(id, touched);
      sink.all([...resources, ...[...this.#projects.values()].map(toProject)]);
    } else {
      const ids = new Set(resources.map(({ id }) => id));
      // A project comes before its containers and goes after them.
      for (const name of touched) this.#tellProject(name, sink);
      for (const resource of resources) sink.put(resource);
      for (const id of asked.filter((one) => !ids.has(one))) {
        const left = new Set<string>();
        this.#drop(id, left);
        sink.gone(`container/${id}`);
        for (const name of left) this.#tellProject(name, sink);
      }
    }
    return this.#late(resources);
  }

  #put(raw: Raw, touched: Set<string>): Resource {
    const resource = toResource(raw, this.#killedForMemory.has(textOf(raw['Id'])));
    this.#drop(resource.id, touched, false);
    const project = labelOf(raw, projectLabel);
    this.#known.set(resource.id, { project, health: resource.health });
    if (project !== '') {
      const entry = this.#projects.get(project) ?? newProject(project);
      entry.count += 1;
      entry.healths[resource.health] += 1;
      entry.folder = labelOf(raw, 'com.docker.compose.project.working_dir') || entry.folder;
      entry.files = labelOf(raw, 'com.docker.compose.project.config_files') || entry.files;
      entry.exercise = resource.exercise ?? entry.exercise;
      this.#projects.set(project, entry);
      touched.add(project);
    }
    return resource;
  }

  #drop(id: string, touched: Set<string>, forGood = true): void {
    const known = this.#known.get(id);
    if (forGood) {
      this.#ended.delete(id);
      this.#killedForMemory.delete(id);
    }
    if (!known) return;
    this.#known.delete(id);
    const project = this.#projects.get(known.project);
    if (!project) return;
    project.count -= 1;
    project.healths[known.health] -= 1;
    touched.add(project.name);
    if (project.count === 0 && forGood) this.#projects.delete(project.name);
  }

  #tellProject(name: string, sink: Sink): void {
    const project = this.#projects.get(name);
    if (project) sink.put(toProject(project));
    else sink.gone(`project/${name}`);
  }

  #late(resources: readonly Resource[]): readonly string[] {
    return resources.flatMap(({ id, state }) => {
      const left = this.#ended.get(id) ?? 0;
      if (left === 0 || state !== 'running') {
        this.#ended.delete(id);
        return [];
      }
      this.#ended.set(id, left - 1);
      return [id];
    });
  }
}

type Project = {
  readonly name: string;
  count: number;
  readonly healths: Record<Health, number>;
  folder: string;
  files: string;
  exercise: string | undefined;
};

const newProject = (name: string): Project => ({
  name,
  count: 0,
  healths: { running: 0, present: 0, changing: 0, stopped: 0, failed: 0, unknown: 0 },
  folder: '',
  files: '',
  exercise: undefined,
});

/** What verbs of a Compose project want to know besides its row. */
export type ProjectRaw = { readonly folder: string; readonly files: readonly string[] };

function toProject({ name, count, healths, folder, files, exercise }: Project): Resource {
  const order: readonly Health[] = ['failed', 'changing', 'running', 'stopped'];
  const health = order.find((one) => healths[one] > 0) ?? 'unknown';
  const raw: ProjectRaw = { folder, files: files.split(',').filter(Boolean) };
  return {
    kind: 'project',
    id: name,
    name,
    state: health,
    health,
    summary: fill(running, { running: healths.running, count }),
    facts: [
      { name: names.folder, value: folder },
      { name: names.files, value: raw.files.join(', ') },
    ].filter(({ value }) => value !== ''),
    ...(exercise !== undefined && { exercise }),
    raw,
  };
}

const running: Text = { en: 'Compose · {running} of {count} running', zh: 'Compose · {count} 个中 {running} 个在运行' };
const names = {
  folder: { en: 'Folder', zh: '文件夹' },
  files: { en: 'Compose files', zh: 'Compose 文件' },
} as const satisfies Readonly<Record<string, Text>>;

import type { MarkedBy, MarkedObject, Marks } from '../../core/course/desk';
import { dockerNotRemoved, UserError } from '../../core/errors';
import type { Text } from '../../core/text';
import { labelOf, objectsOf, textOf, type Raw } from './answer';
import type { DockerClient } from './client';
import { pause } from './deadline';
import { pathOf } from './transport';

/** The label by which objects belong to an exercise. */
export const exerciseLabel = 'tutor.exercise';
/** The label by which Compose says whose an object is. */
export const projectLabel = 'com.docker.compose.project';

// What uses others is removed before them.
const order = ['container', 'network', 'volume', 'image'] as const satisfies readonly MarkedObject['kind'][];

const kindsInChinese: Readonly<Record<MarkedObject['kind'], string>> = {
  container: '容器',
  network: '网络',
  volume: '数据卷',
  image: '镜像',
};

/** An object in words, such as `container web`. */
export const wordsOf = ({ kind, name }: MarkedObject): Text => ({
  en: `${kind} ${name}`,
  zh: `${kindsInChinese[kind]} ${name}`,
});

/** The marks of an engine: a label, and for images that were only tagged their repository. */
export function dockerMarks(client: DockerClient): Marks {
  return {
    find: (exercise, signal) => find(client, exercise, signal),
    remove: (objects, signal) => removeAll(client, objects, signal),
  };
}

async function find(client: DockerClient, exercise: MarkedBy, signal: AbortSignal): Promise<readonly MarkedObject[]> {
  const labels = [
    `${exerciseLabel}=${exercise.id}`,
    ...(exercise.project ? [`${projectLabel}=${exercise.project}`] : []),
  ];
  const [marked, tagged] = await Promise.all([
    Promise.all(labels.map((label) => findLabelled(client, label, signal))),
    exercise.repositories?.length ? client.list({ path: '/images/json' }, signal) : [],
  ]);
  const objects = marked.flatMap((one) => one.objects);
  const projects = new Set(marked.flatMap((one) => one.projects));
  const found = [
    ...objects,
    ...(await findNetworks(client, projects, objects, signal)),
    ...tagged.flatMap((raw) => named(raw, exercise.repositories ?? [])),
  ];
  return [...new Map(found.map((object) => [`${object.kind} ${object.id}`, object])).values()];
}

/** What bears a label, and the Compose projects that some of it belongs to. */
type Labelled = { readonly objects: readonly MarkedObject[]; readonly projects: readonly string[] };

/**
 * Networks that Compose made for projects of marked objects and that bear no mark, as the default one of a project
 * whose file marks services only; those alone that no container uses but the marked ones.
 */
async function findNetworks(
  client: DockerClient,
  projects: ReadonlySet<string>,
  marked: readonly MarkedObject[],
  signal: AbortSignal,
): Promise<readonly MarkedObject[]> {
  const isMarked = (id: string) => marked.some((one) => one.kind === 'container' && one.id === id);
  const found: MarkedObject[] = [];
  for (const project of projects) {
    const label = [`${projectLabel}=${project}`];
    const networks = await client.list({ path: '/networks', query: filtered({ label }) }, signal);
    for (const raw of networks.filter((one) => labelOf(one, exerciseLabel) === '')) {
      const network = [textOf(raw['Id'])];
      const query = { ...filtered({ network }), all: true };
      const users = await client.list({ path: '/containers/json', query }, signal);
      if (users.every((one) => isMarked(textOf(one['Id'])))) found.push(toNetwork(raw));
    }
  }
  return found;
}

const filtered = (filters: Readonly<Record<string, readonly string[]>>) => ({ filters: JSON.stringify(filters) });

async function findLabelled(client: DockerClient, label: string, signal: AbortSignal): Promise<Labelled> {
  const query = filtered({ label: [label] });
  const [containers, networks, volumes, images] = await Promise.all([
    client.list({ path: '/containers/json', query: { ...query, all: true } }, signal),
    client.list({ path: '/networks', query }, signal),
    client.get({ path: '/volumes', query }, signal),
    client.list({ path: '/images/json', query }, signal),
  ]);
  // null where there are none
  const kept = objectsOf(volumes?.['Volumes']);
  return {
    objects: [
      ...containers.map((raw) => toObject('container', raw, 'Id', firstName(raw))),
      ...networks.map(toNetwork),
      ...kept.map((raw) => toObject('volume', raw, 'Name', textOf(raw['Name']))),
      ...images.flatMap(labelled),
    ],
    projects: [...containers, ...networks, ...kept].map((raw) => labelOf(raw, projectLabel)).filter(Boolean),
  };
}

const toNetwork = (raw: Raw): MarkedObject => toObject('network', raw, 'Id', textOf(raw['Name']));

function toObject(kind: MarkedObject['kind'], raw: Raw, key: 'Id' | 'Name', name: string): MarkedObject {
  const id = textOf(raw[key]);
  return { kind, id, name: name === '' ? id.slice(0, 12) : name };
}

function firstName(raw: Raw): string {
  const names = Array.isArray(raw['Names']) ? raw['Names'].map(textOf) : [];
  return (names.find((name) => /^\/[^/]+$/.test(name)) ?? '').slice(1);
}

// Names that exercises give: tutor/web, 127.0.0.1:5001/tutor/web, localhost:5001/tutor/web.
const loopback = /^(?:127\.0\.0\.1|localhost):\d+\//;

/**
 * An image is removed by its names. Where one of these is of the exercises, the others were given by the learner to
 * keep it, and it stays under them; an image that has only others was built under a wrong name.
 */
function labelled(raw: Raw): readonly MarkedObject[] {
  const tags = tagsOf(raw);
  const id = textOf(raw['Id']);
  if (tags.length === 0) return [{ kind: 'image', id, name: id.replace(/^sha256:/, '').slice(0, 12) }];
  const ours = tags.filter((tag) => tag.replace(loopback, '').startsWith('tutor/'));
  return (ours.length > 0 ? ours : tags).map(toImage);
}

function named(raw: Raw, repositories: readonly string[]): readonly MarkedObject[] {
  const local = (name: string) => name.replace(loopback, '').replace(/:[^:/]*$/, '');
  const registry = (name: string) => loopback.exec(name)?.[0].replace('localhost', '127.0.0.1') ?? '';
  const same = (one: string, other: string) => local(one) === local(other) && registry(one) === registry(other);
  return tagsOf(raw)
    .filter((tag) => repositories.some((repository) => same(tag, repository)))
    .map(toImage);
}

function toImage(tag: string): MarkedObject {
  return { kind: 'image', id: tag, name: tag };
}

// null where there are none; up to API 1.43 `<none>:<none>` stands for none.
function tagsOf(raw: Raw): readonly string[] {
  const tags = Array.isArray(raw['RepoTags']) ? raw['RepoTags'].map(textOf) : [];
  return tags.filter((tag) => tag !== '' && !tag.startsWith('<none>'));
}

async function removeAll(client: DockerClient, objects: readonly MarkedObject[], signal: AbortSignal): Promise<void> {
  const left: { readonly object: MarkedObject; readonly error: UserError }[] = [];
  for (const object of order.flatMap((kind) => objects.filter((one) => one.kind === kind))) {
    try {
      await remove(client, object, signal);
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      left.push({ object, error });
    }
  }
  const [first] = left;
  if (!first) return;
  if (left.length === objects.length && first.error.code !== 'docker-refused') throw first.error;
  const words = left.map(({ object }) => wordsOf(object));
  const still = { en: words.map(({ en }) => en).join(', '), zh: words.map(({ zh }) => zh).join('、') };
  throw dockerNotRemoved({ objects: still, why: first.error.text }, first.error);
}

// https://docs.docker.com/reference/api/engine/version/v1.49/: ContainerDelete, NetworkDelete, VolumeDelete, ImageDelete
async function remove(client: DockerClient, { kind, id }: MarkedObject, signal: AbortSignal): Promise<void> {
  if (kind === 'container') await removeContainer(client, id, signal);
  else await client.act({ method: 'DELETE', path: pathOf(`${kind}s`, id), accept: [404], timeout }, signal);
}

const timeout = 60_000;

// A container that was started with --rm is removed by the engine at the moment when it is killed, which refuses us
// (409) and is over soon.
async function removeContainer(client: DockerClient, id: string, signal: AbortSignal): Promise<void> {
  const call = { method: 'DELETE', path: pathOf('containers', id), query: { force: true, v: true }, timeout } as const;
  const status = await client.act({ ...call, accept: [404, 409] }, signal);
  if (status !== 409) return;
  for (let tries = 0; tries < 10; tries += 1) {
    await pause(300, signal);
    if (!(await client.get({ path: pathOf('containers', id, 'json') }, signal))) return;
  }
  await client.act({ ...call, accept: [404] }, signal);
}

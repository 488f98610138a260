import type { EngineEvent } from '../../../core/course/check';
import type { Resource } from '../../../core/resources/resource';
import type { Follow, Sink } from '../../../core/resources/source';
import { fill, verbatim, type Text } from '../../../core/text';
import { labelOf, numberOf, objectAt, textOf, textsOf, type Raw } from '../answer';
import type { DockerClient } from '../client';
import { forever, type EventHub } from '../event-hub';
import { everything, followBy } from '../follow';
import { exerciseLabel } from '../marks';
import { pathOf } from '../transport';
import { timeOf } from './container';
import { sizeOf } from './sizes';

/** What verbs of an image want to know besides its row. */
export type ImageRaw = { readonly tags: readonly string[]; readonly size: number };

/** All images that have a name, or lost it. */
export function followImages(client: DockerClient, hub: EventHub): Follow {
  return followBy(hub, () => {
    const book = new ImageBook();
    return {
      heard: imagesOf,
      all: (signal) => client.list({ path: '/images/json' }, signal),
      some: (ids, signal) => someImages(client, ids, signal),
      tell: (found, asked, sink) => book.tell(found, asked, sink),
    };
  });
}

// A pull is of a name, everything else of an id.
function imagesOf({ Type, Action, Actor }: EngineEvent): readonly string[] {
  if (Type === 'image') return Action === 'nudge' ? [everything] : Action === 'push' ? [] : [Actor.ID];
  const committed = Type === 'container' && Action === 'commit' ? Actor.Attributes['imageID'] : undefined;
  return committed === undefined ? [] : [committed];
}

async function someImages(client: DockerClient, ids: readonly string[], signal: AbortSignal): Promise<readonly Raw[]> {
  const found: Raw[] = [];
  for (const id of ids) {
    const raw = await client.get({ path: pathOf('images', id, 'json') }, signal);
    if (raw) found.push(raw);
  }
  return found;
}

/** Who has which name: the engine does not say that an image has lost its name to another. */
class ImageBook {
  readonly #owners = new Map<string, string>();

  tell(found: readonly Raw[], asked: readonly string[] | undefined, sink: Sink): readonly string[] {
    const resources = found.map(toResource);
    if (asked === undefined) {
      this.#owners.clear();
      sink.all(resources);
    }
    const robbed = resources.flatMap((resource) => this.#own(resource));
    if (asked === undefined) return [];
    for (const resource of resources) sink.put(resource);
    const ids = new Set(resources.map(({ id }) => id));
    for (const id of asked.filter((one) => one.startsWith('sha256:') && !ids.has(one))) sink.gone(`image/${id}`);
    return robbed;
  }

  #own({ id, raw }: Resource): readonly string[] {
    return (raw as ImageRaw).tags.flatMap((tag) => {
      const before = this.#owners.get(tag);
      this.#owners.set(tag, id);
      return before === undefined || before === id ? [] : [before];
    });
  }
}

/**
 * An image of the list, or as inspected, as a resource.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Image/operation/ImageList
 */
export function toResource(raw: Raw): Resource {
  const id = textOf(raw['Id']);
  const tags = textsOf(raw['RepoTags']).filter((tag) => !tag.startsWith('<none>'));
  const [first, ...others] = tags;
  const bytes = numberOf(raw['Size']);
  const size = sizeOf(bytes);
  const isDangling = first === undefined;
  const exercise = labelOf(raw, exerciseLabel) || labelOf(objectAt(raw, 'Config'), exerciseLabel);
  const kept: ImageRaw = { tags, size: bytes };
  return {
    kind: 'image',
    id,
    name: first ?? shortId(id),
    state: isDangling ? 'dangling' : 'tagged',
    health: isDangling ? 'stopped' : 'present',
    summary: isDangling ? fill(dangling, { size }) : verbatim([size, ...others].join(' · ')),
    facts: [
      { name: names.tags, value: tags.join(', ') },
      { name: names.id, value: shortId(id) },
      { name: names.size, value: size },
      { name: names.created, value: createdOf(raw['Created']) },
      { name: names.digests, value: textsOf(raw['RepoDigests']).filter(isDigest).join(', ') },
    ].filter(({ value }) => value !== ''),
    ...(exercise !== '' && { exercise }),
    raw: kept,
  };
}

const isDigest = (digest: string): boolean => !digest.startsWith('<none>');

/** An id as docker writes it. */
export function shortId(id: string): string {
  return id.replace(/^sha256:/, '').slice(0, 12);
}

// Seconds in the list, a date when inspected.
function createdOf(value: unknown): string {
  return timeOf(typeof value === 'string' ? Date.parse(value) / 1000 : value);
}

const dangling: Text = { en: 'no name (dangling) · {size}', zh: '没有名字（dangling）· {size}' };
const names = {
  tags: { en: 'Tags', zh: '标签' },
  id: { en: 'ID', zh: 'ID' },
  size: { en: 'Size', zh: '大小' },
  created: { en: 'Created', zh: '创建于' },
  digests: { en: 'Digests', zh: '摘要' },
  by: { en: 'Made by', zh: '由此产生' },
} as const satisfies Readonly<Record<string, Text>>;

/** An image's layers and what else made it, the newest first; an image never changes. */
export function followLayers(client: DockerClient, image: string): Follow {
  return async (sink, signal) => {
    const history = await client.list({ path: pathOf('images', image, 'history') }, signal);
    sink.all(history.map((raw, at) => toLayer(raw, `${image}/${history.length - at}`, history.length - at)));
    await forever(signal);
  };
}

/**
 * A step of an image's history as a resource.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Image/operation/ImageHistory
 */
export function toLayer(raw: Raw, id: string, number: number): Resource {
  const by = madeBy(raw);
  const size = numberOf(raw['Size']);
  return {
    kind: 'layer',
    id,
    name: `${String(number).padStart(2, '0')} ${by.length > 80 ? `${by.slice(0, 79)}…` : by}`,
    state: size === 0 ? 'empty' : 'layer',
    health: 'present',
    summary: size === 0 ? onlyWords : verbatim(sizeOf(size)),
    facts: [
      { name: names.by, value: by },
      { name: names.size, value: sizeOf(size) },
      { name: names.created, value: createdOf(raw['Created']) },
      { name: names.tags, value: textsOf(raw['Tags']).join(', ') },
    ].filter(({ value }) => value !== ''),
  };
}

const onlyWords: Text = { en: 'metadata only', zh: '只有元数据' };

/** What made a step, as it stands in the Dockerfile. */
export function madeBy(raw: Raw): string {
  return textOf(raw['CreatedBy'])
    .replace(/^(?:\|\d+ .*?)?\/bin\/sh -c #\(nop\)\s+/, '')
    .replace(/^(?:RUN )?(?:\|\d+ .*?)?\/bin\/sh -c /, 'RUN ')
    .replace(/\s*# buildkit$/, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

import path from 'node:path';
import type { Resource } from '../../core/resources/resource';
import type { FindMarked, Intake, Kind, Platform, Source } from '../../core/resources/source';
import type { Verb } from '../../core/resources/verb';
import type { DockerClient } from './client';
import type { ComposeOptions } from './compose';
import { EventHub } from './event-hub';
import { dockerMarks, wordsOf } from './marks';
import { followContainers } from './kinds/container-book';
import { followImages, followLayers } from './kinds/image';
import { followAttached, followNetworks } from './kinds/network';
import { followRegistries, followRepositories, followTags } from './kinds/registry';
import { followUsers, followVolumes } from './kinds/volume';
import { composeUpVerb, projectVerbs } from './verbs/compose';
import { fileVerbs } from './verbs/container-files';
import { insideVerbs } from './verbs/container-in';
import { lifeVerbs } from './verbs/container-life';
import { imageVerbs, pullTagVerb, pullVerb } from './verbs/image';
import { buildVerb } from './verbs/image-build';
import { runAnyVerb, runVerb } from './verbs/image-run';
import { containerNetworkVerbs, createNetworkVerb, detachVerb, networkVerbs } from './verbs/network';
import { pruneVerb } from './verbs/prune';
import { createVolumeVerb, volumeVerbs } from './verbs/volume';

/** The one engine that the surroundings point at, as a platform of the explorers. */
export function dockerPlatform(client: DockerClient, compose: ComposeOptions): Platform {
  const hub = new EventHub(client);
  const source: Source = {
    id: 'docker',
    label: { en: 'Docker', zh: 'Docker' },
    kinds: [
      containers(client, hub, compose),
      { id: 'project', title: { en: 'Compose projects', zh: 'Compose 项目' }, verbs: projectVerbs(client, compose) },
      ...images(client, hub),
      ...networks(client, hub),
      ...volumes(client, hub),
      ...registries(client, hub),
    ],
    sections: [{ id: 'engine', kinds: ['container', 'image', 'network', 'volume', 'registry'] }],
    lead: 'container',
    intakes: [dockerfiles(client, hub), composeFiles(client, compose)],
    findMarked: findMarked(client),
    ground: async (signal) => {
      const { endpoint } = await client.session(signal);
      const isLocal = endpoint.remoteHost === undefined && endpoint.target.over !== 'ssh';
      return { id: endpoint.address, label: endpoint.address, isLocal };
    },
  };
  return { id: 'docker', sources: () => Promise.resolve({ all: [source], chosen: source.id }) };
}

/** Dockerfiles, which are built with the folder that they are in. */
const dockerfiles = (client: DockerClient, hub: EventHub): Intake => ({
  accepts: (name) => /^((docker|container)file(\..+)?|.+\.(docker|container)file)$/i.test(name),
  onto: ['image', 'layer'],
  needsPath: true,
  answers: ({ path: file = '' }) => ({ file: [file], context: [path.dirname(file)] }),
  // It is made of the file, whatever the file was dropped onto.
  take: buildVerb(client, hub) as Verb<Resource | undefined>,
});

/** Compose files, each brought up by itself. */
const composeFiles = (client: DockerClient, compose: ComposeOptions): Intake => ({
  accepts: (name) => /^(docker-)?compose\b.*\.ya?ml$/i.test(name),
  onto: ['container', 'project'],
  needsPath: true,
  answers: ({ path: file = '' }) => ({ file: [file] }),
  take: composeUpVerb(client, compose) as Verb<Resource | undefined>,
});

/** By the label alone: what an exercise made without it is not marked in the view either. */
const findMarked =
  (client: DockerClient): FindMarked =>
  async (id, signal) => {
    const marks = dockerMarks(client);
    const found = await marks.find({ id }, signal);
    return { names: found.map(wordsOf), remove: (removing) => marks.remove(found, removing) };
  };

const containers = (client: DockerClient, hub: EventHub, compose: ComposeOptions): Kind => ({
  id: 'container',
  title: { en: 'Containers', zh: '容器' },
  none: { en: 'No containers yet', zh: '还没有容器' },
  follow: followContainers(client, hub),
  verbs: [...lifeVerbs(client), ...insideVerbs(client), ...fileVerbs(client), ...containerNetworkVerbs(client)],
  general: [runAnyVerb(client), composeUpVerb(client, compose), pruneVerb(client, 'containers')],
});

const images = (client: DockerClient, hub: EventHub): readonly Kind[] => [
  {
    id: 'image',
    title: { en: 'Images', zh: '镜像' },
    follow: followImages(client, hub),
    below: ({ id }) => followLayers(client, id),
    verbs: [runVerb(client), ...imageVerbs(client)],
    general: [pullVerb(client), buildVerb(client, hub), pruneVerb(client, 'images')],
  },
  { id: 'layer', title: { en: 'Layers', zh: '层' }, verbs: [] },
];

const networks = (client: DockerClient, hub: EventHub): readonly Kind[] => [
  {
    id: 'network',
    title: { en: 'Networks', zh: '网络' },
    follow: followNetworks(client, hub),
    below: (network) => followAttached(client, hub, network),
    verbs: networkVerbs(client),
    general: [createNetworkVerb(client), pruneVerb(client, 'networks')],
  },
  { id: 'attached', title: { en: 'Attached containers', zh: '接入的容器' }, verbs: [detachVerb(client)] },
];

const volumes = (client: DockerClient, hub: EventHub): readonly Kind[] => [
  {
    id: 'volume',
    title: { en: 'Volumes', zh: '数据卷' },
    follow: followVolumes(client, hub),
    below: ({ id, state }) => (state === 'used' ? followUsers(client, hub, id) : undefined),
    verbs: volumeVerbs(client),
    general: [createVolumeVerb(client), pruneVerb(client, 'volumes')],
  },
  { id: 'user', title: { en: 'Containers that use it', zh: '使用它的容器' }, verbs: [] },
];

const registries = (client: DockerClient, hub: EventHub): readonly Kind[] => [
  {
    id: 'registry',
    title: { en: 'Registries', zh: '镜像仓库' },
    follow: followRegistries(client, hub),
    below: (registry) => (registry.state === 'running' ? followRepositories(client, hub, registry) : undefined),
    verbs: [],
  },
  {
    id: 'repository',
    title: { en: 'Repositories', zh: '仓库' },
    below: (repository) => followTags(client, hub, repository),
    verbs: [],
  },
  { id: 'tag', title: { en: 'Tags', zh: '标签' }, verbs: [pullTagVerb(client)] },
];

import { commandLine } from '../../../core/quoted';
import { answerTo, type Answers, type Question, type Verb } from '../../../core/resources/verb';
import { fill, type Text } from '../../../core/text';
import { isObject, numberOf, objectsOf, textOf, type Raw } from '../answer';
import type { DockerClient } from '../client';
import { toResource as toContainer } from '../kinds/container';
import { toResource as toImage } from '../kinds/image';
import { sizeOf } from '../kinds/sizes';
import { allContainers } from '../observe';
import { hour } from './container-life';

type Prunable = 'containers' | 'images' | 'networks' | 'volumes';
type Going = { readonly name: string; readonly size?: number };
type Look = (client: DockerClient, all: boolean, signal: AbortSignal) => Promise<readonly Going[]>;

const commands: Readonly<Record<Prunable, string>> = {
  containers: 'container',
  images: 'image',
  networks: 'network',
  volumes: 'volume',
};

/**
 * Removes what nobody uses, after it was said what that is.
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Container/operation/ContainerPrune and its siblings
 */
export function pruneVerb(client: DockerClient, what: Prunable): Verb<undefined> {
  const hasScope = what === 'images' || what === 'volumes';
  const isAll = (answers: Answers) => answerTo(answers, 'scope') === 'all';
  return {
    id: 'prune',
    applies: () => true,
    ...(hasScope && { questions: () => [scope[what]] }),
    commandLine: (_none, answers) =>
      commandLine('docker', commands[what], 'prune', '--force', ...(isAll(answers) ? ['--all'] : [])),
    destroys: async (_none, answers, signal) => preview(await looks[what](client, isAll(answers), signal)),
    run: async (_none, answers, signal) => {
      const { version } = await client.session(signal);
      const filters = isAll(answers) && !(what === 'volumes' && isBefore42(version)) ? allFilters[what] : undefined;
      const query: Readonly<Record<string, string>> = filters ? { filters: JSON.stringify(filters) } : {};
      const done = await client.make({ method: 'POST', path: `/${what}/prune`, query, timeout: hour }, signal);
      return { show: 'words', words: fill(freed, { size: sizeOf(numberOf(done['SpaceReclaimed'])) }) };
    },
  };
}

// Before API 1.42 all volumes went anyway, and an engine refuses a filter that it does not know.
const allFilters: Readonly<Partial<Record<Prunable, Readonly<Record<string, readonly string[]>>>>> = {
  images: { dangling: ['false'] },
  volumes: { all: ['true'] },
};

const isBefore42 = (version: string): boolean => Number(version.split('.')[1]) < 42;

const choice = (title: Text, few: Text, all: Text): Question => ({
  id: 'scope',
  title,
  ask: 'choice',
  choices: () => [
    { value: 'few', label: 'prune', detail: few, isPicked: true },
    { value: 'all', label: 'prune --all', detail: all },
  ],
});

const scope: Readonly<Record<'images' | 'volumes', Question>> = {
  images: choice(
    { en: 'Which images', zh: '哪些镜像' },
    { en: 'Those without a name', zh: '没有名字的镜像' },
    { en: 'All that no container uses', zh: '所有没有容器使用的镜像' },
  ),
  volumes: choice(
    { en: 'Which volumes', zh: '哪些数据卷' },
    { en: 'Anonymous ones that no container uses', zh: '没有容器使用的匿名卷' },
    { en: 'All that no container uses', zh: '所有没有容器使用的卷' },
  ),
};

const filtered = (filters: Readonly<Record<string, readonly string[]>>) => ({ filters: JSON.stringify(filters) });

const looks: Readonly<Record<Prunable, Look>> = {
  containers: async (client, _all, signal) => {
    const query = { all: true, size: true, ...filtered({ status: ['created', 'exited', 'dead'] }) };
    const found = await client.list({ path: '/containers/json', query }, signal);
    return found.map((raw) => ({ name: toContainer(raw).name, size: numberOf(raw['SizeRw']) }));
  },
  images: async (client, all, signal) => {
    const query = all ? {} : filtered({ dangling: ['true'] });
    const [images, containers] = await Promise.all([
      client.list({ path: '/images/json', query }, signal),
      client.list(allContainers, signal),
    ]);
    const used = new Set(containers.map((raw) => textOf(raw['ImageID'])));
    return images
      .filter((raw) => !used.has(textOf(raw['Id'])))
      .map((raw) => ({ name: toImage(raw).name, size: numberOf(raw['Size']) }));
  },
  networks: async (client, _all, signal) => {
    const [networks, containers] = await Promise.all([
      client.list({ path: '/networks', query: filtered({ type: ['custom'] }) }, signal),
      client.list({ path: '/containers/json' }, signal),
    ]);
    const used = new Set(containers.flatMap(networkNames));
    return networks.map((raw) => ({ name: textOf(raw['Name']) })).filter(({ name }) => !used.has(name));
  },
  volumes: async (client, all, signal) => {
    const found = await client.get({ path: '/volumes', query: filtered({ dangling: ['true'] }) }, signal);
    const { version } = await client.session(signal);
    // Since API 1.42 only those are pruned that were never given a name.
    const goesAnyway = all || isBefore42(version);
    return objectsOf(found?.['Volumes'])
      .filter((raw) => goesAnyway || isAnonymous(raw))
      .map((raw) => ({ name: textOf(raw['Name']) }));
  },
};

const isAnonymous = (raw: Raw): boolean => isObject(raw['Labels']) && 'com.docker.volume.anonymous' in raw['Labels'];

function networkNames({ NetworkSettings: settings }: Raw): readonly string[] {
  const networks = isObject(settings) ? settings['Networks'] : undefined;
  return isObject(networks) ? Object.keys(networks) : [];
}

const isHash = (name: string): boolean => /^[0-9a-f]{64}$/.test(name);

// So many are named; nobody reads more.
const named = 20;

/** What goes, in a sentence. */
export function preview(going: readonly Going[]): Text {
  if (going.length === 0) return nothing;
  const size = going.some((one) => one.size !== undefined)
    ? ` (${sizeOf(going.reduce((sum, one) => sum + (one.size ?? 0), 0))})`
    : '';
  // What somebody gave a name comes first: it is what would be missed.
  const given = going
    .map(({ name }) => name)
    .sort((one, other) => Number(isHash(one)) - Number(isHash(other)) || (one < other ? -1 : 1));
  const all = given.map((name) => (isHash(name) ? name.slice(0, 12) : name));
  const names = all.slice(0, named);
  const args = { count: all.length, size, left: all.length - names.length };
  const text = all.length > named ? goesWithMore : goes;
  return {
    en: fill(text, { ...args, names: names.join(', ') }).en,
    zh: fill(text, { ...args, names: names.join('、') }).zh,
  };
}

const nothing: Text = { en: 'Nothing: all that there is, is used.', zh: '没有可清理的：现有的都在使用中。' };
const goes: Text = { en: '{count} go{size}: {names}.', zh: '将删除 {count} 个{size}：{names}。' };
const goesWithMore: Text = {
  en: '{count} go{size}: {names} and {left} more.',
  zh: '将删除 {count} 个{size}：{names}，以及另外 {left} 个。',
};
const freed: Text = { en: 'Done: {size} were freed.', zh: '完成：释放了 {size}。' };

import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { EngineFacts, Scene } from '../../core/course/check';
import type { EngineSight, Seen } from '../../core/doctor/sights';
import type { Endpoint } from '../docker/address';
import { isObject, parse, textOf } from '../docker/answer';
import { DockerClient } from '../docker/client';
import { until } from '../docker/deadline';
import { configurationDirectory, findEndpoint, realDisk, usualPlaces, type Surroundings } from '../docker/endpoint';
import { dockerObservers } from '../docker/observe';
import { isForeign } from '../kubernetes/foreign';
import type { Around } from './around';
import { seen } from './seen';

/** An engine that is to be asked: what leads to it, and where it is. */
type Candidate = Pick<EngineSight, 'by' | 'name'> & {
  readonly surroundings: Surroundings;
  readonly endpoint: Seen<Endpoint>;
};

/** How many contexts, and how many sockets, are looked at. */
const mostOthers = 8;

/** Asks the engine that the tutor uses, those of all Docker contexts, and what listens on the usual sockets. */
export async function lookAtEngines(around: Around, signal: AbortSignal): Promise<readonly EngineSight[]> {
  const { env, platform, home } = around;
  const plain: Surroundings = { setting: '', environment: env, platform, home };
  const [current, others] = await Promise.all([
    seen(async () => ({ ...plain, setting: await around.setting() }), signal),
    seen(() => othersOf(plain, around, signal), signal),
  ]);
  const all =
    current.state === 'told' ? [await candidate('current', '', current.value, signal)] : [broken(current, plain)];
  if (others.state === 'told') all.push(...others.value);
  return await Promise.all(distinct(all).map((one) => look(one, signal)));
}

/** Where the setting itself could not be had, such as the address of a lab that does not start. */
const broken = (why: Exclude<Seen<Surroundings>, { state: 'told' }>, surroundings: Surroundings): Candidate => ({
  by: 'current',
  name: '',
  surroundings,
  endpoint: why,
});

async function candidate(
  by: EngineSight['by'],
  name: string,
  surroundings: Surroundings,
  signal: AbortSignal,
): Promise<Candidate> {
  return { by, name, surroundings, endpoint: await seen(() => findEndpoint(surroundings), signal) };
}

async function othersOf(plain: Surroundings, around: Around, signal: AbortSignal): Promise<readonly Candidate[]> {
  const environment = { ...plain.environment, DOCKER_HOST: undefined, DOCKER_CONTEXT: undefined };
  const contexts = (await contextNames(plain, around)).map((name) =>
    candidate('context', name, { ...plain, environment: { ...environment, DOCKER_CONTEXT: name } }, signal),
  );
  const isThere = async (address: string): Promise<boolean> =>
    !address.startsWith('unix://') || (await realDisk.exists(address.replace('unix://', '')));
  const places = usualPlaces(plain);
  const there = await Promise.all(places.map(isThere));
  const sockets = places
    .filter((address, at) => there[at] === true && address.startsWith('unix://'))
    .map((address) => candidate('socket', '', { ...plain, environment, setting: address }, signal));
  return await Promise.all([...contexts, ...sockets.slice(0, mostOthers)]);
}

/** The names of the contexts, as `docker context ls` lists them. */
async function contextNames(plain: Surroundings, around: Around): Promise<readonly string[]> {
  const folder = configurationDirectory(plain);
  if (await isForeign(folder, around.workspace)) return [];
  const metas = path.join(folder, 'contexts', 'meta');
  const entries = await readdir(metas).catch(() => []);
  const names = entries.slice(0, mostOthers).map(async (entry) => {
    const meta = parse(await readFile(path.join(metas, entry, 'meta.json'), 'utf8').catch(() => ''));
    return isObject(meta) ? textOf(meta['Name']) : '';
  });
  return (await Promise.all(names)).filter((name) => name !== '').sort();
}

/** Each engine once, under its first name. */
function distinct(all: readonly Candidate[]): readonly Candidate[] {
  const addresses = all.map(({ endpoint }, at) => (endpoint.state === 'told' ? endpoint.value.address : `?${at}`));
  return all.filter((_, at) => addresses.indexOf(addresses[at] ?? '') === at);
}

async function look({ by, name, surroundings, endpoint }: Candidate, signal: AbortSignal): Promise<EngineSight> {
  if (endpoint.state !== 'told') return { by, name, address: '', seen: endpoint };
  const { address, target } = endpoint.value;
  if (target.over === 'ssh') return { by, name, address, seen: { state: 'unasked' } };
  return { by, name, address, seen: await seen(() => factsOf(surroundings, signal), signal) };
}

/** Observers are asked in a scene; an engine is the same in each. */
const scene: Scene = { exercise: '', folder: '', since: 0 };

async function factsOf(surroundings: Surroundings, signal: AbortSignal): Promise<EngineFacts> {
  const client = new DockerClient({ surroundings: () => surroundings });
  try {
    const found = await until(dockerObservers(client).engine({ source: 'engine' }, scene, signal), signal);
    if (found.state === 'unknown') throw found.error;
    return (found as { value: EngineFacts }).value;
  } finally {
    client.dispose();
  }
}

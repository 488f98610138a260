import type { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import { pathOf } from '../containers/lifecycle';
import { Failure } from '../failure';
import { listAt, numberAt, objectAt, textAt, textsAt, type Json, type JsonObject } from '../text/json';
import { configHash, containerBody, containerName, endpoints, type Member } from './body';
import { injected } from './mounts';
import { scaleOf } from './canonical';
import { ensureImages } from './images';
import { ensureNetworks, ensureVolumes } from './resources';
import { ownedContainers, removeOne, serviceOf, stopOne, type Owned, type Work } from './work';

/** How containers are brought to what the files say. */
export type Way = {
  readonly build: boolean;
  readonly recreate: 'changed' | 'always' | 'never';
  readonly scale: ReadonlyMap<string, number>;
};

/** Creates one container with its networks and the files that are put into it; returns its id. */
export async function createOne(
  work: Work,
  name: string,
  service: JsonObject,
  member: Member,
  given?: { readonly name: string; readonly change: (body: JsonObject) => JsonObject },
): Promise<string> {
  const { project, client } = work;
  const owned = await ownedContainers(work);
  const find = (other: string): string => {
    const found = owned.find((each) => each.service === other);
    if (!found) throw new Failure(`no such service: ${other}`);
    return found.id;
  };
  const container = given?.name ?? containerName(project, name, service, member.number);
  const body = containerBody(project, name, service, member, find);
  const made = await client.json('POST', '/containers/create', {
    query: { name: container, platform: textAt(service, 'platform') },
    body: given ? given.change(body) : body,
  });
  const id = textAt(made, 'Id');
  for (const warning of textsAt(made, 'Warnings')) work.complain(`WARNING: ${warning}`);
  const others = Array.from(endpoints(project, name, service, container, member.oneOff)).slice(1);
  for (const [network, endpoint] of others)
    await client.text('POST', `/networks/${network}/connect`, { body: { Container: id, EndpointConfig: endpoint } });
  const files = injected(project, service);
  if (files.length) {
    const archive = pack();
    for (const file of files) archive.entry({ name: file.path.slice(1), mode: file.mode }, file.text);
    archive.finalize();
    await client.text('PUT', `${pathOf(id)}/archive`, {
      query: { path: '/' },
      body: archive as unknown as Readable,
      headers: { 'Content-Type': 'application/x-tar' },
    });
  }
  return id;
}

/** The volumes without a name that a container has, which its successor takes over. */
async function keptVolumes(work: Work, old: Owned, service: JsonObject): Promise<readonly string[]> {
  const detail = await work.client.json('GET', `${pathOf(old.id)}/json`);
  const declared = listAt(service, 'volumes')
    .filter((mount) => textAt(mount, 'source') !== '')
    .map((mount) => textAt(mount, 'target'));
  const isOwn = (mount: Json): boolean =>
    textAt(mount, 'Type') === 'volume' &&
    /^[0-9a-f]{64}$/.test(textAt(mount, 'Name')) &&
    !declared.includes(textAt(mount, 'Destination'));
  return listAt(detail, 'Mounts')
    .filter(isOwn)
    .map((mount) => `${textAt(mount, 'Name')}:${textAt(mount, 'Destination')}`);
}

async function recreate(work: Work, old: Owned, service: JsonObject, imageId: string): Promise<void> {
  work.tell('Container', old.name, 'Recreate');
  const keep = await keptVolumes(work, old, service);
  if (old.state === 'running' || old.state === 'restarting' || old.state === 'paused')
    await work.client.text('POST', `${pathOf(old.id)}/stop`);
  await work.client.text('DELETE', pathOf(old.id), { query: { force: true } });
  await createOne(work, old.service, service, { number: old.number, oneOff: false, imageId, keep });
  work.tell('Container', old.name, 'Recreated');
}

async function convergeService(work: Work, name: string, way: Way, imageId: string): Promise<void> {
  const service = serviceOf(work.project, name) ?? {};
  const owned = (await ownedContainers(work)).filter((each) => each.service === name);
  const wanted = way.scale.get(name) ?? scaleOf(service);
  if (textAt(service, 'container_name') && wanted > 1)
    throw new Failure(
      `WARNING: The "${name}" service is using the custom container name "${textAt(service, 'container_name')}". Docker requires each container to have a unique name. Remove the custom name to scale the service.`,
    );
  for (const extra of owned.slice(wanted)) {
    await stopOne(work, extra);
    await removeOne(work, extra);
  }
  for (const each of owned.slice(0, wanted)) await bringUpToDate(work, each, service, { way, imageId });
  await addMissing(work, name, { owned, wanted, imageId });
}

async function bringUpToDate(
  work: Work,
  each: Owned,
  service: JsonObject,
  { way, imageId }: { readonly way: Way; readonly imageId: string },
): Promise<void> {
  const changed = each.hash !== configHash(service) || (imageId !== '' && each.imageId !== imageId);
  if (way.recreate === 'always' || (way.recreate === 'changed' && changed))
    await recreate(work, each, service, imageId);
  else if (each.state === 'running') work.tell('Container', each.name, 'Running');
  else if (each.state === 'created') work.tell('Container', each.name, 'Created');
}

async function addMissing(
  work: Work,
  name: string,
  { owned, wanted, imageId }: { readonly owned: readonly Owned[]; readonly wanted: number; readonly imageId: string },
): Promise<void> {
  const service = serviceOf(work.project, name) ?? {};
  const taken = new Set(owned.map((each) => each.number));
  let number = 1;
  for (let count = owned.length; count < wanted; count++) {
    while (taken.has(number)) number += 1;
    taken.add(number);
    const container = containerName(work.project, name, service, number);
    work.tell('Container', container, 'Creating');
    await createOne(work, name, service, { number, oneOff: false, imageId, keep: [] });
    work.tell('Container', container, 'Created');
  }
}

/** Makes images, networks, volumes and containers of the services what the files say; nothing is started. */
export async function converge(work: Work, names: readonly string[], way: Way): Promise<void> {
  const ids = await ensureImages(work, names, way.build);
  await ensureNetworks(work, names);
  await ensureVolumes(work, names);
  for (const name of names) await convergeService(work, name, way, ids.get(name) ?? '');
}

const pause = 250;

/** Waits until the containers of a service are as another service wants them; throws a Failure when they cannot be. */
export async function awaitCondition(work: Work, name: string, condition: string): Promise<void> {
  const owned = (await ownedContainers(work)).filter((each) => each.service === name);
  for (const each of owned) {
    if (condition === 'service_started') continue;
    work.tell('Container', each.name, 'Waiting');
    for (;;) {
      const state = objectAt(await work.client.json('GET', `${pathOf(each.id)}/json`), 'State');
      if (reached(work, each, state, condition)) break;
      await work.clock.sleep(pause);
    }
  }
}

function reached(work: Work, each: Owned, state: JsonObject, condition: string): boolean {
  const status = textAt(state, 'Status');
  const health = textAt(state, 'Health', 'Status');
  const code = numberAt(state, 'ExitCode');
  if (condition === 'service_completed_successfully') {
    if (status !== 'exited') return false;
    work.tell('Container', each.name, 'Exited');
    if (code !== 0)
      throw new Failure(`service ${JSON.stringify(each.service)} didn't complete successfully: exit ${code}`);
    return true;
  }
  const fail = (why: string): Failure => {
    work.tell('Container', each.name, 'Error');
    return new Failure(
      condition === 'healthy or running'
        ? `container ${each.name} ${why}`
        : `dependency failed to start: container ${each.name} ${why}`,
    );
  };
  if (status === 'exited') throw fail(`exited (${code})`);
  if (health === 'unhealthy') throw fail('is unhealthy');
  if (health === '' && condition === 'service_healthy') throw fail('has no healthcheck configured');
  if (health !== '' ? health !== 'healthy' : status !== 'running') return false;
  work.tell('Container', each.name, 'Healthy');
  return true;
}

/** Starts the containers of the services, each after what it depends on. */
export async function startServices(work: Work, names: readonly string[], alone = false): Promise<void> {
  for (const name of names) {
    const service = serviceOf(work.project, name) ?? {};
    if (!alone)
      for (const [other, how] of Object.entries(objectAt(service, 'depends_on')))
        await awaitCondition(work, other, textAt(how, 'condition'));
    const owned = (await ownedContainers(work)).filter((each) => each.service === name);
    for (const each of owned) {
      if (each.state === 'running') continue;
      work.tell('Container', each.name, 'Starting');
      await work.client.text('POST', `${pathOf(each.id)}/start`);
      work.tell('Container', each.name, 'Started');
    }
  }
}

import type { Resource } from '../../../core/resources/resource';
import type { Kind } from '../../../core/resources/source';
import { isObject, type Raw } from '../../docker/answer';
import { turns } from '../../turns';
import { following, type Desk } from '../desk';
import { nameOf, objectAt, objectsAt, textAt } from '../fields';
import { portOf } from './ports';
import { createServer } from './server-create';
import { serverVerbs } from './server-verbs';
import { serverOf, type Names } from './server';
import { volumeOf } from './volumes';

/** How many servers one answer brings: what is parsed at once is over in a few milliseconds. */
const page = '250';

/** How long names of images are believed, in milliseconds. */
const believed = 60_000;

/** Servers, with their volumes and ports below them. */
export function servers(desk: Desk): Kind {
  const names = imageNames(desk);
  const explained = faults(desk);
  return {
    id: 'servers',
    title: { en: 'Servers', zh: '云主机' },
    follow: following(desk, async (signal) => {
      const [found, images] = await Promise.all([
        desk.client.list('compute', `/servers/detail?limit=${page}`, 'servers', signal),
        names(signal),
      ]);
      const turn = turns();
      const made: Resource[] = [];
      for (const raw of await explained(found, signal)) {
        await turn();
        made.push(serverOf(raw, images));
      }
      return made;
    }),
    below: ({ id }) => following(desk, (signal) => partsOf(desk, id, signal)),
    verbs: serverVerbs(desk),
    general: [createServer(desk)],
  };
}

async function partsOf({ client }: Desk, server: string, signal: AbortSignal): Promise<readonly Resource[]> {
  // A cloud may have no volumes at all: then nothing is attached, and nobody needs to be asked.
  const [ports, attachments] = await Promise.all([
    client.list('network', `/ports?device_id=${server}`, 'ports', signal),
    client.list('compute', `/servers/${server}/os-volume_attachments`, 'volumeAttachments', signal),
  ]);
  const ids = new Set(attachments.map((one) => textAt(one, 'volumeId')));
  const volumes = ids.size === 0 ? [] : await client.list('volume', '/volumes/detail', 'volumes', signal);
  const isHere = (raw: (typeof volumes)[number]) =>
    objectsAt(raw, 'attachments').some((one) => textAt(one, 'server_id') === server) || ids.has(textAt(raw, 'id'));
  return [...volumes.filter(isHere).map((raw) => volumeOf(raw)), ...ports.map(portOf)];
}

/** How many servers are asked for their fault in one look; the others follow in the next. */
const mostFaults = 10;

/**
 * Adds the faults that a listing leaves out: of a server that found no host (Nova keeps it in cell 0) only the server
 * itself tells it. Each is asked for once, until the server changes.
 */
function faults({ client }: Desk) {
  let known = new Map<string, Raw>();
  const key = (raw: Raw) => `${textAt(raw, 'id')} ${textAt(raw, 'updated')}`;
  return async (servers: readonly Raw[], signal: AbortSignal): Promise<readonly Raw[]> => {
    const silent = servers.filter((raw) => textAt(raw, 'status') === 'ERROR' && raw['fault'] === undefined);
    const held = silent.flatMap((raw) => {
      const fault = known.get(key(raw));
      return fault ? [[key(raw), fault] as const] : [];
    });
    const missing = silent.filter((raw) => !known.has(key(raw))).slice(0, mostFaults);
    const asked = missing.map(async (raw) => {
      // One that is deleted meanwhile has no fault any more; one whose fault cannot be read is asked for it again.
      const answer = await client.get('compute', `/servers/${textAt(raw, 'id')}`, signal).catch(() => undefined);
      return isObject(answer) ? [[key(raw), objectAt(objectAt(answer, 'server'), 'fault')] as const] : [];
    });
    known = new Map([...held, ...(await Promise.all(asked)).flat()]);
    signal.throwIfAborted();
    return servers.map((raw) => {
      const fault = known.get(key(raw));
      return fault ? { ...raw, fault } : raw;
    });
  };
}

/** The names of images, asked for again after a while. A server's row does without them when they cannot be had. */
function imageNames({ client }: Desk): (signal: AbortSignal) => Promise<Names> {
  let held: { readonly names: Names; readonly at: number } | undefined;
  return async (signal) => {
    if (held && Date.now() - held.at < believed) return held.names;
    const images = await client.list('image', '/v2/images?limit=500', 'images', signal).catch(() => undefined);
    signal.throwIfAborted();
    held = { names: new Map((images ?? []).map((one) => [textAt(one, 'id'), nameOf(one)])), at: Date.now() };
    return held.names;
  };
}

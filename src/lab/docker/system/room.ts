import { randomUUID } from 'node:crypto';
import { ApiError, type Call, type Route } from '../../http/call';
import type { Clock } from '../../kernel/clock';
import type { Keeper } from '../../state/keeper';
import type { ContainerRoom } from '../model';
import { engine, infoAnswer, versionAnswer } from './facts';
import { login } from './login';
import { swarmRefusals } from './swarm-refusals';

/** What the other rooms tell for `GET /system/df`; each as the API's own rows. */
export type DiskUsage = {
  /** Bytes of all layers. */
  readonly layersSize: () => number | Promise<number>;
  readonly images: () => readonly object[] | Promise<readonly object[]>;
  readonly containers: () => readonly object[] | Promise<readonly object[]>;
  readonly volumes: () => readonly object[] | Promise<readonly object[]>;
  readonly buildCache: () => readonly object[] | Promise<readonly object[]>;
};

/** What the room of the system needs from others. */
export type SystemParts = {
  readonly clock: Clock;
  readonly keeper: Keeper;
  readonly containers: () => ContainerRoom;
  readonly imageCount: () => number;
  readonly eventListeners: () => number;
  readonly diskUsage: DiskUsage;
  /** The swarm, when it is served by a room of its own: `info` for `GET /info`, `state` for the header of `_ping`. */
  readonly swarm?: { readonly info: () => object | undefined; readonly state: () => string };
};

/** The room of what belongs to the engine as a whole. */
export type System = {
  readonly routes: readonly Route[];
  readonly restore: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const kind = 'engine';

/** The endpoints `_ping`, `version`, `info`, `system/df`, `auth`, `plugins`, and those of a swarm when there is none. */
export function createSystem(parts: SystemParts): System {
  const { clock, keeper } = parts;
  let id: string = randomUUID();

  const ping = (call: Call): void => {
    const headers = {
      'Api-Version': engine.api,
      'Builder-Version': '1',
      'Cache-Control': 'no-cache, no-store, must-revalidate',
      'Docker-Experimental': 'false',
      Ostype: 'linux',
      Pragma: 'no-cache',
      Swarm: parts.swarm?.state() ?? 'inactive',
    };
    call.send(200, call.method === 'HEAD' ? '' : 'OK', 'text/plain; charset=utf-8', headers);
  };

  const info = (call: Call): void =>
    call.reply(
      200,
      infoAnswer({
        id,
        containers: parts.containers().all(),
        images: parts.imageCount(),
        time: new Date(clock.now()).toISOString(),
        listeners: parts.eventListeners(),
        swarm: parts.swarm?.info(),
      }),
    );

  const routes: readonly Route[] = [
    { method: 'GET', path: '/_ping', run: ping },
    { method: 'HEAD', path: '/_ping', run: ping },
    { method: 'GET', path: '/version', run: (call) => call.reply(200, versionAnswer) },
    { method: 'GET', path: '/info', run: info },
    { method: 'GET', path: '/system/df', run: (call) => diskUsage(call, parts.diskUsage) },
    { method: 'POST', path: '/auth', run: login },
    { method: 'GET', path: '/plugins', run: (call) => call.reply(200, []) },
    ...(parts.swarm ? [] : swarmRefusals),
  ];

  return {
    routes,
    restore: () => {
      const kept = keeper.load(kind).get('id');
      if (typeof kept === 'string') id = kept;
      keeper.put(kind, 'id', () => id);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  };
}

const objects = ['container', 'image', 'volume', 'build-cache'] as const;

async function diskUsage(call: Call, usage: DiskUsage): Promise<void> {
  const types = call.query.getAll('type');
  const strange = types.find((type) => !(objects as readonly string[]).includes(type));
  if (strange !== undefined) throw new ApiError(400, `unknown object type: ${strange}`);
  const wants = (type: (typeof objects)[number]): boolean => types.length === 0 || types.includes(type);
  call.reply(200, {
    LayersSize: wants('image') ? await usage.layersSize() : 0,
    Images: wants('image') ? await usage.images() : null,
    Containers: wants('container') ? await usage.containers() : null,
    Volumes: wants('volume') ? await usage.volumes() : null,
    BuildCache: wants('build-cache') ? await usage.buildCache() : null,
  });
}

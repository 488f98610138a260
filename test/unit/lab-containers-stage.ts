import { once } from 'node:events';
import { request, type IncomingMessage, type Server } from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { memoryTree } from '../../src/lab/files';
import { ApiError } from '../../src/lab/http/call';
import { serveRoutes } from '../../src/lab/http/server';
import { Clock } from '../../src/lab/kernel/clock';
import type { NetworkStack } from '../../src/lab/kernel/network';
import type { Attachment, Image, NetworkPlan, NetworkRoom, Volume, VolumeRoom } from '../../src/lab/docker/model';
import { createContainers, type Containers } from '../../src/lab/docker/containers/room';
import { makeImage, programs } from './lab-containers-image';
import type { Keeper, Kept } from '../../src/lab/state/keeper';

const never = (): never => {
  throw new Error('the stage has no network');
};
const stack: NetworkStack = {
  interfaces: () => [
    { name: 'lo', address: '127.0.0.1', prefix: 8, mac: '' },
    { name: 'eth0', address: '172.17.0.2', prefix: 16, mac: '02:42:ac:11:00:02', gateway: '172.17.0.1' },
  ],
  resolve: () => Promise.resolve(never()),
  reverse: () => Promise.resolve([]),
  nameServer: () => undefined,
  listen: () => Promise.resolve(never()),
  connect: () => Promise.resolve(never()),
  ping: () => Promise.resolve(never()),
  listeners: () => [],
};

function makeNetworks(): NetworkRoom {
  const plans = new Map<string, NetworkPlan>();
  const up = new Map<string, Attachment>();
  return {
    plan: (plan) => void plans.set(plan.containerId, plan),
    up: (id) => {
      if (Object.keys(plans.get(id)?.bindings ?? {}).includes('666/tcp')) {
        throw new ApiError(500, 'driver failed: Bind for 0.0.0.0:666 failed: port is already allocated');
      }
      const attachment = { stack, ports: {}, sandboxId: 'b'.repeat(64) };
      up.set(id, attachment);
      return Promise.resolve(attachment);
    },
    down: (id) => Promise.resolve(void up.delete(id)),
    forget: (id) => Promise.resolve(void plans.delete(id)),
    rename: () => undefined,
    endpointsOf: () => ({}),
    attachmentOf: (id) => up.get(id),
  };
}

function makeVolumes(): VolumeRoom {
  const volumes = new Map<string, Volume>();
  return {
    ensure: (name = 'c'.repeat(64)) => {
      const volume: Volume = volumes.get(name) ?? {
        name,
        anonymous: name.length === 64,
        driver: 'local',
        labels: {},
        options: null,
        created: '',
        mountpoint: `/var/lib/docker/volumes/${name}/_data`,
        tree: memoryTree({ type: 'ext4' }),
      };
      volumes.set(name, volume);
      return Promise.resolve(volume);
    },
    find: (name) => volumes.get(name),
    use: () => undefined,
    release: () => undefined,
    mounted: () => undefined,
    removeAnonymous: (name) => Promise.resolve(void volumes.delete(name)),
  };
}

/** Keeps in memory what a snapshot would. */
function makeKeeper(): Keeper & { frozen: boolean } {
  const kept = new Map<string, () => Kept | Promise<Kept>>();
  const keeper = {
    frozen: false,
    load: () => new Map([...kept].map(([id, value]) => [id, value() as Kept])),
    put: (_kind: string, id: string, value: () => Kept | Promise<Kept>) => {
      if (!keeper.frozen) kept.set(id, value);
    },
    drop: (_kind: string, id: string) => void kept.delete(id),
    flush: () => Promise.resolve(),
  };
  return keeper;
}

export type Answer = { readonly status: number; readonly body: unknown; readonly text: string; readonly raw: Buffer };

/** A containers' room behind a socket, with one image `tools:1` and a frozen clock. */
export type Stage = {
  readonly clock: Clock;
  readonly events: string[];
  readonly socket: string;
  readonly room: () => Containers;
  /** `POST /containers/x/start`; a body makes it JSON. */
  readonly ask: (line: string, body?: unknown) => Promise<Answer>;
  readonly create: (name: string, config?: object) => Promise<string>;
  /** The lab is killed and starts again with what was kept. */
  readonly crash: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function openStage(): Promise<Stage> {
  const clock = new Clock();
  clock.freeze();
  const events: string[] = [];
  const image = await makeImage();
  const find = (name: string) => (name === 'tools:1' || name === image.id ? image : undefined);
  const require = (name: string): Image => {
    const found = find(name);
    if (found) return found;
    throw new ApiError(404, `No such image: ${name}`);
  };
  const parts = {
    clock,
    keeper: makeKeeper(),
    images: { find, require, namesOf: () => ({ tags: [], digests: [] }), add: never, tag: never, pull: never },
    volumes: makeVolumes(),
    networks: makeNetworks(),
    programs,
    host: {
      name: 'stage',
      kernel: '6',
      architecture: 'amd64' as const,
      cpus: 2,
      memory: 2 ** 30,
      swap: 2 * 1024 ** 3,
      nameServers: [],
    },
    events: {
      emit: (
        _type: string,
        action: string,
        { Attributes: { exitCode, signal } }: { Attributes: Readonly<Record<string, string>> },
      ) =>
        void events.push(
          [
            action,
            ...(exitCode === undefined ? [] : [`=${exitCode}`]),
            ...(signal === undefined ? [] : [`#${signal}`]),
          ].join(''),
        ),
    },
  };
  const folder = mkdtempSync(join(tmpdir(), 'lab-containers-'));
  const socket = join(folder, 'docker.sock');
  let room = createContainers(parts);
  let server: Server;
  const serve = async (): Promise<void> => {
    server = serveRoutes(room.routes, { versions: { oldest: [1, 24], newest: [1, 45] } });
    server.listen(socket);
    await once(server, 'listening');
  };
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await room.close();
  };
  await serve();
  const ask = (line: string, body?: unknown): Promise<Answer> => {
    const [method = 'GET', path = ''] = line.split(' ');
    return new Promise((resolve, reject) => {
      const headers = body === undefined ? {} : { 'Content-Type': 'application/json' };
      const sent = request({ socketPath: socket, method, path: `/v1.45${path}`, headers, agent: false });
      sent.on('error', reject);
      sent.on('response', (response: IncomingMessage) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const raw = Buffer.concat(chunks);
          const text = raw.toString('utf8');
          const json = (response.headers['content-type'] ?? '').includes('json') && text !== '';
          resolve({
            status: response.statusCode ?? 0,
            body: json ? (JSON.parse(text) as unknown) : undefined,
            text,
            raw,
          });
        });
      });
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  };
  return {
    clock,
    events,
    socket,
    room: () => room,
    ask,
    create: async (name, config = {}) => {
      const { status, body, text } = await ask(`POST /containers/create?name=${name}`, { Image: 'tools:1', ...config });
      if (status !== 201) throw new Error(text);
      return (body as { Id: string }).Id;
    },
    crash: async () => {
      const kept = parts.keeper.load('container');
      parts.keeper.frozen = true;
      await stop();
      parts.keeper.frozen = false;
      for (const id of parts.keeper.load('container').keys()) parts.keeper.drop('container', id);
      for (const [id, value] of kept) parts.keeper.put('container', id, () => value);
      room = createContainers(parts);
      await serve();
      await room.restore();
    },
    close: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

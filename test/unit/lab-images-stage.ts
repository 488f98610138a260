import { randomUUID } from 'node:crypto';
import http, { type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { catalogue } from '../../src/lab/docker/catalogue';
import { createImages, type Images } from '../../src/lab/docker/images';
import type { ContainerRoom, ContainerView } from '../../src/lab/docker/model';
import { makeLayer, type LayerEntry } from '../../src/lab/files';
import { serveRoutes } from '../../src/lab/http/server';
import { Clock } from '../../src/lab/kernel/clock';
import { forgetful, type Keeper, type Kept } from '../../src/lab/state/keeper';

/** Keeps everything in memory, so that a second room can be restored from it. */
export function memoryKeeper(): Keeper {
  const kinds = new Map<string, Map<string, () => Kept | Promise<Kept>>>();
  const loaded = new Map<string, Map<string, Kept>>();
  const of = (kind: string) => {
    const values = kinds.get(kind) ?? new Map<string, () => Kept | Promise<Kept>>();
    kinds.set(kind, values);
    return values;
  };
  return {
    load: (kind) => loaded.get(kind) ?? new Map<string, Kept>(),
    put: (kind, id, value) => void of(kind).set(id, value),
    drop: (kind, id) => void of(kind).delete(id),
    flush: async () => {
      for (const [kind, values] of kinds) {
        const rows = new Map<string, Kept>();
        for (const [id, value] of values) rows.set(id, await value());
        loaded.set(kind, rows);
      }
    },
  };
}

/** A plain file of a layer. */
export const file = (text: string): LayerEntry => ({
  kind: 'file',
  mode: 0o644,
  uid: 0,
  gid: 0,
  mtime: 0,
  data: Buffer.from(text),
  size: text.length,
});

type Answer = { readonly status: number; readonly text: string; readonly json: never; readonly bytes: Buffer };

/** A room of images behind a real server. */
export class Stage {
  readonly clock = new Clock(() => Date.parse('2026-06-01T00:00:00Z'));
  readonly events: string[] = [];
  readonly containers: ContainerView[] = [];
  readonly images: Images;
  server: Server | undefined;

  constructor(keeper: Keeper = forgetful) {
    const room: ContainerRoom = {
      all: () => this.containers,
      find: (name) => this.containers.find((each) => each.name === name),
      require: (name) => this.containers.find((each) => each.name === name) as ContainerView,
    };
    this.images = createImages({
      clock: this.clock,
      events: {
        emit: (type, action, actor) => void this.events.push(`${type} ${action} ${actor.Attributes['name'] ?? ''}`),
      },
      keeper,
      catalogue,
      containers: () => room,
      architecture: 'amd64',
    });
  }

  /** Sends a request; time passes as fast as the room waits. */
  async ask(method: string, path: string, body?: Buffer, headers: Record<string, string> = {}): Promise<Answer> {
    this.server ??= serveRoutes(this.images.routes, { versions: { oldest: [1, 24], newest: [1, 45] } });
    if (!this.server.listening) await new Promise<void>((done) => this.server?.listen(0, '127.0.0.1', done));
    const { port } = this.server.address() as AddressInfo;
    this.clock.freeze();
    const progress = { done: false };
    const answer = new Promise<Answer>((resolve, reject) => {
      const options = { host: '127.0.0.1', port, method, path, headers, agent: false };
      const request = http.request(options, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () => {
          const bytes = Buffer.concat(parts);
          const text = bytes.toString('utf8');
          const json = text.startsWith('{') || text.startsWith('[') ? lines(text) : undefined;
          resolve({ status: response.statusCode ?? 0, text, json: json as never, bytes });
        });
      });
      request.on('error', reject);
      request.end(body);
    }).finally(() => (progress.done = true));
    while (!progress.done) {
      await this.clock.advance(500);
      await new Promise((resolve) => setImmediate(resolve));
    }
    return answer;
  }

  pull(name: string): Promise<Answer> {
    return this.ask('POST', `/images/create?fromImage=${encodeURIComponent(name)}`);
  }

  async make(name: string, text: string): Promise<string> {
    const layer = await makeLayer(new Map([['made', file(text)]]));
    const created = '2026-05-01T00:00:00Z';
    const image = await this.images.add({
      created,
      author: '',
      comment: '',
      architecture: 'amd64',
      config: { Labels: { 'tutor.exercise': 'x' } },
      history: [{ created, created_by: 'COPY made /' }],
      layers: [layer],
    });
    if (name) this.images.tag(image.id, name);
    return image.id;
  }

  use(imageId: string, state: ContainerView['state']): void {
    const view = {
      id: 'c'.repeat(64),
      name: 'tutor-c',
      imageId,
      state,
      image: 'x',
      labels: {},
      config: { Cmd: ['sh'] },
    };
    this.containers.push(view as never);
  }

  close(): void {
    this.server?.closeAllConnections();
    this.server?.close();
  }
}

function lines(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text
      .trim()
      .split('\r\n')
      .map((line): unknown => JSON.parse(line));
  }
}

/** The sentence of a refusal. */
export const message = (answer: Answer): string => (answer.json as { message: string }).message;

/** As much of the registry API as a push and a pull need. */
export async function smallRegistry(): Promise<{ readonly port: number; readonly close: () => void }> {
  const kept = new Map<string, Buffer>();
  const uploads = new Map<string, Buffer>();
  type Reply = readonly [number, Record<string, string>?, (Buffer | undefined)?];
  const unknown = Buffer.from('{"errors":[{"code":"MANIFEST_UNKNOWN","message":"manifest unknown"}]}');
  const put = ({ pathname, searchParams }: URL, body: Buffer): Reply => {
    const isUpload = pathname.startsWith('/v2/up/');
    const key = isUpload ? searchParams.get('digest') : pathname.split('/').at(-1);
    kept.set(key ?? '', isUpload ? (uploads.get(pathname) ?? body) : body);
    return [201];
  };
  const reply = (method: string, url: URL, body: Buffer): Reply => {
    if (url.pathname.endsWith('/blobs/uploads/')) return [202, { Location: `/v2/up/${randomUUID()}` }];
    if (method === 'PUT') return put(url, body);
    if (method === 'PATCH') {
      uploads.set(url.pathname, body);
      return [202, { Location: url.pathname }];
    }
    const found = kept.get(url.pathname.split('/').at(-1) ?? '');
    return url.pathname === '/v2/' || found ? [200, {}, found] : [404, {}, unknown];
  };
  const server = http.createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const url = new URL(request.url ?? '/', 'http://registry');
      const [status, headers, body] = reply(request.method ?? '', url, Buffer.concat(parts));
      response.writeHead(status, headers).end(request.method === 'HEAD' ? undefined : body);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

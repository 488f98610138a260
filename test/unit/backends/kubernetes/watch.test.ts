import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { kubernetesPlatform } from '../../../../src/backends/kubernetes/platform';
import { keyOf, type Resource } from '../../../../src/core/resources/resource';
import type { Source } from '../../../../src/core/resources/source';
import { cluster, failure, kubeconfig } from './cluster';
import { freePort, littleServer, never, silence, Status, type Asked, type LittleServer } from './server';

/** A Pod as the API server of 1.20 lists it, shortened. */
const pod = (name: string, resourceVersion: string, more: object = {}) => ({
  metadata: { name, namespace: 'default', uid: `uid-${name}`, resourceVersion },
  spec: { containers: [{ name: 'web', image: 'nginx' }], nodeName: 'node1' },
  status: {
    phase: 'Running',
    conditions: [{ type: 'Ready', status: 'True' }],
    containerStatuses: [{ name: 'web', ready: true, restartCount: 0, state: { running: {} } }],
  },
  ...more,
});

const listed = (resourceVersion: string, items: readonly object[], more: object = {}) => ({
  kind: 'List',
  metadata: { resourceVersion, ...more },
  items,
});

describe('following the objects of a cluster', function () {
  this.timeout(30_000);
  let folder: string;
  let server: LittleServer | undefined;
  let ending: AbortController;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-watch-'));
    ending = new AbortController();
    setMaxListeners(0, ending.signal);
  });
  afterEach(async () => {
    ending.abort();
    await server?.close();
    server = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  /** Follows Pods; `rows` are what a view would have, by key. */
  async function following(answer: (asked: Asked) => unknown, kind = 'pod', user?: object) {
    const started = await littleServer((asked) => {
      // Nothing is said of Pods in Events.
      if (asked.path.startsWith('/api/v1/events')) return /watch=1/.test(asked.path) ? silence : listed('1', []);
      if (asked.path === '/api/v1') return discovery;
      return cluster(answer)(asked);
    });
    server = started;
    const file = await kubeconfig(folder, started.url, user);
    const source = await sourceOf(file);
    const rows = new Map<string, Resource>();
    let told = 0;
    const follow = source.kinds.find(({ id }) => id === kind)?.follow;
    assert.ok(follow);
    const sink = {
      all: (all: readonly Resource[]) => {
        told += 1;
        rows.clear();
        for (const one of all) rows.set(keyOf(one), one);
      },
      put: (one: Resource) => void rows.set(keyOf(one), one),
      gone: (key: string) => void rows.delete(key),
    };
    const over = follow(sink, ending.signal);
    over.catch(() => undefined);
    return { rows, over, asked: started.asked, told: () => told, source };
  }

  const sourceOf = async (file: string): Promise<Source> => {
    const platform = kubernetesPlatform({
      env: { KUBECONFIG: file },
      home: '/nowhere',
      platform: 'linux',
      timeout: 2000,
    });
    const { all, chosen } = await platform.sources(never);
    const found = all.find(({ id }) => id === chosen);
    assert.ok(found);
    return found;
  };

  it('pages of a list; then each event costs one row; bookmarks move on; a cut goes on where it was', async () => {
    const streams: ServerResponse[] = [];
    const { rows, asked } = await following(({ path: given, response }) => {
      if (given.includes('watch=1')) return kept(streams, response);
      if (given.includes('continue=')) return listed('10', [pod('b', '9')]);
      return listed('10', [pod('a', '8')], { continue: 'next' });
    });
    await until(() => streams.length === 1);
    assert.deepEqual([...rows.keys()], ['pod/default/a', 'pod/default/b']);
    assert.match(asked.at(-1) ?? '', /watch=1.*allowWatchBookmarks=true.*resourceVersion=10/);
    // In two pieces, one of them in the middle of a character.
    const event = Buffer.from(JSON.stringify({ type: 'ADDED', object: pod('c', '11', { note: '已' }) }) + '\n');
    streams[0]?.write(event.subarray(0, event.length - 5));
    streams[0]?.write(event.subarray(event.length - 5));
    write(streams[0], 'DELETED', pod('a', '12'));
    write(streams[0], 'BOOKMARK', { metadata: { resourceVersion: '20' } });
    await until(() => rows.size === 2 && rows.has('pod/default/c'));
    streams[0]?.destroy();
    await until(() => streams.length === 2);
    assert.match(asked.at(-1) ?? '', /resourceVersion=20&/);
    write(
      streams[1],
      'MODIFIED',
      pod('c', '21', { status: { phase: 'Failed', reason: 'Evicted', message: 'low on memory' } }),
    );
    await until(() => rows.get('pod/default/c')?.health === 'failed');
    assert.match(rows.get('pod/default/c')?.trouble?.why.en ?? '', /threw `c` out/);
    assert.equal(asked.filter((one) => one.includes('/pods?limit') && !one.includes('continue')).length, 1);
  });

  it('a version that is too old, before and in a watch, lists anew', async () => {
    let watches = 0;
    let lists = 0;
    const { rows, told } = await following(({ path: given, response }) => {
      if (!given.includes('watch=1')) return listed(String(++lists), [pod(`list${lists}`, '1')]);
      watches += 1;
      if (watches === 1) return new Status(410, failure(410, 'Expired', 'too old resource version'));
      const stream = begin(response);
      if (watches === 2) write(stream, 'ERROR', failure(410, 'Expired', 'too old'));
      return silence;
    });
    await until(() => lists === 3 && rows.has('pod/default/list3'));
    assert.equal(told(), 3);
  });

  it('what is garbled is asked for again; a server that is busy is waited for', async () => {
    let [watches, busy] = [0, 0];
    const { rows, asked } = await following(({ path: given, response }) => {
      if (!given.includes('watch=1')) {
        if (busy++ === 0) return new Status(429, failure(429, 'TooManyRequests', 'later'), { 'Retry-After': '1' });
        return listed('5', []);
      }
      const stream = begin(response);
      if (++watches === 1) stream.write('{"type":"ADDED","obj\u0000\n');
      else write(stream, 'ADDED', pod('a', '6'));
      return silence;
    });
    await until(() => rows.has('pod/default/a'));
    assert.equal(asked.filter((one) => /watch=1.*resourceVersion=5/.test(one)).length, 2);
  });

  it('an abort closes everything at once; a lost server is said', async () => {
    const streams: ServerResponse[] = [];
    const { over, source } = await following(({ path: given, response }) =>
      given.includes('watch=1') ? kept(streams, response) : listed('1', []),
    );
    await until(() => streams.length === 1);
    const closed = new Promise((resolve) => streams[0]?.once('close', resolve));
    ending.abort();
    await closed;
    await assert.rejects(over, { name: 'AbortError' });
    await server?.close();
    const follow = source.kinds.find(({ id }) => id === 'namespace')?.follow;
    const sink = { all: () => undefined, put: () => undefined, gone: () => undefined };
    await assert.rejects(follow?.(sink, never) ?? Promise.resolve(), { code: 'kubernetes-not-running' });
  });

  it('whoever may not list all Pods sees those of the namespace of the context', async () => {
    const { rows } = await following(({ path: given }) => {
      if (given.includes('watch=1')) return silence;
      if (given.startsWith('/api/v1/namespaces/default/pods')) return listed('1', [pod('mine', '1')]);
      return new Status(403, failure(403, 'Forbidden', 'pods is forbidden'));
    });
    await until(() => rows.has('pod/default/mine'));
  });

  it('of 50 contexts 49 are dead: the fiftieth does not wait for them', async () => {
    const alive = await littleServer((asked) =>
      asked.path.includes('watch=1')
        ? silence
        : asked.path === '/api/v1'
          ? discovery
          : listed('1', [{ metadata: { name: 'default' } }]),
    );
    server = alive;
    const dead = await freePort();
    const names = Array.from({ length: 50 }, (_, at) => `c${at}`);
    const config = {
      clusters: names.map((name) => ({
        name,
        cluster: { server: name === 'c49' ? alive.url : `http://127.0.0.1:${dead}` },
      })),
      contexts: names.map((name) => ({ name, context: { cluster: name } })),
      'current-context': 'c49',
    };
    const file = path.join(folder, 'many');
    await writeFile(file, JSON.stringify(config));
    const platform = kubernetesPlatform({
      env: { KUBECONFIG: file },
      home: '/nowhere',
      platform: 'linux',
      timeout: 2000,
    });
    const began = Date.now();
    const { all, chosen } = await platform.sources(never);
    assert.equal(all.length, 50);
    assert.equal(chosen, 'c49');
    const first = new Promise<number>((resolve) => {
      for (const source of all) {
        const sink = { all: () => resolve(Date.now() - began), put: () => undefined, gone: () => undefined };
        source.kinds
          .find(({ id }) => id === source.lead)
          ?.follow?.(sink, ending.signal)
          .catch(() => undefined);
      }
    });
    const took = await first;
    assert.ok(took < 3000, `${took} ms`);
  });
});

const discovery = {
  kind: 'APIResourceList',
  groupVersion: 'v1',
  resources: [
    { name: 'namespaces', namespaced: false, kind: 'Namespace', verbs: ['get', 'list', 'watch'] },
    { name: 'pods', namespaced: true, kind: 'Pod', verbs: ['get', 'list', 'watch'] },
    { name: 'events', namespaced: true, kind: 'Event', verbs: ['get', 'list', 'watch'] },
  ],
};

function begin(response: ServerResponse): ServerResponse {
  response.writeHead(200, { 'Content-Type': 'application/json' });
  response.flushHeaders();
  return response;
}

function kept(streams: ServerResponse[], response: ServerResponse): typeof silence {
  streams.push(begin(response));
  return silence;
}

const write = (stream: ServerResponse | undefined, type: string, object: object) =>
  stream?.write(`${JSON.stringify({ type, object })}\n`);

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 8000; !holds();) {
    assert.ok(Date.now() < end, 'waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

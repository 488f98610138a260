import assert from 'node:assert/strict';
import type * as http from 'node:http';
import { DockerClient } from '../../../../src/backends/docker/client';
import { dockerPlatform } from '../../../../src/backends/docker/platform';
import { keyOf, type Resource } from '../../../../src/core/resources/resource';
import { littleEngine, never, type LittleEngine } from './engine';

type Row = { Id: string; Names: string[]; State: string; Status: string; Labels: Record<string, string> };
const row = (id: string, project = ''): Row => ({
  Id: id,
  Names: [`/${id}`],
  State: 'running',
  Status: 'Up',
  Labels: project === '' ? {} : { 'com.docker.compose.project': project },
});

describe('following an engine', () => {
  let engine: LittleEngine;
  let client: DockerClient;
  let events: http.ServerResponse | undefined;
  let containers: Map<string, Row>;
  let asked: (string | null)[];
  let streams: number;

  beforeEach(async () => {
    containers = new Map();
    asked = [];
    streams = 0;
    engine = await littleEngine(({ path, query }, response) => {
      if (path === '/events') {
        streams += 1;
        events = response;
        response.writeHead(200).flushHeaders();
        return new Promise(() => undefined);
      }
      if (path === '/images/json') return [];
      if (path !== '/containers/json') return undefined;
      const filters = query.get('filters');
      asked.push(filters);
      const ids = filters === null ? [...containers.keys()] : (JSON.parse(filters) as { id: string[] }).id;
      return ids.flatMap((id) => containers.get(id) ?? []);
    });
    client = new DockerClient({ surroundings: () => engine.surroundings });
  });
  afterEach(async () => {
    client.dispose();
    await engine.close();
  });

  const follow = async (kind: string) => {
    const [source] = (await dockerPlatformOnce().sources(never)).all;
    const found = source?.kinds.find(({ id }) => id === kind)?.follow;
    assert.ok(found);
    const controller = new AbortController();
    const rows = new Map<string, Resource>();
    let told = 0;
    const ended = found(
      {
        all: (all) => {
          rows.clear();
          for (const one of all) rows.set(keyOf(one), one);
          told += 1;
        },
        put: (one) => void rows.set(keyOf(one), one),
        gone: (key) => void rows.delete(key),
      },
      controller.signal,
    ).catch((error: unknown) => error);
    await soon(() => told > 0);
    return { rows, ended, stop: () => controller.abort() };
  };
  let platform: ReturnType<typeof dockerPlatform> | undefined;
  const dockerPlatformOnce = () => (platform ??= dockerPlatform(client, { env: {}, mayRun: () => false }));
  beforeEach(() => (platform = undefined));
  const happens = (Action: string, ID: string, Type = 'container') =>
    events?.write(`${JSON.stringify({ Type, Action, Actor: { ID, Attributes: {} } })}\n`);

  it('asks for what events are about, once for those of a moment, however many there are', async () => {
    for (let at = 0; at < 2000; at += 1) containers.set(`c${at}`, row(`c${at}`));
    const live = await follow('container');
    assert.equal(live.rows.size, 2000);
    containers.set('c7', { ...row('c7'), State: 'paused' });
    containers.delete('c8');
    containers.set('new', row('new', 'shop'));
    for (const [action, id] of [
      ['pause', 'c7'],
      ['destroy', 'c8'],
      ['create', 'new'],
      ['start', 'new'],
    ] as const)
      happens(action, id);
    happens('exec_start: sh', 'c9');
    await soon(() => live.rows.has('project/shop'));
    assert.equal(live.rows.get('container/c7')?.state, 'paused');
    assert.equal(live.rows.has('container/c8'), false);
    assert.equal(live.rows.get('container/new')?.parent, 'project/shop');
    assert.deepEqual(asked, [null, JSON.stringify({ id: ['c7', 'c8', 'new'] })]);
    containers.delete('new');
    happens('destroy', 'new');
    await soon(() => !live.rows.has('project/shop'));
    live.stop();
    assert.equal(((await live.ended) as Error).name, 'AbortError');
  });

  it('asks again while the list is behind the event, and tells of a kill for memory', async () => {
    containers.set('a', row('a'));
    const live = await follow('container');
    happens('oom', 'a');
    happens('die', 'a');
    await soon(() => asked.length >= 3);
    containers.set('a', { ...row('a'), State: 'exited', Status: 'Exited (137) 1 second ago' });
    await soon(() => live.rows.get('container/a')?.state === 'exited');
    assert.equal(live.rows.get('container/a')?.health, 'failed');
    assert.match(live.rows.get('container/a')?.trouble?.why.en ?? '', /more memory than its limit/);
    const before = asked.length;
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(asked.length, before);
    live.stop();
  });

  it('has one stream for all who follow, and none when the last has gone', async () => {
    const one = await follow('container');
    const other = await follow('image');
    assert.equal(streams, 1);
    one.stop();
    await one.ended;
    assert.equal(events?.closed, false);
    other.stop();
    await soon(() => events?.closed === true);
    const again = await follow('image');
    assert.equal(streams, 2);
    events.end();
    assert.equal(await again.ended, undefined);
  });
});

async function soon(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 5000; !holds();) {
    if (Date.now() > end) throw new Error(`this never came to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

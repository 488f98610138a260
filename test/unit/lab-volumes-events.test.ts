import assert from 'node:assert/strict';
import { createEvents, type Events } from '../../src/lab/docker/events/room';
import { createSystem } from '../../src/lab/docker/system/room';
import { createVolumes } from '../../src/lab/docker/volumes/room';
import { ApiError, type Call, type Route } from '../../src/lab/http/call';
import { createRouter } from '../../src/lab/http/router';
import { Clock } from '../../src/lab/kernel/clock';
import { forgetful, type Keeper, type Kept } from '../../src/lab/state/keeper';

const start = Date.parse('2026-03-01T12:00:00Z');

function frozen(): Clock {
  const clock = new Clock(() => start);
  clock.freeze();
  return clock;
}

type Told = { status: number; body?: unknown; text: string; done: Promise<void> };

/** Asks a route; `read` is called before each piece of a stream is taken. */
async function ask(
  routes: readonly Route[],
  method: string,
  url: string,
  {
    body,
    gone = new AbortController().signal,
    read = () => Promise.resolve(),
  }: { body?: unknown; gone?: AbortSignal; read?: () => Promise<void> } = {},
): Promise<Told> {
  const { pathname, searchParams } = new URL(url, 'http://lab');
  const match = createRouter(routes)(method, pathname);
  assert.ok(match, url);
  const told: Told = { status: 0, text: '', done: Promise.resolve() };
  const call = {
    method,
    params: match.params,
    query: searchParams,
    version: [1, 45],
    gone,
    json: () => Promise.resolve(body),
    reply: (status: number, value?: unknown) => Object.assign(told, { status, body: value }),
    send: (status: number, text: string) => Object.assign(told, { status, text }),
    stream: () => {
      told.status = 200;
      return {
        write: async (chunk: string) => {
          await read();
          told.text += chunk;
        },
        end: () => undefined,
      };
    },
  } as unknown as Call;
  const work = Promise.resolve().then(() => match.route.run(call));
  told.done = work.catch((error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
    Object.assign(told, { status: error.status, body: error.message });
  });
  await new Promise((resolve) => setImmediate(resolve));
  return told;
}

const filters = (value: object) => `filters=${encodeURIComponent(JSON.stringify(value))}`;

describe('events of the practice lab', () => {
  const fill = (events: Events) => {
    const Attributes = { name: 'web', image: 'nginx:1.30-alpine', 'tutor.exercise': 'x' };
    events.emit('container', 'create', { ID: 'c1', Attributes });
    events.emit('container', 'exec_create: sh -c ls', { ID: 'c1', Attributes });
    events.emit('network', 'connect', { ID: 'n1', Attributes: { container: 'c1', name: 'bridge', type: 'bridge' } });
    events.emit('image', 'tag', { ID: 'sha256:1', Attributes: { name: 'nginx:latest' } });
  };

  it('replays what it keeps, filtered, and ends at `until`', async () => {
    const clock = frozen();
    const events = createEvents(clock);
    fill(events);
    const seconds = start / 1000;
    const seen = async (query: string) => {
      const told = await ask(events.routes, 'GET', `/events?since=${seconds}&until=${seconds}.5&${query}`);
      await clock.advance(600);
      await told.done;
      return told.text
        .split('\n')
        .filter(Boolean)
        .map((line) => (JSON.parse(line) as { Action: string }).Action);
    };
    assert.deepEqual(await seen(''), ['create', 'exec_create: sh -c ls', 'connect', 'tag']);
    assert.deepEqual(await seen(filters({ container: ['we'] })), ['create', 'exec_create: sh -c ls']);
    assert.deepEqual(await seen(filters({ event: { exec_create: true } })), ['exec_create: sh -c ls']);
    assert.deepEqual(await seen(filters({ image: ['nginx'] })), ['create', 'exec_create: sh -c ls', 'tag']);
    assert.deepEqual(await seen(filters({ label: ['tutor.exercise=x'], event: ['create'] })), ['create']);
    assert.deepEqual(await seen(filters({ type: ['network', 'image'] })), ['connect', 'tag']);
    const told = await ask(events.routes, 'GET', '/events?since=5&until=2');
    await told.done;
    assert.deepEqual([told.status, told.body], [400, '`since` time (5) cannot be after `until` time (2)']);
    const wrong = await ask(events.routes, 'GET', '/events?since=abc');
    await wrong.done;
    assert.deepEqual([wrong.status, wrong.body], [500, 'strconv.ParseInt: parsing "abc": invalid syntax']);
  });

  it('tells live events in the old and the new form, and drops a reader who does not read', async () => {
    const events = createEvents(frozen());
    let release = (): void => undefined;
    const stuck = new Promise<void>((resolve) => (release = resolve));
    const slow = await ask(events.routes, 'GET', '/events', { read: () => stuck });
    const client = new AbortController();
    const live = await ask(events.routes, 'GET', '/events', { gone: client.signal });
    fill(events);
    await new Promise((resolve) => setImmediate(resolve));
    assert.match(
      live.text.split('\n')[0] ?? '',
      /^{"status":"create","id":"c1","from":"nginx:1.30-alpine","Type":"container","Action":"create","Actor":{"ID":"c1","Attributes":{"image":"nginx:1.30-alpine","name":"web","tutor.exercise":"x"}},"scope":"local","time":1772366400,"timeNano":17723664000000000\d\d}$/,
    );
    for (let index = 0; index < 3000; index++) events.emit('volume', 'create', { ID: String(index), Attributes: {} });
    release();
    await slow.done;
    assert.ok(slow.text.split('\n').length < 10);
    client.abort();
    await live.done;
    assert.equal(events.listeners(), 0);
  });
});

describe('volumes of the practice lab', () => {
  it('creates, lists, refuses and prunes as dockerd does', async () => {
    const events = createEvents(frozen());
    const told: string[] = [];
    events.subscribe(({ Action, Actor }) => told.push(`${Action} ${Actor.Attributes['container'] ?? ''}`.trim()));
    const room = createVolumes({ clock: frozen(), events, keeper: forgetful });
    const on = async (method: string, url: string, body?: unknown) => {
      const answer = await ask(room.routes, method, url, { body });
      await answer.done;
      return [answer.status, answer.body];
    };
    const shown = {
      CreatedAt: '2026-03-01T12:00:00Z',
      Driver: 'local',
      Labels: { a: 'b' },
      Mountpoint: '/var/lib/docker/volumes/data/_data',
      Name: 'data',
      Options: null,
      Scope: 'local',
    };
    assert.deepEqual(await on('POST', '/volumes/create', { Name: 'data', Labels: { a: 'b' } }), [201, shown]);
    assert.deepEqual(await on('GET', `/volumes?${filters({ name: ['^da'] })}`), [
      200,
      { Volumes: [shown], Warnings: null },
    ]);
    assert.match(
      String((await on('POST', '/volumes/create', { Name: 'x y' }))[1]),
      /^create x y: "x y" includes invalid characters for a local volume name, only/,
    );
    assert.deepEqual(await on('POST', '/volumes/create', { Name: 'x1', DriverOpts: { type: 'tmpfs' } }), [
      400,
      'create x1: missing required option: "device"',
    ]);
    assert.deepEqual(await on('POST', '/volumes/create', { Name: 5 }), [
      400,
      'invalid JSON: json: cannot unmarshal number into Go struct field CreateOptions.Name of type string',
    ]);
    const { name } = await room.ensure(undefined);
    assert.match(name, /^[0-9a-f]{64}$/);
    room.use('data', 'c1', '/data', true);
    room.mounted('c1', true);
    assert.deepEqual(await on('DELETE', '/volumes/data?force=1'), [409, 'remove data: volume is in use - [c1]']);
    room.release('c1');
    assert.deepEqual(await on('POST', '/volumes/prune'), [200, { VolumesDeleted: [name], SpaceReclaimed: 0 }]);
    assert.deepEqual(await on('DELETE', '/volumes/data'), [204, undefined]);
    assert.deepEqual(await on('DELETE', '/volumes/data'), [404, 'get data: no such volume']);
    assert.deepEqual(told, ['create', 'create', 'mount c1', 'unmount c1', 'destroy', 'prune', 'destroy']);
  });

  it('keeps content over a restart', async () => {
    const values = new Map<string, () => Kept | Promise<Kept>>();
    const keeper: Keeper = {
      load: () => new Map([...values].map(([id, value]) => [id, value() as Kept])),
      put: (_kind, id, value) => void values.set(id, value),
      drop: (_kind, id) => void values.delete(id),
      flush: () => Promise.resolve(),
    };
    const make = () => createVolumes({ clock: frozen(), events: createEvents(frozen()), keeper });
    const { tree } = await make().ensure('data');
    const create = { mode: 0o644, uid: 0, gid: 0, mtime: start };
    await tree.write(['note'], Buffer.from('kept'), { append: false, create });
    const after = make();
    await after.restore();
    assert.equal(String(await after.find('data')?.tree.read(['note'])), 'kept');
    assert.deepEqual(((await after.usage())[0] as { UsageData: object }).UsageData, { RefCount: 0, Size: 4 });
  });
});

describe('the system endpoints of the practice lab', () => {
  it('says that it is a lab, counts, and is in no swarm', async () => {
    const none = () => [];
    const { routes } = createSystem({
      clock: frozen(),
      keeper: forgetful,
      containers: () => ({
        all: () => [{ state: 'running' }, { state: 'exited' }] as never,
        find: () => undefined,
        require: () => undefined as never,
      }),
      imageCount: () => 3,
      eventListeners: () => 0,
      diskUsage: { layersSize: () => 7, images: none, containers: none, volumes: none, buildCache: none },
    });
    const info = (await ask(routes, 'GET', '/info')).body as Record<string, unknown>;
    assert.deepEqual(
      [info['Containers'], info['ContainersRunning'], info['ContainersStopped'], info['Images'], info['Name']],
      [2, 1, 1, 3, 'tutor-lab'],
    );
    assert.equal((await ask(routes, 'GET', '/_ping')).text, 'OK');
    const swarm = await ask(routes, 'GET', '/services');
    await swarm.done;
    assert.equal(swarm.status, 503);
    const usage = await ask(routes, 'GET', '/system/df?type=image');
    await usage.done;
    assert.deepEqual(usage.body, { LayersSize: 7, Images: [], Containers: null, Volumes: null, BuildCache: null });
    const login = await ask(routes, 'POST', '/auth', { body: { username: 'a', password: 'b' } });
    await login.done;
    assert.deepEqual(
      [login.status, String(login.body).slice(-43)],
      [401, ' unauthorized: incorrect username or password'.slice(-43)],
    );
  });
});

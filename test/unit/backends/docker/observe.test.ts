import assert from 'node:assert/strict';
import { DockerClient } from '../../../../src/backends/docker/client';
import { clockOf } from '../../../../src/backends/docker/clock';
import { toEvent } from '../../../../src/backends/docker/events';
import { dockerObservers, nameOf } from '../../../../src/backends/docker/observe';
import type { EventLog, Scene } from '../../../../src/core/course/check';
import { versionAnswer } from '../../../../src/lab/docker/system/facts';
import { littleEngine, never, recorded, recordedJson, surroundingsOf, type Answer, type LittleEngine } from './engine';

const scene: Scene = { exercise: 'docker-two-webs', folder: '/', since: Date.parse('2026-11-21T09:00:00Z') };

describe('looking at an engine', () => {
  let engine: LittleEngine | undefined;
  const looking = async (answer: Answer, version?: string) => {
    engine = await littleEngine(answer, version);
    const { surroundings } = engine;
    return dockerObservers(new DockerClient({ surroundings: () => surroundings }));
  };
  afterEach(async () => {
    await engine?.close();
    engine = undefined;
  });

  it('tells what it is', async () => {
    const observers = await looking(() => recordedJson('engine-26.1', 'version.json'), '1.45');
    assert.deepEqual(await observers.engine({ source: 'engine' }, scene, never), {
      state: 'found',
      value: { apiVersion: '1.45', name: 'Docker Engine 26.1.5+dfsg1' },
    });
    assert.deepEqual(engine?.asked, ['GET /_ping', 'GET /v1.45/version']);
  });

  it('knows the practice lab', async () => {
    const observers = await looking(() => versionAnswer, '1.45');
    assert.deepEqual(await observers.engine({ source: 'engine' }, scene, never), {
      state: 'found',
      value: { apiVersion: '1.45', name: 'Cloud Native Tutor practice lab 26.1.5', lab: true },
    });
  });

  it('calls other engines by their names', () => {
    assert.equal(nameOf({ Platform: { Name: 'Docker Desktop' }, Version: '4' }), 'Docker Desktop 4');
    assert.equal(nameOf({ Components: [{ Name: 'Podman Engine' }], Version: '5.0' }), 'Podman Engine 5.0');
    assert.equal(nameOf({}), 'Docker Engine');
  });

  it('lists all containers, stopped ones too', async () => {
    const observers = await looking(({ path, query }) =>
      path === '/containers/json' && query.get('all') === 'true' ? [] : undefined,
    );
    const found = await observers.containers({ source: 'containers' }, scene, never);
    assert.deepEqual(found, { state: 'found', value: [] });
  });

  it('finds a container and an image, or certainly none', async () => {
    const observers = await looking(({ path }) =>
      path === '/containers/web/json'
        ? { Id: '1' }
        : path === '/images/127.0.0.1:5001/tutor/web:1/json'
          ? { Id: '2' }
          : undefined,
    );
    const container = (name: string) => observers.container({ source: 'container', name }, scene, never);
    const image = (name: string) => observers.image({ source: 'image', name }, scene, never);
    assert.deepEqual(await container('web'), { state: 'found', value: { Id: '1' } });
    assert.deepEqual(await container('none'), { state: 'absent' });
    assert.deepEqual(await image('127.0.0.1:5001/tutor/web:1'), { state: 'found', value: { Id: '2' } });
    assert.deepEqual(await image('none'), { state: 'absent' });
  });

  it('never takes a failure for nothing', async () => {
    const client = new DockerClient({ surroundings: () => surroundingsOf('unix:///nowhere.sock') });
    const observers = dockerObservers(client);
    for (const found of [
      await observers.engine({ source: 'engine' }, scene, never),
      await observers.containers({ source: 'containers' }, scene, never),
      await observers.container({ source: 'container', name: 'x' }, scene, never),
      await observers.logs({ source: 'logs', name: 'x' }, scene, never),
      await observers.image({ source: 'image', name: 'x' }, scene, never),
      await observers.events({ source: 'events' }, scene, never),
    ]) {
      assert.equal(found.state === 'unknown' && found.error.code, 'docker-not-installed');
    }
  });

  it('is no observation when nobody waits for it any more', async () => {
    const observers = await looking(() => new Promise(() => undefined));
    const controller = new AbortController();
    const found = observers.containers({ source: 'containers' }, scene, controller.signal);
    setTimeout(() => controller.abort(), 20);
    await assert.rejects(found, { name: 'AbortError' });
  });

  describe('logs', () => {
    const logs = (file: string, log: Buffer | Promise<Buffer>) =>
      looking(({ path }) => (path.endsWith('/logs') ? log : recordedJson('engine-20.10', file)));
    const read = async (observers: Awaited<ReturnType<typeof logs>>) => {
      const found = await observers.logs({ source: 'logs', name: 'x' }, scene, never);
      return found.state === 'found' ? found.value : found;
    };

    it('are taken apart where there is no terminal', async () => {
      assert.equal(
        await read(await logs('speaking.json', recorded('engine-20.10', 'speaking.log'))),
        'out\nmore\n错误\n',
      );
    });

    it('are text where there is a terminal', async () => {
      assert.equal(await read(await logs('terminal.json', recorded('engine-20.10', 'terminal.log'))), 'out\r\nerr\r\n');
    });

    it('are the last MiB of a long one, without half a character', async () => {
      const text = (await read(await logs('terminal.json', Buffer.from('误'.repeat(1_000_000))))) as string;
      assert.ok(Buffer.byteLength(text) <= 1024 * 1024 && Buffer.byteLength(text) > 1024 * 1024 - 4);
      assert.match(text, /^误+$/);
    });

    it('are asked for from their end, so that a log of any size is read quickly', async () => {
      const asked: (string | null)[] = [];
      const observers = await looking(({ path, query }) => {
        if (!path.endsWith('/logs')) return recordedJson('engine-20.10', 'speaking.json');
        asked.push(query.get('tail'));
        return recorded('engine-20.10', 'speaking.log');
      });
      await read(observers);
      assert.deepEqual(asked, ['100000']);
    });

    it('that end in the middle of a frame are unknown', async () => {
      const found = await read(
        await logs('speaking.json', (await recorded('engine-20.10', 'speaking.log')).subarray(0, 14)),
      );
      assert.equal((found as { error?: { code: string } }).error?.code, 'docker-connection-lost');
    });

    it('that are no frames are unknown', async () => {
      const found = await read(await logs('speaking.json', Buffer.from('{"message": "from a proxy"}')));
      assert.equal((found as { error?: { code: string } }).error?.code, 'docker-connection-lost');
    });
  });

  describe('events', () => {
    const told = '2026-11-21T10:00:00.123456789Z';
    const events = async (answer: (query: URLSearchParams) => unknown) => {
      const observers = await looking(({ path, query }) => (path === '/info' ? { SystemTime: told } : answer(query)));
      const found = await observers.events({ source: 'events' }, scene, never);
      assert.equal(found.state, 'found');
      return found.value as EventLog;
    };

    it('are those since the exercise began, by the clock of the engine', async () => {
      let asked = new URLSearchParams();
      const log = await events((query) => {
        asked = query;
        return recorded('engine-20.10', 'events.jsonl');
      });
      const ahead = Date.parse(told) - Date.now();
      assert.ok(Math.abs(Number(asked.get('since')) * 1000 - Math.min(scene.since + ahead, Date.parse(told))) < 2000);
      assert.ok(Math.abs(Number(asked.get('until')) * 1000 - Date.parse(told)) < 10);
      assert.equal(asked.get('filters'), null);
      assert.equal(log.complete, true);
      const rename = log.events.find(({ Action }) => Action === 'rename');
      assert.equal(rename?.Actor.Attributes['oldName'], '/done');
    });

    it('are not all when the engine has no more room', async () => {
      const line = '{"Type":"container","Action":"start","Actor":{"ID":"1","Attributes":{}},"timeNano":1}\n';
      assert.equal((await events(() => Buffer.from(line.repeat(255)))).complete, true);
      await engine?.close();
      assert.equal((await events(() => Buffer.from(line.repeat(256)))).complete, false);
    });

    it('may be none', async () => {
      assert.deepEqual(await events(() => Buffer.from('')), { events: [], complete: true });
    });

    it('are the same from engines that send less', async () => {
      const [start] = (await recorded('engine-29-shape', 'events.jsonl')).toString().split('\n');
      assert.deepEqual(toEvent(JSON.parse(start ?? '') as never), {
        Type: 'container',
        Action: 'start',
        Actor: {
          ID: 'aa11000000000000000000000000000000000000000000000000000000000001',
          Attributes: { image: 'nginx:1.30-alpine', name: 'web', 'tutor.exercise': 'docker-two-webs' },
        },
        timeNano: 1763700000123456789,
      });
    });

    it('that are garbled are unknown', async () => {
      const observers = await looking(({ path }) => (path === '/info' ? {} : Buffer.from('{"Type":\n{}')));
      const found = await observers.events({ source: 'events' }, scene, never);
      assert.equal(found.state === 'unknown' && found.error.code, 'docker-connection-lost');
    });
  });

  describe('the clock of the engine', () => {
    it('is ours when it may be', () => {
      const clock = clockOf('1970-01-01T00:00:01.500Z', 1400, 1600);
      assert.deepEqual([clock.now, clock.toEngine(1000)], [1600, 1000]);
    });

    it('may be ahead or behind', () => {
      assert.equal(clockOf('1970-01-01T00:01:00Z', 1000, 1010).toEngine(500), 500 + 60_000 - 1005);
      assert.equal(clockOf('1970-01-01T00:00:01Z', 60_000, 60_010).toEngine(50_000), 50_000 + 1000 - 60_005);
    });

    it('is taken for ours when it is not told', () => {
      for (const untold of [undefined, '', 'now']) assert.equal(clockOf(untold, 1, 2).toEngine(1), 1);
    });
  });
});

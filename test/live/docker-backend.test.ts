import assert from 'node:assert/strict';
import type { DockerBackend } from '../../src/backends/docker';
import type { EngineEvent, EventLog, Observation, Scene } from '../../src/core/course/check';
import type { Exercise } from '../../src/core/course/lesson';
import { UserError } from '../../src/core/errors';
import type { Resource } from '../../src/core/resources/resource';
import type { VerbId } from '../../src/core/resources/verb-names';
import { stageOn, type Stage } from './docker-stage';
import { liveEngine, type LiveEngine } from './engine';

const signal = new AbortController().signal;
const exercise = { id: 'backend-live' } as Exercise;
const marked = ['--label', 'tutor.exercise=backend-live'];
const labelled = ['--label', 'tutor.test=backend'];

describe('the Docker backend on a real engine', function () {
  this.timeout(120_000);
  let engine: LiveEngine;
  let backend: DockerBackend;
  let stage: Stage;
  let scene: Scene;

  before(async function () {
    this.timeout(600_000);
    engine = await liveEngine();
  });
  beforeEach(async () => {
    stage = await stageOn(engine.env);
    backend = stage.backend;
    scene = { exercise: exercise.id, folder: '/', since: Date.now() };
  });
  afterEach(async () => {
    backend.dispose();
    const left = await engine.docker('ps', '-aq', '--filter', 'label=tutor.test=backend');
    if (left !== '') await engine.docker('rm', '-f', '-v', ...left.split('\n'));
  });

  const run = (name: string, ...rest: readonly string[]) =>
    engine.docker('run', '-d', '--name', name, ...labelled, ...rest);
  const listed = (name: string): Promise<Resource | undefined> => stage.named('container', name);
  const act = async (id: VerbId, name: string) => {
    const resource = await listed(name);
    assert.ok(resource);
    await stage.act(id, resource);
  };
  const logs = async (name: string, until: AbortSignal): Promise<AsyncIterable<string>> => {
    const resource = await listed(name);
    assert.ok(resource);
    const { outcome } = await stage.act('logs', resource);
    assert.ok(outcome?.show === 'stream');
    return outcome.read(until);
  };

  it('knows the engine', async () => {
    const found = await backend.observers.engine({ source: 'engine' }, scene, signal);
    const version = await engine.docker('version', '--format', '{{.Server.Version}} {{.Server.APIVersion}}');
    assert.deepEqual(valueOf(found), {
      name: `Docker Engine ${version.split(' ')[0] ?? ''}`,
      apiVersion: version.split(' ')[1],
    });
  });

  it('lists containers, and starts, stops and removes them', async () => {
    await run('be-web', '-p', '127.0.0.1:8094:80', 'nginx:1.30-alpine');
    assert.equal((await listed('be-web'))?.summary.en, 'running · 127.0.0.1:8094→80 · nginx:1.30-alpine');
    // A SIGQUIT that comes before nginx has its handler is lost, and stop ends with 137 after its ten seconds.
    await soon(() =>
      fetch('http://127.0.0.1:8094').then(
        (answer) => answer.ok,
        () => false,
      ),
    );
    await act('stop', 'be-web');
    // The engine's list may be a moment behind what it has done.
    await soon(async () => (await listed('be-web'))?.state === 'exited');
    assert.deepEqual(pick(await listed('be-web')), ['exited', 'stopped', 'exited (code 0) · nginx:1.30-alpine']);
    await act('start', 'be-web');
    await soon(async () => (await listed('be-web'))?.state === 'running');
    assert.deepEqual(pick(await listed('be-web')), [
      'running',
      'running',
      'running · 127.0.0.1:8094→80 · nginx:1.30-alpine',
    ]);
    const resource = await listed('be-web');
    await act('remove', 'be-web');
    await soon(async () => (await listed('be-web')) === undefined);
    assert.ok(resource);
    await stage.act('remove', resource);
  });

  it('says in the words of the engine why something cannot be done', async () => {
    await engine.docker('create', '--name', 'be-port-1', ...labelled, '-p', '127.0.0.1:8094:80', 'nginx:1.30-alpine');
    await run('be-port-2', '-p', '127.0.0.1:8094:80', 'nginx:1.30-alpine');
    await assert.rejects(act('start', 'be-port-1'), (error) => {
      assert.ok(error instanceof UserError);
      assert.equal(error.code, 'docker-refused');
      assert.match(error.message, /port is already allocated|address already in use/);
      return true;
    });
  });

  it('reads what a container wrote, with and without a terminal', async () => {
    const program = ['busybox:1.37', 'sh', '-c', 'echo 出; sleep 0.3; echo err >&2'];
    await run('be-pipe', ...program);
    await run('be-tty', '-t', ...program);
    await engine.docker('wait', 'be-pipe', 'be-tty');
    const read = async (name: string) => valueOf(await backend.observers.logs({ source: 'logs', name }, scene, signal));
    assert.equal(await read('be-pipe'), '出\nerr\n');
    assert.equal(await read('be-tty'), '出\r\nerr\r\n');
  });

  it('reads no more than the end of a log of 30 MB', async () => {
    await run('be-flood', 'busybox:1.37', 'sh', '-c', 'seq 1 4000000');
    await engine.docker('wait', 'be-flood');
    const text = String(valueOf(await backend.observers.logs({ source: 'logs', name: 'be-flood' }, scene, signal)));
    assert.ok(text.endsWith('3999999\n4000000\n'));
    assert.ok(text.length <= 1024 * 1024);
  });

  it('follows what a container writes until it ends', async () => {
    await run('be-talk', 'busybox:1.37', 'sh', '-c', 'for i in 1 2 3; do echo $i; sleep 0.2; done');
    let text = '';
    for await (const piece of await logs('be-talk', signal)) text += piece;
    assert.equal(text, '1\n2\n3\n');
  });

  it('leaves a log that nobody follows any more', async () => {
    await run('be-quiet', 'busybox:1.37', 'sleep', '600');
    const controller = new AbortController();
    const quiet = await logs('be-quiet', controller.signal);
    setTimeout(() => {
      controller.abort();
    }, 200);
    await assert.rejects(
      async () => {
        for await (const piece of quiet) assert.fail(piece);
      },
      { name: 'AbortError' },
    );
  });

  it('sees containers and images, and for certain when they are not there', async () => {
    await run('be-look', 'busybox:1.37', 'sleep', '600');
    const { container, image } = backend.observers;
    const state = async (looking: Promise<Observation>) => (await looking).state;
    assert.equal(await state(container({ source: 'container', name: 'be-look' }, scene, signal)), 'found');
    assert.equal(await state(container({ source: 'container', name: 'be-none' }, scene, signal)), 'absent');
    assert.equal(await state(image({ source: 'image', name: 'busybox:1.37' }, scene, signal)), 'found');
    assert.equal(await state(image({ source: 'image', name: 'tutor/none:1' }, scene, signal)), 'absent');
  });

  describe('events', () => {
    const actionsOf = (events: readonly EngineEvent[]) =>
      events.filter(({ Actor }) => Actor.Attributes['name'] === 'be-events').map(({ Action }) => Action);

    it('since a moment are all that happened since then', async () => {
      await run('be-events', ...marked, 'busybox:1.37', 'sleep', '600');
      await engine.docker('rm', '-f', 'be-events');
      await new Promise((resolve) => setTimeout(resolve, 50));
      const since = Date.now();
      await run('be-events', ...marked, 'busybox:1.37', 'true');
      await engine.docker('wait', 'be-events');
      await engine.docker('rename', 'be-events', 'be-renamed');
      const log = valueOf(
        await backend.observers.events({ source: 'events' }, { ...scene, since }, signal),
      ) as EventLog;
      assert.equal(log.complete, true);
      assert.deepEqual(
        actionsOf(log.events),
        ['create', 'attach', 'start', 'die'].filter((one) => one !== 'attach'),
      );
      assert.ok(
        log.events.some(({ Action, Actor }) => Action === 'rename' && Actor.Attributes['oldName'] === '/be-events'),
      );
      assert.ok(log.events.some(({ Actor }) => Actor.Attributes['tutor.exercise'] === exercise.id));
    });

    it('are not all after more than the engine remembers', async () => {
      await run('be-events', 'busybox:1.37', 'sleep', '600');
      for (let at = 0; at < 65; at += 1) {
        await Promise.all([1, 2].map(() => engine.docker('exec', 'be-events', 'true')));
      }
      const log = valueOf(await backend.observers.events({ source: 'events' }, scene, signal)) as EventLog;
      assert.equal(log.complete, false);
    });

    it('are listened to: those that the engine remembers first, then each as it happens', async () => {
      await run('be-events', 'busybox:1.37', 'sleep', '600');
      const controller = new AbortController();
      const seen: string[] = [];
      const listening = (async () => {
        for await (const event of backend.listen(scene.since, controller.signal)) seen.push(...actionsOf([event]));
      })();
      await soon(() => seen.includes('start'));
      await engine.docker('pause', 'be-events');
      await soon(() => seen.includes('pause'));
      controller.abort();
      await assert.rejects(listening, { name: 'AbortError' });
      await engine.docker('unpause', 'be-events');
    });
  });

  it('survives an engine that is killed in the middle of a log, and finds it again', async () => {
    await run('be-cut', 'nginx:1.30-alpine');
    await run('be-ticking', '--init', 'busybox:1.37', 'sh', '-c', 'while sleep 0.1; do echo tick; done');
    const ticking = await logs('be-ticking', signal);
    let pieces = 0;
    const following = (async () => {
      for await (const piece of ticking) pieces += piece.length;
    })();
    const outcome = following.catch((error: unknown) => error);
    try {
      await soon(() => pieces > 0);
      await engine.kill();
      const error = await outcome;
      assert.ok(error instanceof UserError);
      assert.equal(error.code, 'docker-connection-lost');
      // In the moment of its death an engine may still cut a connection; then nobody answers any more.
      const codes: string[] = [];
      await soon(async () => {
        const refused: unknown = await stage.all('container').catch((reason: unknown) => reason);
        assert.ok(refused instanceof UserError);
        codes.push(refused.code);
        return refused.code === 'docker-not-running';
      });
      assert.deepEqual(
        codes.filter((code) => code !== 'docker-connection-lost'),
        ['docker-not-running'],
      );
    } finally {
      await engine.start();
    }
    assert.equal((await listed('be-cut'))?.state, 'exited');
  });
});

function valueOf(found: Observation): unknown {
  if (found.state === 'unknown') throw found.error;
  assert.equal(found.state, 'found');
  return found.value;
}

function pick(resource: Resource | undefined) {
  return [resource?.state, resource?.health, resource?.summary.en];
}

async function soon(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 5000; !(await holds());) {
    if (Date.now() > end) throw new Error(`this never came to hold: ${holds.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

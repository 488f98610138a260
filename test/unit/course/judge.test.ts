import assert from 'node:assert/strict';
import { exerciseOf } from '../../catalog';
import { checkExercise } from '../../../src/core/course/run';
import { check, never, one, scene, testClock, told, webContainer, World } from './world';

const webs = exerciseOf('docker-two-webs');
const stock = '<h1>Welcome to nginx!</h1>';

/** The right answer to docker-two-webs. */
function rightWebs(): World {
  return new World()
    .put({ source: 'container', name: 'tutor-web1' }, webContainer(webs.id, '8081'))
    .put({ source: 'container', name: 'tutor-web2' }, webContainer(webs.id, '8082'))
    .put({ source: 'http', port: 8081, path: '/' }, { status: 200, body: 'tutor-page' })
    .put({ source: 'http', port: 8082, path: '/' }, { status: 200, body: stock })
    .put({ source: 'file', path: 'original.html', as: 'text' }, stock);
}

describe('judge: docker-two-webs', () => {
  it('passes the right answer', async () => {
    const result = await check(webs, rightWebs());
    assert.deepEqual(told(result), {});
    assert.equal(result.verdict.verdict, 'pass');
  });

  it('accepts an image behind a mirror and a port published on every address', async () => {
    const changes = {
      Config: { Image: 'mirror.example:5000/library/nginx:1', Labels: { 'tutor.exercise': webs.id } },
      NetworkSettings: { Ports: { '80/tcp': [{ HostIp: '0.0.0.0', HostPort: '8081' }] } },
    };
    const probe = { source: 'container', name: 'tutor-web1' } as const;
    const result = await check(webs, rightWebs().put(probe, webContainer(webs.id, '8081', changes)));
    assert.equal(result.verdict.verdict, 'pass');
  });

  it('says what is open when nothing was done', async () => {
    const result = await check(
      webs,
      new World().put({ source: 'http', port: 8081, path: '/' }, { failure: 'refused' }),
    );
    assert.equal(result.verdict.verdict, 'fail');
    assert.equal(told(result)['web1'], 'container-absent');
    assert.equal(told(result)['one-image'], 'too-early');
    assert.equal(told(result)['changed'], 'nothing-listens');
    assert.equal(told(result)['copy-out'], 'file-absent');
  });

  const wrong: readonly [string, Record<string, unknown>, string][] = [
    [
      'ports swapped',
      {
        HostConfig: { PortBindings: { '8081/tcp': [{ HostPort: '80' }] } },
        NetworkSettings: { Ports: { '8081/tcp': [{ HostPort: '80' }] } },
      },
      'swapped',
    ],
    [
      '-P',
      {
        HostConfig: { PublishAllPorts: true, PortBindings: {} },
        NetworkSettings: { Ports: { '80/tcp': [{ HostPort: '32768' }] } },
      },
      'chosen-by-docker',
    ],
    ['no -p', { HostConfig: { PortBindings: {} }, NetworkSettings: { Ports: { '80/tcp': null } } }, 'not-published'],
    ['another port', { NetworkSettings: { Ports: { '80/tcp': [{ HostPort: '9000' }] } } }, 'plain'],
    ['another image', { Config: { Image: 'httpd:2.4', Labels: { 'tutor.exercise': webs.id } } }, 'other-image'],
    ['no label', { Config: { Image: 'nginx', Labels: null } }, 'own'],
    ['paused', { State: { Status: 'paused' } }, 'paused'],
    ['ended', { State: { Status: 'exited', ExitCode: 0 } }, 'first-process-ended'],
    ['killed', { State: { Status: 'exited', ExitCode: 137 } }, 'killed'],
    ['out of memory', { State: { Status: 'exited', ExitCode: 137, OOMKilled: true } }, 'out-of-memory'],
    ['failed', { State: { Status: 'exited', ExitCode: 1 } }, 'ended-with-code'],
    ['crashing', { State: { Status: 'restarting', ExitCode: 1 }, RestartCount: 4 }, 'restarting'],
    ['never started', { State: { Status: 'created', ExitCode: 0 } }, 'not-started'],
    [
      'no such command',
      { State: { Status: 'created', ExitCode: 127, Error: 'exec: "x": not found' } },
      'command-not-found',
    ],
    [
      'port taken',
      {
        State: { Status: 'created', ExitCode: 128, Error: 'Bind for 127.0.0.1:8081 failed: port is already allocated' },
      },
      'port-taken',
    ],
  ];
  for (const [name, changes, expected] of wrong) {
    it(`tells what is wrong with web1: ${name}`, async () => {
      const probe = { source: 'container', name: 'tutor-web1' } as const;
      const result = await check(webs, rightWebs().put(probe, webContainer(webs.id, '8081', changes)));
      assert.equal(result.verdict.verdict, 'fail');
      assert.equal(told(result)['web1'], expected);
    });
  }

  it('finds the container that runs under another name', async () => {
    const world = new World()
      .put({ source: 'containers' }, [{ Names: ['/keen_hare'], Image: 'nginx:1.30-alpine', State: 'running' }])
      .put({ source: 'http', port: 8081, path: '/' }, { status: 200, body: stock });
    const web1 = one(await check(webs, world), 'web1');
    assert.equal(web1.verdict, 'fail');
    assert.match(web1.told.text.en, /`docker rename keen_hare tutor-web1`/);
    assert.match(web1.told.text.zh, /`docker rename keen_hare tutor-web1`/);
  });

  it('knows a container that ran with --rm', async () => {
    const result = await check(webs, new World().happen('destroy', 'tutor-web1'));
    assert.equal(told(result)['web1'], 'container-removed');
  });

  it('names both images when they differ', async () => {
    const probe = { source: 'container', name: 'tutor-web2' } as const;
    const result = await check(webs, rightWebs().put(probe, webContainer(webs.id, '8082', { Image: 'sha256:bbbb' })));
    const verdict = one(result, 'one-image');
    assert.equal(verdict.verdict, 'fail');
    assert.equal(verdict.told.text.en, 'They come from two different images: nginx:1.30-alpine and nginx:1.30-alpine.');
  });

  it('is unknown, never fail, when the engine cannot be used', async () => {
    const result = await check(webs, rightWebs().blind({ source: 'engine' }));
    assert.equal(result.verdict.verdict, 'unknown');
    assert.ok(result.verdict.conditions.every((it) => it.verdict === 'unknown'));
    assert.equal(told(result)['web1'], 'docker-not-running');
  });

  it('is unknown when one thing cannot be looked at and the rest holds', async () => {
    const result = await check(webs, rightWebs().blind({ source: 'http', port: 8082, path: '/' }));
    assert.equal(result.verdict.verdict, 'unknown');
    assert.deepEqual(told(result), { untouched: 'docker-not-running' });
  });

  it('does not look at ports of an engine elsewhere', async () => {
    const engine = { apiVersion: '1.41', name: 'far', remoteHost: 'far.example' };
    const result = await check(webs, rightWebs().put({ source: 'engine' }, engine));
    assert.deepEqual(told(result), { changed: 'port-not-local', untouched: 'port-not-local' });
  });

  it('waits at most three seconds for a port that is published and silent', async () => {
    const clock = testClock();
    const world = rightWebs()
      .put({ source: 'containers' }, [
        { Names: ['/tutor-web1'], Image: 'nginx', State: 'running', Ports: [{ PrivatePort: 80, PublicPort: 8081 }] },
      ])
      .put({ source: 'http', port: 8081, path: '/' }, { failure: 'reset' });
    const result = await checkExercise(webs, [], world.observers, scene(webs.id), clock, never);
    assert.equal(clock.slept, 3000);
    assert.deepEqual(told(result), { changed: 'nothing-inside' });
  });

  it('does not wait for what is simply not there', async () => {
    const clock = testClock();
    await checkExercise(webs, [], new World().observers, scene(webs.id), clock, never);
    assert.equal(clock.slept, 0);
  });

  it('stops when it is cancelled', async () => {
    const world = rightWebs()
      .put({ source: 'containers' }, [
        { Names: ['/x'], Image: 'nginx', State: 'running', Ports: [{ PrivatePort: 80, PublicPort: 8081 }] },
      ])
      .put({ source: 'http', port: 8081, path: '/' }, { failure: 'reset' });
    const cancelled = AbortSignal.abort();
    await assert.rejects(checkExercise(webs, [], world.observers, scene(webs.id), testClock(), cancelled), {
      name: 'AbortError',
    });
  });

  it('looks at each thing once', async () => {
    const world = rightWebs();
    assert.equal((await check(webs, world)).engine, 'test');
    assert.equal(world.looks.filter((source) => source === 'engine').length, 1);
    assert.equal(world.looks.filter((source) => source === 'container').length, 2);
    assert.equal(world.looks.filter((source) => source === 'http').length, 2);
  });
});

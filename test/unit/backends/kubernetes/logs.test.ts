import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { newest } from '../../../../src/backends/kubernetes/logs';
import { cluster, kubeconfig, looking } from './cluster';
import { littleServer, Status, unknownBecause, type Asked, type LittleServer } from './server';

const running = { state: { running: { startedAt: '2026-11-21T09:00:00Z' } }, lastState: {} };

function pod(name: string, statuses: readonly object[], metadata: object = {}, more: object = {}) {
  return {
    metadata: { name, creationTimestamp: '2026-11-21T09:00:00Z', ...metadata },
    spec: { containers: [{ name: 'web' }, { name: 'helper' }] },
    status: { containerStatuses: statuses, ...more },
  };
}

describe('the log of a container', function () {
  this.timeout(60_000);
  let folder: string;
  let server: LittleServer | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-kubernetes-'));
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    await rm(folder, { recursive: true, force: true });
  });
  const start = async (answer: (asked: Asked) => unknown) => {
    server = await littleServer(cluster(answer));
    return { server, look: looking({ file: await kubeconfig(folder, server.url) }) };
  };
  const having = (one: object) => start(({ path: asked }) => (/\/log\?/.test(asked) ? 'ready\n' : one));
  const named = { namespace: 'tutor-pods', pod: 'web' } as const;
  const containerOf = (asked: string | undefined) => /[?&]container=([^&]*)/.exec(asked ?? '')?.[1];

  it('of a Pod by name: its first container', async () => {
    const { server, look } = await having(pod('web', [{ name: 'web', ...running }]));
    assert.deepEqual(await look.logs(named), { state: 'found', value: 'ready\n' });
    assert.match(server.asked.at(-1) ?? '', /^GET \/api\/v1\/namespaces\/tutor-pods\/pods\/web\/log\?/);
    assert.equal(containerOf(server.asked.at(-1)), 'web');
    assert.doesNotMatch(server.asked.at(-1) ?? '', /previous|follow/);
  });

  it('of the container that is named, or annotated', async () => {
    const annotations = { 'kubectl.kubernetes.io/default-container': 'helper' };
    const statuses = [
      { name: 'helper', ...running },
      { name: 'web', ...running },
    ];
    const { server, look } = await having(pod('web', statuses, { annotations }));
    await look.logs(named);
    assert.equal(containerOf(server.asked.at(-1)), 'helper');
    await look.logs({ ...named, container: 'web' });
    assert.equal(containerOf(server.asked.at(-1)), 'web');
  });

  it('of the newest Pod that the labels name', async () => {
    const items = [
      pod('web-a', [{ name: 'web', ...running }]),
      pod('web-c', [{ name: 'web', ...running }], { creationTimestamp: '2026-11-21T09:00:05Z' }),
      pod('web-b', [{ name: 'web', ...running }], { creationTimestamp: '2026-11-21T09:00:04Z' }),
    ];
    const { server, look } = await start(({ path: asked }) => (asked.includes('/log?') ? 'hello\n' : { items }));
    assert.deepEqual(await look.logs({ namespace: 'tutor-pods', labels: 'app=web' }), {
      state: 'found',
      value: 'hello\n',
    });
    assert.equal(server.asked.at(-2), 'GET /api/v1/namespaces/tutor-pods/pods?labelSelector=app=web');
    assert.match(server.asked.at(-1) ?? '', /pods\/web-c\/log/);
  });

  it('of the one before, when there was one', async () => {
    const crashed = {
      name: 'web',
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      lastState: { terminated: { exitCode: 1 } },
    };
    const { server, look } = await having(pod('web', [crashed]));
    assert.equal((await look.logs({ ...named, previous: true })).state, 'found');
    assert.match(server.asked.at(-1) ?? '', /previous=true/);
    assert.equal((await look.logs(named)).state, 'found', 'that of the last one that ran');
  });

  const nothing: Readonly<Record<string, object | undefined>> = {
    'no Pod': undefined,
    'a Pod on no node': pod('web', []),
    'a container that has not started': pod('web', [
      { name: 'web', state: { waiting: { reason: 'ContainerCreating' } } },
    ]),
    'another container': pod('web', [{ name: 'sidecar', ...running }]),
  };
  for (const [name, one] of Object.entries(nothing)) {
    it(`there is none of ${name}`, async () => {
      const { server, look } = await start(({ path: asked }) =>
        asked.includes('/log?') ? new Status(400, 'no') : one,
      );
      assert.deepEqual(await look.logs(named), { state: 'absent' });
      assert.deepEqual(await look.logs({ ...named, previous: true }), { state: 'absent' });
      assert.ok(server.asked.every((asked) => !asked.includes('/log?')));
    });
  }

  it('there is none when no Pod has the labels', async () => {
    const { look } = await start(() => ({ items: [] }));
    assert.deepEqual(await look.logs({ namespace: 'tutor-pods', labels: 'app=web' }), { state: 'absent' });
  });

  it('of an init container that has ended', async () => {
    const more = { initContainerStatuses: [{ name: 'first', state: { terminated: { exitCode: 0 } }, lastState: {} }] };
    const { look } = await having(pod('web', [], {}, more));
    assert.equal((await look.logs({ ...named, container: 'first' })).state, 'found');
  });

  it('that the node does not give out cannot be looked at', async () => {
    const { look } = await start(({ path: asked }) =>
      asked.includes('/log?')
        ? new Status(500, { kind: 'Status', message: 'dial tcp 10.0.0.2:10250' })
        : pod('web', [{ name: 'web', ...running }]),
    );
    unknownBecause(await look.logs(named), 'kubernetes-refused', /10250/);
  });

  it('the newest of those made in one second is the last by name', () => {
    assert.deepEqual(newest([pod('a', []), pod('b', [])])?.['metadata'], pod('b', []).metadata);
    assert.equal(newest([]), undefined);
  });
});

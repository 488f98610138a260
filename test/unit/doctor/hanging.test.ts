import assert from 'node:assert/strict';
import * as net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { listening, littleServer, silence } from '../backends/kubernetes/server';
import { Stage } from './stage';

/** Whether a process is there, and not only waiting to be counted. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the doctor, whatever hangs', function () {
  this.timeout(30_000);
  let stage: Stage;
  beforeEach(async () => {
    stage = await Stage.make();
  });
  afterEach(() => stage.close());

  const gone = async (pid: number): Promise<void> => {
    for (let look = 0; look < 100 && isAlive(pid); look += 1) await sleep(50);
    assert.ok(!isAlive(pid), `${pid} was left behind`);
  };

  it('ends programs that do not end, with all that they started, and says so', async () => {
    const kubectl = await stage.program(
      'bin/kubectl',
      "trap '' TERM INT HUP",
      `sh -c 'echo $$ > ${stage.in('child')}; trap "" TERM; while :; do sleep 1; done' &`,
      `echo $$ > ${stage.in('parent')}`,
      'while :; do sleep 1; done',
    );
    const git = await stage.program('bin/git', 'echo git version 2.43.0');
    const PATH = `${stage.in('bin')}:/usr/bin:/bin`;
    const { tools } = await stage.look({ env: { PATH } }, 2_000);
    assert.deepEqual(tools.get('kubectl'), { state: 'late', path: kubectl });
    assert.deepEqual(tools.get('git'), { state: 'told', path: git, output: 'git version 2.43.0\n' });
    for (const name of ['parent', 'child']) await gone(Number(await stage.read(name)));
  });

  it('takes the word of a program that leaves something behind which holds its output open', async () => {
    await stage.program(
      'bin/git',
      `sh -c 'echo $$ > ${stage.in('left')}; sleep 600' &`,
      'sleep 0.2; echo git version 2.43.0',
    );
    const { tools } = await stage.look({ env: { PATH: `${stage.in('bin')}:/usr/bin:/bin` } });
    assert.equal(tools.get('git')?.state, 'told');
    await gone(Number(await stage.read('left')));
  });

  it('waits for no engine, cluster or cloud that is silent', async () => {
    const sockets: net.Socket[] = [];
    const server = await listening(net.createServer((socket) => sockets.push(socket)));
    const http = await littleServer(() => silence);
    await stage.file(
      'home/.kube/config',
      JSON.stringify({
        'current-context': 'a',
        contexts: [{ name: 'a', context: { cluster: 'a' } }],
        clusters: [{ name: 'a', cluster: { server: http.url } }],
      }),
    );
    const env = { DOCKER_HOST: `tcp://127.0.0.1:${server.port}`, OS_AUTH_URL: http.url };
    try {
      const { engines, cluster, cloud } = await stage.look({ env }, 500);
      assert.deepEqual(engines[0]?.seen, { state: 'late' });
      assert.equal(cluster.contexts.state, 'told');
      assert.deepEqual(cluster.server, { state: 'late' });
      assert.equal(cloud.clouds.state, 'told');
      assert.deepEqual(cloud.keystone, { state: 'late' });
    } finally {
      await server.close();
      await http.close();
    }
  });

  it('waits for no setting that never comes', async () => {
    const { engines } = await stage.look({ setting: () => new Promise<string>(() => undefined) }, 300);
    assert.deepEqual(engines[0], { by: 'current', name: '', address: '', seen: { state: 'late' } });
  });
});

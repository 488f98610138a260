import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { kubernetesPlatform } from '../../../../src/backends/kubernetes/platform';
import type { UserError } from '../../../../src/core/errors';
import type { Resource } from '../../../../src/core/resources/resource';
import { Lists } from '../../../../src/features/explorers/lists';
import { faultProxy } from '../fault-proxy';
import { strangeReplies } from '../fault-replies';
import { assertSays, sleep, until, view, type View } from '../fault-stage';
import { failure } from './cluster';
import { littleServer, never, silence, Status } from './server';
import { kubernetesStage, listed, pod, type KubernetesStage } from './stage';

const expired = failure(410, 'Expired', 'The provided continue parameter is too old');
const unauthorized = new Status(401, failure(401, 'Unauthorized', 'Unauthorized'));

describe('streams of a cluster that break', function () {
  this.timeout(30_000);
  let folder: string;
  let stage: KubernetesStage;
  let seen: View | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-faults-'));
    stage = await kubernetesStage();
  });
  afterEach(async () => {
    seen?.leave();
    seen = undefined;
    await stage.close();
    await rm(folder, { recursive: true, force: true });
  });
  const look = async () => {
    const one = (seen = view(stage));
    await one.shows('db', 'web');
    one.forget();
    return one;
  };
  const asked = (what: RegExp) => stage.asked.filter((one) => what.test(one)).length;
  const say = (bytes: string | Buffer) => {
    for (const response of stage.watches) response.write(bytes);
  };

  const readLog = async (resource: Resource | undefined): Promise<AsyncGenerator<string>> => {
    const verb = stage.source.kinds.find(({ id }) => id === 'pod')?.verbs.find(({ id }) => id === 'logs');
    const outcome = resource && (await verb?.run(resource, { how: ['follow'] }, never));
    assert.ok(outcome?.show === 'stream');
    return outcome.read(never) as AsyncGenerator<string>;
  };

  it('a log that is followed when the API server is killed: what came is read, then it says why it ends', async () => {
    const { list } = await look();
    const resource = list.get('pod/default/web');
    const log = await readLog(resource);
    const first = log.next();
    await until(() => stage.logs.size === 1);
    for (const response of stage.logs) response.write(Buffer.from('first 已').subarray(0, -1));
    assert.equal((await first).value, 'first ');
    const next = log.next();
    await stage.proxy.down();
    await assert.rejects(next, (error) => {
      assertSays(error);
      return error.code === 'kubernetes-not-running';
    });
    assert.equal((await log.next()).done, true);
    await stage.proxy.up();
    const again = (await readLog(resource)).next();
    await until(() => stage.logs.size === 1);
    for (const response of stage.logs) response.write('second');
    assert.equal((await again).value, 'second');
  });

  it('a log that is refused with words that are cut', async () => {
    const { list } = await look();
    const log = await readLog(list.get('pod/default/web'));
    stage.proxy.fault = {
      reply: strangeReplies['a shorter body than its length says']?.toString().replace('200', '500') ?? '',
    };
    await assert.rejects(log.next(), (error) => {
      assertSays(error);
      return true;
    });
  });

  for (const [name, watch] of Object.entries({
    'as its status': () => new Status(410, expired),
    'as an event': (response: { write: (text: string) => unknown }) => {
      response.write(`${JSON.stringify({ type: 'ERROR', object: expired })}\n`);
      return silence;
    },
  })) {
    it(`a watch whose version is always too old, ${name}: there are all rows, and it is not asked in haste`, async () => {
      stage.instead = ({ path: given, response }) =>
        given.includes('/pods') && given.includes('watch=1') ? watch(response) : undefined;
      const one = await look();
      const before = stage.asked.length;
      stage.names = ['web', 'third'];
      await one.shows('web', 'third');
      await sleep(3000);
      assert.ok(stage.asked.length - before < 30, `${stage.asked.length - before} questions`);
      assert.deepEqual(one.states, ['ready']);
    });
  }

  it('a page token that is always too old: all are asked for at once', async () => {
    stage.instead = ({ path: given }) => {
      if (!given.includes('/pods?') || given.includes('watch=1')) return undefined;
      if (given.includes('continue=')) return new Status(410, expired);
      return given.includes('limit=') ? listed([pod('db')], { continue: 'next' }) : undefined;
    };
    const one = await look();
    assert.equal(asked(/\/pods\?.*continue=/), 1);
    assert.equal(asked(/GET \/api\/v1\/pods\??$/), 1);
    assert.deepEqual(one.states, ['ready']);
  });

  const garbled: Readonly<Record<string, string | Buffer>> = {
    'no JSON': '{"type":"ADDED","obj\u0000\n',
    'JSON of something else': '["ADDED"]\n',
    'an event without an object': '{"type":"ADDED"}\n',
    'half of a letter': Buffer.concat([Buffer.from('{"type":"'), Buffer.from('已').subarray(0, 2), Buffer.from('\n')]),
    'an error that is none of ours': `${JSON.stringify({ type: 'ERROR', object: failure(500, 'InternalError', 'etcd') })}\n`,
    'a line of 20 MB without end': `{"type":"${'x'.repeat(20_000_000)}`,
  };
  for (const [name, bytes] of Object.entries(garbled)) {
    it(`a watch that says ${name} goes on where it was`, async () => {
      const one = await look();
      await until(() => stage.watches.size === 1);
      stage.names = ['web', 'third'];
      say(bytes);
      await one.shows('web', 'third');
      assert.deepEqual(one.states, ['ready']);
    });
  }

  it('a watch that is cut again and again is told, in a sentence', async () => {
    const one = await look();
    stage.instead = ({ path: given, response }) => {
      if (!given.includes('watch=1')) return undefined;
      response.writeHead(200).flushHeaders();
      setTimeout(() => response.destroy(), 20);
      return silence;
    };
    const before = stage.proxy.accepted;
    stage.proxy.cut();
    await one.comes('stale');
    assert.ok(stage.proxy.accepted - before < 80, `${stage.proxy.accepted - before} connections`);
    stage.names = ['web'];
    stage.instead = undefined;
    await one.shows('web');
    one.errors.forEach(assertSays);
  });

  it('credentials that expire: told with what to do, and used when they are new', async () => {
    const file = path.join(folder, 'token');
    await writeFile(file, 'old');
    await stage.close();
    stage = await kubernetesStage(1500, { tokenFile: file });
    let isOld = false;
    stage.instead = ({ headers }) => (isOld && headers.authorization === 'Bearer old' ? unauthorized : undefined);
    const one = await look();
    isOld = true;
    stage.proxy.cut();
    await one.comes('failed');
    assert.equal((one.errors[0] as UserError).code, 'kubernetes-expired');
    one.errors.forEach(assertSays);
    assert.match(one.errors[0]?.message ?? '', /Renew them/);
    const states = one.states.length;
    await writeFile(file, 'new');
    await one.shows('db', 'web');
    assert.equal(one.states.at(-1), 'ready');
    isOld = false;
    // A token that was written anew in time is never missed.
    stage.instead = ({ headers }) => (headers.authorization === 'Bearer new' ? unauthorized : undefined);
    await writeFile(file, 'newest');
    stage.names = ['web'];
    stage.proxy.cut();
    await one.shows('web');
    assert.ok(!one.states.slice(states).includes('failed'), one.states.join());
  });

  it('an API server that starts does not know its kinds yet', async () => {
    stage.instead = ({ path: given }) => (given === '/api/v1' ? new Status(404, '404 page not found') : undefined);
    const one = (seen = view(stage));
    await one.comes('failed');
    one.errors.forEach(assertSays);
    stage.instead = undefined;
    await one.shows('db', 'web');
  });

  it('of 50 contexts 49 take a question and never answer: the fiftieth does not wait for them', async () => {
    const silent = await faultProxy();
    silent.fault = { isSilent: true };
    const alive = await littleServer(({ path: given }) => {
      if (given.includes('watch=1')) return silence;
      const resources = [{ name: 'namespaces', namespaced: false, kind: 'Namespace' }];
      return given === '/api/v1' ? { kind: 'APIResourceList', resources } : listed([{ metadata: { name: 'default' } }]);
    });
    const names = Array.from({ length: 50 }, (_, at) => `c${at}`);
    const urlOf = (name: string) => (name === 'c49' ? alive.url : silent.url);
    const config = {
      clusters: names.map((name) => ({ name, cluster: { server: urlOf(name) } })),
      contexts: names.map((name) => ({ name, context: { cluster: name } })),
      'current-context': 'c0',
    };
    const file = path.join(folder, 'many');
    await writeFile(file, JSON.stringify(config));
    const env = { KUBECONFIG: file };
    const platform = kubernetesPlatform({ env, home: '/nowhere', platform: 'linux', timeout: 5000 });
    const { all } = await platform.sources(never);
    const told: string[] = [];
    const lists = new Lists((id) => told.push(id));
    lists.see(true);
    for (const { id, kinds, lead } of all) {
      const follow = kinds.find((kind) => kind.id === lead)?.follow;
      if (follow) lists.open(id, follow);
    }
    await until(() => told.length > 0);
    assert.equal(told[0], 'c49');
    await until(() => silent.accepted >= 49);
    lists.dispose();
    platform.dispose();
    // What is asked for all who may want it goes on until its deadline.
    await until(() => silent.open === 0);
    await silent.close();
    await alive.close();
  });
});

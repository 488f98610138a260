import assert from 'node:assert/strict';
import * as net from 'node:net';
import type { UserError } from '../../../../src/core/errors';
import type { Resource } from '../../../../src/core/resources/resource';
import { assertSays, sleep, until, view, type View } from '../fault-stage';
import { page } from '../fault-replies';
import { listening, never, silence, Status } from '../kubernetes/server';
import { looking, variables } from './cloud';
import { openstackStage, type OpenstackStage } from './stage';

const unauthorized = new Status(401, {
  error: { code: 401, message: 'The request you have made requires authentication.' },
});
const broken = new Status(500, { computeFault: { code: 500, message: 'Unexpected API Error.' } });

describe('what breaks in the middle with a cloud', function () {
  this.timeout(30_000);
  let stage: OpenstackStage;
  let seen: View | undefined;
  beforeEach(async () => {
    stage = await openstackStage();
  });
  afterEach(async () => {
    seen?.leave();
    seen = undefined;
    await stage.close();
  });
  const look = async () => {
    const one = (seen = view(stage));
    await one.shows('db', 'web');
    one.forget();
    return one;
  };

  it('a token that is revoked is renewed once for all who ask, and nothing is said to be lost', async () => {
    const one = await look();
    const logins = stage.cloud.logins.length;
    stage.instead = ({ headers }) => (headers['x-auth-token'] === `t${logins}` ? unauthorized : undefined);
    stage.names = ['web'];
    await one.shows('web');
    await sleep(500);
    assert.deepEqual(one.states, ['ready']);
    assert.equal(stage.cloud.logins.length, logins + 1);
  });

  it('a login that is refused in the middle is told, is not tried in haste, and heals', async () => {
    let isRefused = false;
    await stage.close();
    stage = await openstackStage(1500, undefined, { login: () => (isRefused ? unauthorized : undefined) });
    const one = await look();
    const logins = stage.cloud.logins.length;
    isRefused = true;
    stage.instead = () => unauthorized;
    await one.comes('failed');
    one.errors.forEach(assertSays);
    assert.equal((one.errors[0] as UserError).code, 'openstack-expired');
    await sleep(4000);
    assert.equal(stage.cloud.logins.length, logins + 1, 'who guesses is locked out');
    isRefused = false;
    stage.instead = undefined;
    stage.names = ['web'];
    const { now } = Date;
    // What is wrong with the password may be mended at the cloud.
    Date.now = () => now() + 31_000;
    try {
      await one.shows('web');
    } finally {
      Date.now = now;
    }
  });

  it('a console log that is followed when the cloud goes down says why it ends', async () => {
    const { list } = await look();
    const resource = list.get('servers/web');
    stage.instead = ({ method }) => (method === 'POST' ? { output: 'booting 已\n' } : undefined);
    const verbs = stage.source.kinds.find(({ id }) => id === 'servers')?.verbs ?? [];
    const outcome =
      resource && (await verbs.find(({ id }) => id === 'logs' || id.startsWith('console'))?.run(resource, {}, never));
    assert.ok(outcome?.show === 'stream');
    const log = outcome.read(never) as AsyncGenerator<string>;
    assert.equal((await log.next()).value, 'booting 已\n');
    const next = log.next();
    await stage.proxy.down();
    await assert.rejects(next, (error) => {
      assertSays(error);
      return error.code === 'openstack-not-running';
    });
    assert.equal((await log.next()).done, true);
  });

  it('a fault that cannot be read takes no row away', async () => {
    stage.instead = ({ path }) => {
      if (path.endsWith('/servers/bad')) return broken;
      return path.includes('/servers/detail') ? { servers: [{ id: 'bad', name: 'bad', status: 'ERROR' }] } : undefined;
    };
    const one = (seen = view(stage));
    await one.shows('bad');
    assert.equal(one.list.get('servers/bad')?.health, 'failed');
  });

  it('two services that fail below a server are one failure, and nothing is left behind', async () => {
    stage.instead = ({ path, response }) => {
      if (path.includes('os-volume_attachments')) return broken;
      if (!path.includes('/ports')) return undefined;
      setTimeout(() => response.writeHead(500).end('{}'), 100);
      return silence;
    };
    const parts = stage.source.kinds.find(({ id }) => id === 'servers')?.below?.({ id: 'web' } as Resource);
    const sink = { all: () => assert.fail(), put: () => assert.fail(), gone: () => assert.fail() };
    await assert.rejects(parts?.(sink, never) ?? assert.fail(), (error) => {
      assertSays(error);
      return true;
    });
    // A rejection that nobody hears ends the test run.
    await sleep(300);
    await until(() => stage.proxy.open === 0);
  });

  it('images that cannot be had take no server away', async () => {
    stage.instead = ({ path }) => (path.includes('/images') ? broken : undefined);
    const one = await look();
    assert.deepEqual(one.states, ['ready']);
  });

  it('TLS where there is none, and none where there is TLS', async () => {
    const told = page('400 Bad Request', 'The plain HTTP request was sent to HTTPS port');
    const { port, close } = await listening(net.createServer((one) => one.once('data', () => one.end(told))));
    try {
      for (const scheme of ['http', 'https']) {
        const env = variables(`${scheme}://127.0.0.1:${port}`);
        const found = await looking({ env, timeout: 2000 })('network', '/v2.0/networks');
        assert.ok(found.state === 'unknown');
        assertSays(found.error);
        assert.match(found.error.text.en, scheme === 'http' ? /sent to HTTPS port/ : /Nothing answers at https/);
      }
    } finally {
      await close();
    }
  });
});

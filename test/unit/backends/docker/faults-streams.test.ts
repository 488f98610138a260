import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DockerClient } from '../../../../src/backends/docker/client';
import type { Resource } from '../../../../src/core/resources/resource';
import { skip } from '../../../host/report.mjs';
import { page } from '../fault-replies';
import { assertSays, until, view, type View } from '../fault-stage';
import { failsWith, littleEngine, never, surroundingsOf } from './engine';
import { dockerStage, type DockerStage } from './stage';

const listing = (setting: string) =>
  new DockerClient({ surroundings: () => surroundingsOf(setting), timeout: 700 }).list(
    { path: '/containers/json' },
    never,
  );

describe('streams of an engine that break', function () {
  this.timeout(30_000);
  let stage: DockerStage;
  let seen: View | undefined;
  beforeEach(async () => {
    stage = await dockerStage();
  });
  afterEach(async () => {
    seen?.leave();
    seen = undefined;
    await stage.close();
  });

  const readLog = async (): Promise<AsyncGenerator<string>> => {
    const verb = stage.source.kinds[0]?.verbs.find(({ id }) => id === 'logs');
    const outcome = await verb?.run({ kind: 'container', id: 'web', name: 'web' } as Resource, {}, never);
    assert.ok(outcome?.show === 'stream');
    return outcome.read(never) as AsyncGenerator<string>;
  };

  it('a log that is followed when the engine is killed: what came is read, then it says why it ends', async () => {
    const log = await readLog();
    const first = log.next();
    await until(() => stage.logs.size === 1);
    for (const response of stage.logs) response.write(Buffer.from('first 已').subarray(0, -1));
    assert.equal((await first).value, 'first ');
    const next = log.next();
    await stage.proxy.down();
    await assert.rejects(next, (error) => {
      assertSays(error);
      return failsWith('docker-connection-lost', /broke off.*Is it restarting\?/)(error);
    });
    assert.equal((await log.next()).done, true);
    await assert.rejects((await readLog()).next(), failsWith('docker-not-running'));
    await stage.proxy.up();
    const again = await readLog();
    const anew = again.next();
    await until(() => stage.logs.size === 1);
    for (const response of stage.logs) response.end('second');
    assert.equal((await anew).value, 'second');
    assert.equal((await again.next()).done, true, 'a container that ends ends its log');
  });

  it('a log that is left closes its connection', async () => {
    const log = await readLog();
    const first = log.next();
    await until(() => stage.logs.size === 1);
    for (const response of stage.logs) response.write('first');
    await first;
    await log.return(undefined);
    await until(() => stage.proxy.open === 0 && stage.logs.size === 0);
  });

  const garbled: Readonly<Record<string, string | Buffer>> = {
    'no JSON': '{"Type":"container","Act\u0000\n',
    'JSON of something else': '["container"]\n',
    'half of a letter': Buffer.concat([Buffer.from('{"Type":"'), Buffer.from('已').subarray(0, 2), Buffer.from('\n')]),
    'a line of 20 MB without end': `{"Type":"${'x'.repeat(20_000_000)}`,
  };
  for (const [name, bytes] of Object.entries(garbled)) {
    it(`events with ${name}: it is said, and all is asked for anew`, async () => {
      seen = view(stage);
      await seen.shows('db', 'web');
      seen.forget();
      stage.names = ['web'];
      for (const response of stage.events) response.write(bytes);
      await seen.shows('web');
      assert.deepEqual(seen.states, ['ready', 'stale', 'ready']);
    });
  }

  it('an event of what the engine does not know any more takes its row away', async () => {
    seen = view(stage);
    await seen.shows('db', 'web');
    seen.forget();
    stage.names = ['web'];
    stage.happens('destroy', 'db');
    await seen.shows('web');
    assert.deepEqual(seen.states, ['ready']);
  });

  it('an engine that hangs after it was known is said to, and found again', async () => {
    seen = view(stage);
    await seen.shows('db', 'web');
    stage.proxy.fault = { isSilent: true };
    stage.proxy.cut();
    await seen.comes('failed');
    assert.equal((seen.errors[0] as { code?: string }).code, 'docker-timeout');
    stage.proxy.fault = {};
    await seen.shows('db', 'web');
  });

  it('a refusal whose words never end is not waited for', async () => {
    const client = new DockerClient({
      surroundings: () => surroundingsOf(`tcp://127.0.0.1:${stage.proxy.port}`),
      timeout: 500,
    });
    await client.session(never);
    stage.proxy.fault = { reply: 'HTTP/1.1 500 Oh\r\nContent-Length: 99\r\n\r\n{"mess', staysOpen: true };
    await assert.rejects(client.stream({ path: '/events' }, never), failsWith('docker-connection-lost'));
    client.dispose();
  });
});

describe('sockets that cannot be used', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-sockets-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('one that belongs to others', async function () {
    if (process.getuid?.() !== 0) return skip(this, 'only root can be somebody else');
    const engine = await littleEngine(() => []);
    try {
      await listing(engine.socket);
      process.seteuid?.(65_534);
      await assert.rejects(listing(engine.socket), (error) => {
        assertSays(error);
        return failsWith('docker-no-permission', /usermod -aG docker/)(error);
      });
    } finally {
      process.seteuid?.(0);
      await engine.close();
    }
    return undefined;
  });

  it('a folder in its place, as a mount makes it, and a plain file', async () => {
    const [directory, file] = [path.join(folder, 'folder.sock'), path.join(folder, 'file.sock')];
    await mkdir(directory);
    await writeFile(file, '');
    for (const place of [directory, file]) {
      await assert.rejects(listing(`unix://${place}`), (error) => {
        assertSays(error);
        return failsWith('docker-bad-endpoint', /no socket.*remove it/)(error);
      });
    }
  });

  it('TLS where there is none, and none where there is TLS', async () => {
    const port = net.createServer((one) => {
      const told = page('400 Bad Request', 'Client sent an HTTP request to an HTTPS server.\n');
      one.on('error', () => undefined).once('data', () => one.end(told));
    });
    await new Promise<void>((resolve) => port.listen(0, '127.0.0.1', resolve));
    const at = `127.0.0.1:${(port.address() as net.AddressInfo).port}`;
    try {
      await assert.rejects(listing(`https://${at}`), (error) => {
        assertSays(error);
        return failsWith('docker-bad-endpoint')(error);
      });
      await assert.rejects(listing(`tcp://${at}`), (error) => {
        assertSays(error);
        return failsWith('docker-bad-endpoint', /DOCKER_TLS_VERIFY/)(error);
      });
    } finally {
      port.close();
    }
  });
});

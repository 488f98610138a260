import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DockerClient } from '../../../../src/backends/docker/client';
import type { Disk, Surroundings } from '../../../../src/backends/docker/endpoint';
import { explain } from '../../../../src/backends/docker/failure';
import { UserError, type ErrorCode } from '../../../../src/core/errors';
import { failsWith, littleEngine, never, rawServer, surroundingsOf } from './engine';

const nothing: Disk = { read: () => Promise.resolve(undefined), exists: () => Promise.resolve(false) };

function asking(surroundings: Surroundings, disk?: Disk) {
  const client = new DockerClient({ surroundings: () => surroundings, timeout: 300, ...(disk && { disk }) });
  return client.list({ path: '/containers/json' }, never);
}

describe('why an engine cannot be used', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-failure-'));
  });
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('no socket and no docker command', async () => {
    const asked = asking(surroundingsOf('unix:///no/such.sock'));
    await assert.rejects(asked, failsWith('docker-not-installed', /looked at unix:\/\/\/no\/such\.sock\)/));
  });

  it('nothing in all the usual places', async () => {
    const disk = nothing;
    const asked = asking({ ...surroundingsOf(''), environment: { DOCKER_CONFIG: folder } }, disk);
    // The one that is tried for want of a better may exist where the tests run.
    await assert.rejects(asked, (error) => error instanceof UserError && error.code.startsWith('docker-'));
    const missing = Object.assign(new Error('connect'), { code: 'ENOENT' });
    const endpoint = {
      address: 'unix:///var/run/docker.sock',
      target: { over: 'socket', path: '' },
      alsoLookedAt: 4,
    } as const;
    const told = await explain(missing, { endpoint, phase: 'asking', isInstalled: () => Promise.resolve(false) });
    assert.match((told as UserError).text.en, /docker\.sock and 4 other usual places/);
    assert.match((told as UserError).text.zh, /docker\.sock 以及另外 4 个常见位置/);
  });

  it('no socket, but a docker command on PATH', async () => {
    const disk = { ...nothing, exists: (file: string) => Promise.resolve(file === '/opt/bin/docker') };
    const environment = { PATH: '/usr/bin:/opt/bin' };
    await assert.rejects(
      asking({ ...surroundingsOf('/no/such.sock'), environment }, disk),
      failsWith('docker-not-running'),
    );
  });

  it('no pipe, but docker.exe on Path', async () => {
    const disk = { ...nothing, exists: (file: string) => Promise.resolve(file === 'C:\\Docker\\docker.exe') };
    const environment = { Path: 'C:\\Windows;C:\\Docker' };
    const surroundings: Surroundings = { setting: '/no/such.sock', environment, platform: 'win32', home: 'C:\\' };
    await assert.rejects(asking(surroundings, disk), failsWith('docker-not-running'));
  });

  it('a socket behind which nobody listens any more', async () => {
    const socket = path.join(folder, 'dead.sock');
    const dying = `require('net').createServer().listen(${JSON.stringify(socket)}, () => process.kill(process.pid, 'SIGKILL'))`;
    spawnSync(process.execPath, ['-e', dying]);
    await assert.rejects(asking(surroundingsOf(socket)), failsWith('docker-not-running'));
  });

  it('a port at which nobody listens', async () => {
    const server = net.createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    await assert.rejects(asking(surroundingsOf(`tcp://127.0.0.1:${port}`)), failsWith('docker-not-running'));
  });

  it('a socket that we may not open (root may open all: then only the error of the system is looked at)', async () => {
    if (process.getuid?.() === 0) {
      const endpoint = { address: 'unix:///a.sock', target: { over: 'socket', path: '/a.sock' } } as const;
      const error = Object.assign(new Error('connect EACCES'), { code: 'EACCES' });
      const told = await explain(error, { endpoint, phase: 'asking', isInstalled: () => Promise.resolve(true) });
      assert.equal((told as UserError).code, 'docker-no-permission');
      return;
    }
    const engine = await littleEngine(() => []);
    try {
      await chmod(engine.socket, 0);
      await assert.rejects(asking(engine.surroundings), failsWith('docker-no-permission'));
    } finally {
      await engine.close();
    }
  });

  const servers: Readonly<Record<string, readonly [(connection: net.Socket) => void, ErrorCode, RegExp?]>> = {
    'a server that says nothing at all': [() => undefined, 'docker-timeout', /within 0\.3 s/],
    'a server that hangs up': [(connection) => connection.destroy(), 'docker-connection-lost'],
    'a server that hangs up after the question': [
      (connection) => connection.once('data', () => connection.end()),
      'docker-connection-lost',
    ],
    'a server that speaks another language': [
      (connection) => connection.write('220 mail.example.org ESMTP\r\n'),
      'docker-bad-endpoint',
      /not a Docker engine/,
    ],
    'a web server': [
      (connection) => connection.once('data', () => connection.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi')),
      'docker-bad-endpoint',
      /not a Docker engine/,
    ],
    'a proxy that refuses': [
      (connection) =>
        connection.once('data', () => connection.write('HTTP/1.1 403 No\r\nContent-Length: 6\r\n\r\ndenied')),
      'docker-refused',
      /denied \(HTTP 403\)/,
    ],
    'an answer that is cut in its head': [
      (connection) => connection.once('data', () => connection.end('HTTP/1.1 200 OK\r\nApi-Ver')),
      'docker-connection-lost',
    ],
  };
  for (const [name, [handle, code, says]] of Object.entries(servers)) {
    it(name, async () => {
      const server = await rawServer(handle);
      try {
        await assert.rejects(asking(server.surroundings), failsWith(code, says));
      } finally {
        await server.close();
      }
    });
  }

  it('a port that does not speak TLS', async () => {
    const server = net.createServer((connection) =>
      connection.on('error', () => undefined).end('HTTP/1.0 400 Bad\r\n\r\n'),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as net.AddressInfo;
    try {
      await assert.rejects(asking(surroundingsOf(`https://127.0.0.1:${port}`)), failsWith('docker-bad-endpoint'));
    } finally {
      server.close();
    }
  });

  describe('in the words of the system', () => {
    const meanings: Readonly<Record<string, ErrorCode>> = {
      EPERM: 'docker-no-permission',
      EHOSTUNREACH: 'docker-not-running',
      ETIMEDOUT: 'docker-timeout',
      EPIPE: 'docker-connection-lost',
      ENOTFOUND: 'docker-bad-endpoint',
      EAI_AGAIN: 'docker-bad-endpoint',
      EINVAL: 'docker-bad-endpoint',
      DEPTH_ZERO_SELF_SIGNED_CERT: 'docker-bad-endpoint',
      ERR_TLS_CERT_ALTNAME_INVALID: 'docker-bad-endpoint',
      UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'docker-bad-endpoint',
      ERR_OSSL_PEM_NO_START_LINE: 'docker-bad-endpoint',
    };
    const endpoint = {
      address: 'tcp://far:2376',
      target: { over: 'tcp', host: 'far', port: 2376 },
      remoteHost: 'far',
    } as const;
    const meaning = (error: unknown, phase: 'asking' | 'reading' = 'asking') =>
      explain(error, { endpoint, phase, isInstalled: () => Promise.resolve(true) });

    for (const [code, expected] of Object.entries(meanings)) {
      it(`${code} is ${expected}`, async () => {
        const cause = Object.assign(new Error(`it was ${code}`), { code });
        const told = (await meaning(cause)) as UserError;
        assert.equal(told.code, expected);
        assert.equal(told.cause, cause);
        if (expected === 'docker-bad-endpoint')
          assert.match(told.text.en, new RegExp(`"tcp://far:2376".*it was ${code}`));
      });
    }

    it('garbage is another program at first, and a broken connection later', async () => {
      const garbage = Object.assign(new Error('Parse Error'), { code: 'HPE_INVALID_CHUNK_SIZE' });
      assert.equal(((await meaning(garbage)) as UserError).code, 'docker-bad-endpoint');
      assert.equal(((await meaning(garbage, 'reading')) as UserError).code, 'docker-connection-lost');
    });

    it('what SSH refuses cannot be used', async () => {
      const endpoint = {
        address: 'ssh://far',
        target: { over: 'ssh', host: 'far', port: 22 },
        remoteHost: 'far',
      } as const;
      const meaning = (error: unknown) =>
        explain(error, { endpoint, phase: 'asking', isInstalled: () => Promise.resolve(true) });
      const refused = Object.assign(new Error('All configured authentication methods failed'), {
        level: 'client-authentication',
      });
      assert.match(((await meaning(refused)) as UserError).text.en, /authentication methods failed/);
    });

    it('a mistake of ours stays what it is', async () => {
      const mistake = new TypeError('x is not a function');
      assert.equal(await meaning(mistake), mistake);
    });
  });
});

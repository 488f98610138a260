import assert from 'node:assert/strict';
import { createServer as createHttpServer, type RequestListener } from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { workspaceObservers } from '../../../../src/backends/workspace';
import { thisMachine, type Machine } from '../../../../src/backends/workspace/machine';
import type { Observation, PortFacts, RegistryAnswer } from '../../../../src/core/course/check';
import { skip } from '../../../host/report.mjs';

const never = new AbortController().signal;
const scene = { exercise: 'x', folder: '/nowhere', since: 0 };
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

describe('workspace on the loopback', () => {
  const servers: Server[] = [];
  const listen = async (server: Server, host = '127.0.0.1'): Promise<number> => {
    await new Promise<void>((resolve, reject) => server.on('error', reject).listen(0, host, resolve));
    servers.push(server);
    return portOf(server);
  };
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  describe('registry', () => {
    const ask = async (port: number, page: string): Promise<Observation> =>
      workspaceObservers({ isUnsaved: () => false }).registry({ source: 'registry', port, path: page }, scene, never);
    const serve = (listener: RequestListener): Promise<number> => listen(createHttpServer(listener));
    const found = async (port: number, page = '/v2/'): Promise<RegistryAnswer> => {
      const seen = await ask(port, page);
      assert.ok(seen.state === 'found', JSON.stringify(seen));
      return seen.value as RegistryAnswer;
    };

    it('asks for manifests of every kind and tells status, digest and body', async () => {
      const accepted: string[] = [];
      const port = await serve((request, response) => {
        accepted.push(request.headers.accept ?? '');
        if (request.url === '/v2/tutor/web/manifests/1') {
          response.setHeader('Docker-Content-Digest', 'sha256:ab');
          response.end('{"schemaVersion":2,"layers":[]}');
        } else response.writeHead(404).end(request.url === '/v2/' ? 'words' : '{"errors":[{"code":"NAME_UNKNOWN"}]}');
      });
      assert.deepEqual(await found(port, '/v2/tutor/web/manifests/1'), {
        status: 200,
        digest: 'sha256:ab',
        json: { schemaVersion: 2, layers: [] },
      });
      assert.deepEqual(await found(port, '/v2/none'), { status: 404, json: { errors: [{ code: 'NAME_UNKNOWN' }] } });
      assert.deepEqual(await found(port), { status: 404, json: null });
      for (const kind of [
        'application/vnd.docker.distribution.manifest.v2+json',
        'application/vnd.docker.distribution.manifest.list.v2+json',
        'application/vnd.oci.image.manifest.v1+json',
        'application/vnd.oci.image.index.v1+json',
      ]) {
        assert.ok(
          accepted.every((one) => one.split(', ').includes(kind)),
          kind,
        );
      }
    });

    it('follows no redirect and tells in which way there was no answer', async () => {
      const port = await serve((_request, response) => response.writeHead(307, { location: '/else' }).end());
      assert.deepEqual(await found(port), { status: 307, json: null });
      const broken = await serve((_request, response) => {
        response.writeHead(200, { 'content-length': 100 });
        response.write('{"a":1}', () => response.destroy());
      });
      assert.deepEqual(await found(broken), { failure: 'reset' });
      const reset = await listen(createServer((socket) => socket.on('error', () => undefined).resetAndDestroy()));
      assert.deepEqual(await found(reset), { failure: 'reset' });
      const silent = await listen(createServer((socket) => socket.on('error', () => undefined).resume()));
      assert.deepEqual(await found(silent), { failure: 'timeout' });
      for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
      assert.deepEqual(await found(port), { failure: 'refused' });
    });

    it('does not read without end', async () => {
      const port = await serve((_request, response) => {
        const timer = setInterval(() => response.write('x'.repeat(1024 * 1024)), 1);
        response.on('close', () => clearInterval(timer));
      });
      const seen = await ask(port, '/v2/');
      assert.equal(seen.state === 'unknown' && seen.error.code, 'registry-failed');
    });

    it('ends with a cancelled check', async () => {
      const port = await listen(createServer((socket) => socket.on('error', () => undefined).resume()));
      const controller = new AbortController();
      const { http } = workspaceObservers({ isUnsaved: () => false });
      const seen = http({ source: 'http', port, path: '/' }, scene, controller.signal);
      controller.abort();
      await assert.rejects(seen, { name: 'AbortError' });
    });
  });

  describe('port', () => {
    const look = async (port: number, machine: Machine = thisMachine): Promise<PortFacts> => {
      const observers = workspaceObservers({ isUnsaved: () => false }, machine);
      const seen = await observers.port({ source: 'port', port }, scene, never);
      assert.ok(seen.state === 'found', JSON.stringify(seen));
      return seen.value as PortFacts;
    };
    const elsewhere: Machine = { ...thisMachine, platform: 'darwin' };

    it('connects where /proc cannot be asked, to both loopback addresses', async function () {
      let calls = 0;
      const port = await listen(createServer((socket) => (calls += 1) && socket.on('error', () => undefined).end()));
      assert.deepEqual(await look(port, elsewhere), { state: 'open' });
      assert.equal(calls, 1);
      for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
      assert.deepEqual(await look(port, elsewhere), { state: 'refused' });
      if (networkInterfaces()['lo']?.some(({ address }) => address === '::1') !== true) {
        skip(this, 'this machine has no ::1');
      }
      assert.deepEqual(await look(await listen(createServer(), '::1'), elsewhere), { state: 'open' });
    });

    it('knows addresses and owner on Linux, and disturbs nobody', async function () {
      if (process.platform !== 'linux') skip(this, 'only Linux can show it');
      let calls = 0;
      const server = createServer((socket) => (calls += 1) && socket.end());
      const port = await listen(server);
      assert.deepEqual(await look(port), { state: 'open', addresses: ['127.0.0.1'], pid: process.pid });
      const all = await listen(createServer(), '0.0.0.0');
      assert.deepEqual((await look(all)).addresses, ['0.0.0.0']);
      const six = await listen(createServer(), '::');
      assert.deepEqual((await look(six)).addresses, ['::']);
      assert.equal(calls, 0);
      await new Promise((resolve) => server.close(resolve));
      servers.splice(servers.indexOf(server), 1);
      assert.deepEqual(await look(port), { state: 'refused', addresses: [] });
    });

    it('tells a listener of another user without its process', async () => {
      const root = await mkdtemp(path.join(tmpdir(), 'tutor-unit-'));
      try {
        await mkdir(path.join(root, 'proc', 'net'), { recursive: true });
        const row = (local: string, uid: number): string =>
          `   0: ${local}:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000 ${uid} 0 77 1 x`;
        const rows = ['head', row('0B38A8C0', 33), row('00000000', 33)].join('\n');
        await writeFile(path.join(root, 'proc', 'net', 'tcp'), rows);
        const facts = await look(80, { platform: 'linux', root, uid: 1000 });
        assert.deepEqual(facts, { state: 'open', addresses: ['0.0.0.0', '192.168.56.11'] });
        assert.match(await readFile(path.join(root, 'proc', 'net', 'tcp'), 'utf8'), /0050/);
      } finally {
        await rm(root, { recursive: true });
      }
    });
  });
});

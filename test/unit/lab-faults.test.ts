import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { practiceLab } from '../../src/backends/lab';
import type { LabAddress, LabState, LabStatus, PracticeLab } from '../../src/core/lab';
import { alive } from '../../src/lab/frame/claim';
import { skip } from '../host/report.mjs';
import { askSocket, program, startLabProcess, until, type LabProcess } from './lab-faults-process';

const run = promisify(execFile);
const megabyte = 1 << 20;
const unix = process.platform !== 'win32';

describe('a lab in trouble', function () {
  this.timeout(90_000);
  let folder = '';
  let lab: LabProcess;
  const begin = async (limits?: string): Promise<LabProcess> => (lab = await startLabProcess(folder, limits));
  const create = async (name: string, command: readonly string[], more: object = {}): Promise<void> => {
    await lab.json('POST', `/containers/create?name=${name}`, { Image: 'busybox:1.37', Cmd: command, ...more });
  };
  const trouble = async (): Promise<string | undefined> =>
    (JSON.parse((await lab.control('GET', '/status')).text) as LabStatus).trouble;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-lab-trouble-'));
    await begin();
    // Keys are made once the lab is ready.
    await until(() => existsSync(path.join(folder, 'tls', 'key.pem')));
    await lab.json('POST', '/images/create?fromImage=busybox&tag=1.37');
    await lab.json('POST', '/images/create?fromImage=nginx&tag=1.30-alpine');
  });
  after(async () => {
    await lab.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });

  it('lets in who may come in, and nobody else', async function () {
    if (!unix) skip(this, 'needs a Unix system');
    const mode = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;
    const { control } = JSON.parse(await readFile(path.join(folder, 'lab.json'), 'utf8')) as LabAddress;
    assert.deepEqual(
      [await mode(lab.socket), await mode(control), await mode(path.dirname(lab.socket))],
      [0o600, 0o600, 0o700],
    );
    for (const secret of ['lab.json', 'credential', 'tls/key.pem'])
      assert.equal(await mode(path.join(folder, secret)), 0o600);
    for (const Authorization of ['', 'Bearer', 'Bearer 0123456789abcdef0123456789abcdef', 'Basic YTpi']) {
      for (const [method, url] of [
        ['GET', '/status'],
        ['POST', '/stop'],
        ['GET', '/hold'],
        ['GET', '/nope'],
      ] as const) {
        assert.equal((await askSocket(control, url, { method, headers: { Authorization } }))?.status, 401);
      }
    }
    const keys = lab.status.environment['TUTOR_LAB_DOCKER_CERT_PATH'] ?? '';
    const tcp = new URL((lab.status.environment['TUTOR_LAB_DOCKER_TCP'] ?? '').replace('tcp', 'https'));
    const pem = (name: string) => readFile(path.join(keys, name));
    const over = async (url: string, method: string, own: object): Promise<[number | undefined, string]> => {
      const asked = request({ host: tcp.hostname, port: tcp.port, path: url, method, ca: await pem('ca.pem'), ...own });
      asked.end();
      const [answer] = (await once(asked, 'response')) as [import('node:http').IncomingMessage];
      let text = '';
      for await (const chunk of answer) text += String(chunk);
      return [answer.statusCode, text];
    };
    const refusal = [401, '{"message":"authentication required"}\n'];
    for (const [method, url] of [
      ['GET', '/_ping'],
      ['GET', '/v1.45/info'],
      ['POST', '/containers/create'],
      ['GET', '/nope'],
    ] as const) {
      assert.deepEqual(await over(url, method, {}), refusal);
    }
    assert.deepEqual(await over('/_ping', 'GET', { cert: await pem('cert.pem'), key: await pem('key.pem') }), [
      200,
      'OK',
    ]);
  });

  it('serves the docker command over TLS with its key, and not without', async function () {
    const docker = await run('docker', ['--version']).catch(() => undefined);
    if (!docker) skip(this, 'the docker command is missing');
    const env = {
      ...process.env,
      DOCKER_CERT_PATH: lab.status.environment['TUTOR_LAB_DOCKER_CERT_PATH'],
      DOCKER_HOST: undefined,
      DOCKER_CONTEXT: undefined,
    };
    const asked = [
      '--host',
      lab.status.environment['TUTOR_LAB_DOCKER_TCP'] ?? '',
      'info',
      '--format',
      '{{.ServerVersion}}',
    ];
    assert.match((await run('docker', ['--tlsverify', ...asked], { env })).stdout, /^26\.1/);
    await assert.rejects(run('docker', ['--tls', ...asked], { env: { ...env, DOCKER_CERT_PATH: folder } }));
  });

  it('says whose port it is when another program has it', async () => {
    const other = createServer();
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = (other.address() as AddressInfo).port;
    const host = { PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: String(port) }] } };
    await create('taken', [], { Image: 'nginx:1.30-alpine', Cmd: undefined, HostConfig: host });
    const refused = await lab.ask('/containers/taken/start', { method: 'POST', patience: 10_000 });
    assert.equal(refused?.status, 500);
    assert.match(refused.text, /address already in use|port is already allocated/);
    assert.equal(
      (await lab.json<{ State: { Status: string } }>('GET', '/containers/taken/json')).State.Status,
      'created',
    );
    other.close();
    await once(other, 'close');
    await lab.json('POST', '/containers/taken/start');
    const status = () => fetch(`http://127.0.0.1:${port}/`).then(({ status }) => status, () => 0); // prettier-ignore
    await until(async () => (await status()) === 200);
    await lab.json('DELETE', '/containers/taken?force=1');
  });

  it('waits for a client that stops reading, without gathering what it does not read', async function () {
    await create('talks', [
      'sh',
      '-c',
      'while true; do echo 0123456789012345678901234567890123456789012345678901234567890123456789; done',
    ]);
    await create('large', ['dd', 'if=/dev/urandom', 'of=/large', 'bs=1M', 'count=20']);
    await lab.json('POST', '/containers/large/start');
    await lab.json('POST', '/containers/large/wait');
    await lab.json('POST', '/commit?container=large&repo=tutor/large');
    await wait(2_000);
    const before = await lab.memory();
    if (before === 0) skip(this, 'this system does not tell how much memory a process holds');
    const talk = (method: string, url: string, ...headers: string[]) => {
      const socket = connect(lab.socket);
      socket.on('error', () => undefined);
      socket.pause();
      socket.write([`${method} ${url} HTTP/1.1`, 'Host: lab', ...headers, '', ''].join('\r\n'));
      return socket;
    };
    const upgrade = ['Connection: Upgrade', 'Upgrade: tcp'];
    const deaf = [
      talk('POST', '/containers/talks/attach?stream=1&stdout=1', ...upgrade),
      talk('GET', '/containers/talks/logs?follow=1&stdout=1'),
      talk('GET', '/events'),
      talk('GET', '/images/tutor%2Flarge/get'),
      talk('GET', '/containers/large/export'),
      talk('GET', '/containers/large/archive?path=/large'),
      talk('GET', '/containers/talks/stats'),
    ];
    await wait(200);
    await lab.json('POST', '/containers/talks/start');
    for (let index = 0; index < 300; index++) await lab.json('POST', '/volumes/create', { Name: `v${index}` });
    await wait(3_000);
    const grown = ((await lab.memory()) - before) / megabyte;
    assert.ok(grown < 250, `it holds ${grown.toFixed()} MB more`);
    assert.equal((await lab.ask('/_ping'))?.text, 'OK');
    for (const socket of deaf) socket.destroy();
    await lab.json('DELETE', '/containers/talks?force=1');
    await lab.json('DELETE', '/containers/large');
    await lab.json('DELETE', '/images/tutor%2Flarge');
    assert.equal(lab.said(), '');
  });

  it('goes on with a full disk, says so, and saves when there is room', async function () {
    if (!unix) skip(this, 'needs a Unix system');
    await lab.end('SIGTERM');
    // No file may be larger than 256 kB, which is as good as a disk that is full.
    await begin('ulimit -f 512');
    await create('fits', ['true']);
    await create('fills', ['dd', 'if=/dev/urandom', 'of=/d/large', 'bs=1k', 'count=600'], {
      HostConfig: { Binds: ['full:/d'] },
    });
    await lab.json('POST', '/containers/fills/start');
    await lab.json('POST', '/containers/fills/wait');
    await until(async () => (await trouble()) !== undefined);
    assert.match((await trouble()) ?? '', /EFBIG|ENOSPC/);
    await create('later', ['true']);
    await lab.json('DELETE', '/containers/fills?force=1&v=1');
    await lab.json('DELETE', '/volumes/full');
    await until(async () => (await trouble()) === undefined);
    await lab.end('SIGKILL');
    await begin();
    assert.equal(lab.said(), '');
    for (const name of ['fits', 'later']) await lab.json('GET', `/containers/${name}/json`);
  });

  it('ends, and says why, when it cannot start', async () => {
    const file = path.join(folder, 'no-folder');
    await writeFile(file, '');
    const child = spawn(process.execPath, [program, '--folder', file], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    assert.equal(code, 1);
    assert.match(said, /EEXIST|ENOTDIR/);
  });
});

describe('a lab of several windows', function () {
  this.timeout(60_000);
  let folder = '';
  const pids = new Set<number>();
  const told: LabState['state'][][] = [];
  let windows: readonly PracticeLab[] = [];
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-lab-windows-'));
    const parts = { folder, program, docker: '', node: process.execPath, env: process.env };
    windows = Array.from({ length: 5 }, () => {
      const states: LabState['state'][] = [];
      told.push(states);
      return practiceLab(parts, ({ state }) => states.push(state));
    });
  });
  after(async () => {
    for (const window of windows) window.dispose();
    for (const pid of pids) if (alive(pid)) process.kill(pid, 'SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const volumesOf = (status: LabStatus | undefined) => status?.counts['docker']?.['volumes'];

  it('is one lab, which all of them see come and go', async function () {
    if (!unix) skip(this, 'needs a Unix system');
    const all = await Promise.all(windows.map((window) => window.start()));
    for (const { pid } of all) pids.add(pid);
    assert.equal(pids.size, 1);
    const [first, second] = windows as [PracticeLab, PracticeLab];
    const socket = (all[0]?.environment['DOCKER_HOST'] ?? '').replace('unix://', '');
    const headers = { 'Content-Type': 'application/json' };
    await askSocket(socket, '/volumes/create', { method: 'POST', body: '{"Name":"seen"}', headers });
    assert.equal(volumesOf(await second.look()), 1);
    await first.stop();
    await until(() => windows.every((window) => window.state().state === 'stopped'));
    assert.ok(told.every((states) => states.at(-1) === 'stopped'));
    await until(() => [...pids].every((pid) => !alive(pid)));
    // The next one is the same lab, with what it had; when that is killed, the window says so.
    const again = await second.start();
    pids.add(again.pid);
    assert.equal(volumesOf(again), 1);
    process.kill(again.pid, 'SIGKILL');
    await until(() => second.state().state === 'failed');
  });
});

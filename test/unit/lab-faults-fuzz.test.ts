import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { createDockerEngine } from '../../src/lab/docker/engine';
import { Clock } from '../../src/lab/kernel/clock';
import { forgetful } from '../../src/lab/state/keeper';
import { startLabProcess, type LabProcess } from './lab-faults-process';
import { oddRequests, tarHeader } from './lab-faults-requests';

/** How many odd requests are sent, and which; more of them for a search. */
const runs = Number(process.env['TUTOR_FUZZ_RUNS'] ?? 600);
const seed = Number(process.env['TUTOR_FUZZ_SEED'] ?? 1);
const megabyte = 1 << 20;

/** What only a program that has lost its way says. */
const lostItsWay =
  /Cannot read prop|is not a function|is not iterable|is not a constructor|\[object |TypeError|RangeError/;

describe('a lab that is asked nonsense', function () {
  this.timeout(120_000);
  let folder = '';
  let lab: LabProcess;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-lab-odd-'));
    lab = await startLabProcess(folder);
  });
  after(async () => {
    await lab.end('SIGKILL');
    await rm(folder, { recursive: true, force: true });
  });
  const isWell = async (): Promise<void> => {
    assert.equal(lab.child.exitCode, null, lab.said());
    assert.deepEqual(await lab.ask('/_ping', { patience: 10_000 }), { status: 200, text: 'OK' });
    assert.equal(lab.said(), '', 'nothing that nobody foresaw');
  };
  const post = (url: string, body?: string | Uint8Array) =>
    lab.ask(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      ...(body !== undefined && { body }),
    });

  /** Makes what the odd requests talk about, as far as they have left it. */
  const stage = async (): Promise<void> => {
    await post('/images/create?fromImage=busybox&tag=1.37');
    await post('/images/create?fromImage=nginx&tag=1.30-alpine');
    await post('/volumes/create', '{"Name":"data"}');
    await post('/networks/create', '{"Name":"side","IPAM":{"Config":[{"Subnet":"172.30.0.0/16"}]}}');
    const host = { NetworkMode: 'side', Binds: ['data:/d'] };
    await post('/containers/create?name=web', JSON.stringify({ Image: 'nginx:1.30-alpine', HostConfig: host }));
    await post(
      '/containers/create?name=gone',
      JSON.stringify({ Image: 'busybox:1.37', Cmd: ['false'], HostConfig: host }),
    );
    await post('/containers/web/start');
    await post('/containers/gone/start');
  };

  it('refuses it in the words of the engine, and goes on', async () => {
    const { routes } = createDockerEngine({ clock: new Clock(), keeper: forgetful, report: () => undefined });
    const requests = fc.sample(oddRequests(routes), { numRuns: runs, seed });
    const statuses = new Set<number>();
    for (let from = 0; from < requests.length; from += 20) {
      if (from % 100 === 0) await stage();
      const some = requests.slice(from, from + 20);
      const answers = await Promise.all(some.map((request) => lab.ask(request.url, { ...request, patience: 300 })));
      const bad = some.filter((_, index) => lostItsWay.test(answers[index]?.text ?? ''));
      assert.deepEqual(
        bad.map(({ method, url, body }) => [method, url, Buffer.from(body).toString()]),
        [],
      );
      for (const answer of answers) statuses.add(answer?.status ?? 0);
      if (lab.said() !== '')
        assert.fail(`${JSON.stringify(some.map(({ method, url }) => [method, url]))}: ${lab.said()}`);
      await isWell();
    }
    for (const status of [200, 201, 204, 400, 404, 409]) assert.ok(statuses.has(status), `no answer was ${status}`);
  });

  /** Sends bytes as they are; resolves to what came back before the end, or before a moment has passed. */
  const send = (parts: readonly (string | Uint8Array)[]): Promise<string> =>
    new Promise((resolve) => {
      const socket = connect(lab.socket);
      let heard = '';
      const done = (): void => {
        clearTimeout(timer);
        socket.destroy();
        resolve(heard);
      };
      const timer = setTimeout(done, 300);
      socket.on('data', (chunk: Buffer) => (heard = (heard + chunk.toString('latin1')).slice(0, 10_000)));
      socket.on('close', done);
      socket.on('error', done);
      for (const part of parts) socket.write(part);
    });

  it('survives what is no HTTP', async () => {
    const head = (line: string, ...headers: string[]): string => [line, 'Host: lab', ...headers, '', ''].join('\r\n');
    const create = 'POST /v1.45/containers/create HTTP/1.1';
    const talks: readonly (readonly (string | Uint8Array)[])[] = [
      [randomBytes(10_000)],
      ['GET /_ping HTTP/1.1\r\nHost'],
      ['GET /', 'a'.repeat(200_000), ' HTTP/1.1\r\n\r\n'],
      [head('GET /_ping HTTP/1.1', `X: ${'a'.repeat(100_000)}`)],
      [head(create, 'Content-Type: application/json', 'Transfer-Encoding: chunked'), 'zz\r\n{}\r\n'],
      [head(create, 'Content-Type: application/json', 'Transfer-Encoding: chunked'), 'ffffffffffffffff\r\n{'],
      [head(create, 'Content-Type: application/json', 'Content-Length: 2', 'Content-Length: 3'), '{}'],
      [head(create, 'Content-Type: application/json', 'Content-Length: -1'), '{}'],
      [head(create, 'Content-Type: application/json', 'Content-Length: 100'), '{"a":'],
      [head('POST /v1.45/build HTTP/1.1', 'Transfer-Encoding: chunked'), '5\r\nabcde\r\n', randomBytes(100)],
      [head('PUT /containers/web/archive?path=/ HTTP/1.1', 'Content-Length: 99999'), randomBytes(5_000)],
      [
        head('POST /containers/web/attach?stream=1&stdin=1 HTTP/1.1', 'Upgrade: tcp', 'Connection: Upgrade'),
        randomBytes(5_000),
      ],
      [
        head('POST /exec/nope/start HTTP/1.1', 'Upgrade: tcp', 'Connection: Upgrade', 'Content-Length: 99999999999'),
        '{}',
      ],
      [head('POST /session HTTP/1.1', 'Upgrade: h2c', 'Connection: Upgrade'), 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'],
      [head('GET /v99999999999999999999.1/_ping HTTP/1.1'), head('GET * HTTP/1.1'), head('CONNECT a:1 HTTP/1.1')],
    ];
    for (const answer of await Promise.all(talks.map(send))) assert.doesNotMatch(answer, lostItsWay);
    await isWell();
  });

  it('has a limit for everything that can be large', async () => {
    await stage();
    const before = await lab.memory();
    const huge = Buffer.alloc(100 * megabyte, ' ');
    assert.equal(
      (
        await lab.ask('/containers/create', {
          method: 'POST',
          body: huge,
          headers: { 'Content-Type': 'application/json' },
          patience: 20_000,
        })
      )?.status ?? 413,
      413,
    );
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
    assert.ok((await post('/containers/create', `{"HostConfig":${deep}}`))?.status);
    assert.ok((await post('/containers/create', deep))?.status);
    // Four gigabytes of zeros in some megabytes: parts with gzip around them are one file together.
    const zeros = gzipSync(Buffer.alloc(64 * megabyte), { level: 1 });
    const size = (64 * megabyte).toString(8).padStart(11, '0');
    const files = Array.from({ length: 64 }, (_, index) => [gzipSync(tarHeader(`zeros${index}`, size, '0', '')), zeros]); // prettier-ignore
    const bomb = Buffer.concat(files.flat());
    for (const [method, url, type] of [
      ['PUT', '/containers/web/archive?path=/tmp', 'application/x-tar'],
      ['POST', '/build', 'application/x-tar'],
      ['POST', '/images/load', 'application/x-tar'],
      ['POST', '/containers/create', 'application/json'],
    ] as const) {
      const answer = await lab.ask(url, { method, body: bomb, headers: { 'Content-Type': type }, patience: 20_000 });
      assert.ok(!answer || answer.status >= 400 || answer.text.includes('errorDetail'), `${url}: ${answer?.status}`);
    }
    await isWell();
    await wait(100);
    const grown = ((await lab.memory()) - before) / megabyte;
    assert.ok(grown < 1_000, `it holds ${grown.toFixed()} MB more`);
  });
});

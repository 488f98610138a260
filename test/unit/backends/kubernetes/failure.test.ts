import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { troubleOf } from '../../../../src/backends/kubernetes/exchange';
import { explain, isNear } from '../../../../src/backends/kubernetes/failure';
import type { UserError } from '../../../../src/core/errors';
import { cluster, failure, kubeconfig, looking, version } from './cluster';
import {
  certificateFor,
  freePort,
  listening,
  littleServer,
  silence,
  Status,
  unknownBecause,
  type LittleServer,
} from './server';
import { skip } from '../../../host/report.mjs';

describe('why an API server cannot be asked', function () {
  this.timeout(60_000);
  let folder: string;
  let server: Pick<LittleServer, 'close'> | undefined;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-kubernetes-'));
  });
  afterEach(async () => {
    await server?.close();
    server = undefined;
    await rm(folder, { recursive: true, force: true });
  });
  const asking = async (url: string, user?: object, more?: Parameters<typeof kubeconfig>[3]) =>
    looking({ file: await kubeconfig(folder, url, user, more), timeout: 2000 });

  it('nobody listens', async () => {
    const url = `https://127.0.0.1:${await freePort()}`;
    const says = new RegExp(`at ${url} \\(ECONNREFUSED\\).*minikube start`);
    unknownBecause(await (await asking(url)).version(), 'kubernetes-not-running', says);
  });

  it('the address that kubectl falls back on', () => {
    const refused = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' });
    const choice = { context: 'old', namespace: 'default', cluster: {}, user: {} };
    const told = explain(refused, { ...choice, server: 'http://localhost:8080' }, 10_000) as UserError;
    assert.equal(told.code, 'kubernetes-no-config');
    assert.match(told.text.en, /old \(http:\/\/localhost:8080\) names no current context/);
  });

  it('the server is silent', async () => {
    const silent = await littleServer(() => silence);
    server = silent;
    const look = looking({ file: await kubeconfig(folder, silent.url), timeout: 300 });
    unknownBecause(
      await look.version(),
      'kubernetes-timeout',
      /within 0\.3 s\. This is a private address.*minikube start/,
    );
  });

  it('the server is silent in the middle of an answer', async () => {
    const silent = await littleServer(({ response }) => {
      response.writeHead(200).write('{"major":');
      return silence;
    });
    server = silent;
    const look = looking({ file: await kubeconfig(folder, silent.url), timeout: 300 });
    unknownBecause(await look.version(), 'kubernetes-timeout');
  });

  it('the server hangs up in the middle of an answer', async () => {
    const cut = await littleServer(({ response }) => {
      response.writeHead(200, { 'content-length': 100 }).write('{"major":');
      setImmediate(() => response.destroy());
      return silence;
    });
    server = cut;
    unknownBecause(await (await asking(cut.url)).version(), 'kubernetes-not-running', /ECONNRESET/);
  });

  it('what is silent far away may need a VPN', () => {
    const late = Object.assign(new Error('late'), { code: 'ETIMEDOUT' });
    const choice = { context: 'far', namespace: 'default', cluster: {}, user: {} };
    const told = explain(late, { ...choice, server: 'https://203.0.113.7:6443' }, 10_000) as UserError;
    assert.match(told.text.en, /within 10 s\. Look whether a VPN/);
    assert.match(told.text.zh, /10 秒内没有应答。请检查是否需要 VPN/);
  });

  it('private addresses', () => {
    const near = [
      'https://192.168.49.2:8443',
      'https://10.0.0.1',
      'https://172.18.0.3',
      'http://[::1]:1',
      'https://[fd00::1]',
    ];
    const far = ['https://203.0.113.7', 'https://172.32.0.1', 'https://api.example.org', 'https://[2001:db8::1]'];
    for (const one of [...near, 'https://localhost:6443', 'https://kubernetes.docker.internal:6443'])
      assert.ok(isNear(one), one);
    for (const one of far) assert.ok(!isNear(one), one);
  });

  it('the credentials are expired', async () => {
    const strict = await littleServer(() => new Status(401, failure(401, 'Unauthorized', 'Unauthorized')));
    server = strict;
    unknownBecause(await (await asking(strict.url)).version(), 'kubernetes-expired', /of the context tutor: .*expired/);
    assert.equal(strict.asked.length, 1, 'a token that cannot change is not tried again');
  });

  it('something else answers', async () => {
    const page = await littleServer(() => '<html>welcome</html>');
    server = page;
    unknownBecause(await (await asking(page.url)).version(), 'kubernetes-refused', /is not a Kubernetes API server/);
  });

  it('JSON of something else answers', async () => {
    const other = await littleServer(() => ({ Version: '20.10' }));
    server = other;
    unknownBecause(await (await asking(other.url)).version(), 'kubernetes-refused', /is not a Kubernetes API server/);
  });

  it('something answers that does not speak HTTP', async () => {
    const { port, close } = await listening(net.createServer((one) => one.write('220 mail ESMTP\r\n')));
    server = { close };
    unknownBecause(await (await asking(`http://127.0.0.1:${port}`)).version(), 'kubernetes-refused', /is not a Kub/);
    unknownBecause(await (await asking(`https://127.0.0.1:${port}`)).version(), 'kubernetes-refused', /is not a Kub/);
  });

  it('a redirection is not followed', async () => {
    const elsewhere = await littleServer(() => new Status(302, '', { location: '/version' }));
    server = elsewhere;
    unknownBecause(await (await asking(elsewhere.url)).version(), 'kubernetes-refused', /HTTP 302/);
    assert.equal(elsewhere.asked.length, 1);
  });

  it('an abort is no observation', async () => {
    const silent = await littleServer(cluster(() => silence));
    server = silent;
    const look = await asking(silent.url);
    const controller = new AbortController();
    const asked = look.object({ apiVersion: 'v1', kind: 'Pod' }, controller.signal);
    setTimeout(() => controller.abort(new Error('enough')), 500);
    await assert.rejects(asked, /enough/);
    await assert.rejects(look.version(AbortSignal.abort(new Error('never'))), /never/);
    assert.equal((await look.version()).state, 'found', 'others are not disturbed');
  });

  it('certificates: of an unknown authority, of another host, not looked at, and right', async function () {
    const mine = await certificateFor(folder, 'mine', 'IP:127.0.0.1');
    const other = await certificateFor(folder, 'other', 'DNS:node1');
    if (mine === undefined || other === undefined) return skip(this, 'the openssl command is missing');
    const one = await littleServer(() => version, { cert: mine.cert, key: mine.key });
    const two = await littleServer(() => version, { cert: other.cert, key: other.key });
    server = {
      close: async () => {
        await Promise.all([one.close(), two.close()]);
      },
    };
    const version1 = async (url: string, entry: object) => await (await asking(url, {}, { cluster: entry })).version();
    unknownBecause(await version1(one.url, {}), 'kubernetes-bad-certificate', /x509: self.signed certificate/);
    const data = (await readFile(other.certFile)).toString('base64');
    const unfit = await version1(two.url, { 'certificate-authority-data': data });
    unknownBecause(unfit, 'kubernetes-bad-certificate', /altnames/);
    const named = await version1(two.url, { 'certificate-authority-data': data, 'tls-server-name': 'node1' });
    assert.equal(named.state, 'found');
    assert.equal((await version1(two.url, { 'insecure-skip-tls-verify': true })).state, 'found');
    // A path is meant from where the kubeconfig is.
    assert.equal((await version1(one.url, { 'certificate-authority': 'mine.crt' })).state, 'found');
    const missing = await version1(one.url, { 'certificate-authority': 'none.crt' });
    unknownBecause(missing, 'kubernetes-no-config', /none\.crt cannot be used: your user cannot read it/);
    return undefined;
  });

  it('a client certificate is shown', async function () {
    const mine = await certificateFor(folder, 'mine', 'IP:127.0.0.1');
    if (mine === undefined) return skip(this, 'the openssl command is missing');
    const { cert, key } = mine;
    const strict = await littleServer(() => version, {
      cert,
      key,
      requestCert: true,
      rejectUnauthorized: true,
      ca: cert,
    });
    server = strict;
    const authority = { cluster: { 'certificate-authority': 'mine.crt' } };
    const user = { 'client-certificate': 'mine.crt', 'client-key': 'mine.key' };
    assert.equal((await (await asking(strict.url, user, authority)).version()).state, 'found');
    assert.equal((await (await asking(strict.url, {}, authority)).version()).state, 'unknown');
    return undefined;
  });

  it('a mistake of ours stays what it is', () => {
    assert.equal(troubleOf(new TypeError('x is not a function')), undefined);
    assert.equal(troubleOf('x'), undefined);
  });
});

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as https from 'node:https';
import type * as net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DockerClient } from '../../../../src/backends/docker/client';
import type { Surroundings } from '../../../../src/backends/docker/endpoint';
import { failsWith, littleEngine, never, surroundingsOf, type LittleEngine } from './engine';
import { skip } from '../../../host/report.mjs';

function listing(surroundings: Surroundings) {
  const client = new DockerClient({ surroundings: () => surroundings, timeout: 3000 });
  return client.list({ path: '/containers/json' }, never);
}

async function portOf(server: net.Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as net.AddressInfo).port;
}

describe('an engine behind TLS', () => {
  let folder: string;
  let server: https.Server;
  let address: string;
  const openssl = (...args: readonly string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'ignore' });
  const newKey = (name: string) =>
    openssl('ecparam', '-name', 'prime256v1', '-genkey', '-noout', '-out', `${name}.pem`);
  const issue = (name: string, subject: string) => {
    newKey(`${name}-key`);
    openssl('req', '-new', '-key', `${name}-key.pem`, '-subj', subject, '-out', `${name}.csr`);
    const authority = ['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-extfile', 'names'];
    openssl('x509', '-req', '-in', `${name}.csr`, ...authority, '-days', '2', '-out', `${name}-cert.pem`);
  };
  const file = (name: string) => readFileSync(path.join(folder, name));
  const certificates = (name: string, ...files: readonly (readonly [string, string])[]) => {
    const into = path.join(folder, name);
    execFileSync('mkdir', ['-p', into]);
    for (const [from, to] of files) writeFileSync(path.join(into, to), file(from));
    return {
      ...surroundingsOf(''),
      environment: { DOCKER_HOST: address, DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: into },
    };
  };

  before(async function () {
    try {
      execFileSync('openssl', ['version'], { stdio: 'ignore' });
    } catch {
      skip(this, 'the openssl command is missing');
    }
    folder = mkdtempSync(path.join(tmpdir(), 'tutor-tls-'));
    newKey('ca-key');
    openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      'ca-key.pem',
      '-subj',
      '/CN=test authority',
      '-days',
      '2',
      '-out',
      'ca.pem',
    );
    writeFileSync(path.join(folder, 'names'), 'subjectAltName = IP:127.0.0.1\n');
    issue('server', '/CN=engine');
    issue('client', '/CN=learner');
    newKey('other-key');
    openssl(
      'req',
      '-x509',
      '-new',
      '-key',
      'other-key.pem',
      '-subj',
      '/CN=other authority',
      '-days',
      '2',
      '-out',
      'other.pem',
    );
    const options = {
      ca: file('ca.pem'),
      cert: file('server-cert.pem'),
      key: file('server-key.pem'),
      requestCert: true,
    };
    server = https.createServer({ ...options, rejectUnauthorized: true }, (request, response) => {
      response.setHeader('Api-Version', '1.41').end(request.url?.startsWith('/_ping') ? 'OK' : '[]');
    });
    address = `tcp://127.0.0.1:${await portOf(server)}`;
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('answers those whom it knows', async () => {
    const keys = certificates(
      'good',
      ['ca.pem', 'ca.pem'],
      ['client-cert.pem', 'cert.pem'],
      ['client-key.pem', 'key.pem'],
    );
    assert.deepEqual(await listing(keys), []);
  });

  it('is not believed with a certificate of somebody else', async () => {
    const keys = certificates(
      'other',
      ['other.pem', 'ca.pem'],
      ['client-cert.pem', 'cert.pem'],
      ['client-key.pem', 'key.pem'],
    );
    await assert.rejects(listing(keys), failsWith('docker-bad-endpoint', /certificate|signature/));
  });

  it('does not answer strangers', async () => {
    const keys = certificates('stranger', ['ca.pem', 'ca.pem']);
    await assert.rejects(listing(keys), failsWith('docker-bad-endpoint', /certificate required|alert/));
  });

  it('cannot be asked with damaged keys', async () => {
    const keys = certificates('damaged', ['ca.pem', 'ca.pem'], ['client-cert.pem', 'cert.pem'], ['names', 'key.pem']);
    await assert.rejects(listing(keys), failsWith('docker-bad-endpoint'));
  });
});

describe('an engine behind SSH', () => {
  let engine: LittleEngine;
  let folder: string;
  const environment = () => ({ PATH: `${folder}:${process.env['PATH'] ?? ''}` });
  const ssh = (script: string) => {
    writeFileSync(path.join(folder, 'ssh'), `#!/bin/sh\necho "$*" >> ${folder}/asked\n${script}\n`, { mode: 0o755 });
  };

  beforeEach(async () => {
    engine = await littleEngine(() => []);
    folder = mkdtempSync(path.join(tmpdir(), 'tutor-ssh-'));
    const relay = `const s=require('net').connect('${engine.socket}');process.stdin.pipe(s).pipe(process.stdout)`;
    writeFileSync(path.join(folder, 'relay.js'), relay);
    ssh(`exec ${process.execPath} ${folder}/relay.js`);
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await engine.close();
  });

  it('is reached by the machine’s own ssh, which runs the docker command there', async () => {
    const address = surroundingsOf('ssh://learner@box:2222');
    assert.deepEqual(await listing({ ...address, environment: environment() }), []);
    const [asked] = readFileSync(path.join(folder, 'asked'), 'utf8').split('\n');
    assert.equal(asked, '-o ConnectTimeout=10 -T -l learner -p 2222 -- box docker system dial-stdio');
  });

  it('cannot be used for the reason that ssh gives', async () => {
    ssh('echo "Host key verification failed." >&2; exit 255');
    const asked = listing({ ...surroundingsOf('ssh://learner@box'), environment: environment() });
    await assert.rejects(asked, failsWith('docker-bad-endpoint', /Host key verification failed/));
  });

  it('cannot be used without ssh', async () => {
    const asked = listing({ ...surroundingsOf('ssh://learner@box'), environment: { PATH: '/nowhere' } });
    await assert.rejects(asked, failsWith('docker-bad-endpoint', /ssh/));
  });
});

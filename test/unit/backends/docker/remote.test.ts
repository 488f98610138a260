import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import * as https from 'node:https';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Server, utils } from 'ssh2';
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
  let server: Server;
  let port: number;
  let allowed: boolean;
  let users: string[];

  beforeEach(async () => {
    engine = await littleEngine(() => []);
    allowed = true;
    users = [];
    const { private: key } = utils.generateKeyPairSync('ed25519');
    server = new Server({ hostKeys: [key] }, (client) => {
      client.on('error', () => undefined);
      client.on('authentication', (context) => {
        users.push(context.username);
        if (allowed) context.accept();
        else context.reject();
      });
      client.on('session', (accept) => {
        accept().on('exec', (acceptCommand, _reject, { command }) => {
          assert.equal(command, 'docker system dial-stdio');
          const stream = acceptCommand();
          stream.pipe(net.connect(engine.socket)).pipe(stream);
        });
      });
    });
    port = await portOf(server);
  });
  afterEach(async () => {
    server.close();
    await engine.close();
  });

  it('is reached through its own docker command', async () => {
    assert.deepEqual(await listing(surroundingsOf(`ssh://learner@127.0.0.1:${port}`)), []);
    assert.ok(users.includes('learner'));
  });

  it('is asked as the user of this machine when the address names none', async () => {
    await listing({ ...surroundingsOf(`ssh://127.0.0.1:${port}`), environment: { USER: 'me' } });
    assert.ok(users.includes('me'));
  });

  it('cannot be used when nobody is let in', async () => {
    allowed = false;
    const asked = listing(surroundingsOf(`ssh://learner@127.0.0.1:${port}`));
    await assert.rejects(asked, failsWith('docker-bad-endpoint', /authentication methods failed/));
  });

  it('cannot be used without any user', async () => {
    await assert.rejects(listing(surroundingsOf(`ssh://127.0.0.1:${port}`)), failsWith('docker-bad-endpoint'));
  });

  it('is not running when nobody listens', async () => {
    server.close();
    await assert.rejects(listing(surroundingsOf(`ssh://learner@127.0.0.1:${port}`)), failsWith('docker-not-running'));
  });
});

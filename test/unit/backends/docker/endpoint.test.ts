import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { parseAddress } from '../../../../src/backends/docker/address';
import { choose, findEndpoint, type Disk, type Surroundings } from '../../../../src/backends/docker/endpoint';
import { failsWith } from './engine';

const here: Surroundings = { setting: '', environment: {}, platform: 'linux', home: '/home/me' };

function diskWith(files: Readonly<Record<string, string>>): Disk {
  return {
    read: (file) => Promise.resolve(file in files ? Buffer.from(files[file] ?? '') : undefined),
    exists: (file) => Promise.resolve(file in files),
  };
}

const contexts = '/home/me/.docker/contexts';
const idOf = (name: string) => createHash('sha256').update(name).digest('hex');
const metaOf = (name: string) => `${contexts}/meta/${idOf(name)}/meta.json`;
const meta = (docker: object) => JSON.stringify({ Name: 'far', Metadata: {}, Endpoints: { docker } });

describe('where the engine is', () => {
  describe('who decides', () => {
    const configuration = JSON.stringify({ currentContext: 'colima' });
    const everything = { DOCKER_HOST: 'tcp://a:1', DOCKER_CONTEXT: 'far' };

    it('the setting before all others', () => {
      const choice = choose({ ...here, setting: ' unix:///mine ', environment: everything }, configuration);
      assert.deepEqual(choice, { by: 'address', address: 'unix:///mine' });
    });

    it('DOCKER_HOST before the contexts', () => {
      const choice = choose({ ...here, environment: everything }, configuration);
      assert.deepEqual(choice, { by: 'address', address: 'tcp://a:1' });
    });

    it('DOCKER_CONTEXT before the current context', () => {
      const choice = choose({ ...here, environment: { DOCKER_CONTEXT: 'far' } }, configuration);
      assert.deepEqual(choice, { by: 'context', name: 'far' });
    });

    it('the current context of the configuration', () => {
      assert.deepEqual(choose(here, configuration), { by: 'context', name: 'colima' });
    });

    it('DOCKER_CONTEXT=default leaves the current context', () => {
      assert.equal(choose({ ...here, environment: { DOCKER_CONTEXT: 'default' } }, configuration).by, 'search');
    });

    it('a search, also where the configuration is broken or says nothing', () => {
      for (const text of [undefined, '{"currentContext": ', '[]', '{"currentContext": 3}', '{}']) {
        assert.equal(choose(here, text).by, 'search', text);
      }
    });
  });

  describe('search', () => {
    const environment = { XDG_RUNTIME_DIR: '/run/user/7' };
    const sockets = [
      '/var/run/docker.sock',
      '/run/user/7/docker.sock',
      '/home/me/.docker/run/docker.sock',
      '/home/me/.docker/desktop/docker.sock',
      '/home/me/.colima/default/docker.sock',
      '/home/me/.rd/docker.sock',
      '/run/user/7/podman/podman.sock',
    ];

    for (const [at, socket] of sockets.entries()) {
      it(`finds ${socket} where those before it are missing`, async () => {
        const files = Object.fromEntries(sockets.slice(at).map((one) => [one, '']));
        const endpoint = await findEndpoint({ ...here, environment }, diskWith(files));
        assert.deepEqual(endpoint, { address: `unix://${socket}`, target: { over: 'socket', path: socket } });
      });
    }

    it('takes the first one and counts the others where nothing exists', async () => {
      const endpoint = await findEndpoint({ ...here, environment }, diskWith({}));
      assert.equal(endpoint.address, 'unix:///var/run/docker.sock');
      assert.equal(endpoint.alsoLookedAt, 6);
    });

    it('takes the pipe on Windows', async () => {
      const endpoint = await findEndpoint({ ...here, platform: 'win32' }, diskWith({}));
      assert.deepEqual(endpoint.target, { over: 'socket', path: '//./pipe/docker_engine' });
    });
  });

  describe('addresses', () => {
    const cases: readonly [string, object][] = [
      ['unix:///run/a.sock', { target: { over: 'socket', path: '/run/a.sock' } }],
      ['unix://', { target: { over: 'socket', path: '/var/run/docker.sock' } }],
      ['/run/a.sock', { target: { over: 'socket', path: '/run/a.sock' } }],
      ['tcp://127.0.0.1:2375', { target: { over: 'tcp', host: '127.0.0.1', port: 2375 } }],
      ['tcp://[::1]:2375', { target: { over: 'tcp', host: '::1', port: 2375 } }],
      ['tcp://far', { target: { over: 'tcp', host: 'far', port: 2375 }, remoteHost: 'far' }],
      ['far:99', { target: { over: 'tcp', host: 'far', port: 99 }, remoteHost: 'far' }],
      ['http://localhost/', { target: { over: 'tcp', host: 'localhost', port: 80 } }],
      ['https://far', { target: { over: 'tcp', host: 'far', port: 443, tls: { verify: true } }, remoteHost: 'far' }],
      ['ssh://me@far', { target: { over: 'ssh', host: 'far', port: 22, user: 'me' }, remoteHost: 'far' }],
      ['ssh://localhost:2222', { target: { over: 'ssh', host: 'localhost', port: 2222 } }],
    ];
    for (const [address, expected] of cases) {
      it(address, () => {
        const given = parseAddress(address, 'linux');
        assert.deepEqual(given, { address: address.startsWith('/') ? `unix://${address}` : address, ...expected });
      });
    }

    it('npipe:////./pipe/docker_engine on Windows', () => {
      const { target } = parseAddress('npipe:////./pipe/docker_engine', 'win32');
      assert.deepEqual(target, { over: 'socket', path: '//./pipe/docker_engine' });
    });

    it('shows no password', () => {
      assert.equal(parseAddress('ssh://me:secret@far', 'linux').address, 'ssh://me@far');
    });

    const bad = [
      'fd://3',
      'unix://a.sock',
      'npipe:////./pipe/docker_engine',
      'tcp://',
      'tcp://a:x',
      'tcp://a:1/docker',
      'http://',
    ];
    for (const address of bad) {
      it(`${address} cannot be used`, () => {
        assert.throws(() => parseAddress(address, 'linux'), failsWith('docker-bad-endpoint'));
      });
    }
  });

  describe('DOCKER_TLS_VERIFY', () => {
    const environment = { DOCKER_HOST: 'tcp://far:2376', DOCKER_TLS_VERIFY: '1', DOCKER_CERT_PATH: '/keys' };

    it('reads the keys of DOCKER_CERT_PATH', async () => {
      const disk = diskWith({ '/keys/ca.pem': 'ca', '/keys/cert.pem': 'cert', '/keys/key.pem': 'key' });
      const { target } = await findEndpoint({ ...here, environment }, disk);
      const [ca, cert, key] = ['ca', 'cert', 'key'].map((text) => Buffer.from(text));
      assert.deepEqual(target, { over: 'tcp', host: 'far', port: 2376, tls: { ca, cert, key, verify: true } });
    });

    it('reads those beside the configuration where it is not set', async () => {
      const disk = diskWith({ '/configured/ca.pem': 'ca' });
      const found = { ...environment, DOCKER_CERT_PATH: '', DOCKER_CONFIG: '/configured' };
      const { target } = await findEndpoint({ ...here, environment: found }, disk);
      assert.deepEqual(target.over === 'tcp' && target.tls, { ca: Buffer.from('ca'), verify: true });
    });

    it('is refused without keys', async () => {
      const found = findEndpoint({ ...here, environment }, diskWith({}));
      await assert.rejects(found, failsWith('docker-bad-endpoint', /\/keys has neither ca\.pem nor cert\.pem/));
    });

    it('says nothing of a socket', async () => {
      const found = { ...environment, DOCKER_HOST: 'unix:///a.sock' };
      const endpoint = await findEndpoint({ ...here, environment: found }, diskWith({}));
      assert.deepEqual(endpoint.target, { over: 'socket', path: '/a.sock' });
    });
  });

  describe('contexts', () => {
    const environment = { DOCKER_CONTEXT: 'far' };

    it('give a host', async () => {
      const disk = diskWith({ [metaOf('far')]: meta({ Host: 'unix:///far.sock', SkipTLSVerify: false }) });
      const endpoint = await findEndpoint({ ...here, environment }, disk);
      assert.equal(endpoint.address, 'unix:///far.sock');
    });

    it('give keys, and may ask not to verify', async () => {
      const tls = `${contexts}/tls/${idOf('far')}/docker`;
      const disk = diskWith({
        [metaOf('far')]: meta({ Host: 'tcp://far:2376', SkipTLSVerify: true }),
        [`${tls}/cert.pem`]: 'cert',
        [`${tls}/key.pem`]: 'key',
      });
      const { target, remoteHost } = await findEndpoint({ ...here, environment }, disk);
      const [cert, key] = ['cert', 'key'].map((text) => Buffer.from(text));
      assert.deepEqual(target, { over: 'tcp', host: 'far', port: 2376, tls: { cert, key, verify: false } });
      assert.equal(remoteHost, 'far');
    });

    it('are found where DOCKER_CONFIG says', async () => {
      const file = `/configured/contexts/meta/${idOf('near')}/meta.json`;
      const disk = diskWith({
        '/configured/config.json': '{"currentContext":"near"}',
        [file]: meta({ Host: 'unix:///near.sock' }),
      });
      const endpoint = await findEndpoint({ ...here, environment: { DOCKER_CONFIG: '/configured' } }, disk);
      assert.equal(endpoint.address, 'unix:///near.sock');
    });

    it('that do not exist cannot be used', async () => {
      const found = findEndpoint({ ...here, environment }, diskWith({}));
      await assert.rejects(found, failsWith('docker-bad-endpoint', /"context far".*there is no such Docker context/));
    });

    for (const broken of [
      '',
      '{"Endpoints":',
      '[]',
      '{}',
      meta({}),
      meta({ Host: 3 }),
      '{"Endpoints":{"kubernetes":{}}}',
    ]) {
      it(`of which the file is ${broken === '' ? 'empty' : broken} cannot be used`, async () => {
        const found = findEndpoint({ ...here, environment }, diskWith({ [metaOf('far')]: broken }));
        await assert.rejects(found, failsWith('docker-bad-endpoint', /name no engine/));
      });
    }
  });
});

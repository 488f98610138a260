import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { placesOf } from '../../../../src/backends/openstack/places';
import { Status, unknownBecause } from '../kubernetes/server';
import { littleCloud, looking, variables, write, type LittleCloud } from './cloud';

const scope = { project: { name: 'demo', domain: { name: 'Default' } } };
const names = { user_domain_name: 'Default', project_domain_name: 'Default', project_name: 'demo' };

describe('which OpenStack cloud is meant', function () {
  this.timeout(20_000);
  let home: string;
  let cloud: LittleCloud;
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'tutor-clouds-'));
    cloud = await littleCloud(() => ({ networks: [] }));
  });
  afterEach(async () => {
    await cloud.close();
    await rm(home, { recursive: true, force: true });
  });

  const own = (name: string) => path.join(home, '.config', 'openstack', name);
  const entry = (auth: object = {}) => ({
    auth: { auth_url: cloud.url, username: 'demo', ...names, ...auth },
    region_name: 'RegionOne',
  });
  const surroundings = (more: Partial<Parameters<typeof placesOf>[0]> = {}) =>
    ({ env: {}, file: '', cloud: '', workspace: [], platform: 'linux', home, ...more }) as const;
  const look = async (options: Parameters<typeof looking>[0] = {}) =>
    await looking({ home, ...options })('network', '/v2.0/networks');
  const methods = (at = 0) => (cloud.logins[at] as { auth: { identity: object } }).auth.identity;

  it('none at all', async () => {
    const told = unknownBecause(await look(), 'openstack-no-cloud', /OS_CLOUD=NAME/);
    assert.ok(told.includes(own('clouds.yaml')) && told.includes('/etc/openstack/clouds.yaml'), told);
  });

  it('an entry of clouds.yaml with its part of secure.yaml', async () => {
    await write(own('clouds.yaml'), { clouds: { demo: entry(), admin: entry() } });
    await write(own('secure.yaml'), { clouds: { demo: { auth: { password: 'verysecret' } } } });
    unknownBecause(await look(), 'openstack-no-cloud', /No cloud is chosen/);
    assert.equal((await look({ env: { OS_CLOUD: 'demo' } })).state, 'found');
    const user = { name: 'demo', domain: { name: 'Default' }, password: 'verysecret' };
    assert.deepEqual(cloud.logins, [{ auth: { identity: { methods: ['password'], password: { user } }, scope } }]);
    unknownBecause(
      await look({ env: { OS_CLOUD: 'admin' } }),
      'openstack-no-cloud',
      /cloud admin .*login is not complete/,
    );
    unknownBecause(await look({ env: { OS_CLOUD: 'gone' } }), 'openstack-no-cloud', /cloud gone .*no clouds\.yaml has/);
    assert.equal(
      (await look({ env: { OS_CLOUD: 'gone' }, cloud: 'demo' })).state,
      'found',
      'what was picked comes first',
    );
  });

  it('the only entry, when none is named', async () => {
    await write(own('clouds.yml'), { clouds: { demo: entry({ password: 'x' }) } });
    assert.equal((await look()).state, 'found');
  });

  it('the variables, unless OS_CLOUD names an entry', async () => {
    await write(own('clouds.yaml'), { clouds: { demo: entry({ password: 'of the file' }) } });
    assert.equal((await look({ env: variables(cloud.url) })).state, 'found');
    assert.match(JSON.stringify(methods()), /verysecret/);
    assert.equal((await look({ env: { ...variables(cloud.url), OS_CLOUD: 'demo' } })).state, 'found');
    assert.match(JSON.stringify(methods(1)), /of the file/);
  });

  it('an application credential, by id and by name, without a scope', async () => {
    const secret = { application_credential_secret: 's' };
    const { auth } = entry({ application_credential_id: 'a1', ...secret });
    await write(own('clouds.yaml'), { clouds: { demo: { auth_type: 'v3applicationcredential', auth } } });
    assert.equal((await look()).state, 'found');
    const byId = { methods: ['application_credential'], application_credential: { id: 'a1', secret: 's' } };
    assert.deepEqual(cloud.logins[0], { auth: { identity: byId } });
    await write(own('clouds.yaml'), {
      clouds: { demo: entry({ application_credential_name: 'tutor-app', ...secret }) },
    });
    assert.equal((await look()).state, 'found');
    const user = { name: 'demo', domain: { name: 'Default' } };
    assert.deepEqual(methods(1), {
      methods: ['application_credential'],
      application_credential: { name: 'tutor-app', user, secret: 's' },
    });
  });

  it('an application credential that is deleted meanwhile, of whose token Keystone says 404', async () => {
    let deleted = false;
    await cloud.close();
    const gone = new Status(404, { error: { message: 'Could not find Application Credential: a1.' } });
    cloud = await littleCloud(() => (deleted ? gone : undefined), { login: () => (deleted ? gone : undefined) });
    const { auth } = entry({ application_credential_id: 'a1', application_credential_secret: 's' });
    await write(own('clouds.yaml'), { clouds: { demo: { auth } } });
    const ask = looking({ home });
    assert.deepEqual(await ask('identity', '/v3/users/none'), { state: 'absent' });
    deleted = true;
    unknownBecause(await ask('identity', '/v3/users/none'), 'openstack-expired', /expired or deleted/);
  });

  it('a token, ids instead of names, and no domain', async () => {
    const auth = { auth_url: `${cloud.url}/v2.0/`, token: 't0', project_id: 'p1' };
    await write(own('clouds.yaml'), { clouds: { demo: { auth_type: 'token', auth } } });
    assert.equal((await look()).state, 'found');
    assert.deepEqual(cloud.logins[0], {
      auth: { identity: { methods: ['token'], token: { id: 't0' } }, scope: { project: { id: 'p1' } } },
    });
    assert.equal(cloud.asked[0], 'POST /v3/auth/tokens');
    const user = { auth_url: `${cloud.url}/v3/`, username: 'demo', password: 12345, project_name: 'demo' };
    await write(own('clouds.yaml'), { clouds: { demo: user } });
    assert.equal((await look()).state, 'found');
    const login = { user: { name: 'demo', domain: { id: 'default' }, password: '12345' } };
    assert.deepEqual(methods(1), { methods: ['password'], password: login });
  });

  it('another way to log in, and no address', async () => {
    await write(own('clouds.yaml'), { clouds: { demo: { ...entry(), auth_type: 'v3oidcpassword' } } });
    unknownBecause(await look(), 'openstack-no-cloud', /can only log in with/);
    await write(own('clouds.yaml'), { clouds: { demo: entry({ auth_url: 'controller:5000' }) } });
    unknownBecause(await look(), 'openstack-no-cloud', /auth_url/);
  });

  it('a broken file, without a word of what is in it', async () => {
    await write(own('clouds.yaml'), {});
    await writeFile(own('clouds.yaml'), 'clouds:\n  demo: {password: verysecret\n');
    const told = unknownBecause(
      await look(),
      'openstack-no-cloud',
      /clouds\.yaml cannot be used: it is not a YAML table/,
    );
    assert.doesNotMatch(told, /verysecret/);
  });

  it('the places, in the order of the openstack client', async () => {
    const env = { OS_CLIENT_CONFIG_FILE: '/a/c.yaml', OS_CLIENT_SECURE_FILE: '/a/s.yaml' };
    const { clouds, secure } = await placesOf(surroundings({ env }));
    assert.deepEqual([clouds[0], secure[0]], ['/a/c.yaml', '/a/s.yaml']);
    assert.deepEqual(clouds.slice(1), [
      own('clouds.yaml'),
      own('clouds.yml'),
      '/etc/openstack/clouds.yaml',
      '/etc/openstack/clouds.yml',
    ]);
    const mac = await placesOf(surroundings({ platform: 'darwin' }));
    assert.equal(mac.clouds[0], path.join(home, 'Library', 'Application Support', 'openstack', 'clouds.yaml'));
    const windows = await placesOf(surroundings({ platform: 'win32', env: { LOCALAPPDATA: '/local' } }));
    assert.equal(windows.clouds[0], path.join('/local', 'OpenStack', 'openstack', 'clouds.yaml'));
    const moved = await placesOf(surroundings({ env: { XDG_CONFIG_HOME: '/x' } }));
    assert.equal(moved.clouds[0], '/x/openstack/clouds.yaml');
  });

  describe('a clouds.yaml of the workspace', () => {
    let workspace: string;
    let foreign: string;
    beforeEach(async () => {
      workspace = path.join(home, 'project');
      foreign = await write(path.join(workspace, 'clouds.yaml'), { clouds: { demo: entry() } });
      await write(own('secure.yaml'), { clouds: { demo: { auth: { password: 'verysecret' } } } });
    });

    it('is not used, by whatever name the variable has it', async () => {
      await symlink(foreign, path.join(home, 'linked.yaml'));
      for (const file of [foreign, path.join(home, 'linked.yaml')]) {
        const env = { OS_CLIENT_CONFIG_FILE: file, OS_CLOUD: 'demo' };
        unknownBecause(await look({ env, workspace: () => [workspace] }), 'openstack-no-cloud');
      }
      assert.deepEqual(cloud.asked, []);
    });

    it('is used when it was picked, but never with the secrets of one’s own', async () => {
      const picked = { file: foreign, cloud: 'demo', workspace: () => [workspace] };
      unknownBecause(await look(picked), 'openstack-no-cloud', /login is not complete/);
      assert.deepEqual(cloud.asked, []);
      await write(path.join(workspace, 'secure.yaml'), { clouds: { demo: { auth: { password: 'its own' } } } });
      assert.equal((await look(picked)).state, 'found');
      assert.match(JSON.stringify(methods()), /its own/);
    });

    it('one’s own is used, even where the workspace is the home folder', async () => {
      await write(own('clouds.yaml'), { clouds: { demo: entry() } });
      const env = { OS_CLIENT_CONFIG_FILE: own('clouds.yaml') };
      assert.equal((await look({ env, workspace: () => [home] })).state, 'found');
    });
  });

  it('is asked each time: another entry, a file that was written anew', async () => {
    let picked = 'one';
    const ask = looking({ home, cloud: () => picked });
    await write(own('clouds.yaml'), { clouds: { one: entry({ password: '1' }), two: entry({ password: '2' }) } });
    await ask('network', '/');
    picked = 'two';
    await ask('network', '/');
    await write(own('secure.yaml'), { clouds: { two: { auth: { password: '3' } } } });
    await utimes(own('secure.yaml'), new Date(), new Date(Date.now() + 5000));
    await ask('network', '/');
    await ask('network', '/');
    const passwords = cloud.logins.map((one) => /"password":"(\d)"/.exec(JSON.stringify(one))?.[1]);
    assert.deepEqual(passwords, ['1', '2', '3']);
  });

  it('nothing of a login is in an error', async () => {
    await cloud.close();
    cloud = await littleCloud(() => ({}), {
      login: () => new Status(401, { error: { message: 'bad password verysecret' } }),
    });
    await write(own('clouds.yaml'), { clouds: { demo: entry({ password: 'verysecret' }) } });
    const seen = await look();
    assert.ok(seen.state === 'unknown');
    const { error } = seen;
    assert.doesNotMatch(`${JSON.stringify(error)} ${error.stack ?? ''} ${String(error.cause)}`, /verysecret/);
  });
});

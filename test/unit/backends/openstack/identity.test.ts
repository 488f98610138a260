import assert from 'node:assert/strict';
import { openstackObservers } from '../../../../src/backends/openstack';
import { freePort, never, scene, Status, unknownBecause } from '../kubernetes/server';
import { littleCloud, variables, type LittleCloud } from './cloud';

const version = { id: 'v3.14', status: 'stable', updated: '2020-04-07T00:00:00Z', links: [] };

describe('the version of a Keystone', function () {
  this.timeout(20_000);
  let cloud: LittleCloud | undefined;
  afterEach(async () => {
    await cloud?.close();
    cloud = undefined;
  });
  const look = (env: Readonly<Record<string, string>>) =>
    openstackObservers({ env, home: '/nowhere', platform: 'linux', timeout: 4000 })['openstack-version'](
      { source: 'openstack-version' },
      scene,
      never,
    );

  it('is told without a login, whatever the auth_url ends in', async () => {
    const { url } = (cloud = await littleCloud(() => ({ version })));
    for (const end of ['', '/', '/v3', '/v3/', '/v2.0']) {
      const env = { ...variables(url), OS_AUTH_URL: `${url}${end}` };
      assert.deepEqual(await look(env), { state: 'found', value: version }, end);
    }
    assert.deepEqual([...new Set(cloud.asked)], ['GET /v3']);
    assert.deepEqual(cloud.logins, []);
    assert.ok(cloud.headers.every((headers) => !('x-auth-token' in headers)));
  });

  it('is told to an entry that has no password', async () => {
    cloud = await littleCloud(() => ({ version }));
    assert.deepEqual(await look({ OS_AUTH_URL: cloud.url }), { state: 'found', value: version });
  });

  it('is unknown where somebody else answers, and where nobody does', async () => {
    cloud = await littleCloud(() => ({ hello: 'world' }));
    unknownBecause(await look(variables(cloud.url)), 'openstack-refused');
    await cloud.close();
    cloud = await littleCloud(() => new Status(404, {}));
    unknownBecause(await look(variables(cloud.url)), 'openstack-refused');
    unknownBecause(await look(variables(`http://127.0.0.1:${await freePort()}`)), 'openstack-not-running');
    unknownBecause(await look({}), 'openstack-no-cloud');
  });
});

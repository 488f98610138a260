import assert from 'node:assert/strict';
import { liveClouds } from './engine/clouds';
import { cloud, named, prepare, type LiveCloud } from './openstack';

describe('the OpenStack explorer of an administrator', function () {
  this.timeout(300_000);
  let os: LiveCloud;
  let admin: LiveCloud;

  before(async function () {
    const clouds = await liveClouds(this);
    os = await cloud(clouds, 'test');
    admin = await cloud(clouds, 'admin');
    await prepare(clouds);
  });

  it('another project', async () => {
    const [one] = await os.list('projects');
    assert.equal(one?.state, 'current');
    const other = (await admin.list('projects')).find(({ state }) => state === 'other') ?? assert.fail();
    assert.ok(!named('web-1')(await admin.list('servers')));
    await admin.act('useProject', other);
    assert.equal((await admin.list('projects')).find(({ state }) => state === 'current')?.id, other.id);
    assert.ok(named('web-1')(await admin.list('servers')), 'the servers are those of the other project');
  });

  it('every kind that is listed can be inspected', async () => {
    for (const { id, follow, verbs } of admin.source.kinds) {
      if (!follow || verbs.every((one) => one.id !== 'inspect')) continue;
      const [one] = await admin.list(id);
      if (!one) continue;
      const shown = await admin.act('inspect', one);
      assert.ok(shown?.show === 'text' && JSON.parse(shown.text), id);
    }
  });
});

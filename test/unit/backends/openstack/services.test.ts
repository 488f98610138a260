import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { messageIn } from '../../../../src/backends/openstack/failure';
import { certificateFor, freePort, silence, Status, unknownBecause, type Asked } from '../kubernetes/server';
import { littleCloud, looking, token, variables, type LittleCloud, type Ways } from './cloud';
import { skip } from '../../../host/report.mjs';

const networks = { networks: [{ id: 'n1', name: 'tutor-net', status: 'ACTIVE' }] };

describe('what the services of an OpenStack cloud are asked', function () {
  this.timeout(20_000);
  let cloud: LittleCloud | undefined;
  afterEach(async () => {
    await cloud?.close();
    cloud = undefined;
  });
  const start = async (answer: (asked: Asked) => unknown, ways?: Ways, timeout = 4000) => {
    cloud = await littleCloud(answer, ways);
    return { cloud, look: looking({ env: variables(cloud.url), timeout }) };
  };

  it('a path of a service, with the token of one login', async () => {
    const { cloud, look } = await start(() => networks);
    const seen = await Promise.all(Array.from({ length: 12 }, () => look('network', '/v2.0/networks?name=tutor-net')));
    assert.deepEqual(seen[11], { state: 'found', value: networks });
    assert.equal(cloud.asked[0], 'POST /v3/auth/tokens');
    assert.equal(cloud.asked[1], 'GET /v2.0/networks?name=tutor-net');
    assert.equal(cloud.logins.length, 1);
    assert.ok(cloud.headers.every((one) => one['x-auth-token'] === 't1'));
    assert.equal((await look('network', '/v2.0/networks')).state, 'found');
    assert.equal(cloud.logins.length, 1);
  });

  const addresses: readonly (readonly [service: string, path: string, asked: string])[] = [
    ['compute', '/servers/detail?name=^tutor-web$', '/v2.1/servers/detail?name=^tutor-web$'],
    ['compute', '/v2.1/flavors', '/v2.1/flavors'],
    ['volume', '/volumes/detail', '/v3/p1/volumes/detail'],
    ['volume', '/v3/volumes', '/v3/p1/volumes'],
    ['volume', '/v3/{project_id}/volumes', '/v3/p1/volumes'],
    ['identity', '/v3/users/{user_id}/application_credentials', '/v3/users/u1/application_credentials'],
    ['identity', '/projects', '/v3/projects'],
    ['image', '/v2/images?name=tutor-image', '/v2/images?name=tutor-image'],
    ['image', '/images', '/v2/images'],
    ['network', '/networks', '/v2.0/networks'],
    ['placement', '/resource_providers', '/placement/resource_providers'],
    ['compute', '/', '/'],
    ['placement', '/', '/placement/'],
  ];
  for (const [service, asked, address] of addresses) {
    it(`${service} ${asked} is at ${address}`, async () => {
      const { cloud, look } = await start(() => ({}));
      assert.deepEqual(await look(service, asked), { state: 'found', value: {} });
      assert.equal(cloud.asked.at(-1), `GET ${address}`);
    });
  }

  it('the microversion of Nova goes to Nova alone; a token is asked about with itself', async () => {
    const { cloud, look } = await start(() => ({}));
    await look('compute', '/servers');
    await look('volume', '/volumes');
    await look('identity', '/v3/auth/tokens');
    assert.deepEqual(
      cloud.headers.map((one) => [one['openstack-api-version'], one['x-subject-token']]),
      [
        ['compute 2.79', undefined],
        [undefined, undefined],
        [undefined, 't1'],
      ],
    );
  });

  it('other names of a service, and the interface and region of the entry', async () => {
    const catalog = (url: string) => ({ 'block-storage': `${url}/new/v3`, network: url });
    const { cloud, look } = await start(() => ({}), { catalog });
    await look('volume', '/volumes');
    assert.equal(cloud.asked.at(-1), 'GET /new/v3/volumes');
    const far = looking({ env: { ...variables(cloud.url), OS_REGION_NAME: 'RegionTwo' } });
    await far('network', '/v2.0/networks');
    assert.equal(cloud.asked.at(-1), 'GET /far/v2.0/networks');
    const admin = looking({ env: { ...variables(cloud.url), OS_INTERFACE: 'adminURL' } });
    await admin('network', '/v2.0/networks');
    assert.equal(cloud.asked.at(-1), 'GET /admin/v2.0/networks');
    const own = looking({ env: { ...variables(cloud.url), OS_NETWORK_ENDPOINT_OVERRIDE: `${cloud.url}/own` } });
    await own('network', '/v2.0/networks');
    assert.equal(cloud.asked.at(-1), 'GET /own/v2.0/networks');
  });

  it('a service that the catalog does not have cannot be looked at', async () => {
    const { cloud, look } = await start(() => ({}), { catalog: () => ({}) });
    unknownBecause(await look('compute', '/servers'), 'openstack-no-cloud', /no project.*add `project_name`/);
    assert.equal((await look('identity', '/v3/auth/projects')).state, 'found', 'Keystone is known');
    await cloud.close();
    const other = await start(() => ({}), { catalog: (url) => ({ image: url }) });
    unknownBecause(await other.look('compute', '/servers'), 'no-feature', /no compute \(public, RegionOne\)/);
    const lost = looking({ env: { ...variables(other.cloud.url), OS_REGION_NAME: 'RegionNine' } });
    unknownBecause(await lost('image', '/v2/images'), 'no-feature', /RegionNine/);
  });

  it('what is not there is absent; a list of versions with 300 is an answer', async () => {
    const versions = { versions: [{ id: 'v2.9' }] };
    const { look } = await start(({ path: asked }) => (asked === '/' ? new Status(300, versions) : undefined));
    assert.deepEqual(await look('compute', '/os-keypairs/tutor-key'), { state: 'absent' });
    assert.deepEqual(await look('image', '/'), { state: 'found', value: versions });
  });

  it('a token that is refused is renewed, once', async () => {
    const { cloud, look } = await start(({ headers }) =>
      headers['x-auth-token'] === 't1' ? new Status(401, {}) : networks,
    );
    assert.equal((await look('network', '/v2.0/networks')).state, 'found');
    assert.equal((await look('network', '/v2.0/networks')).state, 'found');
    assert.equal(cloud.logins.length, 2);
  });

  it('a token that is refused again is told', async () => {
    const { cloud, look } = await start(() => new Status(401, { error: { message: 'nope' } }));
    unknownBecause(
      await look('network', '/v2.0/networks'),
      'openstack-expired',
      /^network does not accept the login of the cloud envvars/,
    );
    assert.equal(cloud.logins.length, 2);
  });

  it('a token is renewed shortly before it ends', async () => {
    const { cloud, look } = await start(() => networks, { lasts: 30_000 });
    await look('network', '/v2.0/networks');
    await look('network', '/v2.0/networks');
    assert.equal(cloud.logins.length, 2);
  });

  it('a login that is refused: by 401, by 403, by something else', async () => {
    const refused = [
      [
        new Status(401, { error: { message: 'The request you have made requires authentication.' } }),
        'openstack-expired',
        /\/v3\/auth\/tokens does not accept the login.*openstack token issue/,
      ],
      [
        new Status(403, { error: { message: 'locked' } }),
        'openstack-no-permission',
        /GET \/v3\/auth\/tokens on identity/,
      ],
      [
        new Status(503, '<html><h1>Service Unavailable</h1></html>'),
        'openstack-refused',
        /Service Unavailable \(HTTP 503\)/,
      ],
      [new Status(201, 'welcome', { 'X-Subject-Token': 'x' }), 'openstack-refused', /welcome/],
      [new Status(404, { error: { message: 'no such page' } }), 'openstack-refused', /no such page \(HTTP 404\)/],
    ] as const;
    for (const [reply, code, says] of refused) {
      const { cloud, look } = await start(() => ({}), { login: () => reply });
      const told = unknownBecause(await look('network', '/v2.0/networks'), code, says);
      assert.doesNotMatch(told, /verysecret/);
      await cloud.close();
    }
  });

  it('a login is tried anew after a failure', async () => {
    const login = ({}: Asked, count: number) => (count === 1 ? new Status(503, {}) : undefined);
    const { look } = await start(() => networks, { login });
    unknownBecause(await look('network', '/v2.0/networks'), 'openstack-refused', /not JSON \(HTTP 503\)/);
    assert.equal((await look('network', '/v2.0/networks')).state, 'found');
  });

  it('what the roles do not allow, and what a service refuses', async () => {
    const { look } = await start(({ path: asked }) =>
      asked.includes('os-services')
        ? new Status(403, { forbidden: { message: 'Policy does not allow', code: 403 } })
        : new Status(400, { NeutronError: { type: 'HTTPBadRequest', message: 'Invalid input for name', detail: '' } }),
    );
    unknownBecause(
      await look('compute', '/os-services'),
      'openstack-no-permission',
      /envvars do not allow GET \/os-services on compute \(403\)/,
    );
    unknownBecause(
      await look('network', '/v2.0/networks'),
      'openstack-refused',
      /network could not.*Invalid input for name \(HTTP 400\)/,
    );
  });

  it('a page instead of JSON', async () => {
    const { look } = await start(() => '<html>dashboard</html>');
    unknownBecause(await look('network', '/v2.0/networks'), 'openstack-refused', /not JSON \(HTTP 200\)/);
  });

  it('nobody listens; somebody is silent', async () => {
    const port = await freePort();
    const nobody = looking({ env: variables(`http://demo:verysecret@127.0.0.1:${port}`) });
    const told = unknownBecause(await nobody('network', '/'), 'openstack-not-running', /ECONNREFUSED/);
    assert.match(told, new RegExp(`at http://127\\.0\\.0\\.1:${port}/v3/auth/tokens`));
    assert.doesNotMatch(told, /verysecret/);
    const { cloud, look } = await start(() => silence, {}, 300);
    unknownBecause(
      await look('network', '/v2.0/networks?a=b'),
      'openstack-timeout',
      /\/v2\.0\/networks did not answer within 0\.3 s/,
    );
    await cloud.close();
    const other = await start(() => ({}), { login: () => silence }, 300);
    unknownBecause(await other.look('network', '/'), 'openstack-timeout');
  });

  it('an abort is no observation, and does not end the login of others', async () => {
    let answerNow: (() => void) | undefined;
    const login = (asked: Asked) => {
      const url = cloud?.url ?? '';
      answerNow = () => {
        const { code, body, headers } = token(url, 1, 3_600_000, { network: url });
        asked.response.writeHead(code, headers).end(JSON.stringify(body));
      };
      return silence;
    };
    const { look } = await start(() => networks, { login });
    const controller = new AbortController();
    const first = look('network', '/v2.0/networks', controller.signal);
    const second = look('network', '/v2.0/networks');
    setTimeout(() => controller.abort(new Error('enough')), 100);
    await assert.rejects(first, /enough/);
    answerNow?.();
    assert.equal((await second).state, 'found');
    assert.equal(cloud?.logins.length, 1);
  });

  it('certificates: not accepted, accepted by cacert, not looked at', async function () {
    const folder = await mkdtemp(path.join(tmpdir(), 'tutor-openstack-'));
    const tls = await certificateFor(folder, 'cloud', 'IP:127.0.0.1');
    if (tls === undefined) return skip(this, 'the openssl command is missing');
    const { cloud } = await start(() => networks, { tls: { cert: tls.cert, key: tls.key } });
    const asking = (more: Record<string, string>) =>
      looking({ env: { ...variables(cloud.url), ...more } })('network', '/v2.0/networks');
    unknownBecause(await asking({}), 'openstack-refused', /certificate of https.*not accepted \(self.signed.*cacert/);
    assert.equal((await asking({ OS_CACERT: tls.certFile })).state, 'found');
    assert.equal((await asking({ OS_INSECURE: 'true' })).state, 'found');
    unknownBecause(await asking({ OS_CACERT: '/no/such.pem' }), 'openstack-no-cloud', /\/no\/such\.pem/);
    await rm(folder, { recursive: true });
    return undefined;
  });

  it('the words of a refusal, wherever a service puts them', () => {
    assert.equal(
      messageIn('{"itemNotFound":{"code":404,"message":"Instance x could not be found."}}'),
      'Instance x could not be found.',
    );
    assert.equal(messageIn('{"errors":[{"status":403,"detail":"Access was denied\\n\\n "}]}'), 'Access was denied');
    assert.equal(messageIn('{"message":"plain<br /><br /> "}'), 'plain');
    assert.equal(typeof messageIn('{"a":{"b":{"c":{"message":"too deep"}}}}'), 'object');
    assert.equal(typeof messageIn(''), 'object');
  });
});

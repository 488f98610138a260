import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openstackPlatform, type OpenstackPlatform } from '../../../../src/backends/openstack';
import { UserError } from '../../../../src/core/errors';
import { keyOf, type Resource } from '../../../../src/core/resources/resource';
import type { Kind, Source } from '../../../../src/core/resources/source';
import { never, silence, Status, type Asked } from '../kubernetes/server';
import { littleCloud, variables, write, type LittleCloud, type Ways } from './cloud';

const nothing = { all: () => undefined, put: () => undefined, gone: () => undefined };
const pace = { least: 20, most: 160 };
const refusedAs = (code: string, says: RegExp) => (error: unknown) =>
  error instanceof UserError && error.code === code && says.test(error.text.en) && !/\{\w+\}/.test(error.text.zh);
const server = (more: object = {}) => ({ id: 's1', name: 'web', status: 'ACTIVE', addresses: {}, flavor: {}, ...more });

describe('the clouds of the explorer', function () {
  this.timeout(20_000);
  let home: string;
  let cloud: LittleCloud | undefined;
  let platform: OpenstackPlatform | undefined;
  beforeEach(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'tutor-platform-'));
  });
  afterEach(async () => {
    platform?.dispose();
    await cloud?.close();
    await rm(home, { recursive: true, force: true });
  });

  const start = async (answer: (asked: Asked) => unknown, ways?: Ways): Promise<Source> => {
    cloud = await littleCloud(answer, ways);
    platform = openstackPlatform({ env: variables(cloud.url), home, platform: 'linux', timeout: 4000 }, pace);
    const { all, chosen } = await platform.sources(never);
    return all.find(({ id }) => id === chosen) ?? assert.fail();
  };
  const kindOf = (source: Source, id: string): Kind => source.kinds.find((one) => one.id === id) ?? assert.fail(id);
  const verbOf = (source: Source, kind: string, id: string) =>
    kindOf(source, kind).verbs.find((one) => one.id === id) ?? assert.fail(id);
  /** Follows until what was told is as wanted; the telling as text. */
  const told = async (kind: Kind, isEnough: (told: readonly string[]) => boolean): Promise<readonly string[]> => {
    const said: string[] = [];
    const over = new AbortController();
    const say = (one: string) => {
      said.push(one);
      if (isEnough(said)) over.abort();
    };
    const look = (one: Resource) => `${keyOf(one)} ${one.state}`;
    const sink = {
      all: (them: readonly Resource[]) => say(`all ${them.map(look).join(', ')}`),
      put: (one: Resource) => say(`put ${look(one)}`),
      gone: (key: string) => say(`gone ${key}`),
    };
    await kind.follow?.(sink, over.signal).catch((error: unknown) => {
      if (!over.signal.aborted) throw error;
    });
    return said;
  };

  it('come from clouds.yaml and the variables, region by region, and nothing is contacted', async () => {
    cloud = await littleCloud(() => undefined);
    const auth = { auth_url: `${cloud.url}/v3`, username: 'demo', password: 'verysecret', project_name: 'demo' };
    const far = { ...auth, auth_url: 'https://cloud.example:5000/v3' };
    const clouds = { one: { auth }, two: { auth: far, regions: ['North', { name: 'South' }] } };
    await write(path.join(home, '.config', 'openstack', 'clouds.yaml'), { clouds });
    const options = { home, platform: 'linux' as const };
    platform = openstackPlatform({ ...options, env: { OS_CLOUD: 'two' } });
    const { all, chosen } = await platform.sources(never);
    assert.deepEqual(
      all.map(({ id }) => id),
      ['one', 'two', 'two@South'],
    );
    assert.equal(chosen, 'two');
    assert.equal((await platform.sources(never)).all[0], all[0], 'they stay the same');
    const grounds = await Promise.all(all.map(({ ground }) => ground(never)));
    assert.deepEqual(
      grounds.map(({ isLocal }) => isLocal),
      [true, false, false],
    );
    assert.equal(grounds[2]?.label, 'two (https://cloud.example:5000/v3, South, demo)');
    assert.doesNotMatch(JSON.stringify(grounds), /verysecret/);
    const stop = verbOf(all[2] ?? assert.fail(), 'servers', 'stop').commandLine({ id: 's1' } as Resource, {});
    assert.equal(stop, 'openstack --os-cloud two --os-region-name South server stop s1');
    const mixed = await openstackPlatform({ ...options, env: variables(cloud.url) }).sources(never);
    assert.deepEqual([mixed.all.length, mixed.chosen], [4, 'envvars']);
    assert.deepEqual(cloud.asked, []);
    await assert.rejects(
      openstackPlatform({ env: {}, home: '/nowhere', platform: 'linux' }).sources(never),
      refusedAs('openstack-no-cloud', /No cloud is chosen/),
    );
  });

  it('every section names kinds that there are, and every kind its verbs once', async () => {
    const { kinds, sections, lead } = await start(() => undefined);
    const ids = kinds.map(({ id }) => id);
    assert.ok(ids.includes(lead) && sections.flatMap((one) => one.kinds).every((id) => ids.includes(id)));
    for (const { id, verbs, general = [] } of kinds) {
      for (const all of [verbs, general]) assert.equal(new Set(all.map((one) => one.id)).size, all.length, id);
    }
  });

  it('are followed by looking: what is new, changed and gone, and nothing when nothing is', async () => {
    const states = [
      [server()],
      [server()],
      [server({ status: 'SHUTOFF' }), server({ id: 's2', name: 'db', status: 'BUILD' })],
      [server({ id: 's2', name: 'db' })],
    ];
    let looks = 0;
    const source = await start(({ path }) => {
      if (!path.startsWith('/v2.1/servers/detail')) return { images: [] };
      return { servers: states[Math.min(looks++, states.length - 1)] };
    });
    const said = await told(kindOf(source, 'servers'), (all) => all.some((one) => one.startsWith('gone')));
    assert.deepEqual(said, [
      'all servers/s1 ACTIVE',
      'put servers/s1 SHUTOFF',
      'put servers/s2 BUILD',
      'put servers/s2 ACTIVE',
      'gone servers/s1',
    ]);
  });

  it('are asked ever more seldom, at once after a change of ours, and never after the end', async () => {
    const times: number[] = [];
    const source = await start(({ path, method }) => {
      if (method === 'POST') return new Status(202, '');
      if (path.includes('/servers/detail')) times.push(Date.now());
      return path.includes('/servers/detail') ? { servers: [server()] } : { images: [] };
    });
    const over = new AbortController();
    const done = kindOf(source, 'servers').follow?.(nothing, over.signal);
    await new Promise((resolve) => setTimeout(resolve, 900));
    const quiet = times.length;
    assert.ok(quiet >= 5 && quiet <= 14, `${quiet} looks in 900 ms`);
    await verbOf(source, 'servers', 'stop').run(server() as unknown as Resource, {}, never);
    await new Promise((resolve) => setTimeout(resolve, 150));
    assert.ok(times.length >= quiet + 2, 'a verb is followed by a look');
    over.abort();
    await assert.rejects(done ?? assert.fail(), { name: 'AbortError' });
    await new Promise((resolve) => setTimeout(resolve, 100)); // what was on its way may still arrive
    const ended = times.length;
    await new Promise((resolve) => setTimeout(resolve, 250));
    assert.equal(times.length, ended);
  });

  it('end at once, in the middle of an answer, and all of them with the platform', async () => {
    const source = await start(() => silence);
    const done = kindOf(source, 'networks').follow?.(nothing, never);
    setTimeout(() => platform?.dispose(), 100);
    const begun = Date.now();
    await assert.rejects(done ?? assert.fail(), { name: 'AbortError' });
    assert.ok(Date.now() - begun < 1000);
  });

  it('a listing has all its pages, in the ways of four services, and a token goes nowhere else', async () => {
    const page = (asked: Asked, key: string, next: object) =>
      asked.path.includes('marker=')
        ? { [key]: [{ id: 'b', name: 'b' }] }
        : { [key]: [{ id: 'a', name: 'a' }], ...next };
    const elsewhere = 'http://cloud.invalid:1/v2.1/flavors/detail?marker=a';
    const source = await start((asked) => {
      if (asked.path.includes('flavors'))
        return page(asked, 'flavors', { flavors_links: [{ rel: 'next', href: elsewhere }] });
      if (asked.path.includes('images')) return page(asked, 'images', { next: '/v2/images?marker=a' });
      if (asked.path.includes('projects')) return page(asked, 'projects', { links: { next: elsewhere } });
      // A service that names the same page again and again.
      return {
        volumes: [{ id: 'a', name: 'a' }],
        volumes_links: [{ rel: 'next', href: '/v3/p1/volumes/detail?marker=z' }],
      };
    });
    const keys = async (id: string) => (await told(kindOf(source, id), () => true))[0];
    assert.equal(await keys('flavors'), 'all flavors/a , flavors/b ');
    assert.equal(await keys('images'), 'all images/a , images/b ');
    assert.equal(await keys('projects'), 'all projects/a other, projects/b other');
    assert.match((await keys('volumes')) ?? '', /^all volumes\/a /);
    assert.equal(cloud?.asked.filter((one) => one.includes('/volumes/detail')).length, 2);
  });

  it('a token that is refused in the middle is renewed once, also for what writes', async () => {
    let isOld = true;
    const source = await start(({ headers, method }) => {
      if (isOld && headers['x-auth-token'] === 't1') return new Status(401, { error: { message: 'expired' } });
      isOld = false;
      return method === 'POST' ? new Status(202, '') : {};
    });
    await verbOf(source, 'servers', 'start').run(server() as unknown as Resource, {}, never);
    assert.deepEqual([cloud?.logins.length, cloud?.asked.filter((one) => one.includes('/action')).length], [2, 2]);
  });

  it('what is refused says why and what to do', async () => {
    const cases: readonly (readonly [status: number, body: object, code: string, says: RegExp])[] = [
      [
        403,
        { forbidden: { message: 'Quota exceeded for cores' } },
        'openstack-no-permission',
        /Quota exceeded for cores/,
      ],
      [413, { overLimit: { message: 'VolumeLimitExceeded' } }, 'openstack-refused', /A quota .*VolumeLimitExceeded/],
      [409, { NeutronError: { type: 'OverQuota', message: 'Quota exceeded' } }, 'openstack-refused', /^A quota/],
      [
        409,
        { conflictingRequest: { message: "Cannot 'stop' it" } },
        'openstack-refused',
        /Cannot 'stop' it.*Wait until/,
      ],
      [
        404,
        { itemNotFound: { message: 'Instance s1 could not be found.' } },
        'openstack-refused',
        /look at the listing/,
      ],
      [500, { computeFault: { message: 'Unexpected' } }, 'openstack-refused', /log of the service/],
    ];
    let at = 0;
    const source = await start(() => new Status(cases[at]?.[0] ?? 500, cases[at]?.[1]));
    for (; at < cases.length; at++) {
      const [, , code, says] = cases[at] ?? assert.fail();
      const done = verbOf(source, 'servers', 'stop').run(server() as unknown as Resource, {}, never);
      await assert.rejects(done, refusedAs(code, says));
    }
    await assert.rejects(
      told(kindOf(source, 'routers'), () => true),
      UserError,
    );
  });

  it('a server that found no host is asked once for its fault', async () => {
    const failed = server({ status: 'ERROR', updated: 'u1' });
    const fault = { code: 500, message: 'No valid host was found. ' };
    let looks = 0;
    const source = await start(({ path }) => {
      if (path.endsWith('/servers/s1')) return { server: { ...failed, fault } };
      if (!path.includes('/servers/detail')) return { images: [] };
      looks += 1;
      return { servers: looks < 4 ? [failed] : [] };
    });
    const seen: (string | undefined)[] = [];
    const over = new AbortController();
    const sink = {
      all: ([one]: readonly Resource[]) => void seen.push(one?.trouble?.why.en),
      put: () => assert.fail(),
      gone: () => over.abort(),
    };
    await kindOf(source, 'servers')
      .follow?.(sink, over.signal)
      .catch(() => undefined);
    assert.match(seen[0] ?? '', /^No host can take it/);
    assert.equal(cloud?.asked.filter((one) => one.endsWith('/servers/s1')).length, 1);
  });

  it('another project is another token; an application credential has but one', async () => {
    const source = await start(() => ({ projects: [{ id: 'p2', name: 'other', enabled: true }] }));
    const other = { kind: 'projects', id: 'p2', name: 'other', state: 'other' } as Resource;
    await verbOf(source, 'projects', 'useProject').run(other, {}, never);
    const login = cloud?.logins.at(-1) as { auth: { scope: unknown } };
    assert.deepEqual(login.auth.scope, { project: { id: 'p2' } });
    assert.equal(
      verbOf(source, 'servers', 'stop').commandLine(other, {}),
      'openstack --os-project-id p2 server stop p2',
    );
  });
});

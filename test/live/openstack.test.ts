import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '../../src/core/errors';
import { liveClouds } from './engine/clouds';
import { cloud, isIn, named, prepare, watch, type Flavors, type LiveCloud, type Watched } from './openstack';

describe('the OpenStack explorer on a real cloud', function () {
  this.timeout(300_000);
  let os: LiveCloud;
  let admin: LiveCloud;
  let folder: string;
  let flavors: Flavors;
  let isReady = false;
  const watched: Watched[] = [];
  const follow = (kind: string) => {
    const one = watch(os.kind(kind).follow ?? assert.fail(kind));
    watched.push(one);
    return one;
  };
  const find = async (kind: string, name: string) => named(name)(await os.list(kind)) ?? assert.fail(`${kind} ${name}`);

  before(async function () {
    const clouds = await liveClouds(this);
    os = await cloud(clouds, 'test');
    admin = await cloud(clouds, 'admin');
    folder = await mkdtemp(path.join(tmpdir(), 'tutor-os-'));
    flavors = await prepare(clouds);
    isReady = true;
  });
  afterEach(async () => {
    await Promise.all(watched.splice(0).map((one) => one.stop()));
  });
  after(async () => {
    if (!isReady) return;
    os.platform.dispose();
    admin.platform.dispose();
    await rm(folder, { recursive: true, force: true });
    assert.ok(
      os.lines.every((one) => one.startsWith('openstack --os-cloud test ')),
      os.lines.join('\n'),
    );
  });

  it('lists every kind; what is for administrators says so to others', async () => {
    for (const { id, follow } of os.source.kinds) {
      if (!follow || ['services', 'hypervisors', 'agents'].includes(id)) continue;
      const found = await os.list(id);
      console.log(`      ${id}: ${found.length}`);
    }
    await assert.rejects(
      os.list('services'),
      (error) => error instanceof UserError && error.code === 'openstack-no-permission',
    );
    await assert.rejects(
      os.list('hypervisors'),
      (error) => error instanceof UserError && error.code === 'openstack-no-permission',
    );
    for (const id of ['services', 'hypervisors'])
      assert.ok((await admin.list(id)).every(({ health }) => health === 'running'));
    assert.ok((await os.source.ground(os.signal)).isLocal);
  });

  it('networks, subnets, routers', async () => {
    await os.make('networks', 'create', { name: 'tutor-net', cidr: '10.9.0.0/24' });
    const net = await find('networks', 'tutor-net');
    assert.match(net.summary.en, /10\.9\.0\.0\/24/);
    await os.act('addSubnet', net, { name: 'second', cidr: '10.10.0.0/24' });
    await os.make('routers', 'create', { name: 'tutor-router' });
    const router = await find('routers', 'tutor-router');
    assert.equal(router.trouble?.lesson, 'openstack/networks');
    await os.act('setGateway', router, { network: (await find('networks', 'public')).id });
    const subnet = (await find('subnets', 'tutor-net-subnet')).id;
    await os.act('connect', await find('routers', 'tutor-router'), { subnet });
    assert.equal((await find('routers', 'tutor-router')).trouble, undefined);
    const below = watch(os.kind('networks').below?.(net) ?? assert.fail());
    watched.push(below);
    await below.until(
      (all) => all.length >= 3 && ['subnets', 'ports'].every((id) => all.some(({ kind }) => kind === id)),
    );
    // A port would get an address of either.
    await os.act('remove', await find('subnets', 'second'));
    for (const id of ['networks', 'subnets', 'routers']) {
      const [one] = await os.list(id);
      assert.equal((await os.act('inspect', one ?? assert.fail()))?.show, 'text');
    }
  });

  it('security groups and their rules', async () => {
    await os.make('security-groups', 'create', { name: 'tutor-ssh' });
    const group = await find('security-groups', 'tutor-ssh');
    const rule = { direction: 'ingress', protocol: 'tcp', ports: '22', remote: '203.0.113.0/24' };
    const told = await os.act('addRule', group, rule);
    assert.ok(told?.show === 'words');
    assert.equal(told.words.en, 'Addresses in 203.0.113.0/24 may reach servers in tutor-ssh by TCP port 22.');
    const below = watch(os.kind('security-groups').below?.(group) ?? assert.fail());
    watched.push(below);
    const made = await below.until((all) => all.find(({ name }) => name.includes('tcp · 22')));
    await os.act('remove', made);
    await below.until((all) => !all.some(({ id }) => id === made.id), 10_000);
  });

  it('key pairs: a private key is written once, for its owner; a private key is never sent', async () => {
    const file = path.join(folder, 'tutor.pem');
    const told = await os.make('keypairs', 'create', { name: 'tutor-key', file });
    assert.equal(told?.show, 'words');
    assert.match(await readFile(file, 'utf8'), /PRIVATE KEY/);
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    await assert.rejects(os.make('keypairs', 'create', { name: 'again', file }), UserError);
    await assert.rejects(os.make('keypairs', 'importKey', { name: 'again', file }), /no public key/);
    const pub = path.join(folder, 'k.pub');
    const k1 = await os.act('inspect', await find('keypairs', 'k1'));
    const content = k1?.show === 'text' ? (JSON.parse(k1.text) as { keypair: { public_key: string } }) : assert.fail();
    await writeFile(pub, content.keypair.public_key);
    await os.make('keypairs', 'importKey', { name: 'tutor-import', file: pub });
    await os.act('remove', await find('keypairs', 'tutor-import'));
  });

  it('uploads an image with progress', async () => {
    const file = path.join(folder, 'disk.raw');
    await writeFile(file, Buffer.alloc(6_000_000, 7));
    const told = await os.make('images', 'upload', { file, name: 'tutor-image', format: 'raw' });
    const lines: string[] = [];
    for await (const one of told?.show === 'stream' ? told.read(os.signal) : assert.fail()) lines.push(one);
    assert.ok(lines.length > 5 && lines.at(-1) === 'active\n', lines.join(''));
    const image = await find('images', 'tutor-image');
    assert.equal(image.state, 'active');
    await os.act('inspect', image);
    await os.act('remove', image);
  });

  it('a server from its creation to its end', async () => {
    const servers = follow('servers');
    const image = (await find('images', 'tiny')).id;
    const data = path.join(folder, 'user-data');
    await writeFile(data, '#cloud-config\n');
    await servers.until((all) => all.length > 0);
    const flavor = (await find('flavors', 'm1.nano')).id;
    const networks = [(await find('networks', 'tutor-net')).id];
    const groups = [(await find('security-groups', 'tutor-ssh')).id];
    await os.make('servers', 'create', {
      name: 'tutor-web',
      image,
      flavor,
      networks,
      groups,
      key: 'tutor-key',
      data: 'file',
      file: data,
    });
    await servers.until(named('tutor-web'), 5000);
    const active = () => servers.until(isIn('tutor-web', 'ACTIVE'));
    const log = await os.act('logs', await active());
    for await (const text of log?.show === 'stream' ? log.read(os.signal) : assert.fail()) {
      assert.match(text, /FAKE CONSOLE/);
      break;
    }
    const page = await os.act('console', await active());
    assert.match(page?.show === 'page' ? page.url : '', /^http/);
    await os.act('stop', await active());
    await os.act('start', await servers.until(isIn('tutor-web', 'SHUTOFF')));
    for (const id of ['restart', 'rebootHard'] as const) {
      await os.act(id, await active());
      await servers.until(
        (all) => all.find(({ name, health }) => name === 'tutor-web' && health === 'changing'),
        20_000,
      );
    }
    await os.act('rebuild', await active(), { image });
    await servers.until((all) => all.find(({ name, health }) => name === 'tutor-web' && health === 'changing'), 20_000);
    await os.act('snapshot', await active(), { name: 'tutor-web-image' });
    await os.act('remove', await find('images', 'tutor-web-image'));
    await servers.until(isIn('tutor-web', 'ACTIVE'));
  });

  it('resize, confirm and revert', async () => {
    const servers = follow('servers');
    for (const id of ['revertResize', 'confirmResize'] as const) {
      await os.act('resize', await servers.until(isIn('tutor-web', 'ACTIVE')), { flavor: flavors.other });
      const verify = await servers.until((all) =>
        all.find((one) => one.name === 'tutor-web' && one.state === 'VERIFY_RESIZE'),
      );
      await os.act(id, verify);
      await servers.until(isIn('tutor-web', 'ACTIVE'));
    }
  });

  it('floating IPs', async () => {
    await os.make('floating-ips', 'create', { network: (await find('networks', 'public')).id });
    const free = async () => (await os.list('floating-ips')).find(({ state }) => state === 'free') ?? assert.fail();
    const address = await free();
    const below = watch(os.kind('servers').below?.(await find('servers', 'tutor-web')) ?? assert.fail());
    watched.push(below);
    const port = await below.until((all) => all.find(({ kind }) => kind === 'ports'));
    await os.act('associate', address, { port: port.id });
    const bound = await find('floating-ips', address.name);
    assert.equal(bound.state, 'associated');
    await os.act('inspect', bound);
    await os.act('dissociate', bound);
    await os.act('remove', await free());
  });

  it('volumes and snapshots', async () => {
    const volumes = follow('volumes');
    await os.make('volumes', 'create', { name: 'tutor-data', size: '1' });
    const server = await find('servers', 'tutor-web');
    await os.act('attach', await volumes.until(isIn('tutor-data', 'available')), { server: server.id });
    const used = await volumes.until(isIn('tutor-data', 'in-use'));
    const preview = os.kind('servers').verbs.find(({ id }) => id === 'remove');
    const goes = await preview?.destroys?.(server, {}, os.signal);
    assert.match(goes?.en ?? '', /^The server tutor-web with its root disk, its ports .*These volumes stay: /);
    await os.act('snapshot', used, { name: 'tutor-snap' });
    const snapshots = follow('snapshots');
    await os.act('remove', await snapshots.until(isIn('tutor-snap', 'available')));
    await snapshots.until((all) => !named('tutor-snap')(all));
    await os.act('detach', await volumes.until(isIn('tutor-data', 'in-use')));
    await os.act('remove', await volumes.until(isIn('tutor-data', 'available')));
    await volumes.until((all) => !named('tutor-data')(all));
  });

  it('says why a server found no host, and why a state forbids it', async () => {
    const image = (await find('images', 'tiny')).id;
    const servers = follow('servers');
    await os.make('servers', 'create', { name: 'tutor-patient', image, flavor: flavors.impossible, networks: [] });
    const patient = await servers.until((all) => all.find((one) => one.name === 'tutor-patient' && one.trouble));
    assert.match(patient.trouble?.why.en ?? '', /^No host can take it/);
    await os.act('remove', patient);
    await servers.until((all) => !named('tutor-patient')(all));
    const web = await find('servers', 'tutor-web');
    const start = os.kind('servers').verbs.find(({ id }) => id === 'start');
    await assert.rejects(start?.run(web, {}, os.signal) ?? assert.fail(), /refused: Cannot 'start'.*HTTP 409/);
    assert.ok(!start?.applies(web));
  });

  it('cleans up, and the listing follows', async () => {
    const servers = follow('servers');
    await os.act('remove', await servers.until(named('tutor-web')));
    await servers.until((all) => !named('tutor-web')(all));
    const subnet = (await find('subnets', 'tutor-net-subnet')).id;
    await os.act('disconnect', await find('routers', 'tutor-router'), { subnet });
    await os.act('remove', await find('routers', 'tutor-router'));
    await os.act('remove', await find('networks', 'tutor-net'));
    await os.act('remove', await find('security-groups', 'tutor-ssh'));
    await os.act('remove', await find('keypairs', 'tutor-key'));
    for (const id of ['networks', 'routers', 'security-groups', 'keypairs']) {
      assert.ok(
        (await os.list(id)).every(({ name }) => !name.startsWith('tutor-')),
        id,
      );
    }
  });
});

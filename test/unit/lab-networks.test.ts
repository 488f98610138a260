import assert from 'node:assert/strict';
import { connect as connectReal, createServer, type AddressInfo } from 'node:net';
import { eventLine } from '../../src/lab/docker/events/room';
import { ApiError } from '../../src/lab/http/call';
import { NetworkError } from '../../src/lab/kernel/network';
import type { Keeper, Kept } from '../../src/lab/state/keeper';
import { lab, shout, talk } from './lab-networks-bench';

const refused =
  (status: number, sentence: string | RegExp) =>
  (error: unknown): boolean => {
    assert.ok(error instanceof ApiError, String(error));
    assert.equal(error.status, status);
    if (typeof sentence === 'string') assert.equal(error.message, sentence);
    else assert.match(error.message, sentence);
    return true;
  };

const code = (wanted: string) => (error: unknown) => error instanceof NetworkError && error.code === wanted;

describe('networks of the practice lab', () => {
  it('creates networks with the next free pool and refuses as dockerd does', async () => {
    const { ask, told } = lab();
    const create = (body: object) => ask('POST', '/networks/create', body);
    const sub = (Subnet: string, more: object = {}) => ({ Name: 'x', IPAM: { Config: [{ Subnet, ...more }] } });
    assert.equal((await create({ Name: 'a', Labels: { k: 'v' } })).status, 201);
    const shown = (await ask('GET', '/networks/a')).body as { IPAM: object; Labels: object; Driver: string };
    assert.deepEqual(shown.IPAM, {
      Driver: 'default',
      Options: null,
      Config: [{ Subnet: '172.18.0.0/16', Gateway: '172.18.0.1' }],
    });
    assert.deepEqual([shown.Labels, shown.Driver], [{ k: 'v' }, 'bridge']);
    const config = 'invalid network config:\n';
    for (const [body, status, sentence] of [
      [{ Name: 'a' }, 409, 'network with name a already exists'],
      [{ Name: 'bridge' }, 403, 'operation is not permitted on predefined bridge network '],
      [{}, 400, 'invalid name: '],
      [{ Name: 'x', Driver: 'host' }, 403, 'only one instance of "host" network is allowed'],
      [{ Name: 'x', Driver: 'foo' }, 404, 'plugin "foo" not found'],
      [sub('172.17.5.0/24'), 403, 'Pool overlaps with other one on this address space'],
      [sub('10.0.0.3/24'), 400, `${config}invalid subnet 10.0.0.3/24: it should be 10.0.0.0/24`],
      [
        sub('10.0.0.0/24', { Gateway: '10.1.0.1' }),
        400,
        `${config}invalid gateway 10.1.0.1: parent subnet 10.0.0.0/24 doesn't contain this address`,
      ],
      [
        sub('10.0.0.0/24', { IPRange: '10.0.0.0/16' }),
        400,
        `${config}invalid ip-range 10.0.0.0/16: CIDR block is bigger than its parent subnet 10.0.0.0/24`,
      ],
    ] as const) {
      assert.deepEqual(await create(body), { status, body: sentence });
    }
    assert.deepEqual(await ask('DELETE', '/networks/host'), {
      status: 403,
      body: 'host is a pre-defined network and cannot be removed',
    });
    assert.deepEqual(await ask('GET', '/networks/nope'), { status: 404, body: 'network nope not found' });
    const [event] = told;
    assert.ok(event);
    assert.match(
      eventLine(event),
      /^{"Type":"network","Action":"create".*"type":"bridge"}},"scope":"local","time":1772366400,"timeNano":1772366400000000000}\n$/,
    );
  });

  it('gives addresses and names, also to a container that is connected later', async () => {
    const { ask, run, plan, networks } = lab();
    await ask('POST', '/networks/create', { Name: 'n', IPAM: { Config: [{ Subnet: '10.9.0.0/24' }] } });
    assert.throws(
      () => plan('bad', { mode: 'n', endpoints: { n: { IPAMConfig: { IPv4Address: '10.8.0.1' } } } }),
      refused(
        400,
        'invalid config for network n: invalid endpoint settings:\nno configured subnet or ip-range contain the IP address 10.8.0.1',
      ),
    );
    const web = await run('web', { mode: 'n', endpoints: { n: { Aliases: ['www'] } } });
    const [endpoint] = Object.values(networks.endpointsOf(web.id));
    assert.deepEqual(
      [endpoint?.IPAddress, endpoint?.Gateway, endpoint?.MacAddress, endpoint?.DNSNames],
      ['10.9.0.2', '10.9.0.1', '02:42:0a:09:00:02', ['web', 'www', web.id.slice(0, 12)]],
    );
    assert.match(networks.hostsFile(web.id), new RegExp(`^10.9.0.2\\t${web.id.slice(0, 12)}$`, 'm'));
    assert.match(networks.resolvFile(web.id), /^nameserver 127.0.0.11\noptions ndots:0$/m);
    const other = await run('other');
    await assert.rejects(other.stack.resolve('web'), code('ENOTFOUND'));
    const body = { Container: 'other', EndpointConfig: { IPAMConfig: { IPv4Address: '10.9.0.2' } } };
    assert.deepEqual(await ask('POST', '/networks/n/connect', body), { status: 403, body: 'Address already in use' });
    assert.equal((await ask('POST', '/networks/n/connect', { Container: 'other' })).status, 200);
    assert.deepEqual(await other.stack.resolve('WWW'), ['10.9.0.2']);
    assert.deepEqual(
      other.stack.interfaces().map(({ name, address, gateway }) => [name, address, gateway]),
      [
        ['lo', '127.0.0.1', undefined],
        ['eth0', '172.17.0.2', '172.17.0.1'],
        ['eth1', '10.9.0.3', undefined],
      ],
    );
    assert.deepEqual(await ask('POST', '/networks/n/connect', { Container: 'other' }), {
      status: 403,
      body: 'endpoint with name other already exists in network n',
    });
    assert.match(
      String((await ask('DELETE', '/networks/n')).body),
      /^error while removing network: network n id [0-9a-f]{64} has active endpoints$/,
    );
    assert.equal((await ask('POST', '/networks/n/disconnect', { Container: 'other' })).status, 200);
    await networks.down(web.id);
    assert.equal((await ask('DELETE', '/networks/n')).status, 204);
  });

  it('connects, half-closes, refuses, times out and resets', async () => {
    const { ask, run, clock, networks } = lab();
    await ask('POST', '/networks/create', { Name: 'n' });
    await ask('POST', '/networks/create', { Name: 'in', Internal: true });
    const web = await run('web', { mode: 'n' });
    const cli = await run('cli', { mode: 'n' });
    const far = await run('far');
    const inner = await run('inner', { mode: 'in' });
    await web.stack.listen(80, '0.0.0.0', shout);
    await assert.rejects(web.stack.listen(80, '127.0.0.1', shout), code('EADDRINUSE'));
    const connection = cli.stack.connect('web', 80);
    await clock.advance(0);
    assert.equal(await talk(await connection, 'hello'), 'HELLO');
    const slow = [
      [() => cli.stack.connect('web', 81), 'ECONNREFUSED', 0],
      [() => cli.stack.connect('172.18.0.99', 80), 'EHOSTUNREACH', 3_000],
      [() => far.stack.connect('172.18.0.2', 80), 'ETIMEDOUT', 127_000],
      [() => inner.stack.connect('172.18.0.2', 80), 'ENETUNREACH', 0],
      [() => cli.stack.connect('1.1.1.1', 80), 'ENETUNREACH', 0],
    ] as const;
    for (const [attempt, wanted, wait] of slow) {
      const seen = assert.rejects(attempt(), code(wanted));
      await clock.advance(wait);
      await seen;
    }
    await web.stack.listen(90, '0.0.0.0', () => undefined);
    const open = cli.stack.connect('web', 90);
    await clock.advance(0);
    const socket = await open;
    const reset = new Promise((resolve) => socket.once('error', resolve));
    await networks.down(web.id);
    assert.ok(code('ECONNRESET')(await reset));
  });

  it('publishes ports on the loopback, and tells who has one', async () => {
    const { run, plan, networks, clock } = lab();
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const taken = String((other.address() as AddressInfo).port);
    const bindings = (HostPort: string) => ({ bindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort }] } });
    const failing = plan('failing', bindings(taken));
    const start = /^driver failed programming external connectivity on endpoint \w+ \([0-9a-f]{64}\): /.source;
    await assert.rejects(
      networks.up(failing),
      refused(
        500,
        new RegExp(
          `${start}Error starting userland proxy: listen tcp4 127.0.0.1:${taken}: bind: address already in use$`,
        ),
      ),
    );
    other.close();
    const web = await run('web', { exposed: ['80/tcp', '99/udp'], ...bindings('') });
    const port = web.ports['80/tcp']?.[0]?.HostPort ?? '';
    assert.deepEqual(web.ports, { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: port }], '99/udp': null });
    const rival = plan('rival', bindings(port));
    await assert.rejects(
      networks.up(rival),
      refused(500, new RegExp(`${start}Bind for 127.0.0.1:${port} failed: port is already allocated$`)),
    );
    const cut = connectReal(Number(port), '127.0.0.1');
    assert.match(String(await new Promise((resolve) => cut.once('error', resolve))), /ECONNRESET/);
    await web.stack.listen(80, '0.0.0.0', shout);
    const socket = connectReal({ port: Number(port), host: '127.0.0.1', allowHalfOpen: true });
    assert.equal(await talk(socket, 'from outside'), 'FROM OUTSIDE');
    const all = await run('all', { exposed: ['80/tcp'], publishAll: true });
    await all.stack.listen(80, '0.0.0.0', shout);
    const given = all.ports['80/tcp'] ?? [];
    assert.deepEqual(
      given.map(({ HostIp }) => HostIp),
      ['0.0.0.0', '::'],
    );
    const inside = web.stack.connect('172.17.0.1', Number(given[0]?.HostPort));
    await clock.advance(0);
    assert.equal(await talk(await inside, 'gateway'), 'GATEWAY');
    await networks.down(web.id);
    const gone = connectReal(Number(port), '127.0.0.1');
    assert.match(String(await new Promise((resolve) => gone.once('error', resolve))), /ECONNREFUSED/);
    await networks.close();
  });

  it('shares namespaces and has the modes host and none', async () => {
    const { ask, run, plan, networks, told } = lab();
    const web = await run('web');
    const side = await run('side', { mode: `container:${web.id}` });
    assert.equal(side.stack, web.stack);
    const none = await run('none1', { mode: 'none' });
    assert.deepEqual(
      none.stack.interfaces().map(({ name }) => name),
      ['lo'],
    );
    const host = await run('host1', { mode: 'host' });
    assert.deepEqual(
      host.stack.interfaces().map(({ name }) => name),
      ['lo', 'eth0', 'docker0'],
    );
    const listener = await host.stack.listen(0, '0.0.0.0', shout);
    const real = connectReal({ port: listener.port, host: '127.0.0.1', allowHalfOpen: true });
    assert.equal(await talk(real, 'host'), 'HOST');
    assert.deepEqual(await ask('POST', '/networks/none/connect', { Container: 'web' }), {
      status: 400,
      body: 'container cannot be connected to multiple networks with one of the networks in private (none) mode',
    });
    assert.equal(
      (await ask('POST', '/networks/bridge/connect', { Container: 'side' })).body,
      'container sharing network namespace with another container or host cannot be connected to any other network',
    );
    await networks.down(web.id);
    const late = plan('late', { mode: `container:${web.id}` });
    await assert.rejects(networks.up(late), refused(409, `cannot join network of a non running container: ${web.id}`));
    await networks.close();
    assert.deepEqual(
      told.filter(({ Actor }) => Actor.Attributes['container'] === web.id).map(({ Action }) => Action),
      ['connect', 'disconnect'],
    );
  });

  it('comes back from the snapshot', async () => {
    const kept = new Map<string, Map<string, () => Kept | Promise<Kept>>>();
    const keeper: Keeper = {
      load: (kind) =>
        new Map([...(kept.get(kind) ?? [])].map(([id, value]) => [id, JSON.parse(JSON.stringify(value())) as Kept])),
      put: (kind, id, value) => void kept.set(kind, (kept.get(kind) ?? new Map<string, never>()).set(id, value)),
      drop: (kind, id) => void kept.get(kind)?.delete(id),
      flush: () => Promise.resolve(),
    };
    const before = lab(keeper);
    await before.ask('POST', '/networks/create', { Name: 'n' });
    const web = await before.run('web', { mode: 'n' });
    const list = (await before.ask('GET', '/networks')).body;
    await before.networks.close();
    const after = lab(keeper);
    assert.deepEqual((await after.ask('GET', '/networks')).body, list);
    after.plan('web', { mode: 'n' });
    await after.networks.up(web.id);
    assert.equal(after.networks.endpointsOf(web.id)['n']?.IPAddress, '172.18.0.2');
    await after.networks.close();
  });
});

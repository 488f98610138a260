import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { faultTrouble } from '../../../../src/backends/openstack/kinds/fault';
import { agentOf, hypervisorOf, serviceOf } from '../../../../src/backends/openstack/kinds/administration';
import { flavorOf } from '../../../../src/backends/openstack/kinds/flavors';
import { floatingOf } from '../../../../src/backends/openstack/kinds/floating-ips';
import { grown } from '../../../../src/backends/openstack/kinds/console-log';
import { imageOf } from '../../../../src/backends/openstack/kinds/images';
import { keypairOf } from '../../../../src/backends/openstack/kinds/keypairs';
import { networkOf } from '../../../../src/backends/openstack/kinds/networks';
import { portOf } from '../../../../src/backends/openstack/kinds/ports';
import { quotaOf } from '../../../../src/backends/openstack/kinds/quotas';
import { routerOf } from '../../../../src/backends/openstack/kinds/routers';
import { ruleFor } from '../../../../src/backends/openstack/kinds/rule-add';
import { ruleSentence } from '../../../../src/backends/openstack/kinds/rule-words';
import { groupOf } from '../../../../src/backends/openstack/kinds/security-groups';
import { serverOf } from '../../../../src/backends/openstack/kinds/server';
import { subnetOf } from '../../../../src/backends/openstack/kinds/subnets';
import { volumeHealth, volumeOf } from '../../../../src/backends/openstack/kinds/volumes';
import type { Raw } from '../../../../src/backends/docker/answer';
import type { Resource } from '../../../../src/core/resources/resource';
import type { Text } from '../../../../src/core/text';

/** What an OpenStack Zed answered (Debian 12; ../shared/engines/openstack.sh), without the links. */
export const recorded = JSON.parse(
  readFileSync(path.join(process.cwd(), 'test/unit/backends/openstack/zed.json'), 'utf8'),
) as Record<string, Record<string, Raw[]>>;

const all = (answer: string, key: string): readonly Raw[] => recorded[answer]?.[key] ?? assert.fail(answer);
const named = (raws: readonly Raw[], name: string): Raw =>
  raws.find((one) => one['name'] === name) ?? assert.fail(name);
const first = (raws: readonly Raw[]): Raw => raws[0] ?? assert.fail();

/** A resource is fit to be shown: nothing in it is empty that should not be, and nothing is `undefined` in words. */
function isFit(resource: Resource): void {
  assert.ok(resource.id !== '' && resource.name !== '', JSON.stringify(resource));
  const texts: readonly Text[] = [resource.summary, ...(resource.trouble ? [resource.trouble.why] : [])];
  for (const { en, zh } of texts) for (const one of [en, zh]) assert.doesNotMatch(one, /undefined|\{\w+\}|NaN|null/);
  assert.ok(JSON.stringify(resource.raw ?? {}).length < 400, 'raw is small');
}

describe('resources of an OpenStack cloud, as it answered', () => {
  it('servers', () => {
    const servers = all('servers', 'servers');
    const web = serverOf(named(servers, 'web-1'), new Map([['f4dace39-2d1b-456e-8cb1-7d1b0dfd066e', 'tiny']]));
    assert.equal(web.summary.en, 'ACTIVE · 10.1.0.209, 203.0.113.87 · m1.nano');
    assert.deepEqual([web.state, web.health, web.trouble], ['ACTIVE', 'running', undefined]);
    assert.ok(web.facts.some(({ value }) => value === 'tiny') && web.facts.some(({ value }) => value === 'k1'));
    const raw = named(servers, 'patient');
    assert.equal(raw['fault'], undefined, 'Nova leaves the fault out of the listing');
    const patient = serverOf({ ...raw, fault: recorded['fault'] });
    assert.equal(patient.health, 'failed');
    assert.equal(patient.trouble?.lesson, 'openstack/troubleshooting');
    assert.match(patient.trouble.why.en, /^No host can take it/);
    const task = serverOf({ ...named(servers, 'web-1'), 'OS-EXT-STS:task_state': 'deleting' });
    assert.deepEqual([task.health, task.summary.en.split(' · ')[0]], ['changing', 'ACTIVE (deleting)']);
    const marked = { ...named(servers, 'web-1'), metadata: { 'tutor.exercise': 'os-server' } };
    assert.equal(serverOf(marked).exercise, 'os-server');
    for (const one of servers) isFit(serverOf(one));
  });

  it('each reason of a fault has its words and lesson', () => {
    const cases: readonly (readonly [fault: string, lesson: string])[] = [
      ['No valid host was found. There are not enough hosts available.', 'openstack/troubleshooting'],
      ['Quota exceeded for cores: Requested 2000, but already used 4 of 20 cores', 'openstack/volumes'],
      ['Image 3f2 could not be found.', 'openstack/images'],
      ["Flavor's disk is too small for requested image.", 'openstack/images'],
      ['Build of instance 1 aborted: Failed to allocate the network(s), not rescheduling.', 'openstack/networks'],
      ['Binding failed for port 1, please check neutron logs for more information.', 'openstack/networks'],
      ['Build of instance 1 aborted: Volume 7 did not finish being created', 'openstack/volumes'],
      ['Connection to libvirt lost', 'openstack/troubleshooting'],
      ['', 'openstack/troubleshooting'],
    ];
    const told = cases.map(([fault, lesson]) => {
      const trouble = faultTrouble(fault);
      assert.equal(trouble.lesson, lesson, fault);
      assert.doesNotMatch(trouble.why.zh, /\{\w+\}/);
      return trouble.why.en.slice(0, 20);
    });
    assert.equal(new Set(told).size, 7, 'two are of the image, two of the network');
  });

  it('networks, subnets, ports, routers and floating IPs', () => {
    const ranges = new Map(all('subnets', 'subnets').map((one) => [String(one['id']), String(one['cidr'])]));
    const networks = all('networks', 'networks');
    assert.equal(networkOf(named(networks, 'private'), ranges).summary.en, 'ACTIVE · 10.1.0.0/24');
    assert.match(networkOf(named(networks, 'public'), ranges).summary.en, /external/);
    assert.equal(subnetOf(first(all('subnets', 'subnets'))).summary.en, '10.1.0.0/24 · → 10.1.0.1 · DHCP');
    const [port] = all('ports', 'ports')
      .filter((one) => one['device_owner'] === 'compute:nova')
      .map(portOf);
    assert.equal(port?.summary.en, 'ACTIVE · 10.1.0.209 · compute:nova');
    const broken = { ...first(all('ports', 'ports')), 'binding:vif_type': 'binding_failed', 'binding:host_id': 'c2' };
    assert.match(portOf(broken).trouble?.why.en ?? '', /on the host c2/);
    const router = first(all('routers', 'routers'));
    assert.deepEqual([routerOf(router).summary.en, routerOf(router).trouble], ['ACTIVE · → 203.0.113.75', undefined]);
    const alone = routerOf({ ...router, external_gateway_info: null });
    assert.deepEqual([alone.trouble?.lesson, alone.summary.zh], ['openstack/networks', 'ACTIVE · 无外部网关']);
    const address = first(all('floatingips', 'floatingips'));
    assert.deepEqual([floatingOf(address).name, floatingOf(address).state], ['203.0.113.87', 'associated']);
    const free = floatingOf({ ...address, port_id: null, fixed_ip_address: null });
    assert.deepEqual([free.state, free.health, free.summary.zh], ['free', 'stopped', '未绑定']);
    for (const one of [...networks.map((raw) => networkOf(raw)), ...all('ports', 'ports').map(portOf)]) isFit(one);
  });

  it('images, flavors, keypairs, volumes and security groups', () => {
    assert.equal(imageOf(first(all('images', 'images'))).summary.en, 'active · 64 KiB · public');
    assert.equal(imageOf({ ...first(all('images', 'images')), status: 'queued' }).trouble?.lesson, 'openstack/images');
    assert.equal(flavorOf(named(all('flavors', 'flavors'), 'm1.nano')).summary.en, '1 VCPU · 64 MB RAM · 1 GB');
    const key = keypairOf(first(all('keypairs', 'keypairs')));
    assert.deepEqual([key.id, key.facts[1]?.value], ['k1', 'ssh-ed25519']);
    const volume = volumeOf(
      first(all('volumes', 'volumes')),
      new Map([['a8a9763c-c64a-4e95-8b93-a5f172cf6d03', 'web-1']]),
    );
    assert.equal(volume.summary.en, 'in-use · 1 GB · web-1 /dev/sdb');
    assert.equal(
      volumeOf({ ...first(all('volumes', 'volumes')), status: 'error' }).trouble?.lesson,
      'openstack/volumes',
    );
    const healths = ['creating', 'attaching', 'reserved', 'available', 'in-use', 'error_deleting', 'maintenance'];
    assert.deepEqual(healths.map(volumeHealth), [
      ...(['changing', 'changing', 'changing', 'running', 'running', 'failed', 'unknown'] as const),
    ]);
    assert.equal(groupOf(first(all('security_groups', 'security_groups'))).summary.en, '2 in, 2 out');
  });

  it('services, hypervisors, agents and quotas', () => {
    const nova = all('novaServices', 'services').map(serviceOf);
    assert.ok(nova.every(({ health, id }) => health === 'running' && id.includes('@')));
    const down = serviceOf({ ...first(all('cinderServices', 'services')), state: 'down' });
    assert.deepEqual([down.health, down.trouble?.lesson], ['failed', 'openstack/troubleshooting']);
    const later = { ...first(all('novaServices', 'services')), updated_at: 'later' };
    assert.deepEqual(serviceOf(later), nova[0], 'a heartbeat is no change');
    assert.match(hypervisorOf(first(all('hypervisors', 'hypervisors'))).summary.en, /^up · \d+ \/ 1000 VCPU/);
    assert.equal(agentOf({ id: 'a', agent_type: 'L3 agent', host: 'c', alive: false }).health, 'failed');
    const quota = quotaOf('compute', 'cores', { limit: 20, in_use: 2, reserved: 0 });
    assert.deepEqual([quota.summary.en, quota.health], ['2 / 20', 'present']);
    assert.equal(quotaOf('network', 'router', { limit: 1, used: 1, reserved: 0 }).health, 'failed');
    assert.equal(quotaOf('network', 'subnetpool', { limit: -1, used: 0 }).summary.en, '0 / ∞');
  });

  it('what a rule means', () => {
    const answers = (direction: string, protocol: string, ports: string, remote: string) =>
      Object.fromEntries(Object.entries({ direction, protocol, ports, remote }).map(([key, value]) => [key, [value]]));
    const words = (...given: Parameters<typeof answers>) => ruleSentence(ruleFor('g1', answers(...given)), 'web');
    assert.equal(
      words('ingress', 'tcp', '22', '').en,
      'Anybody on the Internet (IPv4) may reach servers in web by TCP port 22.',
    );
    assert.equal(
      words('ingress', 'tcp', '22', '').zh,
      '互联网上的任何人（IPv4）可以通过 TCP 端口 22 访问 web 中的云主机。',
    );
    assert.equal(
      words('egress', 'udp', '8000-8010', '10.0.0.0/8').en,
      'Servers in web may reach addresses in 10.0.0.0/8 by UDP ports 8000 to 8010.',
    );
    assert.match(words('ingress', 'any', '', '::/0').en, /\(IPv6\).* any protocol/);
    assert.equal(ruleFor('g1', answers('ingress', 'icmp', '', ''))['port_range_min'], undefined);
  });

  it('a console log that grows, loses its head, or begins anew', () => {
    assert.equal(grown('', 'a\nb\n'), 'a\nb\n');
    assert.equal(grown('a\nb\n', 'a\nb\nc\n'), 'c\n');
    assert.equal(grown('a\nb\n', 'a\nb\n'), '');
    const long = Array.from({ length: 200 }, (_none, at) => `line ${at}\n`).join('');
    assert.equal(grown(long, `${long.slice(50)}new\n`), 'new\n');
    assert.equal(grown('old machine\n', 'boot\n'), 'boot\n');
  });
});

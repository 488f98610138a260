// node seed.mjs FIRST-PORT catalogue|projects: what a new cloud needs to be one, and what tests expect in it.
// @ts-nocheck: what the services answer is described nowhere.
import { randomBytes } from 'node:crypto';

const first = Number(process.argv[2]);
const at = (/** @type {number} */ place) => `http://127.0.0.1:${first + place}`;
const urls = {
  identity: `${at(0)}/v3`,
  image: at(1),
  placement: at(2),
  compute: `${at(3)}/v2.1`,
  network: at(4),
  volumev3: `${at(5)}/v3/%(project_id)s`,
};
const names = { image: 'glance', placement: 'placement', compute: 'nova', network: 'neutron', volumev3: 'cinderv3' };

/** One who is logged in. */
class User {
  token = '';
  project = '';

  async login(name, password, project) {
    const domain = { id: 'default' };
    const identity = { methods: ['password'], password: { user: { name, domain, password } } };
    const scope = { project: { name: project, domain } };
    const [body, headers] = await this.send('POST', `${urls.identity}/auth/tokens`, { auth: { identity, scope } });
    this.token = headers.get('x-subject-token');
    this.project = body.token.project.id;
    return this;
  }

  async send(method, url, body) {
    const isFile = body instanceof Uint8Array;
    const answer = await fetch(url.replace('%(project_id)s', this.project), {
      method,
      headers: {
        'content-type': isFile ? 'application/octet-stream' : 'application/json',
        ...(this.token && { 'x-auth-token': this.token }),
        // Cinder refuses the version of another service.
        ...(url.startsWith(urls.compute) && { 'openstack-api-version': 'compute 2.93' }),
      },
      ...(body && { body: isFile ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${text.slice(0, 500)}`);
    return [/^[{[]/.test(text) ? JSON.parse(text) : undefined, answer.headers];
  }

  get = async (service, path) => (await this.send('GET', urls[service] + path))[0];
  put = async (service, path, body) => (await this.send('PUT', urls[service] + path, body))[0];
  /** Makes something, and returns it. */
  async make(service, list, what, body) {
    const [made] = await this.send('POST', `${urls[service]}/${list}`, what ? { [what]: body } : body);
    return what ? made[what] : made;
  }

  /** Waits until an answer holds what is wanted. */
  async until(service, path, holds) {
    for (const end = Date.now() + 120_000; ;) {
      const answer = await this.get(service, path);
      if (holds(answer)) return;
      if (Date.now() > end) throw new Error(`${path} is still ${JSON.stringify(answer)}`);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

const admin = await new User().login('admin', 'admin-secret', 'admin');
const domain_id = 'default';
const idOf = async (list, name) => (await admin.get('identity', `/${list}?name=${name}`))[list][0].id;

/** A project, and a user with these roles in it. */
async function projectWith(name, user, password, roles) {
  const project = (await admin.make('identity', 'projects', 'project', { name, domain_id })).id;
  const { id } = await admin.make('identity', 'users', 'user', { name: user, domain_id, password });
  for (const role of roles) {
    await admin.put('identity', `/projects/${project}/users/${id}/roles/${await idOf('roles', role)}`);
  }
}

/** The user of the services among themselves, and where each of them is. */
async function catalogue() {
  await admin.make('identity', 'roles', 'role', { name: 'service' });
  await projectWith('service', 'service', 'service-secret', ['admin', 'service']);
  for (const [type, name] of Object.entries(names)) {
    const service_id = (await admin.make('identity', 'services', 'service', { name, type, enabled: true })).id;
    for (const place of ['public', 'internal', 'admin']) {
      const endpoint = { service_id, interface: place, url: urls[type], region_id: 'RegionOne' };
      await admin.make('identity', 'endpoints', 'endpoint', endpoint);
    }
  }
}

/** A project with a bit of everything. */
async function projects() {
  await projectWith('testproj', 'testuser', 'test-secret', ['member']);
  const disk = { name: 'tiny', disk_format: 'raw', container_format: 'bare', visibility: 'public' };
  const image = await admin.make('image', 'v2/images', undefined, disk);
  await admin.put('image', `/v2/images/${image.id}/file`, randomBytes(65_536));
  const flavor = await admin.make('compute', 'flavors', 'flavor', { name: 'm1.nano', ram: 64, vcpus: 1, disk: 1 });
  const outside = await admin.make('network', 'v2.0/networks', 'network', {
    name: 'public',
    'router:external': true,
    'provider:network_type': 'flat',
    'provider:physical_network': 'public',
  });
  const subnet = { ip_version: 4, enable_dhcp: false };
  const addresses = { ...subnet, network_id: outside.id, name: 'public-sub', cidr: '203.0.113.0/24' };
  await admin.make('network', 'v2.0/subnets', 'subnet', addresses);

  const user = await new User().login('testuser', 'test-secret', 'testproj');
  const network = await user.make('network', 'v2.0/networks', 'network', { name: 'private' });
  const inside = { ip_version: 4, network_id: network.id, name: 'private-sub', cidr: '10.1.0.0/24' };
  const subnet_id = (await user.make('network', 'v2.0/subnets', 'subnet', inside)).id;
  const gateway = { name: 'r1', external_gateway_info: { network_id: outside.id } };
  const router = await user.make('network', 'v2.0/routers', 'router', gateway);
  await user.put('network', `/v2.0/routers/${router.id}/add_router_interface`, { subnet_id });
  const word = (bytes) => Buffer.concat([Buffer.from([0, 0, 0, bytes.length]), bytes]);
  const key = Buffer.concat([word(Buffer.from('ssh-ed25519')), word(randomBytes(32))]).toString('base64');
  const public_key = `ssh-ed25519 ${key} seed`;
  await user.make('compute', 'os-keypairs', 'keypair', { name: 'k1', type: 'ssh', public_key });

  const what = { imageRef: image.id, flavorRef: flavor.id, key_name: 'k1' };
  const web = await user.make('compute', 'servers', 'server', {
    ...what,
    name: 'web-1',
    networks: [{ uuid: network.id }],
  });
  const bare = await user.make('compute', 'servers', 'server', { ...what, name: 'bare-1', networks: 'none' });
  for (const { id } of [web, bare])
    await user.until('compute', `/servers/${id}`, ({ server }) => server.status === 'ACTIVE');
  const [port] = (await user.get('network', `/v2.0/ports?device_id=${web.id}`)).ports;
  const address = { floating_network_id: outside.id, port_id: port.id };
  await user.make('network', 'v2.0/floatingips', 'floatingip', address);
  // Until its backend has said what it can, the scheduler refuses every volume.
  await admin.until('volumev3', '/scheduler-stats/get_pools', ({ pools }) => pools.length > 0);
  const { id: volumeId } = await user.make('volumev3', 'volumes', 'volume', { name: 'data-1', size: 1 });
  await user.until('volumev3', `/volumes/${volumeId}`, ({ volume }) => volume.status === 'available');
  await user.make('compute', `servers/${web.id}/os-volume_attachments`, 'volumeAttachment', { volumeId });
  await user.until('volumev3', `/volumes/${volumeId}`, ({ volume }) => volume.status === 'in-use');
}

await (process.argv[3] === 'catalogue' ? catalogue() : projects());

import { randomBytes } from 'node:crypto';
import { ApiError, type Route } from '../../http/call';
import { demandShape, eachKept } from '../../state/keeper';
import type { NetworkRoom } from '../model';
import { bringUp, renameMember, takeDown } from './attach';
import { connect, disconnect } from './connect';
import { hostRows, hostsFile, resolvFile } from './container-files';
import type { CreateRequest } from './create-request';
import { formatAddress, formatBlock, parseBlock } from './ipv4';
import { checkEndpoint, loadMember, memberOf, modeName, shownEndpoint, type Plan } from './member';
import { networkRoutes, type NetworkActions } from './network-routes';
import { createPools } from './pools';
import { checkBindings } from './publish';
import { networkOf, type IpamRow, type Network, type NetworkRecord } from './record';
import { newSandbox, closeSandbox } from './sandbox';
import { findNetwork, keepMember, memberKind, tell, type NetworkParts, type State } from './state';
import { nextOverlay, swarmId, swarmSide, type SwarmNetworks } from './swarm-side';
import type { World } from './topology';

/** The room of networks, with what its endpoints and other rooms need beside the contract. */
export type Networks = Omit<NetworkRoom, 'plan'> & {
  /** As in the contract; a container that is known already keeps its connections (after a restore). */
  readonly plan: (plan: Plan) => void;
  readonly routes: readonly Route[];
  /** The text of /etc/hosts now; the container's own addresses are in it while it runs. */
  readonly hostsFile: (containerId: string) => string;
  readonly resolvFile: (containerId: string) => string;
  /** From now on names are looked up in this text (the container's own /etc/hosts) instead. */
  readonly hostsFrom: (containerId: string, read: () => Promise<string>) => void;
  readonly all: () => readonly Network[];
  /** What a swarm asks. */
  readonly swarm: SwarmNetworks;
  readonly restore: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const networkKind = 'network';

const bridgeOptions: Readonly<Record<string, string>> = {
  'com.docker.network.bridge.default_bridge': 'true',
  'com.docker.network.bridge.enable_icc': 'true',
  'com.docker.network.bridge.enable_ip_masquerade': 'true',
  'com.docker.network.bridge.host_binding_ipv4': '0.0.0.0',
  'com.docker.network.bridge.name': 'docker0',
  'com.docker.network.driver.mtu': '1500',
};

/** The room of networks. `restore` makes the three that every engine has, and must be called once before use. */
export function createNetworks(parts: NetworkParts): Networks {
  const networks = new Map<string, Network>();
  const world: World = {
    clock: parts.clock,
    networks: () => [...networks.values()],
    host: newSandbox('default'),
    published: new Set(),
  };
  const state: State = {
    ...parts,
    world,
    networks,
    pools: createPools(),
    members: new Map(),
    running: new Map(),
    swarm: { active: false, users: () => undefined, admitted: new Set() },
    hostsReaders: new Map(),
    hostRows: (containerId) => hostRows(state, containerId),
  };
  const room = roomOf(state);
  const actions: NetworkActions = {
    state,
    create: (request) => create(state, request),
    connect: (network, container, settings) => connect(state, network, container, settings),
    disconnect: (network, container, force) => disconnect(state, network, container, force),
    remove: (network) => remove(state, network),
  };
  const make: Parameters<typeof swarmSide>[1] = (bare) => add(state, bare);
  return { ...room, routes: networkRoutes(actions), swarm: swarmSide(state, make, (network) => drop(state, network)) };
}

function roomOf(state: State): Omit<Networks, 'routes' | 'swarm'> {
  return {
    plan: (plan) => {
      for (const [name, settings] of Object.entries(plan.endpoints)) {
        const network = findNetwork(state, modeName(name));
        checkEndpoint(network, settings, `invalid config for network ${modeName(name)}: `);
      }
      checkBindings(plan.bindings);
      const known = state.members.get(plan.containerId);
      const member = known ?? memberOf(plan, (reference) => findNetwork(state, reference)?.name);
      member.plan = plan;
      state.members.set(plan.containerId, member);
      keepMember(state, plan.containerId, member);
    },
    up: (containerId) => bringUp(state, containerId),
    down: (containerId) => takeDown(state, containerId),
    forget: async (containerId) => {
      await takeDown(state, containerId);
      state.members.delete(containerId);
      state.hostsReaders.delete(containerId);
      state.keeper.drop(memberKind, containerId);
    },
    rename: (containerId, name) => renameMember(state, containerId, name),
    endpointsOf: (containerId) => {
      const connections = [...(state.members.get(containerId)?.connections ?? [])];
      const live = (name: string) => findNetwork(state, name)?.endpoints.get(containerId);
      return Object.fromEntries(
        connections
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, connection]) => [name, shownEndpoint(connection, live(name))]),
      );
    },
    attachmentOf: (containerId) => state.running.get(containerId)?.attachment,
    hostsFile: (containerId) => hostsFile(state, containerId),
    resolvFile: (containerId) => resolvFile(state, containerId),
    hostsFrom: (containerId, read) => void state.hostsReaders.set(containerId, read),
    all: () => [...state.networks.values()],
    restore: () => {
      restore(state);
      return Promise.resolve();
    },
    close: async () => {
      for (const running of state.running.values()) {
        if (running.kind === 'host') await running.host.close();
        if (running.kind !== 'own') continue;
        closeSandbox(running.sandbox);
        await running.ports?.close();
      }
      state.running.clear();
      closeSandbox(state.world.host);
    },
  };
}

function restore(state: State): void {
  eachKept(state.keeper, networkKind, (value, id) => {
    const record = value as unknown as NetworkRecord;
    demandShape(record.id === id && typeof record.name === 'string' && typeof record.labels === 'object');
    const subnet = v4(record.rows);
    const network = networkOf(record);
    if (subnet) state.pools.reserve(subnet);
    state.networks.set(record.id, network);
  });
  eachKept(state.keeper, memberKind, (value, id) => void state.members.set(id, loadMember(value)));
  for (const [name, driver] of [
    ['bridge', 'bridge'],
    ['host', 'host'],
    ['none', 'null'],
  ] as const) {
    if (!findNetwork(state, name)) add(state, { ...empty, ...predefined(state, driver), name, driver });
  }
}

const empty = { name: '', ipv6: false, ipamOptions: null, internal: false, attachable: false, options: {}, labels: {} };

function predefined(state: State, driver: NetworkRecord['driver']) {
  const subnet = driver === 'bridge' ? state.pools.next() : undefined;
  return {
    rows: subnet ? [{ Subnet: formatBlock(subnet), Gateway: formatAddress(subnet.base + 1) }] : null,
    options: driver === 'bridge' ? bridgeOptions : {},
    // What the lab makes by itself says so.
    labels: { 'tutor.lab': 'true' },
    configured: false,
    predefined: true,
  };
}

const v4 = (rows: readonly IpamRow[] | null) =>
  rows?.map((row) => parseBlock(row.Subnet)?.block).find((block) => block !== undefined);

function add(state: State, bare: Omit<NetworkRecord, 'id' | 'created'>): Network {
  const now = new Date(state.clock.now()).toISOString();
  // The clock has milliseconds; the rest of the nanoseconds tells networks apart, as on a real machine.
  const rest = String(randomBytes(3).readUIntBE(0, 3) % 1_000_000).padStart(6, '1');
  const id = bare.swarm ? swarmId() : randomBytes(32).toString('hex');
  const record = { ...bare, id, created: now.replace('Z', `${rest}Z`) };
  const network = networkOf(record);
  state.networks.set(record.id, network);
  state.keeper.put(networkKind, record.id, () => record);
  return network;
}

function create(state: State, request: CreateRequest): Network {
  const bridge = request.options['com.docker.network.bridge.name'];
  const same = [...state.networks.values()].find(
    (network) => bridge !== undefined && network.options['com.docker.network.bridge.name'] === bridge,
  );
  if (same) {
    const id = randomBytes(32).toString('hex');
    const conflict = `conflicts with network ${same.id} (${bridge}): networks have same bridge name`;
    throw new ApiError(403, `cannot create network ${id} (${bridge}): ${conflict}`);
  }
  if (request.driver === 'overlay') return createOverlay(state, request);
  const asked = v4(request.rows);
  if (asked) state.pools.reserve(asked);
  const given = asked ? undefined : state.pools.next();
  const rows = given
    ? [...request.rows, { Subnet: formatBlock(given), Gateway: formatAddress(given.base + 1) }]
    : request.rows;
  const network = add(state, {
    ...request,
    driver: 'bridge',
    rows,
    configured: asked !== undefined,
    predefined: false,
  });
  tell(state, 'create', network);
  return network;
}

function remove(state: State, network: Network): void {
  if (network.predefined) {
    throw new ApiError(403, `${network.name} is a pre-defined network and cannot be removed`);
  }
  const user = network.swarm ? state.swarm.users(network.id) : undefined;
  if (user !== undefined) {
    const why = `network ${network.id} is in use by ${user}`;
    throw new ApiError(400, `rpc error: code = FailedPrecondition desc = ${why}`);
  }
  // Tasks that are on their way out hold no network of the swarm: it goes from the list at once.
  const holds = (containerId: string): boolean => !(network.swarm && state.swarm.admitted.has(containerId));
  if ([...network.endpoints.keys()].some(holds)) {
    const which = `network ${network.name} id ${network.id}`;
    throw new ApiError(403, `error while removing network: ${which} has active endpoints`);
  }
  drop(state, network);
  tell(state, network.swarm ? 'remove' : 'destroy', network);
}

function drop(state: State, network: Network): void {
  state.networks.delete(network.id);
  state.keeper.drop(networkKind, network.id);
  if (network.subnet) state.pools.release(network.subnet);
}

function reserve(state: State, rows: readonly IpamRow[]): void {
  const subnet = v4(rows);
  if (subnet) state.pools.reserve(subnet);
}

function createOverlay(state: State, request: CreateRequest): Network {
  const asked = v4(request.rows);
  if (asked) reserve(state, request.rows);
  const { subnet, gateway, vxlan } = nextOverlay(state);
  if (!asked) reserve(state, [{ Subnet: subnet }]);
  const rows = asked
    ? request.rows.map((row) => ({ ...row, Gateway: row.Gateway ?? formatAddress(asked.base + 1) }))
    : [{ Subnet: subnet, Gateway: gateway }];
  const options = { 'com.docker.network.driver.overlay.vxlanid_list': vxlan, ...request.options };
  const network = add(state, { ...request, rows, options, configured: true, predefined: false, swarm: true });
  tell(state, 'create', network);
  return network;
}

import { randomBytes } from 'node:crypto';
import { ApiError } from '../../http/call';
import { formatAddress, parseAddress } from './ipv4';
import { carry, portIsTaken } from './publish';
import { openPort } from './real-port';
import type { Balanced, LiveEndpoint, Network, NetworkRecord } from './record';
import { findNetwork, requireNetwork, type State } from './state';
import type { Published } from './topology';

/** A network as a swarm knows it. */
export type SwarmNetwork = Pick<
  NetworkRecord,
  'id' | 'name' | 'created' | 'driver' | 'rows' | 'labels' | 'options' | 'attachable' | 'internal'
> & { readonly ingress: boolean; readonly swarm: boolean };

/** A published port of the routing mesh. */
export type MeshPort = { readonly port: number; readonly protocol: string; readonly target: number };

/** What a swarm asks of the networks, beside what containers ask. */
export type SwarmNetworks = {
  /** The node has become a manager: overlay networks can be made. `users` tells who uses one, as a refusal says it. */
  readonly begin: (users: (networkId: string) => string | undefined) => void;
  /** Makes `ingress` and `docker_gwbridge` where they are missing. */
  readonly ensure: () => void;
  /** The node leaves its swarm: the overlay networks go. */
  readonly end: () => void;
  readonly find: (reference: string) => SwarmNetwork | undefined;
  /** Takes a free address of a network, or the one that is given; `10.0.1.5/24`. Undefined when there is none. */
  readonly reserve: (networkId: string, address?: string) => string | undefined;
  readonly free: (networkId: string, address: string) => void;
  /** Lets a container be on overlay networks that are not attachable. */
  readonly admit: (containerId: string) => void;
  readonly dismiss: (containerId: string) => void;
  /** Gives a service its name and virtual address on a network; without address its name leads to the tasks. */
  readonly balance: (
    networkId: string,
    service: {
      readonly address?: string;
      readonly names: readonly string[];
      readonly containers: () => readonly string[];
    },
  ) => () => void;
  /** Opens a port of the mesh, whose connections go to the containers in turn. Rejects when the port is taken. */
  readonly mesh: (port: MeshPort, containers: () => readonly string[]) => Promise<() => Promise<void>>;
};

type Making = (bare: Omit<NetworkRecord, 'id' | 'created'>) => Network;

/** A new id of a swarm's object: 25 digits and small letters. */
export const swarmId = (): string => {
  const number = BigInt(`0x${randomBytes(17).toString('hex')}`);
  return number.toString(36).padStart(25, '0').slice(-25);
};

/** The networks' side of a swarm; `make` adds a network, `remove` takes one away without asking. */
export function swarmSide(state: State, make: Making, remove: (network: Network) => void): SwarmNetworks {
  const { swarm } = state;
  return {
    begin: (users) => {
      swarm.active = true;
      swarm.users = users;
    },
    ensure: () => ensure(state, make),
    end: () => {
      for (const network of [...state.networks.values()]) if (network.swarm) remove(network);
      swarm.active = false;
      swarm.users = () => undefined;
      swarm.admitted.clear();
    },
    find: (reference) => {
      const network = findNetwork(state, reference);
      return network && { ...network, ingress: network.ingress === true, swarm: network.swarm === true };
    },
    reserve: (networkId, wanted) => {
      const network = requireNetwork(state, networkId);
      const address = wanted === undefined ? network.addresses?.next() : taken(network, wanted);
      if (address === undefined) return undefined;
      network.reserved.add(address);
      return `${formatAddress(address)}/${network.subnet?.prefix ?? 24}`;
    },
    free: (networkId, text) => {
      const network = findNetwork(state, networkId);
      const address = plain(text);
      if (network && address !== undefined && network.reserved.delete(address)) network.addresses?.give(address);
    },
    admit: (containerId) => void swarm.admitted.add(containerId),
    dismiss: (containerId) => void swarm.admitted.delete(containerId),
    balance: (networkId, { address, names, containers }) => {
      const network = requireNetwork(state, networkId);
      const balanced: Balanced = {
        address: address === undefined ? undefined : plain(address),
        names: names.map((name) => name.toLowerCase()),
        endpoints: () => containers().flatMap((id) => network.endpoints.get(id) ?? []),
        turn: 0,
      };
      network.balanced.add(balanced);
      return () => void network.balanced.delete(balanced);
    },
    mesh: (port, containers) => mesh(state, port, containers),
  };
}

const plain = (text: string): number | undefined => parseAddress(text.split('/')[0] ?? '');

function taken(network: Network, text: string): number | undefined {
  const address = plain(text);
  return address !== undefined && network.addresses?.take(address) === true ? address : undefined;
}

const bare = {
  ipv6: false,
  ipamOptions: null,
  internal: false,
  attachable: false,
  configured: true,
  predefined: false,
};

function ensure(state: State, make: Making): void {
  const labels = { 'tutor.lab': 'true' };
  if (!findNetwork(state, 'ingress')) {
    const rows = [{ Subnet: '10.0.0.0/24', Gateway: '10.0.0.1' }];
    state.pools.reserve({ base: 10 * 2 ** 24, prefix: 24 });
    const options = { 'com.docker.network.driver.overlay.vxlanid_list': '4096' };
    make({ ...bare, name: 'ingress', driver: 'overlay', rows, options, labels, swarm: true, ingress: true });
  }
  if (!findNetwork(state, 'docker_gwbridge')) {
    const subnet = state.pools.next();
    const rows = [
      { Subnet: `${formatAddress(subnet.base)}/${subnet.prefix}`, Gateway: formatAddress(subnet.base + 1) },
    ];
    const options = {
      'com.docker.network.bridge.enable_icc': 'false',
      'com.docker.network.bridge.enable_ip_masquerade': 'true',
      'com.docker.network.bridge.name': 'docker_gwbridge',
    };
    make({ ...bare, name: 'docker_gwbridge', driver: 'bridge', rows, options, labels, leadsOut: true });
  }
}

/** The next subnet and number of an overlay network that asks for none; throws ApiError when none is left. */
export function nextOverlay(state: State): {
  readonly subnet: string;
  readonly gateway: string;
  readonly vxlan: string;
} {
  for (let index = 1; index < 65_536; index++) {
    const base = 10 * 2 ** 24 + index * 256;
    const used = [...state.networks.values()].some(
      ({ subnet }) =>
        subnet !== undefined && subnet.base <= base + 255 && subnet.base + 2 ** (32 - subnet.prefix) > base,
    );
    if (used) continue;
    const vxlan = String(4096 + [...state.networks.values()].filter((network) => network.swarm).length);
    return { subnet: `${formatAddress(base)}/24`, gateway: formatAddress(base + 1), vxlan };
  }
  throw new ApiError(500, 'could not find an available predefined network');
}

async function mesh(
  state: State,
  { port, protocol, target }: MeshPort,
  containers: () => readonly string[],
): Promise<() => Promise<void>> {
  let turn = 0;
  const next = (): LiveEndpoint['sandbox'] | undefined => {
    const open = containers().flatMap((id) => {
      const running = state.running.get(id);
      return running?.kind === 'own' ? [running.sandbox] : [];
    });
    turn += 1;
    return open[turn % Math.max(1, open.length)];
  };
  const way: Published = {
    hostIp: '0.0.0.0',
    hostPort: port,
    protocol,
    containerPort: target,
    get sandbox() {
      return next();
    },
  };
  if (portIsTaken(state.world, way))
    throw new ApiError(500, `Bind for 0.0.0.0:${port} failed: port is already allocated`);
  state.world.published.add(way);
  const nothing = (): Promise<void> => Promise.resolve();
  try {
    const v4 = protocol === 'tcp' ? await openPort('127.0.0.1', port, (socket) => carry(way, socket)) : nothing;
    // The machine may have no IPv6.
    const v6 =
      protocol === 'tcp' ? await openPort('::1', port, (socket) => carry(way, socket)).catch(() => nothing) : nothing;
    return async () => {
      state.world.published.delete(way);
      await Promise.all([v4(), v6()]);
    };
  } catch (error) {
    state.world.published.delete(way);
    throw error;
  }
}

import { ApiError } from '../../http/call';
import type { MeshPort, SwarmNetworks } from '../networks/swarm-side';
import type { PortConfig, Service, ServiceSpec } from './model';
import { rpcError } from './read-spec';
import { isHostPort } from './show';
import type { SwarmStore } from './store';
import { networksOf } from './tasks';

/** The names, virtual addresses and published ports of services. */
export type Endpoints = {
  /** Throws ApiError when a network cannot be used or a port is another service's; gives the networks by their ids. */
  readonly check: (spec: ServiceSpec, own?: Service) => ServiceSpec;
  /** Gives a service its ports and addresses and opens what has to be open. */
  readonly open: (service: Service) => Promise<void>;
  /** Tries again to open what was in somebody's way. */
  readonly retry: (service: Service) => Promise<void>;
  readonly release: (service: Service) => Promise<void>;
  readonly close: () => Promise<void>;
};

type Opened = { readonly ports: Map<string, () => Promise<void>>; names: (() => void)[] };

/** Ports that services get which ask for none. */
const firstPort = 30_000;
const lastPort = 32_767;

const keyOf = ({ PublishedPort, Protocol, TargetPort }: PortConfig): string =>
  `${PublishedPort}/${Protocol}/${TargetPort}`;

/** The endpoints of all services. */
export function createEndpoints(store: SwarmStore, networks: SwarmNetworks): Endpoints {
  const opened = new Map<string, Opened>();
  const stateOf = (service: Service): Opened => {
    const state = opened.get(service.id) ?? { ports: new Map(), names: [] };
    opened.set(service.id, state);
    return state;
  };
  const meshPorts = ({ ports }: Service): readonly PortConfig[] => ports.filter((port) => !isHostPort(port));

  const openPorts = async (service: Service): Promise<void> => {
    const { ports: open } = stateOf(service);
    const wanted = new Map(meshPorts(service).map((port) => [keyOf(port), port]));
    for (const [key, close] of [...open]) {
      if (wanted.has(key)) continue;
      open.delete(key);
      await close();
    }
    for (const [key, { PublishedPort: port, Protocol: protocol, TargetPort: target }] of wanted) {
      if (open.has(key)) continue;
      const mesh: MeshPort = { port, protocol, target };
      // As with the real mesh, a port that something else on the machine has leads there; the service goes on.
      const close = await networks.mesh(mesh, () => store.containersOf(service.id)).catch(() => undefined);
      if (close) open.set(key, close);
    }
  };
  const openNames = (service: Service): void => {
    const state = stateOf(service);
    for (const close of state.names) close();
    state.names = networksOf(service).flatMap(({ Target, Aliases = [] }) => {
      const network = networks.find(Target);
      if (!network?.swarm) return [];
      const address = service.addresses.find(({ networkId }) => networkId === network.id)?.address;
      const containers = (): readonly string[] => store.containersOf(service.id);
      const names = [service.spec.Name, ...Aliases];
      return [networks.balance(network.id, { ...(address !== undefined && { address }), names, containers })];
    });
    for (const { networkId, address } of service.addresses) {
      if (networks.find(networkId)?.ingress !== true) continue;
      const containers = (): readonly string[] => store.containersOf(service.id);
      state.names.push(networks.balance(networkId, { address, names: [], containers }));
    }
  };
  return {
    check: (spec, own) => checked(store, networks, spec, own),
    open: async (service) => {
      service.ports = choosePorts(store, service);
      service.addresses = chooseAddresses(networks, service);
      openNames(service);
      await openPorts(service);
    },
    retry: openPorts,
    release: async (service) => {
      const state = stateOf(service);
      opened.delete(service.id);
      for (const close of state.names) close();
      for (const { networkId, address } of service.addresses) networks.free(networkId, address);
      await Promise.all([...state.ports.values()].map((close) => close()));
    },
    close: async () => {
      await Promise.all([...opened.values()].flatMap(({ ports }) => [...ports.values()].map((close) => close())));
      opened.clear();
    },
  };
}

function choosePorts(store: SwarmStore, service: Service): readonly PortConfig[] {
  const taken = new Set(
    [...store.services.values()]
      .filter((other) => other !== service)
      .flatMap(({ ports }) => ports.map((port) => port.PublishedPort)),
  );
  return (service.spec.EndpointSpec?.Ports ?? []).map((port) => {
    if (port.PublishedPort !== 0 || isHostPort(port)) return port;
    const before = service.ports.find(
      (other) => other.TargetPort === port.TargetPort && other.Protocol === port.Protocol && !isHostPort(other),
    );
    let chosen = before?.PublishedPort ?? firstPort;
    while (taken.has(chosen) && chosen < lastPort) chosen += 1;
    taken.add(chosen);
    return { ...port, PublishedPort: chosen };
  });
}

function chooseAddresses(networks: SwarmNetworks, service: Service): Service['addresses'] {
  const virtual = (service.spec.EndpointSpec?.Mode ?? 'vip') !== 'dnsrr';
  const wanted = [
    ...(service.ports.some((port) => !isHostPort(port)) ? ['ingress'] : []),
    ...networksOf(service).map(({ Target }) => Target),
  ].flatMap((name) => {
    const network = virtual ? networks.find(name) : undefined;
    return network?.swarm ? [network.id] : [];
  });
  for (const { networkId, address } of service.addresses)
    if (!wanted.includes(networkId)) networks.free(networkId, address);
  return wanted.flatMap((networkId) => {
    const before = service.addresses.find((each) => each.networkId === networkId);
    const address = before?.address ?? networks.reserve(networkId);
    return address === undefined ? [] : [{ networkId, address }];
  });
}

function checked(store: SwarmStore, networks: SwarmNetworks, spec: ServiceSpec, own?: Service): ServiceSpec {
  for (const port of spec.EndpointSpec?.Ports ?? []) checkPort(store, port, own);
  const withIds = networksOf({ spec }).map((given) => {
    const network = networks.find(given.Target);
    if (!network) throw new ApiError(404, `network ${given.Target} not found`);
    if (network.ingress) {
      const what = `Service cannot be explicitly attached to the ingress network "${network.name}"`;
      throw rpcError('InvalidArgument', what);
    }
    if (!network.swarm && !['bridge', 'host', 'none'].includes(network.name)) {
      throw new ApiError(
        403,
        `The network ${network.name} cannot be used with services. Only networks scoped to the swarm can be used, such as those created with the overlay driver.`,
      );
    }
    return { ...given, Target: network.id };
  });
  if (withIds.length === 0) return spec;
  return { ...spec, TaskTemplate: { ...spec.TaskTemplate, Networks: withIds } };
}

function checkPort(store: SwarmStore, port: PortConfig, own: Service | undefined): void {
  if (port.PublishedPort === 0) return;
  for (const other of store.services.values()) {
    if (other === own) continue;
    const clash = other.ports.find(
      (each) => each.PublishedPort === port.PublishedPort && each.Protocol === port.Protocol,
    );
    // Two services may both ask for a port in host mode: the scheduler keeps their tasks apart.
    if (!clash || (isHostPort(clash) && isHostPort(port))) continue;
    const how = isHostPort(clash) ? 'a host-published port' : 'an ingress port';
    throw rpcError(
      'InvalidArgument',
      `port '${port.PublishedPort}' is already in use by service '${other.spec.Name}' (${other.id}) as ${how}`,
    );
  }
}

import type { Clock } from '../../kernel/clock';
import { NetworkError, type NetworkErrorCode } from '../../kernel/network';
import { contains, formatAddress, parseAddress } from './ipv4';
import { letsTalk, type Network } from './record';
import { dial, type Nic, type Sandbox } from './sandbox';
import type { ConnectionEnd } from './connection';

/** The address of the machine that the lab pretends to be, from a range that nobody has (RFC 5737). */
export const hostAddress = '192.0.2.10';
/** The name server that the lab's host has, for containers without one of their own; nobody answers there. */
export const hostNameServer = '192.0.2.53';

/** A port of the lab's host that leads into a container. */
export type Published = {
  readonly hostIp: string;
  readonly hostPort: number;
  readonly protocol: string;
  /** Undefined when nobody is behind the port now. */
  readonly sandbox: Sandbox | undefined;
  readonly containerPort: number;
};

/** What all network namespaces of the lab share. */
export type World = {
  readonly clock: Clock;
  readonly networks: () => readonly Network[];
  /** The machine's own namespace. */
  readonly host: Sandbox;
  readonly published: Set<Published>;
};

/** Where an address leads to, seen from a namespace. */
export type Target =
  /** `address` is the one inside, where another one was asked for. */
  | { readonly kind: 'sandbox'; readonly sandbox: Sandbox; readonly source: string; readonly address?: string }
  | { readonly kind: 'host'; readonly source: string }
  | { readonly kind: 'nowhere'; readonly code: NetworkErrorCode };

const isLoopback = (address: string): boolean => address.startsWith('127.');

/** Has the namespace a way out, and through which interface? */
export const wayOut = (nics: readonly Nic[]): Nic | undefined =>
  nics.find(({ endpoint }) => endpoint.address !== undefined && !endpoint.network.internal);

/** Finds where an address leads to. */
export function routeTo(world: World, from: Sandbox, address: string): Target {
  if (from.closed) return { kind: 'nowhere', code: 'ENETUNREACH' };
  if (from === world.host) return fromHost(world, address);
  if (isLoopback(address) || address === '0.0.0.0') return { kind: 'sandbox', sandbox: from, source: '127.0.0.1' };
  const wanted = parseAddress(address);
  if (wanted === undefined) return { kind: 'nowhere', code: 'ENETUNREACH' };
  if (from.nics.some((nic) => nic.endpoint.address === wanted)) {
    return { kind: 'sandbox', sandbox: from, source: address };
  }
  const near = from.nics.find(({ endpoint }) => endpoint.network.subnet && contains(endpoint.network.subnet, wanted));
  return near ? onLink(near, wanted) : beyond(world, wayOut(from.nics), address, wanted);
}

const sourceOf = (nic: Nic): string => formatAddress(nic.endpoint.address ?? 0);

function onLink(nic: Nic, wanted: number): Target {
  const { network } = nic.endpoint;
  const source = sourceOf(nic);
  if (wanted === network.gateway) return { kind: 'host', source };
  const holder = holderOf(network, wanted);
  if (!holder) return { kind: 'nowhere', code: 'EHOSTUNREACH' };
  return letsTalk(network) ? { kind: 'sandbox', ...holder, source } : { kind: 'nowhere', code: 'ETIMEDOUT' };
}

function beyond(world: World, way: Nic | undefined, address: string, wanted: number): Target {
  if (!way) return { kind: 'nowhere', code: 'ENETUNREACH' };
  if (address === hostAddress) return { kind: 'host', source: sourceOf(way) };
  const other = world.networks().find((network) => network.subnet && contains(network.subnet, wanted));
  // A bridge's own address belongs to the host; what is behind it is cut off from other bridges.
  if (other)
    return other.gateway === wanted ? { kind: 'host', source: sourceOf(way) } : { kind: 'nowhere', code: 'ETIMEDOUT' };
  return { kind: 'nowhere', code: 'ENETUNREACH' };
}

function fromHost(world: World, address: string): Target {
  const wanted = parseAddress(address);
  if (isLoopback(address) || address === hostAddress || address === '0.0.0.0') return { kind: 'host', source: address };
  const network = world.networks().find(({ subnet }) => wanted !== undefined && subnet && contains(subnet, wanted));
  if (!network || wanted === undefined) return { kind: 'nowhere', code: 'ENETUNREACH' };
  if (network.gateway === wanted) return { kind: 'host', source: address };
  const holder = holderOf(network, wanted);
  const source = formatAddress(network.gateway ?? 0);
  return holder ? { kind: 'sandbox', ...holder, source } : { kind: 'nowhere', code: 'EHOSTUNREACH' };
}

/** Who has the address: a container, or one of a service's in turn. */
function holderOf(
  network: Network,
  address: number,
): { readonly sandbox: Sandbox; readonly address: string } | undefined {
  const service = [...network.balanced].find((each) => each.address === address);
  const all = service?.endpoints() ?? [...network.endpoints.values()].filter((each) => each.address === address);
  if (service) service.turn += 1;
  const endpoint = all[(service?.turn ?? 0) % Math.max(1, all.length)];
  return endpoint && { sandbox: endpoint.sandbox, address: formatAddress(endpoint.address ?? 0) };
}

const sentences: Partial<Record<NetworkErrorCode, string>> = {
  EHOSTUNREACH: 'No route to host',
  ENETUNREACH: 'Network is unreachable',
  ETIMEDOUT: 'Connection timed out',
};

/** How long the kernel tries, in milliseconds: for an address that nobody has, and where packets are dropped. */
const patience: Partial<Record<NetworkErrorCode, number>> = { EHOSTUNREACH: 3_000, ETIMEDOUT: 127_000 };

export const refusal = (code: NetworkErrorCode): NetworkError => new NetworkError(code, sentences[code] ?? code);

/** Connects from a namespace to an address; rejects as the kernel does, when it does. */
export async function connectTo(world: World, from: Sandbox, address: string, port: number): Promise<ConnectionEnd> {
  const target = routeTo(world, from, address);
  switch (target.kind) {
    case 'nowhere':
      await world.clock.sleep(patience[target.code] ?? 0);
      throw refusal(target.code);
    case 'sandbox':
      return dial(target.sandbox, target.address ?? address, port, { address: target.source, sandbox: from });
    case 'host':
      return dialHost(world, address, port, { address: target.source, sandbox: from });
  }
}

/** A port of the lab's host: one that is published, or that a container in host mode listens on. */
function dialHost(
  world: World,
  address: string,
  port: number,
  from: { readonly address: string; readonly sandbox: Sandbox },
): ConnectionEnd {
  const way = [...world.published].find(
    (each) =>
      each.protocol === 'tcp' && each.hostPort === port && (each.hostIp === '0.0.0.0' || each.hostIp === address),
  );
  return way ? dialPublished(way, from) : dial(world.host, address, port, from);
}

/** Goes through a published port into the container; throws NetworkError ECONNREFUSED when nobody listens there. */
export function dialPublished(
  way: Published,
  from?: { readonly address: string; readonly sandbox?: Sandbox },
): ConnectionEnd {
  const { sandbox } = way;
  const nic = sandbox && (wayOut(sandbox.nics) ?? sandbox.nics[0]);
  if (!nic) throw new NetworkError('ECONNREFUSED', 'Connection refused');
  // What comes from the host itself has the bridge's address, as with Docker's own proxy.
  const source = from ?? { address: formatAddress(nic.endpoint.network.gateway ?? 0) };
  return dial(sandbox, sourceOf(nic), way.containerPort, source);
}

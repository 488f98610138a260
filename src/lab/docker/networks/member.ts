import { ApiError } from '../../http/call';
import type { Kept } from '../../state/keeper';
import type { Endpoint, EndpointSettings, NetworkPlan } from '../model';
import { joined } from './create-request';
import { formatAddress, parseAddress } from './ipv4';
import { dnsNames } from './names';
import { inRange, type LiveEndpoint, type NetworkRecord } from './record';

/** A plan with what the resolver files need beside the contract's fields. */
export type Plan = NetworkPlan & {
  /** `--link`, `name:alias`; on the default bridge only. */
  readonly links?: readonly string[];
  readonly dnsSearch?: readonly string[];
  readonly dnsOptions?: readonly string[];
  /** Settings of the namespace's kernel; `net.ipv4.icmp_echo_ignore_all` has an effect. */
  readonly sysctls?: Readonly<Record<string, string>>;
};

/** A container's connection to one network, whether it runs or not. */
export type Connection = {
  readonly settings: EndpointSettings;
  /** Empty until the first start. */
  networkId: string;
  dnsNames: readonly string[] | null;
};

/** What the networks know of a container. */
export type Member = {
  plan: Plan;
  /** By the network's name (by what the client wrote when there is no such network). */
  readonly connections: Map<string, Connection>;
};

const newConnection = (settings: EndpointSettings): Connection => ({ settings, networkId: '', dnsNames: null });

/** `default` means the bridge. */
export const modeName = (mode: string): string => (mode === '' || mode === 'default' ? 'bridge' : mode);

/** The container whose namespace is shared, as the mode names it. */
export const sharedWith = (plan: Plan): string | undefined =>
  plan.mode.startsWith('container:') ? plan.mode.slice('container:'.length) : undefined;

/** What a new container is connected to; `named` finds a network's name by name or id. */
export function memberOf(plan: Plan, named: (reference: string) => string | undefined): Member {
  const connections = new Map<string, Connection>();
  const asked = Object.entries(plan.endpoints);
  if (sharedWith(plan) === undefined) {
    const all: readonly (readonly [string, EndpointSettings])[] = asked.length > 0 ? asked : [[plan.mode, {}]];
    for (const [key, settings] of all) {
      const name = modeName(key);
      connections.set(named(name) ?? name, newConnection(settings));
    }
  }
  return { plan, connections };
}

/** Adds or replaces a connection; its names are known at once, the rest comes with the start. */
export function addConnection(
  member: Member,
  network: NetworkRecord,
  settings: EndpointSettings,
  containerId: string,
): void {
  const names = network.predefined ? null : dnsNames(containerId, member.plan, settings.Aliases);
  member.connections.set(network.name, { ...newConnection(settings), dnsNames: names });
}

export const keptMember = (member: Member): Kept => ({
  plan: member.plan as unknown as Kept,
  connections: [...member.connections].map(([name, connection]) => ({ name, ...connection })),
});

/** The member that `keptMember` has kept. */
export function loadMember(kept: Kept): Member {
  const { plan, connections } = kept as unknown as {
    plan: Plan;
    connections: readonly (Connection & { readonly name: string })[];
  };
  return { plan, connections: new Map(connections.map(({ name, ...connection }) => [name, connection])) };
}

const hardware = /^([0-9a-f]{2}[:-]){5}[0-9a-f]{2}$/i;

/**
 * Throws ApiError 400 when the endpoint's settings cannot be on that network; `before` is put in front of the sentence.
 * An unknown network is told at the start only, as by the engine.
 */
export function checkEndpoint(network: NetworkRecord | undefined, settings: EndpointSettings, before = ''): void {
  if (settings.MacAddress && !hardware.test(settings.MacAddress)) {
    throw new ApiError(400, `invalid MAC address ${settings.MacAddress}`);
  }
  if (!network) return;
  const problems = network.predefined ? predefinedProblems(settings) : [];
  const address = settings.IPAMConfig?.IPv4Address ?? '';
  const all = address === '' ? problems : [...problems, ...addressProblems(network, address)];
  if (all.length > 0) throw new ApiError(400, `${before}invalid endpoint settings:\n${joined(all)}`);
}

const predefinedProblems = ({ IPAMConfig, Aliases }: EndpointSettings): readonly string[] => [
  ...(IPAMConfig?.IPv4Address ? ['user specified IP address is supported on user defined networks only'] : []),
  ...((Aliases ?? []).length > 0
    ? ['network-scoped alias is supported only for containers in user defined networks']
    : []),
];

function addressProblems(network: NetworkRecord, address: string): readonly string[] {
  const invalid = parseAddress(address) === undefined ? [`invalid IPv4 address: ${address}`] : [];
  if (!network.configured && !network.predefined) {
    return [
      ...invalid,
      'user specified IP address is supported only when connecting to networks with user configured subnets',
    ];
  }
  if (inRange(network, address)) return invalid;
  return [...invalid, `no configured subnet or ip-range contain the IP address ${address}`];
}

/** An endpoint as inspect shows it; `live` when the container runs. */
export function shownEndpoint(connection: Connection, live: LiveEndpoint | undefined): Endpoint {
  const { settings } = connection;
  const { IPAMConfig = null, Links = null, Aliases = null, DriverOpts = null } = settings;
  const now = live ? placeOf(live) : nowhere;
  // One literal, as lists of many containers are made of these.
  const shown = {
    NetworkID: connection.networkId,
    IPAMConfig,
    Links,
    Aliases,
    EndpointID: now.id,
    Gateway: now.gateway,
    IPAddress: now.address,
    IPPrefixLen: now.prefix,
    // The lab gives no IPv6 addresses; the API shows the fields all the same.
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DriverOpts,
    MacAddress: live ? live.mac : (settings.MacAddress ?? ''),
    DNSNames: live ? live.dnsNames : connection.dnsNames,
  };
  return shown;
}

const nowhere = { id: '', gateway: '', address: '', prefix: 0 };

function placeOf(live: LiveEndpoint): typeof nowhere {
  const { address, network, id } = live;
  if (address === undefined) return { ...nowhere, id };
  const prefix = network.subnet?.prefix ?? 0;
  return { id, gateway: gatewayOf(live), address: formatAddress(address), prefix };
}

/** Empty where there is no way out: on internal networks, `host` and `none`. */
function gatewayOf({ address, network }: LiveEndpoint): string {
  if (address === undefined || network.internal || network.gateway === undefined) return '';
  return formatAddress(network.gateway);
}

import { contains, parseAddress, parseBlock, type Block } from './ipv4';
import { createAddresses, type Addresses } from './pools';
import type { Labels } from '../model';
import type { Sandbox } from './sandbox';

/** A row of a network's address management, as inspect shows it. */
export type IpamRow = {
  readonly Subnet: string;
  readonly IPRange?: string;
  readonly Gateway?: string;
  readonly AuxiliaryAddresses?: Readonly<Record<string, string>>;
};

/** A network as the snapshot keeps it. */
export type NetworkRecord = {
  readonly id: string;
  readonly name: string;
  /** RFC 3339 with nanoseconds. */
  readonly created: string;
  readonly driver: 'bridge' | 'host' | 'null' | 'overlay';
  readonly ipv6: boolean;
  readonly ipamOptions: Readonly<Record<string, string>> | null;
  readonly rows: readonly IpamRow[] | null;
  /** Has its creator chosen the subnet? Only then addresses can be chosen too. */
  readonly configured: boolean;
  readonly internal: boolean;
  readonly attachable: boolean;
  readonly options: Readonly<Record<string, string>>;
  readonly labels: Labels;
  readonly predefined: boolean;
  /** Of a swarm, not of this machine alone. */
  readonly swarm?: boolean;
  /** The swarm's routing mesh. */
  readonly ingress?: boolean;
  /** The bridge through which overlay networks lead out. */
  readonly leadsOut?: boolean;
};

/** A service of a swarm on a network: a name, and an address whose connections go to its tasks in turn. */
export type Balanced = {
  /** Undefined when the name leads to the tasks themselves. */
  readonly address: number | undefined;
  /** Lower case. */
  readonly names: readonly string[];
  readonly endpoints: () => readonly LiveEndpoint[];
  turn: number;
};

/** An interface of a running container on a network. */
export type LiveEndpoint = {
  readonly id: string;
  readonly containerId: string;
  readonly network: Network;
  /** Undefined on `host` and `none`. */
  readonly address: number | undefined;
  readonly mac: string;
  readonly sandbox: Sandbox;
  /** Lower case. */
  names: readonly string[];
  /** As inspect shows them: null on the predefined networks. */
  dnsNames: readonly string[] | null;
  containerName: string;
};

/** A network with what is connected to it now. */
export type Network = NetworkRecord & {
  readonly subnet: Block | undefined;
  readonly gateway: number | undefined;
  readonly addresses: Addresses | undefined;
  readonly endpoints: Map<string, LiveEndpoint>;
  readonly balanced: Set<Balanced>;
  /** Addresses that a swarm has given away, whether somebody uses them now or not. */
  readonly reserved: Set<number>;
};

const isV4 = (row: IpamRow): boolean => !row.Subnet.includes(':');

/** Puts a network into operation: reserves its gateway and auxiliary addresses. */
export function networkOf(record: NetworkRecord): Network {
  const row = record.rows?.find(isV4);
  const subnet = row && parseBlock(row.Subnet)?.block;
  if (!row || !subnet) {
    return { ...record, subnet: undefined, gateway: undefined, addresses: undefined, ...nobody() };
  }
  const addresses = createAddresses(subnet, blockOf(row.IPRange));
  const gateway = addressOf(row.Gateway);
  for (const reserved of [...Object.values(row.AuxiliaryAddresses ?? {}).map(addressOf), gateway]) {
    if (reserved !== undefined) addresses.take(reserved);
  }
  return { ...record, subnet, gateway: gateway ?? addresses.next(), addresses, ...nobody() };
}

const nobody = () => ({ endpoints: new Map(), balanced: new Set<Balanced>(), reserved: new Set<number>() });

const blockOf = (text: string | undefined): Block | undefined =>
  text === undefined ? undefined : parseBlock(text)?.block;
const addressOf = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : parseAddress(text);

/** Can the address be chosen on this network, by the subnets and ranges that its creator gave? */
export function inRange(record: NetworkRecord, address: string): boolean {
  const wanted = parseAddress(address);
  if (wanted === undefined) return false;
  return (record.rows ?? []).some((row) => {
    const subnet = parseBlock(row.Subnet)?.block;
    return subnet !== undefined && contains(subnet, wanted);
  });
}

/** May containers of this network reach each other? */
export const letsTalk = (network: Network): boolean =>
  !['false', '0', 'f', 'F', 'FALSE', 'False'].includes(network.options['com.docker.network.bridge.enable_icc'] ?? '');

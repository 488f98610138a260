import { formatAddress } from './ipv4';
import type { LiveEndpoint, Network } from './record';
import type { Sandbox } from './sandbox';

/** A row of /etc/hosts. */
export type HostRow = { readonly address: string; readonly names: readonly string[] };

/** What the embedded name server of a container knows beside the networks: its links on user-defined networks. */
export type Links = ReadonlyMap<string, ReadonlyMap<string, string>>;

const plain = (name: string): string => name.toLowerCase().replace(/\.$/, '');

/** The names that an endpoint answers to on a user-defined network, in the order of inspect. */
export function dnsNames(
  containerId: string,
  container: { readonly name: string; readonly hostname: string },
  aliases: readonly string[] | null | undefined,
): readonly string[] {
  const short = containerId.slice(0, 12);
  return [...new Set([container.name, ...(aliases ?? []), short, container.hostname].filter((name) => name !== ''))];
}

/** Addresses of a name by the rows of /etc/hosts; undefined when it is not there. IPv6 rows are passed over. */
export function fromHosts(rows: readonly HostRow[], name: string): readonly string[] | undefined {
  const found = rows.filter(
    (row) => !row.address.includes(':') && row.names.some((each) => plain(each) === plain(name)),
  );
  return found.length > 0 ? [...new Set(found.map((row) => row.address))] : undefined;
}

let turn = 0;

/** Addresses of a name by the embedded name server: the first network, by order of interfaces, that knows it. */
export function fromNetworks(sandbox: Sandbox, links: Links, name: string): readonly string[] | undefined {
  const wanted = plain(name);
  for (const { endpoint } of sandbox.nics) {
    const { network } = endpoint;
    if (network.predefined || network.ingress) continue;
    const own = `.${network.name.toLowerCase()}`;
    const short = wanted.endsWith(own) ? wanted.slice(0, -own.length) : wanted;
    const linked = links.get(network.name)?.get(short);
    const sought = linked === undefined ? short : plain(linked);
    const found = [...network.endpoints.values()].filter((other) => other.names.includes(sought));
    if (found.length > 0) return inTurn(found.map(addressOf));
    const service = ofService(network, sought);
    if (service) return service;
  }
  return undefined;
}

/** A service's name leads to its own address; `tasks.` before it, or a service without one, to those of its tasks. */
function ofService(network: Network, name: string): readonly string[] | undefined {
  const tasks = name.startsWith('tasks.');
  const wanted = tasks ? name.slice('tasks.'.length) : name;
  const service = [...network.balanced].find(({ names }) => names.includes(wanted));
  if (!service) return undefined;
  if (!tasks && service.address !== undefined) return [formatAddress(service.address)];
  const found = service.endpoints().map(addressOf);
  return found.length > 0 ? inTurn(found) : undefined;
}

const addressOf = (endpoint: LiveEndpoint): string => formatAddress(endpoint.address ?? 0);

/** Several containers of one name take turns. */
function inTurn(addresses: readonly string[]): readonly string[] {
  if (addresses.length < 2) return addresses;
  turn = (turn + 1) % 1_000_000;
  const start = turn % addresses.length;
  return [...addresses.slice(start), ...addresses.slice(0, start)];
}

/** The names of an address, as a reverse query has them: `name.network`. */
export function reverseNames(sandbox: Sandbox, address: string): readonly string[] {
  return sandbox.nics.flatMap(({ endpoint }) => {
    const { network } = endpoint;
    if (network.predefined) return [];
    const holder = [...network.endpoints.values()].find((other) => addressOf(other) === address);
    return holder ? [`${holder.containerName}.${network.name}`] : [];
  });
}

/** Reads the rows of an /etc/hosts. */
export function parseHosts(text: string): readonly HostRow[] {
  return text.split('\n').flatMap((line) => {
    const [address = '', ...names] = (line.split('#')[0] ?? '').trim().split(/\s+/);
    return names.length > 0 ? [{ address, names }] : [];
  });
}

/** The beginning of every container's /etc/hosts. */
export const standardHosts: readonly HostRow[] = [
  { address: '127.0.0.1', names: ['localhost'] },
  { address: '::1', names: ['localhost', 'ip6-localhost', 'ip6-loopback'] },
  { address: 'fe00::0', names: ['ip6-localnet'] },
  { address: 'ff00::0', names: ['ip6-mcastprefix'] },
  { address: 'ff02::1', names: ['ip6-allnodes'] },
  { address: 'ff02::2', names: ['ip6-allrouters'] },
];

export const hostsText = (rows: readonly HostRow[]): string =>
  rows.map((row) => `${row.address}\t${row.names.join(' ')}\n`).join('');

/** What a container's resolv.conf is made of. */
export type ResolvParts = {
  readonly embedded: boolean;
  readonly servers: readonly string[];
  readonly search: readonly string[];
  readonly options: readonly string[];
  readonly hostServer: string;
};

/** The text of /etc/resolv.conf, as the engine writes it. */
export function resolvText({ embedded, servers, search, options, hostServer }: ResolvParts): string {
  const outside = servers.length > 0 ? servers : [hostServer];
  const over = Object.entries({ nameservers: servers, search, options })
    .filter(([, list]) => list.length > 0)
    .map(([name]) => name);
  const ndots = options.some((option) => option.startsWith('ndots:'));
  const all = embedded && !ndots ? [...options, 'ndots:0'] : options;
  const named = embedded ? ['127.0.0.11'] : outside;
  const embeddedNotes = [
    `# ExtServers: [${outside.join(' ')}]`,
    `# Option ndots from: ${ndots ? 'override' : 'internal'}`,
  ];
  const [before, after] = embedded ? embeddedNotes : [];
  const lines = [
    '# Generated by Docker Engine.',
    '# This file can be edited; Docker Engine will not make further changes once it',
    '# has been modified.',
    '',
    ...named.map((server) => `nameserver ${server}`),
    search.length > 0 ? `search ${search.join(' ')}` : undefined,
    all.length > 0 ? `options ${all.join(' ')}` : undefined,
    '',
    `# Based on host file: '/etc/resolv.conf' (${embedded ? 'internal resolver' : 'legacy'})`,
    before,
    `# Overrides: [${over.join(' ')}]`,
    after,
    '',
  ];
  return lines.filter((line) => line !== undefined).join('\n');
}

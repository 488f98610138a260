import { isIPv4 } from 'node:net';
import type { Duplex } from 'node:stream';
import { NetworkError, type Interface, type Listener, type NetworkStack } from '../../kernel/network';
import { formatAddress } from './ipv4';
import { fromHosts, fromNetworks, reverseNames, type HostRow, type Links } from './names';
import { addListener, type Nic, type Sandbox } from './sandbox';
import { connectTo, refusal, routeTo, wayOut, type World } from './topology';

/** What a container's resolver knows. */
export type NameSources = {
  readonly hosts: () => Promise<readonly HostRow[]>;
  readonly links: () => Links;
  /** What /etc/resolv.conf names. */
  readonly nameServer: () => string | undefined;
};

export const loopback: Interface = { name: 'lo', address: '127.0.0.1', prefix: 8, mac: '00:00:00:00:00:00' };

/** The network as the processes of a namespace see it. */
export function stackOf(world: World, sandbox: Sandbox, sources: NameSources): NetworkStack {
  const resolve = async (name: string): Promise<readonly string[]> => {
    if (isIPv4(name)) return [name];
    const found = fromHosts(await sources.hosts(), name) ?? fromNetworks(sandbox, sources.links(), name);
    if (found) return found;
    // RFC 6761: resolvers answer for localhost by themselves.
    if (name.toLowerCase() === 'localhost') return ['127.0.0.1'];
    throw new NetworkError('ENOTFOUND', 'Name or service not known');
  };
  return {
    interfaces: () => [loopback, ...interfacesOf(sandbox)],
    resolve,
    reverse: async (address) => {
      const rows = (await sources.hosts()).filter((row) => row.address === address);
      return rows.length > 0 ? rows.flatMap((row) => row.names) : reverseNames(sandbox, address);
    },
    nameServer: sources.nameServer,
    listen: (port, address, onConnection) => Promise.resolve().then(() => listen(sandbox, port, address, onConnection)),
    connect: async (host, port) => {
      const addresses = await resolve(host);
      let problem: unknown = refusal('ENETUNREACH');
      for (const address of addresses) {
        try {
          return await connectTo(world, sandbox, address, port);
        } catch (error) {
          problem = error;
        }
      }
      throw problem;
    },
    ping: async (address) => {
      const [first = address] = await resolve(address);
      const target = routeTo(world, sandbox, first);
      if (target.kind === 'nowhere') throw refusal(target.code);
      if (target.kind === 'sandbox' && target.sandbox.ignoresEcho) throw refusal('ETIMEDOUT');
      // The time of a loopback and of a bridge, about as it is on a real machine.
      return target.kind === 'sandbox' && target.sandbox === sandbox ? 0.05 : 0.08 + (world.clock.now() % 7) / 100;
    },
    listeners: () => [...sandbox.listening].map(({ port, address }) => ({ port, address })),
  };
}

const interfacesOf = (sandbox: Sandbox): readonly Interface[] => {
  const out = wayOut(sandbox.nics);
  return sandbox.nics.map((nic) => shown(nic, nic === out)).sort((a, b) => (a.name < b.name ? -1 : 1));
};

function shown({ name, endpoint }: Nic, isWayOut: boolean): Interface {
  const { network, address, mac } = endpoint;
  const seen = { name, address: formatAddress(address ?? 0), prefix: network.subnet?.prefix ?? 32, mac };
  return isWayOut && network.gateway !== undefined ? { ...seen, gateway: formatAddress(network.gateway) } : seen;
}

function listen(sandbox: Sandbox, port: number, address: string, onConnection: (socket: Duplex) => void): Listener {
  const at = ownAddress(sandbox, address);
  const listening = addListener(sandbox, port, at, onConnection);
  return {
    port: listening.port,
    address: at,
    close: () => {
      sandbox.listening.delete(listening);
    },
  };
}

/** The address to listen on; throws NetworkError EADDRNOTAVAIL when it is none of this namespace. */
export function ownAddress(sandbox: Sandbox, address: string): string {
  if (address === '' || address === '::' || address === '*') return '0.0.0.0';
  if (address === 'localhost' || address === '::1') return '127.0.0.1';
  const own = sandbox.nics.map(({ endpoint }) => formatAddress(endpoint.address ?? 0));
  if (address === '0.0.0.0' || address.startsWith('127.') || own.includes(address)) return address;
  throw new NetworkError('EADDRNOTAVAIL', 'Cannot assign requested address');
}

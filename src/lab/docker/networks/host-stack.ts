import type { Duplex } from 'node:stream';
import { NetworkError, type Interface, type NetworkStack } from '../../kernel/network';
import { formatAddress } from './ipv4';
import { codeOf, openPort } from './real-port';
import { addListener, type Sandbox } from './sandbox';
import { loopback, stackOf, type NameSources } from './stack';
import { hostAddress, type World } from './topology';

/** The lab's host as one container in host mode sees it; `close` ends what that container listens on. */
export type HostStack = { readonly stack: NetworkStack; readonly close: () => Promise<void> };

/** The interfaces of the lab's host: its own and those of its bridges. */
function hostInterfaces(world: World): readonly Interface[] {
  const bridges = world.networks().flatMap((network): readonly Interface[] => {
    if (network.driver !== 'bridge' || network.gateway === undefined || !network.subnet) return [];
    const name = network.options['com.docker.network.bridge.name'] ?? `br-${network.id.slice(0, 12)}`;
    const tail = network.id.slice(0, 8).match(/../g)?.join(':') ?? '00:00:00:00';
    return [{ name, address: formatAddress(network.gateway), prefix: network.subnet.prefix, mac: `02:42:${tail}` }];
  });
  const own = { name: 'eth0', address: hostAddress, prefix: 24, mac: '02:00:c0:00:02:0a', gateway: '192.0.2.1' };
  return [loopback, own, ...bridges];
}

/**
 * The host's network for one container. What it listens on is really opened on the machine's 127.0.0.1, so that a
 * browser reaches it; a port that the machine gives only to its administrator is open inside the lab alone.
 */
export function hostStackOf(world: World, sources: NameSources): HostStack {
  const { host } = world;
  const open = new Set<() => Promise<void>>();
  const listen: NetworkStack['listen'] = async (port, address, onConnection) => {
    const at = hostOwn(world, address);
    const taken = [...world.published].some((each) => each.protocol === 'tcp' && each.hostPort === port && port !== 0);
    if (taken) throw new NetworkError('EADDRINUSE', 'Address already in use');
    const listening = addListener(host, port, at, onConnection);
    const closeReal = await openReal(host, listening.port, at, onConnection).catch((error: unknown) => {
      host.listening.delete(listening);
      throw error;
    });
    const close = async (): Promise<void> => {
      open.delete(close);
      host.listening.delete(listening);
      await closeReal();
    };
    open.add(close);
    return { port: listening.port, address: at, close: () => void close() };
  };
  return {
    stack: { ...stackOf(world, host, sources), interfaces: () => hostInterfaces(world), listen },
    close: async () => {
      await Promise.all([...open].map((close) => close()));
    },
  };
}

function hostOwn(world: World, address: string): string {
  if (['', '::', '*', '0.0.0.0'].includes(address)) return '0.0.0.0';
  if (address === 'localhost' || address === '::1') return '127.0.0.1';
  if (hostInterfaces(world).some((each) => each.address === address) || address.startsWith('127.')) return address;
  throw new NetworkError('EADDRNOTAVAIL', 'Cannot assign requested address');
}

async function openReal(
  host: Sandbox,
  port: number,
  address: string,
  accept: (socket: Duplex) => void,
): Promise<() => Promise<void>> {
  if (host.closed || (address !== '0.0.0.0' && !address.startsWith('127.'))) return () => Promise.resolve();
  try {
    return await openPort(address === '0.0.0.0' ? '127.0.0.1' : address, port, accept);
  } catch (error) {
    if (codeOf(error) === 'EADDRINUSE') throw new NetworkError('EADDRINUSE', 'Address already in use');
    return () => Promise.resolve();
  }
}

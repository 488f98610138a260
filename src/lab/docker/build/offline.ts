import { NetworkError, type Listener, type NetworkStack } from '../../kernel/network';

const own = new Set(['127.0.0.1', 'localhost', '0.0.0.0']);

/**
 * The network of a build step when the engine hands in no other: a loopback on which nobody else is, and no names. What
 * listens here is found by nobody, for a step ends with its own processes.
 */
export function offlineNetwork(): NetworkStack {
  const taken = new Map<number, Listener>();
  const nowhere = (host: string): NetworkError =>
    own.has(host)
      ? new NetworkError('ECONNREFUSED', 'Connection refused')
      : /^[\d.]+$/.test(host)
        ? new NetworkError('ENETUNREACH', 'Network is unreachable')
        : new NetworkError('ENOTFOUND', `bad address '${host}'`);
  return {
    interfaces: () => [{ name: 'lo', address: '127.0.0.1', prefix: 8, mac: '00:00:00:00:00:00' }],
    resolve: (name) => (own.has(name) ? Promise.resolve(['127.0.0.1']) : Promise.reject(nowhere(name))),
    reverse: () => Promise.resolve([]),
    nameServer: () => undefined,
    listen: (port, address) => {
      if (taken.has(port)) return Promise.reject(new NetworkError('EADDRINUSE', 'Address already in use'));
      const listener = { port, address, close: () => void taken.delete(port) };
      taken.set(port, listener);
      return Promise.resolve(listener);
    },
    connect: (host) => Promise.reject(nowhere(host)),
    ping: (address) => (own.has(address) ? Promise.resolve(0.05) : Promise.reject(nowhere(address))),
    listeners: () => [...taken.values()],
  };
}

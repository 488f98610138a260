import type { Duplex } from 'node:stream';
import { NetworkError } from '../../kernel/network';
import { connectionPair, type ConnectionEnd } from './connection';
import type { LiveEndpoint } from './record';

/** An interface of a sandbox: an endpoint and the name that it has inside. */
export type Nic = { readonly name: string; readonly endpoint: LiveEndpoint };

type Listening = { readonly port: number; readonly address: string; readonly accept: (socket: Duplex) => void };

/** A network namespace: interfaces, who listens, and the connections that it takes part in. */
export type Sandbox = {
  readonly id: string;
  nics: readonly Nic[];
  readonly listening: Set<Listening>;
  readonly connections: Set<ConnectionEnd>;
  /** Set when the container has ended: nothing goes in or out any more. */
  closed: boolean;
  /** Its kernel was told to answer no echo requests. */
  ignoresEcho: boolean;
};

/** More connections than this at the same time are refused. */
const mostConnections = 4096;

/** A namespace with nothing but its loopback. */
export const newSandbox = (id: string): Sandbox => ({
  id,
  nics: [],
  listening: new Set(),
  connections: new Set(),
  closed: false,
  ignoresEcho: false,
});

/** Ends everything that goes on in a sandbox. */
export function closeSandbox(sandbox: Sandbox): void {
  sandbox.closed = true;
  sandbox.nics = [];
  sandbox.listening.clear();
  for (const connection of [...sandbox.connections]) connection.reset();
}

let lastPort = 32768;

/** A port for the connecting side, from the kernel's own range. */
const ephemeralPort = (): number => {
  lastPort = lastPort >= 60999 ? 32768 : lastPort + 1;
  return lastPort;
};

const everywhere = (address: string): boolean => address === '0.0.0.0' || address === '::';

/** Adds a listener; throws NetworkError EADDRINUSE. `port` 0 takes a free one. */
export function addListener(
  sandbox: Sandbox,
  port: number,
  address: string,
  accept: (socket: Duplex) => void,
): Listening {
  const clashes = (candidate: number): boolean =>
    [...sandbox.listening].some(
      (other) =>
        other.port === candidate && (other.address === address || everywhere(other.address) || everywhere(address)),
    );
  let chosen = port;
  for (let tries = 0; port === 0 && tries < 1000; tries++) {
    chosen = ephemeralPort();
    if (!clashes(chosen)) break;
  }
  if (clashes(chosen)) throw new NetworkError('EADDRINUSE', 'Address already in use');
  const listening = { port: chosen, address, accept };
  sandbox.listening.add(listening);
  return listening;
}

/** Does somebody in the sandbox listen at the address? */
const listenerAt = (sandbox: Sandbox, address: string, port: number): Listening | undefined =>
  [...sandbox.listening].find(
    (other) => other.port === port && (everywhere(other.address) || other.address === address),
  );

/**
 * Connects to a listener of the sandbox; `from` is the connecting side's address and, when it is in the lab, its sandbox.
 * Throws NetworkError ECONNREFUSED when nobody listens.
 */
export function dial(
  to: Sandbox,
  address: string,
  port: number,
  from: { readonly address: string; readonly sandbox?: Sandbox },
): ConnectionEnd {
  const listening = listenerAt(to, address, port);
  if (!listening || to.closed || to.connections.size >= mostConnections) {
    throw new NetworkError('ECONNREFUSED', 'Connection refused');
  }
  const [near, far] = connectionPair({
    localAddress: from.address,
    localPort: ephemeralPort(),
    remoteAddress: address,
    remotePort: port,
  });
  track(to, far);
  if (from.sandbox) track(from.sandbox, near);
  setImmediate(() => {
    try {
      listening.accept(far);
    } catch {
      far.reset();
    }
  });
  return near;
}

function track(sandbox: Sandbox, end: ConnectionEnd): void {
  sandbox.connections.add(end);
  end.once('close', () => sandbox.connections.delete(end));
}

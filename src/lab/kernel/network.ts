import type { Duplex } from 'node:stream';

/** Refusals of the lab's networks, by the names of POSIX and of the resolver. */
export type NetworkErrorCode =
  | 'ENOTFOUND'
  | 'ECONNREFUSED'
  | 'ECONNRESET'
  | 'EHOSTUNREACH'
  | 'ENETUNREACH'
  | 'ETIMEDOUT'
  | 'EADDRINUSE'
  | 'EADDRNOTAVAIL';

export class NetworkError extends Error {
  override readonly name = 'NetworkError';

  constructor(
    readonly code: NetworkErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** A network interface of a container. */
export type Interface = {
  /** `lo`, `eth0`, … */
  readonly name: string;
  /** IPv4, without prefix. */
  readonly address: string;
  readonly prefix: number;
  readonly mac: string;
  readonly gateway?: string;
};

/** Somebody who waits for connections. */
export type Listener = { readonly port: number; readonly address: string; readonly close: () => void };

/**
 * The network that the processes of one network namespace share. A connection is a pair of Node streams in this
 * program's memory; nothing goes through the machine's network but what a published port brings in, and what the host
 * mode opens on the machine's loopback.
 */
export type NetworkStack = {
  readonly interfaces: () => readonly Interface[];
  /**
   * The IPv4 addresses of a name, as the container would resolve it: /etc/hosts, then the embedded DNS on user-defined
   * networks, then nothing (the lab knows no names outside it). Rejects with ENOTFOUND.
   */
  readonly resolve: (name: string) => Promise<readonly string[]>;
  /** The names of an address (`nslookup 172.18.0.2`), empty when unknown. */
  readonly reverse: (address: string) => Promise<readonly string[]>;
  /** The name server that /etc/resolv.conf names: `127.0.0.11` on user-defined networks. */
  readonly nameServer: () => string | undefined;
  /** Rejects with EADDRINUSE; `address` is `0.0.0.0`, `127.0.0.1` or one of the interfaces. */
  readonly listen: (port: number, address: string, onConnection: (socket: Duplex) => void) => Promise<Listener>;
  /** Connects to a name or address; rejects with ENOTFOUND, ECONNREFUSED, EHOSTUNREACH, ENETUNREACH or ETIMEDOUT. */
  readonly connect: (host: string, port: number) => Promise<Duplex>;
  /** Is the address reachable? Resolves to the round trip in milliseconds; rejects like `connect` (ETIMEDOUT: lost). */
  readonly ping: (address: string) => Promise<number>;
  readonly listeners: () => readonly { readonly port: number; readonly address: string }[];
};

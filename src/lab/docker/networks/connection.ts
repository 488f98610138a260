import { Duplex } from 'node:stream';
import { NetworkError } from '../../kernel/network';

/** Where one end of a connection is, as a server's log tells it. */
export type Ends = {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
};

/** Bytes that one side may be ahead of the other. */
const window = 64 * 1024;

/**
 * One end of a connection in memory. Ending it half-closes; destroying it without an error is a close (the other side
 * reads its end), destroying it with one is a reset.
 */
export class ConnectionEnd extends Duplex implements Ends {
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
  #other: ConnectionEnd | undefined;
  #wanted: (() => void) | undefined;
  /** Has the other side been told that nothing more comes? */
  #ended = false;

  constructor(ends: Ends) {
    super({ allowHalfOpen: true, highWaterMark: window, emitClose: true });
    this.localAddress = ends.localAddress;
    this.localPort = ends.localPort;
    this.remoteAddress = ends.remoteAddress;
    this.remotePort = ends.remotePort;
    // A reset that nobody waits for must not end the program.
    this.on('error', () => undefined);
  }

  /** Joins two ends to a connection. */
  join(other: ConnectionEnd): void {
    this.#other = other;
    other.#other = this;
  }

  /** Ends the connection at once for both sides, who get ECONNRESET. */
  reset(): void {
    this.destroy(resetError());
  }

  override _read(): void {
    const wanted = this.#wanted;
    this.#wanted = undefined;
    wanted?.();
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const other = this.#other;
    if (!other || other.destroyed) done(resetError());
    else if (other.push(chunk)) done();
    else other.#wanted = done;
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#endOther();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    const other = this.#other;
    const wanted = this.#wanted;
    this.#wanted = undefined;
    wanted?.();
    if (other && !other.destroyed) {
      if (error) other.destroy(resetError());
      else this.#endOther();
    }
    done(error);
  }

  #endOther(): void {
    if (this.#ended) return;
    this.#ended = true;
    if (this.#other && !this.#other.destroyed) this.#other.push(null);
  }
}

const resetError = (): NetworkError => new NetworkError('ECONNRESET', 'Connection reset by peer');

/** A connection's two ends: who connects, and who is connected to. */
export function connectionPair(client: Ends): readonly [ConnectionEnd, ConnectionEnd] {
  const near = new ConnectionEnd(client);
  const far = new ConnectionEnd({
    localAddress: client.remoteAddress,
    localPort: client.remotePort,
    remoteAddress: client.localAddress,
    remotePort: client.localPort,
  });
  near.join(far);
  return [near, far];
}

/** Carries bytes between two streams in both directions, half-closing apart, until both are over. */
export function splice(a: Duplex, b: Duplex): void {
  const end = (one: Duplex, other: Duplex): void => {
    one.on('error', () => other.destroy(resetError()));
    one.on('close', () => {
      if (!other.destroyed && !one.readableEnded) other.destroy();
    });
  };
  end(a, b);
  end(b, a);
  a.pipe(b);
  b.pipe(a);
}

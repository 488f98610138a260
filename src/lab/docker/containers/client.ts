import { finished, type Duplex } from 'node:stream';
import type { Clock } from '../../kernel/clock';
import type { LogStream } from './container-log';
import type { Sink } from './stdio';

/** A client that takes nothing for so long, in milliseconds, is let go. */
const patience = 30_000;

/** A piece of a multiplexed stream: eight bytes of head (stream, three zeros, length), then the data. */
export function frame(stream: LogStream, data: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head[0] = stream === 'stdout' ? 1 : 2;
  head.writeUInt32BE(data.length, 4);
  return Buffer.concat([head, data]);
}

/** A hijacked connection as attach and exec use it. */
export type Client = Sink & {
  /** What comes from the client; ends when it half-closes or is gone. */
  readonly input: () => AsyncIterable<Buffer>;
  /** Resolves when the connection is closed, by whomever. */
  readonly closed: Promise<void>;
};

/** Speaks with a client over its hijacked connection; `framed` for a container without a terminal. */
export function openClient(clock: Clock, socket: Duplex, framed: boolean): Client {
  let over = false;
  const closed = new Promise<void>((resolve) => {
    const close = () => {
      over = true;
      resolve();
    };
    socket.once('close', close);
    socket.on('error', () => socket.destroy());
    finished(socket, { readable: false }, close);
  });
  return {
    closed,
    write: async (stream, chunk) => {
      if (over || socket.writableEnded || chunk.length === 0) return;
      if (socket.write(framed ? frame(stream, chunk) : chunk)) return;
      await drained(clock, socket, closed);
    },
    end: () => {
      if (!socket.writableEnded) socket.end();
    },
    input: () => readAll(socket),
  };
}

function drained(clock: Clock, socket: Duplex, closed: Promise<void>): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      timer.cancel();
      socket.off('drain', done);
      resolve();
    };
    const timer = clock.after(patience, () => socket.destroy());
    socket.once('drain', done);
    void closed.then(done);
  });
}

async function* readAll(socket: Duplex): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of socket.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>)
      yield Buffer.from(chunk);
  } catch {
    // The client has gone without a word; that is an end too.
  }
}

const named: Readonly<Record<string, number>> = { '@': 0, '[': 27, '\\': 28, ']': 29, '^': 30, _: 31 };

/** The bytes of `ctrl-p,ctrl-q`; undefined when it is nothing that could be typed. */
export function parseKeys(text: string): Buffer | undefined {
  const bytes = text.split(',').map((key) => {
    if (/^[\x20-\x7e]$/.test(key)) return key.charCodeAt(0);
    const control = /^ctrl-(.)$/.exec(key)?.[1] ?? '';
    return /^[a-z]$/.test(control) ? control.charCodeAt(0) - 96 : named[control];
  });
  return bytes.every((byte) => byte !== undefined) ? Buffer.from(bytes) : undefined;
}

/** The keys that detach unless the client names others: ctrl-p ctrl-q. */
export const usualKeys = Buffer.from([16, 17]);

/**
 * Watches for the detach keys. What it is given it gives back, but for what may be the beginning of the keys, which
 * it holds back; undefined when the keys are complete.
 */
export function keyWatch(keys: Buffer): (chunk: Buffer) => Buffer | undefined {
  let matched = 0;
  return (chunk) => {
    const out: number[] = [];
    for (const byte of chunk) {
      if (byte === keys[matched]) {
        matched += 1;
        if (matched === keys.length) return undefined;
        continue;
      }
      out.push(...keys.subarray(0, matched));
      matched = byte === keys[0] ? 1 : 0;
      if (matched === 0) out.push(byte);
    }
    return Buffer.from(out);
  };
}

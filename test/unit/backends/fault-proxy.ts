import * as net from 'node:net';

/** What goes wrong with each connection that is made from now on. */
export type Fault = {
  /** Hangs up at once. */
  readonly hangsUp?: true;
  /** Takes the question, and never says anything. */
  readonly isSilent?: true;
  /** Says this to every question instead of asking the server, and hangs up; `true` goes on waiting. */
  readonly reply?: string | Buffer;
  readonly staysOpen?: true;
  /** How long each piece of an answer takes, in milliseconds. */
  readonly delay?: number;
  /** What becomes of a piece of an answer that begins so many bytes after the first; `cut` hangs up. */
  readonly change?: (piece: Buffer, at: number) => Buffer | 'cut';
};

/** Stands between a client and a server on 127.0.0.1, and does what networks do. */
export type FaultProxy = {
  readonly port: number;
  readonly url: string;
  /** The port of the server, or its socket. */
  target: number | string;
  fault: Fault;
  /** How many connections were made. */
  readonly accepted: number;
  /** How many connections of clients are open. */
  readonly open: number;
  /** Hangs up on all. */
  readonly cut: () => void;
  /** Nothing goes through any more on the connections that are open, and nobody is told. */
  readonly freeze: () => void;
  /** Hangs up on all, and nobody listens any more. */
  readonly down: () => Promise<void>;
  /** Listens again, at the same port. */
  readonly up: () => Promise<void>;
  readonly close: () => Promise<void>;
};

type Pair = { readonly client: net.Socket; server?: net.Socket };

/** Starts a proxy that does nothing wrong yet. */
export async function faultProxy(target: number | string = 0): Promise<FaultProxy> {
  const pairs = new Set<Pair>();
  let accepted = 0;
  const listener = net.createServer({ allowHalfOpen: true }, (client) => {
    accepted += 1;
    const pair: Pair = { client };
    pairs.add(pair);
    client
      .on('error', () => undefined)
      .once('close', () => {
        pairs.delete(pair);
        pair.server?.destroy();
      });
    connect(pair, proxy.fault, proxy.target);
  });
  const listen = (port: number) => new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = listener.address() as net.AddressInfo;
  const cut = () => {
    for (const { client, server } of pairs) {
      client.destroy();
      server?.destroy();
    }
  };
  const down = async () => {
    if (!listener.listening) return;
    const closed = new Promise((resolve) => listener.close(resolve));
    cut();
    await closed;
  };
  const proxy: FaultProxy = {
    port,
    url: `http://127.0.0.1:${port}`,
    target,
    fault: {},
    get accepted() {
      return accepted;
    },
    get open() {
      return pairs.size;
    },
    cut,
    freeze: () => {
      for (const { client, server } of pairs) {
        client.removeAllListeners('data').pause();
        server?.removeAllListeners('data').removeAllListeners('end').pause();
      }
    },
    down,
    up: () => listen(port),
    close: down,
  };
  return proxy;
}

function connect(pair: Pair, fault: Fault, target: number | string): void {
  const { client } = pair;
  if (fault.hangsUp) {
    client.destroy();
    return;
  }
  if (fault.isSilent) {
    client.resume().once('end', () => client.end());
    return;
  }
  if (fault.reply !== undefined) {
    const { reply } = fault;
    client.once('data', () => (fault.staysOpen ? client.write(reply) : client.end(reply)));
    return;
  }
  const server = typeof target === 'number' ? net.connect(target, '127.0.0.1') : net.connect(target);
  pair.server = server;
  const later = (then: () => unknown) => {
    if (fault.delay === undefined) then();
    else setTimeout(then, fault.delay);
  };
  server.on('error', () => client.destroy()).once('close', () => later(() => client.end()));
  client.on('data', (piece: Buffer) => server.write(piece)).once('end', () => server.end());
  let at = 0;
  server.on('data', (piece: Buffer) => {
    const changed = fault.change?.(piece, at) ?? piece;
    at += piece.length;
    later(() => (changed === 'cut' ? client.destroy() : client.write(changed)));
  });
  server.once('end', () => later(() => client.end()));
}

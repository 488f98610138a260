import { request, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { connect as secure } from 'node:tls';
import { connect, gone } from './sockets';
import type { Call } from './tool';

/** Where a request goes. */
export type Target = {
  readonly tls: boolean;
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly user?: string;
};

/** Reads an address as wget and curl do: the scheme may be missing; undefined when it makes no sense. */
export function parseTarget(text: string): Target | 'scheme' | undefined {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase() ?? 'http';
  if (scheme !== 'http' && scheme !== 'https') return 'scheme';
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `http://${text}`);
    const tls = url.protocol === 'https:';
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const user = url.username ? `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` : undefined;
    return {
      tls,
      host,
      port: Number(url.port) || (tls ? 443 : 80),
      path: url.pathname + url.search,
      ...(user === undefined ? {} : { user }),
    };
  } catch {
    return undefined;
  }
}

/** `host`, or `host:port` when the port is not the scheme's own. */
export const authority = ({ host, port, tls }: Target): string =>
  port === (tls ? 443 : 80) ? host : `${host}:${port}`;

export type Ask = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Buffer;
  readonly timeoutMs: number;
  readonly connectMs: number;
  /** Checks the server's certificate, with these authorities if given. */
  readonly verify: boolean;
  readonly ca?: Buffer;
};

/** An answer whose body has not been read yet. */
export type Answer = {
  readonly status: number;
  readonly reason: string;
  readonly version: string;
  /** As sent, name and value by turns. */
  readonly rawHeaders: readonly string[];
  readonly header: (name: string) => string | undefined;
  readonly body: AsyncIterable<Buffer>;
  readonly close: () => void;
};

/** The server did not keep to the protocol, closed early, or was too slow. */
export class HttpError extends Error {
  override readonly name = 'HttpError';

  constructor(
    readonly why: 'empty' | 'garbage' | 'timeout' | 'tls',
    message = why as string,
  ) {
    super(message);
  }
}

/** Sends a request over the container's network; rejects with NetworkError or HttpError. */
export async function ask(
  call: Call,
  target: Target,
  what: Ask,
  connected: () => Promise<void> = () => Promise.resolve(),
): Promise<Answer> {
  const plain = await connect(call, target.host, target.port, what.connectMs);
  await connected();
  const socket = target.tls ? await encrypt(call, plain, target, what) : plain;
  let cancel = (): void => undefined;
  const late = new Promise<never>((_, reject) => {
    if (what.timeoutMs === Infinity) return;
    const timer = call.self.clock.after(what.timeoutMs, () => reject(new HttpError('timeout')));
    cancel = () => timer.cancel();
  });
  const close = (): void => {
    cancel();
    socket.destroy();
    plain.destroy();
  };
  try {
    const message = await Promise.race([send(socket, target, what), late, gone(call)]);
    return {
      status: message.statusCode ?? 0,
      reason: message.statusMessage ?? '',
      version: message.httpVersion,
      rawHeaders: message.rawHeaders,
      header: (name) => message.headers[name.toLowerCase()]?.toString(),
      body: read(call, message, late),
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

function send(socket: Duplex, target: Target, { method, headers, body }: Ask): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sending = request({
      createConnection: () => socket,

      method,
      path: target.path,
      headers: { Host: authority(target), ...headers },
      setHost: false,
    });
    sending.on('response', resolve);
    sending.on('error', (error: NodeJS.ErrnoException) =>
      reject(new HttpError(error.code?.startsWith('HPE_') ? 'garbage' : 'empty', error.message)),
    );
    sending.end(body);
  });
}

async function* read(call: Call, message: IncomingMessage, late: Promise<never>): AsyncIterable<Buffer> {
  const chunks = message[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const end = gone(call);
  end.catch(() => undefined);
  late.catch(() => undefined);
  for (;;) {
    const next = await Promise.race([chunks.next(), late, end]);
    if (next.done) return;
    yield next.value;
  }
}

function encrypt(call: Call, plain: Duplex, target: Target, { verify, ca }: Ask): Promise<Duplex> {
  return new Promise((resolve, reject) => {
    // What is refused here is told as the command does; a learner's own authority comes as `ca`.
    const socket = secure({
      socket: plain,
      rejectUnauthorized: verify,
      ...(/[a-z]/i.test(target.host) ? { servername: target.host } : {}),
      ...(ca ? { ca } : {}),
    });
    socket.once('secureConnect', () => resolve(socket));
    socket.once('error', (error: Error) => reject(new HttpError('tls', error.message)));
    gone(call).catch(() => socket.destroy());
  });
}

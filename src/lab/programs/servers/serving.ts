import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { createSecureContext, TLSSocket } from 'node:tls';
import type { Clock } from '../../kernel/clock';
import type { Files } from '../../kernel/files';
import type { Listener } from '../../kernel/network';
import { Gone, type Process, type Signal } from '../../kernel/process';

/** One address that an HTTP server of the lab answers on. */
export type Site = {
  readonly port: number;
  readonly address: string;
  readonly answer: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  /** PEM texts; set when the server speaks TLS. */
  readonly tls?: { readonly cert: string; readonly key: string };
  /** What a server that speaks TLS says, byte by byte, to who speaks plainly. */
  readonly plainAnswer?: () => string;
};

/** The first byte of a TLS record that holds a handshake (RFC 8446, 5.1). */
const handshake = 0x16;

/** Tells a client that does not begin with a TLS handshake so and hangs up; the others are handed on untouched. */
function refusePlain(socket: Duplex, text: string, secure: () => void): void {
  socket.once('data', (first: Buffer) => {
    socket.pause();
    if (first[0] !== handshake) {
      socket.end(text);
      return;
    }
    socket.unshift(first);
    secure();
  });
}

/** The most bytes of a request's or an answer's body that a program of the lab holds in memory. */
const bodyLimit = 64 * 1024 * 1024;

/**
 * Answers HTTP on a port of the process's network until the process ends or the listener is closed. Node's own server
 * reads the protocol, but never listens itself. Rejects with a NetworkError when the port is taken.
 */
export async function serveHttp(self: Process, site: Site): Promise<Listener> {
  const open = new Set<Duplex>();
  const server = createServer((request, response) => {
    response.sendDate = false;
    site.answer(request, response).catch(() => response.destroy());
  });
  // Time limits of Node's server run on the machine's clock; the lab has none.
  server.keepAliveTimeout = 0;
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  const context = site.tls && createSecureContext({ cert: site.tls.cert, key: site.tls.key });
  const listener = await self.network.listen(site.port, site.address, (socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => open.delete(socket));
    if (!context) {
      server.emit('connection', socket);
      return;
    }
    refusePlain(socket, site.plainAnswer?.() ?? '', () => {
      const secure = new TLSSocket(socket, { isServer: true, secureContext: context });
      secure.on('error', () => socket.destroy());
      Object.defineProperty(secure, 'remoteAddress', { value: peerOf(socket), configurable: true });
      server.emit('connection', secure);
    });
  });
  const stop = () => {
    listener.close();
    for (const socket of open) socket.destroy();
    open.clear();
  };
  self.ended.addEventListener('abort', stop, { once: true });
  return { port: listener.port, address: listener.address, close: () => listener.close() };
}

/** Who is at the other end of a connection; the network puts `remoteAddress` on its streams. */
export function peerOf(socket: Duplex): string {
  const address = (socket as Partial<Socket>).remoteAddress;
  return typeof address === 'string' && address !== '' ? address.replace(/^::ffff:/, '') : '127.0.0.1';
}

/** Waits for the first of the signals and resolves to what belongs to it; rejects with Gone when the process ends. */
export function untilSignal<T>(self: Process, signals: Readonly<Partial<Record<Signal, T>>>): Promise<T> {
  return new Promise((resolve, reject) => {
    for (const [signal, value] of Object.entries(signals) as [Signal, T][]) self.on(signal, () => resolve(value));
    if (self.ended.aborted) reject(new Gone());
    self.ended.addEventListener('abort', () => reject(new Gone()), { once: true });
  });
}

/** Reads a whole body; rejects with a RangeError beyond `limit` bytes. */
export async function readAll(stream: AsyncIterable<unknown>, limit = bodyLimit): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    const bytes = Buffer.from(part as Uint8Array);
    size += bytes.length;
    if (size > limit) throw new RangeError('body too large');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** A request of a program to another server of the lab. */
export type Ask = {
  readonly socket: Duplex;
  readonly method: string;
  readonly path: string;
  /** Names and values in turn, as they are sent. */
  readonly headers: readonly string[];
  readonly body?: AsyncIterable<unknown>;
};

/** Sends a request over a connection and resolves when the answer's headers are there; rejects when the line breaks. */
export function askHttp(ask: Ask): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      method: ask.method,
      path: ask.path,
      headers: ask.headers,
      setHost: false,
      createConnection: () => ask.socket,
    });
    request.on('response', resolve);
    request.on('error', reject);
    const send = async () => {
      if (ask.body) for await (const part of ask.body) request.write(part);
      request.end();
    };
    send().catch((error: unknown) => request.destroy(error as Error));
  });
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (value: number): string => String(value).padStart(2, '0');

/** `21 Nov 2026 16:22:36.123`'s parts in UTC, each as logs print it. */
export function dateParts(ms: number) {
  const date = new Date(ms);
  return {
    year: String(date.getUTCFullYear()),
    month: two(date.getUTCMonth() + 1),
    monthName: months[date.getUTCMonth()] ?? '',
    day: two(date.getUTCDate()),
    time: `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`,
    milliseconds: String(date.getUTCMilliseconds()).padStart(3, '0'),
    weekday: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'][date.getUTCDay()] ?? '',
  };
}

/** `21/Nov/2026:16:22:36 +0000`, as access logs of nginx and Apache print it. */
export function accessTime(ms: number): string {
  const { day, monthName, year, time } = dateParts(ms);
  return `${day}/${monthName}/${year}:${time} +0000`;
}

/** `Sat, 21 Nov 2026 16:22:36 GMT` of the lab's time. */
export function httpDate(clock: Clock): string {
  return new Date(clock.now()).toUTCString();
}

/** Where a log goes: the process's own output when the name is, or links to, /dev/stdout or /dev/stderr; else a file. */
export async function openLog(self: Process, path: string): Promise<(line: string) => Promise<void>> {
  const target = await self.files.lstat(path).then(
    (found) => found.target ?? path,
    () => path,
  );
  const stream = streamNamed(self, target);
  if (stream) return (line) => stream.write(line).catch(() => undefined);
  return (line) => self.files.write(path, line, { append: true }).catch(() => undefined);
}

function streamNamed(self: Process, path: string) {
  if (path === '/dev/stdout' || path === '/proc/self/fd/1' || path === '/proc/1/fd/1') return self.stdout;
  if (path === '/dev/stderr' || path === '/proc/self/fd/2' || path === '/proc/1/fd/2') return self.stderr;
  return undefined;
}

/** The text of a file; undefined when it cannot be read. */
export function textOf(files: Files, path: string): Promise<string | undefined> {
  return files.read(path).then(
    (content) => content.toString('utf8'),
    () => undefined,
  );
}

/** Escapes text for HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&${{ '&': 'amp', '<': 'lt', '>': 'gt', '"': 'quot' }[sign] ?? ''};`);
}

import { createServer, ServerResponse, type IncomingMessage, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { Gone } from '../kernel/process';
import { ApiError, type Call, type Route } from './call';
import { callOf, type Carrier } from './exchange';
import { takeBody } from './upgrade-body';
import { createRouter } from './router';

/** What a served API is beside its routes. */
export type ApiOptions = {
  /** Versions that a path may begin with (`/v1.45/…`); undefined when the API has none. */
  readonly versions?: { readonly oldest: readonly [number, number]; readonly newest: readonly [number, number] };
  /** Headers of every answer. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Says whether a request has the credential; without one the answer is 401. */
  readonly admits?: (request: IncomingMessage) => boolean;
  /** Told of errors that nobody foresaw. */
  readonly report?: (error: unknown, request: IncomingMessage) => void;
};

/** Serves routes over HTTP, hijacked connections included; the server that is returned does not listen yet. */
export function serveRoutes(routes: readonly Route[], options: ApiOptions = {}): Server {
  const router = createRouter(routes);
  const handle = (carrier: Carrier): void => {
    void answer(carrier, router, options).catch((error: unknown) => fail(carrier, error, options));
  };
  const server = createServer({ keepAliveTimeout: 30_000, requestTimeout: 0, headersTimeout: 20_000 });
  server.on('request', (request, response) => handle({ request, response }));
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    const response = new ServerResponse(request);
    response.assignSocket(socket as never);
    response.shouldKeepAlive = false;
    response.once('finish', () => {
      socket.end();
      socket.resume();
    });
    socket.on('error', () => socket.destroy());
    void takeBody(request, socket, head).then(
      (body) => handle({ request, response, raw: { socket, body } }),
      () => socket.destroy(),
    );
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n400 Bad Request');
    else socket.destroy();
  });
  return server;
}

async function answer(carrier: Carrier, router: ReturnType<typeof createRouter>, options: ApiOptions): Promise<void> {
  const { request, response } = carrier;
  request.on('error', () => undefined);
  response.on('error', () => undefined);
  for (const [name, value] of Object.entries(options.headers ?? {})) response.setHeader(name, value);
  if (options.admits && !options.admits(request)) throw new ApiError(401, 'authentication required');
  const url = urlOf(request, options);
  const match = router(request.method ?? 'GET', url.path);
  if (!match) throw new ApiError(404, 'page not found');
  await match.route.run(callOf(carrier, url, match));
}

function urlOf(request: IncomingMessage, { versions }: ApiOptions): Pick<Call, 'path' | 'query' | 'version'> {
  const raw = request.url ?? '/';
  const mark = raw.indexOf('?');
  const whole = mark === -1 ? raw : raw.slice(0, mark);
  const query = new URLSearchParams(mark === -1 ? '' : raw.slice(mark));
  const newest = versions?.newest ?? [0, 0];
  const asked = versions ? /^\/v(\d+)\.(\d+)(\/.*)$/s.exec(whole) : null;
  if (!asked) return { path: whole, query, version: newest };
  const version = [Number(asked[1]), Number(asked[2])] as const;
  if (versions) checkVersion(version, versions);
  return { path: asked[3] ?? '/', query, version };
}

function checkVersion(asked: readonly [number, number], { oldest, newest }: NonNullable<ApiOptions['versions']>): void {
  const older = (a: readonly [number, number], b: readonly [number, number]) =>
    a[0] < b[0] || (a[0] === b[0] && a[1] < b[1]);
  const name = asked.join('.');
  if (older(asked, oldest)) {
    throw new ApiError(
      400,
      `client version ${name} is too old. Minimum supported API version is ${oldest.join('.')}, please upgrade your client to a newer version`,
    );
  }
  if (older(newest, asked)) {
    throw new ApiError(400, `client version ${name} is too new. Maximum supported API version is ${newest.join('.')}`);
  }
}

function fail({ request, response }: Carrier, error: unknown, { report }: ApiOptions): void {
  const known = error instanceof ApiError;
  // A client that hangs up in the middle of its request is nothing that must be looked into.
  const hungUp = error instanceof Gone || (error as Error | null)?.message === 'aborted';
  if (!known && !hungUp) report?.(error, request);
  if (response.headersSent || response.destroyed) {
    // Nothing can be said any more: an answer that breaks off tells the client that something went wrong.
    response.destroy();
    return;
  }
  const status = known ? error.status : 500;
  const body = Buffer.from(`${JSON.stringify({ message: error instanceof Error ? error.message : String(error) })}\n`);
  response.writeHead(status, { 'Content-Type': 'application/json', 'Content-Length': body.length });
  response.end(request.method === 'HEAD' ? undefined : body);
  // What the client still sends is read and dropped, so that it gets to read the answer; but not for ever.
  request.resume();
}

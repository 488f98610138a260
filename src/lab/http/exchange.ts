import { Duplex, Readable } from 'node:stream';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Gone } from '../kernel/process';
import { ApiError, type BodyStream, type Call } from './call';
import type { Match } from './router';

/** A request with JSON may be this large, in bytes. */
const largestJson = 8 * 1024 * 1024;

/** What carries one request: the answer goes to `response`, or, once hijacked, to `raw`. */
export type Carrier = {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Set when the client asked to upgrade: the connection, and the request's body, which is already off it. */
  readonly raw?: { readonly socket: Duplex; readonly body: Buffer };
};

/** Builds the Call of a request that a route was found for. */
export function callOf(
  { request, response, raw }: Carrier,
  url: { readonly path: string; readonly query: URLSearchParams; readonly version: readonly [number, number] },
  { params }: Match,
): Call {
  const gone = goneOf(response);
  const body = raw ? Readable.from(raw.body.length > 0 ? [raw.body] : []) : request;
  return {
    method: request.method ?? 'GET',
    ...url,
    params,
    headers: request.headers,
    gone,
    body,
    request,
    json: () => readJson(body),
    reply: (status, value, headers = {}) => {
      const bodiless = value === undefined || status === 204 || status === 304;
      if (bodiless) finish(response, status, '', headers);
      else finish(response, status, `${JSON.stringify(value)}\n`, { 'Content-Type': 'application/json', ...headers });
    },
    send: (status, bytes, type, headers = {}) => finish(response, status, bytes, { 'Content-Type': type, ...headers }),
    stream: (type, headers = {}) => {
      response.writeHead(200, { 'Content-Type': type, ...headers });
      response.flushHeaders();
      return streamOf(response, gone);
    },
    hijack: (type) => (raw ? upgraded(raw.socket, response, type) : plain(request, response, type)),
  };
}

function finish(
  response: ServerResponse,
  status: number,
  body: Uint8Array | string,
  headers: Readonly<Record<string, string>>,
): void {
  const bytes = Buffer.from(body);
  const length = status === 204 || status === 304 ? {} : { 'Content-Length': bytes.length };
  response.writeHead(status, { ...length, ...headers });
  response.end(response.req.method === 'HEAD' ? undefined : bytes);
}

function goneOf(response: ServerResponse): AbortSignal {
  const controller = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) controller.abort(new Gone('the client has gone'));
  });
  return controller.signal;
}

function streamOf(response: ServerResponse, gone: AbortSignal): BodyStream {
  return {
    write: (chunk) =>
      new Promise((resolve, reject) => {
        if (gone.aborted || response.writableEnded) {
          reject(new Gone('the client has gone'));
          return;
        }
        if (response.write(chunk)) {
          resolve();
          return;
        }
        const done = () => {
          response.off('drain', done);
          gone.removeEventListener('abort', done);
          if (gone.aborted) reject(gone.reason as Error);
          else resolve();
        };
        response.once('drain', done);
        gone.addEventListener('abort', done, { once: true });
      }),
    end: () => response.end(),
  };
}

async function readJson(body: Readable): Promise<unknown> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > largestJson) throw new ApiError(413, 'http: request body too large');
    chunks.push(chunk);
  }
  const text = Buffer.concat(chunks).toString('utf8').trim();
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new ApiError(400, `invalid JSON: ${goSentence((error as Error).message)}`);
  }
}

/** What Go's decoder says of a text that is no JSON; V8's sentence names the character that does not fit. */
function goSentence(message: string): string {
  const token = /^Unexpected token '(.)'/u.exec(message)?.[1];
  return token === undefined ? 'unexpected EOF' : `invalid character '${token}' looking for beginning of value`;
}

function upgraded(socket: Duplex, response: ServerResponse, type: string): Duplex {
  response.detachSocket(socket as never);
  socket.write(
    `HTTP/1.1 101 UPGRADED\r\nContent-Type: ${type}\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n` +
      `${headerLines(response)}\r\n`,
  );
  return socket;
}

const headerLines = (response: ServerResponse): string =>
  Object.entries(response.getHeaders())
    .map(([name, value]) => `${name}: ${String(value)}\r\n`)
    .join('');

/** Without an upgrade, what the client sends is the request's body and what it gets is an answer without an end. */
function plain(request: IncomingMessage, response: ServerResponse, type: string): Duplex {
  response.useChunkedEncodingByDefault = false;
  response.writeHead(200, { 'Content-Type': type });
  response.flushHeaders();
  const duplex = new Duplex({
    read: () => {
      request.resume();
    },
    write: (chunk, _encoding, done) => {
      if (response.write(chunk)) done();
      else response.once('drain', done);
    },
    final: (done) => {
      response.end(done);
    },
    destroy: (error, done) => {
      response.destroy();
      done(error);
    },
  });
  response.once('close', () => duplex.destroy());
  if (request.readableEnded) duplex.push(null);
  request.on('data', (chunk) => {
    if (!duplex.push(chunk)) request.pause();
  });
  request.on('end', () => duplex.push(null));
  return duplex;
}

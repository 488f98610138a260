import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { setMaxListeners } from 'node:events';
import { readFile } from 'node:fs/promises';
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import path from 'node:path';
import type { Observation, Scene } from '../../../../src/core/course/check';
import type { ErrorCode } from '../../../../src/core/errors';

/** What a server was asked. */
export type Asked = {
  readonly method: string;
  /** Path and query, decoded. */
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
  readonly response: http.ServerResponse;
};

/** An answer: JSON with 200, or a status with JSON or text and headers; `undefined` is a 404, `silence` none at all. */
export type Reply = unknown;

/** No answer, ever. */
export const silence = Symbol('silence');

/** An answer with another status than 200. */
export class Status {
  constructor(
    readonly code: number,
    readonly body: unknown,
    readonly headers: http.OutgoingHttpHeaders = {},
  ) {}
}

/** A server in this process. */
export type LittleServer = {
  readonly url: string;
  readonly port: number;
  /** All that was asked, as `GET /version`. */
  readonly asked: string[];
  readonly close: () => Promise<void>;
};

/** Starts a server on 127.0.0.1 that answers as told; with keys it speaks TLS. */
export async function littleServer(answer: (asked: Asked) => Reply, tls?: https.ServerOptions): Promise<LittleServer> {
  const asked: string[] = [];
  const listen = (request: http.IncomingMessage, response: http.ServerResponse) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', headers } = request;
      const given = decodeURIComponent((request.url ?? '').replaceAll('+', ' '));
      asked.push(`${method} ${given}`);
      send(response, answer({ method, path: given, headers, body: Buffer.concat(chunks).toString(), response }));
    });
  };
  const server = tls ? https.createServer(tls, listen) : http.createServer(listen);
  const { port, close } = await listening(server);
  return { url: `${tls ? 'https' : 'http'}://127.0.0.1:${port}`, port, asked, close };
}

function send(response: http.ServerResponse, reply: Reply): void {
  if (reply === silence) return;
  const { code, body, headers } =
    reply instanceof Status ? reply : new Status(reply === undefined ? 404 : 200, reply ?? '404 page not found');
  response.writeHead(code, headers).end(typeof body === 'string' ? body : JSON.stringify(body));
}

/** Starts a server of any kind, and closes it with all its connections. */
export async function listening(server: net.Server): Promise<{ port: number; close: () => Promise<void> }> {
  const connections = new Set<net.Socket>();
  server.on('connection', (connection: net.Socket) => {
    connections.add(connection);
    connection.on('error', () => undefined).once('close', () => connections.delete(connection));
  });
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const connection of connections) connection.destroy();
    await closed;
  };
  return { port: (server.address() as net.AddressInfo).port, close };
}

/** A port at which nobody listens. */
export async function freePort(): Promise<number> {
  const { port, close } = await listening(net.createServer());
  await close();
  return port;
}

/** Makes a certificate and its key for an address such as `IP:127.0.0.1`; undefined where there is no openssl. */
export async function certificateFor(folder: string, name: string, address: string) {
  const [cert, key] = [path.join(folder, `${name}.crt`), path.join(folder, `${name}.key`)];
  const how = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const what = ['-subj', `/CN=${name}`, '-addext', `subjectAltName=${address}`, '-out', cert, '-keyout', key];
  try {
    execFileSync('openssl', ['req', '-x509', ...how, ...what], { stdio: 'ignore' });
  } catch {
    return undefined;
  }
  return { certFile: cert, keyFile: key, cert: await readFile(cert), key: await readFile(key) };
}

/** An exercise, as far as these sources need it: not at all. */
export const scene: Scene = { exercise: 'pods', folder: '/nowhere', since: 0 };

/** A signal that nobody aborts. */
export const never = new AbortController().signal;
setMaxListeners(0, never);

/** Asserts that one could not look, for this reason, and returns the sentence. */
export function unknownBecause(observation: Observation, code: ErrorCode, says: RegExp = /./): string {
  assert.ok(observation.state === 'unknown', JSON.stringify(observation));
  assert.equal(observation.error.code, code, observation.error.text.en);
  assert.match(observation.error.text.en, says);
  for (const text of Object.values(observation.error.text)) assert.doesNotMatch(text, /\{\w+\}|undefined/, text);
  return observation.error.text.en;
}

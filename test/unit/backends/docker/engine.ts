import { mkdtemp, readFile, rm } from 'node:fs/promises';
import * as http from 'node:http';
import * as net from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Surroundings } from '../../../../src/backends/docker/endpoint';
import { UserError, type ErrorCode } from '../../../../src/core/errors';

/** Answers of real engines, and one written by hand in the shape of newer ones. */
export type Recording = 'engine-20.10' | 'engine-26.1' | 'engine-29-shape';

/** A recorded answer. */
export async function recorded(engine: Recording, file: string): Promise<Buffer> {
  return await readFile(path.join('test/fixtures/docker', engine, file));
}

/** A recorded answer that is JSON. */
export async function recordedJson(engine: Recording, file: string): Promise<unknown> {
  return JSON.parse((await recorded(engine, file)).toString()) as unknown;
}

/** What a little engine was asked. */
export type Asked = { readonly method: string; readonly path: string; readonly query: URLSearchParams };

/** Answers one question; `undefined` is a 404. */
export type Answer = (asked: Asked, response: http.ServerResponse) => unknown;

/** A little server where an engine would be. */
export type LittleEngine = {
  readonly socket: string;
  readonly surroundings: Surroundings;
  /** All that was asked, as `GET /v1.41/containers/json`. */
  readonly asked: string[];
  /** The newest API version that it speaks. */
  version: string;
  readonly close: () => Promise<void>;
};

/** An engine that speaks a version of the API and answers the rest as told; paths are given without the version. */
export async function littleEngine(answer: Answer, version = '1.41'): Promise<LittleEngine> {
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://engine');
    engine.asked.push(`${request.method ?? ''} ${url.pathname}`);
    response.setHeader('Api-Version', engine.version);
    if (url.pathname === '/_ping') return response.end('OK');
    const given = decodeURIComponent(url.pathname).replace(/^\/v[\d.]+/, '');
    const found = answer({ method: request.method ?? '', path: given, query: url.searchParams }, response);
    void Promise.resolve(found).then((value) => {
      if (!response.headersSent && !response.writableEnded) send(response, value);
    });
    return undefined;
  });
  const engine = await listening(server, version);
  return engine;
}

/** A server that does what it likes with each connection. */
export async function rawServer(handle: (connection: net.Socket) => void): Promise<LittleEngine> {
  return await listening(net.createServer(handle), '');
}

function send(response: http.ServerResponse, value: unknown): void {
  if (value === undefined) {
    response.statusCode = 404;
    response.end(JSON.stringify({ message: 'no such object' }));
  } else {
    response.end(Buffer.isBuffer(value) ? value : JSON.stringify(value));
  }
}

async function listening(server: net.Server, version: string): Promise<LittleEngine> {
  const folder = await mkdtemp(path.join(tmpdir(), 'tutor-engine-'));
  const socket = path.join(folder, 'docker.sock');
  const connections = new Set<net.Socket>();
  server.on('connection', (connection: net.Socket) => {
    connections.add(connection);
    connection.on('error', () => undefined).once('close', () => connections.delete(connection));
  });
  await new Promise<void>((resolve) => server.listen(socket, resolve));
  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const connection of connections) connection.destroy();
    await closed;
    await rm(folder, { recursive: true, force: true });
  };
  return { socket, asked: [], version, close, surroundings: surroundingsOf(`unix://${socket}`) };
}

/** Surroundings in which an address is set and nothing else is known. */
export function surroundingsOf(setting: string): Surroundings {
  return { setting, environment: {}, platform: 'linux', home: '/home/learner' };
}

/** A signal that nobody aborts. */
export const never = new AbortController().signal;

/** For `assert.rejects`: an expected failure of this code. */
export function failsWith(code: ErrorCode, says: RegExp = /./): (error: unknown) => boolean {
  return (error) => {
    if (!(error instanceof UserError)) throw error;
    if (error.code !== code || !says.test(error.text.en)) throw error;
    return true;
  };
}

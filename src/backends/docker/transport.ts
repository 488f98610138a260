import * as http from 'node:http';
import * as https from 'node:https';
import { IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';
import { inspect } from 'node:util';
import type { DockerOptions } from 'dockerode';
import { nextTurn } from '../turns';
import type { Endpoint, Target } from './address';
import { sshAgent } from './ssh';

/** One request to the engine's HTTP API: https://docs.docker.com/reference/api/engine/ */
export type Call = {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the version, with a leading slash; `pathOf` makes one of names. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
  /** Sent as JSON by a POST. */
  readonly body?: Readonly<Record<string, unknown>>;
  /** A tar archive to send, read no faster than the engine takes it. */
  readonly upload?: Readable;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Sends requests to one endpoint. */
export type Transport = {
  /** Resolves with the head of the answer, whatever its status; its body is not read yet. */
  readonly send: (call: Call, version: string | undefined, signal: AbortSignal) => Promise<IncomingMessage>;
  /**
   * Asks for the connection itself, for a program's terminal: https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Exec/operation/ExecStart
   * Resolves with the refusal where the engine does not give it.
   */
  readonly hijack: (call: Call, version: string, signal: AbortSignal) => Promise<IncomingMessage | Duplex>;
};

/** A path of names: each is escaped, but for the slashes of image names. */
export function pathOf(collection: string, name: string, ...rest: readonly string[]): string {
  const escaped = name.split('/').map(encodeURIComponent).join('/');
  return ['', collection, escaped, ...rest].join('/');
}

/** Makes a transport over dockerode, which is loaded when the first one is made. */
export async function openTransport(endpoint: Endpoint, environment: Environment): Promise<Transport> {
  const { default: Docker } = await import('dockerode');
  await nextTurn();
  const options = modemOptions(endpoint.target, environment);
  withoutInspection(options.agent);
  const { modem } = withoutDockerHost(() => new Docker(options));
  withoutRedirects(modem);
  const dial = (call: Call, version: string | undefined, hijack: boolean, signal: AbortSignal) =>
    new Promise<IncomingMessage | Duplex>((resolve, reject) => {
      const path = `${version === undefined ? '' : `/v${version}`}${call.path}?`;
      const options = { _query: { ...call.query }, _body: { ...call.body } };
      const body = {
        ...(call.headers && { headers: { ...call.headers } }),
        ...(call.upload && { file: call.upload }),
        ...(hijack && { hijack }),
      };
      const request = { path, method: call.method ?? 'GET', options, ...body, isStream: true, statusCodes };
      modem.dial({ ...request, abortSignal: signal }, (error, answer) => {
        if (error) reject(error);
        else resolve(answer as IncomingMessage | Duplex);
      });
    });
  return {
    send: async (call, version, signal) => (await dial(call, version, false, signal)) as IncomingMessage,
    hijack: (call, version, signal) => dial(call, version, true, signal),
  };
}

/** Whether an engine answered instead of giving its connection away. */
export function isMessage(answer: IncomingMessage | Duplex): answer is IncomingMessage {
  return answer instanceof IncomingMessage;
}

type Environment = Readonly<Record<string, string | undefined>>;

// To docker-modem every status is an answer: it never calls back where the body of an error breaks off.
const statusCodes = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [at + 100, true]));

type ModemOptions = DockerOptions & { readonly agent: http.Agent };

// A connection that is kept alive outlives the engine at its other end and fails the first call after a restart.
function modemOptions(target: Target, environment: Environment): ModemOptions {
  switch (target.over) {
    case 'socket':
      return { protocol: 'http', socketPath: target.path, agent: new http.Agent({ keepAlive: false }) };
    case 'tcp': {
      const { host, port, tls } = target;
      if (!tls) return { protocol: 'http', host, port, agent: new http.Agent({ keepAlive: false }) };
      const { verify, ...keys } = tls;
      const agent = new https.Agent({ keepAlive: false, rejectUnauthorized: verify, ...keys });
      return { protocol: 'https', host, port, agent };
    }
    case 'ssh':
      return { protocol: 'http', host: 'engine', port: 80, agent: sshAgent(target, environment) };
  }
}

// docker-modem writes out all that it was given, at each request and for nobody; of an agent that takes 20 ms.
function withoutInspection(agent: http.Agent): void {
  Object.defineProperty(agent, inspect.custom, { value: () => 'Agent' });
}

// docker-modem goes wherever an answer sends it, and nobody hears of it when that fails.
function withoutRedirects(modem: object): void {
  type Build = (options: object, ...rest: readonly unknown[]) => void;
  const inner = modem as { buildRequest: Build };
  const { buildRequest } = inner;
  inner.buildRequest = (options, ...rest) => buildRequest.call(modem, { ...options, maxRedirects: 0 }, ...rest);
}

// docker-modem reads DOCKER_HOST, and the keys that go with it, even when it is told where to go, and throws when they
// are broken. The endpoint is decided already, so it is kept from it for the moment of construction.
function withoutDockerHost<T>(make: () => T): T {
  const kept = process.env['DOCKER_HOST'];
  delete process.env['DOCKER_HOST'];
  try {
    return make();
  } finally {
    if (kept !== undefined) process.env['DOCKER_HOST'] = kept;
  }
}

import * as http from 'node:http';
import * as https from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { DockerOptions } from 'dockerode';
import type { Endpoint, Target } from './address';

/** One request to the engine's HTTP API: https://docs.docker.com/reference/api/engine/ */
export type Call = {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Below the version, with a leading slash; `pathOf` makes one of names. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean>>;
};

/** Sends requests to one endpoint. */
export type Transport = {
  /** Resolves with the head of the answer, whatever its status; its body is not read yet. */
  readonly send: (call: Call, version: string | undefined, signal: AbortSignal) => Promise<IncomingMessage>;
};

/** A path of names: each is escaped, but for the slashes of image names. */
export function pathOf(collection: string, name: string, ...rest: readonly string[]): string {
  const escaped = name.split('/').map(encodeURIComponent).join('/');
  return ['', collection, escaped, ...rest].join('/');
}

/** Makes a transport over dockerode, which is loaded when the first one is made. */
export async function openTransport(endpoint: Endpoint, environment: Environment): Promise<Transport> {
  const { default: Docker } = await import('dockerode');
  const options = modemOptions(endpoint.target, environment);
  const { modem } = withoutDockerHost(() => new Docker(options));
  return {
    send: (call, version, signal) =>
      new Promise<IncomingMessage>((resolve, reject) => {
        const path = `${version === undefined ? '' : `/v${version}`}${call.path}?`;
        const method = call.method ?? 'GET';
        const options = { _query: { ...call.query }, _body: {} };
        modem.dial({ path, method, options, isStream: true, statusCodes, abortSignal: signal }, (error, answer) => {
          if (error) reject(error);
          else resolve(answer as IncomingMessage);
        });
      }),
  };
}

type Environment = Readonly<Record<string, string | undefined>>;

// To docker-modem every status is an answer: it never calls back where the body of an error breaks off.
const statusCodes = Object.fromEntries(Array.from({ length: 500 }, (_, at) => [at + 100, true]));

type ModemOptions = DockerOptions & { readonly agent?: http.Agent };

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
    case 'ssh': {
      const { host, port } = target;
      const username = target.user ?? environment['USER'] ?? environment['USERNAME'];
      const agent = environment['SSH_AUTH_SOCK'];
      const sshOptions = agent === undefined ? {} : { agent };
      return { protocol: 'ssh', host, port, sshOptions, ...(username !== undefined && { username }) };
    }
  }
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

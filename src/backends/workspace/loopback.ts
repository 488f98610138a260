import { get, type IncomingMessage } from 'node:http';
import type { HttpAnswer, Observers, RegistryAnswer } from '../../core/course/check';
import { registryFailed } from '../../core/errors';
import { observe } from './observe';

/** How much of an answer is read, in bytes. */
const limits = { page: 1024 * 1024, registry: 8 * 1024 * 1024 } as const;
/** How long an answer may be silent, and how long it may take in all, in milliseconds. */
const patience = { silence: 2_000, all: 5_000 } as const;

/** What a registry is asked for, so that it tells a manifest as it is stored. https://distribution.github.io/distribution/spec/api/ */
const manifests = [
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/json',
].join(', ');

/** Those who send GET to 127.0.0.1. */
export const loopbackObservers: Pick<Observers, 'http' | 'registry'> = {
  http: ({ port, path }, _scene, signal) =>
    observe(path, async (): Promise<HttpAnswer> => {
      const answer = await ask(port, path, {}, limits.page, signal);
      return 'failure' in answer ? answer : { status: answer.status, headers: answer.headers, body: answer.body };
    }),
  registry: ({ port, path }, _scene, signal) =>
    observe(path, async (): Promise<RegistryAnswer> => {
      const answer = await ask(port, path, { accept: manifests }, limits.registry, signal);
      if ('failure' in answer) return answer;
      if (answer.isCut) throw registryFailed({ port });
      if (!answer.isWhole) return { failure: 'reset' };
      const digest = answer.headers['docker-content-digest'];
      return { status: answer.status, ...(digest !== undefined && { digest }), json: parsed(answer.body) };
    }),
};

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Was there more than the limit? */
  readonly isCut: boolean;
  /** Did it come to its end? */
  readonly isWhole: boolean;
};
type Failure = Extract<HttpAnswer, { failure: unknown }>;

async function ask(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>>,
  limit: number,
  signal: AbortSignal,
): Promise<Answer | Failure> {
  const options = {
    host: '127.0.0.1',
    port,
    path,
    headers,
    agent: false,
    timeout: patience.silence,
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience.all)]),
  };
  const answer = await new Promise<Answer | Failure>((resolve) => {
    const request = get(options, (response) => void read(response, limit).then(resolve));
    request.on('timeout', () => request.destroy(Object.assign(new Error('timeout'), { code: 'ETIMEDOUT' })));
    request.on('error', (error: NodeJS.ErrnoException) => resolve({ failure: failureOf(error.code) }));
  });
  signal.throwIfAborted();
  return answer;
}

/** Reads up to the limit; what breaks off is taken as far as it came. */
function read(response: IncomingMessage, limit: number): Promise<Answer> {
  return new Promise((resolve) => {
    let body = '';
    const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)]));
    const done = (): void => {
      const status = response.statusCode ?? 0;
      resolve({ status, headers, body, isCut: body.length > limit, isWhole: response.complete });
    };
    response.setEncoding('utf8');
    response.on('data', (part: string) => {
      body += part;
      if (body.length > limit) response.destroy();
    });
    response.on('close', done);
    response.on('error', done);
  });
}

function failureOf(code: string | undefined): Failure['failure'] {
  if (code === 'ECONNREFUSED') return 'refused';
  return code === 'ETIMEDOUT' || code === 'ABORT_ERR' ? 'timeout' : 'reset';
}

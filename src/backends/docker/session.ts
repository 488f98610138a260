import { dockerBadEndpoint, dockerTimeout, dockerTooOld } from '../../core/errors';
import type { Endpoint } from './address';
import { bodyOf, isFine, statusOf } from './answer';
import { deadline } from './deadline';
import { findEndpoint, realDisk, type Disk, type Surroundings } from './endpoint';
import { explain, refusalOf, whyNoEngine, whyNoTls, type Phase } from './failure';
import { isDockerInstalled } from './installed';
import { openTransport, type Transport } from './transport';
import { isVersion, leastVersion, negotiate } from './version';

/** What is needed to find an engine. */
export type SessionOptions = {
  /** Asked whenever the engine is looked for, so that a changed setting counts at the next try. May reject with a UserError. */
  readonly surroundings: () => Surroundings | Promise<Surroundings>;
  readonly disk?: Disk;
  /** How long an answer may take, in milliseconds; 10 s if not given. */
  readonly timeout?: number;
};

/** An engine that has answered, and the version that was agreed on. */
export type Session = {
  readonly endpoint: Endpoint;
  /** The newest API version that the engine speaks. */
  readonly engineVersion: string;
  /** The API version that we speak with it. */
  readonly version: string;
  /** Whether it builds with BuildKit unless told otherwise. */
  readonly buildsWithKit: boolean;
  readonly transport: Transport;
  /** What an error of this session means. */
  readonly explain: (error: unknown, phase: Phase) => Promise<unknown>;
};

/** How long an answer may take, in milliseconds. */
export function timeoutOf(options: SessionOptions): number {
  return options.timeout ?? 10_000;
}

/**
 * Finds the engine and agrees on a version with it, by the one call that has no version:
 * https://docs.docker.com/reference/api/engine/version/v1.49/#tag/System/operation/SystemPing
 */
export async function openSession(options: SessionOptions, signal: AbortSignal): Promise<Session> {
  const surroundings = await options.surroundings();
  const disk = options.disk ?? realDisk;
  const endpoint = await findEndpoint(surroundings, disk);
  const isInstalled = () => isDockerInstalled(surroundings, disk);
  const explained = (error: unknown, phase: Phase) => explain(error, { endpoint, phase, isInstalled });
  const transport = await openTransport(endpoint, surroundings.environment);
  const milliseconds = timeoutOf(options);
  const limit = deadline(milliseconds, signal);
  try {
    const { engineVersion, buildsWithKit } = await ping(endpoint, transport, limit.signal);
    const version = negotiate(engineVersion);
    if (version === undefined) throw dockerTooOld({ version: engineVersion, least: leastVersion });
    return { endpoint, engineVersion, version, buildsWithKit, transport, explain: explained };
  } catch (error) {
    if (limit.isOver()) throw dockerTimeout({ endpoint: endpoint.address, seconds: milliseconds / 1000 }, error);
    throw await explained(error, 'asking');
  } finally {
    limit.dispose();
  }
}

type Pong = Pick<Session, 'engineVersion' | 'buildsWithKit'>;

async function ping(endpoint: Endpoint, transport: Transport, signal: AbortSignal): Promise<Pong> {
  const message = await transport.send({ path: '/_ping' }, undefined, signal);
  const body = await bodyOf(message, signal);
  // Only what wants TLS finds fault with a question that asks for nothing.
  if (statusOf(message) === 400 && endpoint.target.over === 'tcp' && !endpoint.target.tls)
    throw dockerBadEndpoint({ endpoint: endpoint.address, why: whyNoTls });
  if (!isFine(message)) throw refusalOf(statusOf(message), body);
  const version = message.headers['api-version'];
  const buildsWithKit = message.headers['builder-version'] === '2';
  if (typeof version === 'string' && isVersion(version)) return { engineVersion: version, buildsWithKit };
  throw dockerBadEndpoint({ endpoint: endpoint.address, why: whyNoEngine });
}

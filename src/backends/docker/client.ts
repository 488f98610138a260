import type { IncomingMessage } from 'node:http';
import { dockerBadEndpoint, dockerConnectionLost, dockerRefused, dockerTimeout, dockerTooOld } from '../../core/errors';
import type { Endpoint } from './address';
import { deadline, reasonOf, until, type Deadline } from './deadline';
import { findEndpoint, realDisk, type Disk, type Surroundings } from './endpoint';
import { explain, whyNoEngine, type Phase } from './failure';
import { isDockerInstalled } from './installed';
import { openTransport, type Call, type Transport } from './transport';
import { isVersion, leastVersion, negotiate } from './version';

/** What a client needs to know. */
export type ClientOptions = {
  /** Asked whenever the engine is looked for, so that a changed setting counts at the next try. */
  readonly surroundings: () => Surroundings;
  readonly disk?: Disk;
  /** How long an answer may take, in milliseconds; 10 s if not given. */
  readonly timeout?: number;
};

/** An engine that has answered, and the language that was agreed on. */
export type Session = {
  readonly endpoint: Endpoint;
  /** The newest API version that the engine speaks. */
  readonly engineVersion: string;
  /** The API version that we speak with it. */
  readonly version: string;
  readonly transport: Transport;
};

/** How a call differs from the usual one. */
export type CallOptions = {
  /** Statuses besides 2xx that are an answer and not a refusal. */
  readonly accept?: readonly number[];
  /** In milliseconds, instead of the client's. */
  readonly timeout?: number;
};

/** An engine's answer; the body is JSON, or undefined when there is none. */
export type Answer = { readonly status: number; readonly body: unknown };

/**
 * Talks to the one engine that the surroundings point at. Every failure is a UserError, but for an aborted signal.
 * Holds no connection open between calls, and looks for the engine anew after any failure.
 */
export class DockerClient {
  readonly #options: ClientOptions;
  readonly #disposed = new AbortController();
  #session: Promise<Session> | undefined;

  constructor(options: ClientOptions) {
    this.#options = options;
  }

  /** The engine, once it has answered: https://docs.docker.com/reference/api/engine/version/v1.49/#tag/System/operation/SystemPing */
  async session(signal: AbortSignal): Promise<Session> {
    const session = (this.#session ??= this.#open());
    try {
      return await until(session, signal);
    } catch (error) {
      if (!signal.aborted) this.#forget(session);
      throw error;
    }
  }

  /** Asks and reads the whole answer. */
  async request(call: Call, signal: AbortSignal): Promise<Answer>;
  async request(call: Call, options: CallOptions, signal: AbortSignal): Promise<Answer>;
  async request(call: Call, ...rest: readonly [AbortSignal] | readonly [CallOptions, AbortSignal]): Promise<Answer> {
    const [options, signal] = rest.length === 2 ? rest : [{}, rest[0]];
    const timeout = options.timeout ?? this.#timeout;
    return await this.#converse(call, timeout, signal, async (session, message) => {
      const body = await bodyOf(message);
      const status = message.statusCode ?? 0;
      if (isFine(status)) return { status, body: parse(body, session.endpoint) };
      if (options.accept?.includes(status)) return { status, body: undefined };
      throw dockerRefused({ status, message: messageOf(body) });
    });
  }

  /**
   * Asks and hands out the body as it arrives, for as long as it takes. Reads no faster than it is asked to.
   * Resolves when the engine has agreed to stream.
   */
  async stream(call: Call, signal: AbortSignal): Promise<AsyncIterable<Buffer>> {
    return await this.#converse(call, undefined, signal, async (session, message) => {
      const status = message.statusCode ?? 0;
      if (!isFine(status)) throw dockerRefused({ status, message: messageOf(await bodyOf(message)) });
      message.socket.setKeepAlive(true, 5000);
      return this.#chunks(message, session, signal);
    });
  }

  /** An answer that breaks off in the middle, found by one who knows what a whole one looks like. */
  async lost(signal: AbortSignal): Promise<Error> {
    const { endpoint } = await this.session(signal);
    return dockerConnectionLost({ endpoint: endpoint.address });
  }

  dispose(): void {
    this.#disposed.abort();
    this.#session = undefined;
  }

  get #timeout(): number {
    return this.#options.timeout ?? 10_000;
  }

  #forget(session: Promise<Session>): void {
    if (this.#session === session) this.#session = undefined;
  }
}

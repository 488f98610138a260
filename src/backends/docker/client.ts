import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { dockerConnectionLost, dockerTimeout, UserError } from '../../core/errors';
import { bodyOf, chunksOf, isFine, isObject, parse, parseApart, statusOf, type Raw } from './answer';
import { deadline, reasonOf, until } from './deadline';
import { realDisk } from './endpoint';
import { refusalOf, type Phase } from './failure';
import { authHeader } from './registry-auth';
import { openSession, timeoutOf, type Session, type SessionOptions } from './session';
import { isMessage, type Call } from './transport';

/** A call that changes something. */
export type Act = Call & {
  /** Statuses besides 2xx that are an answer and not a refusal. */
  readonly accept?: readonly number[];
  /** In milliseconds, instead of the client's. */
  readonly timeout?: number;
};

/** A call whose answer goes on. */
export type Stream = Call & {
  /** The engine agrees at once, even where it has nothing to say yet; so it is waited for no longer than usual. */
  readonly isPrompt?: true;
};

/**
 * Talks to the one engine that the surroundings point at. Every expected failure is a UserError; an aborted signal
 * throws its reason. No connection is kept between calls, and after a failure the engine is looked for anew, so that
 * a restarted, updated or other engine is found without being told.
 */
export class DockerClient {
  readonly #options: SessionOptions;
  /** Ends all that is going on with the engine of now. */
  #life = newLife();
  #isDisposed = false;
  #session: Promise<Session> | undefined;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** The engine, once it has answered. */
  async session(signal: AbortSignal): Promise<Session> {
    this.#life.signal.throwIfAborted();
    const session = (this.#session ??= openSession(this.#options, this.#life.signal));
    session.catch(() => {
      if (this.#session === session) this.#session = undefined;
    });
    return await until(session, signal);
  }

  /** Asks for one object; undefined when there is none (404). */
  async get(call: Call, signal: AbortSignal): Promise<Raw | undefined> {
    const { status, body, session } = await this.#ask({ ...call, accept: [404] }, signal);
    if (status === 404) return undefined;
    const value = parse(body);
    if (isObject(value)) return value;
    throw lost(session);
  }

  /** Asks for a list of objects. */
  async list(call: Call, signal: AbortSignal): Promise<readonly Raw[]> {
    const { body, session } = await this.#ask(call, signal);
    const value = await parseApart(body, signal);
    if (Array.isArray(value) && value.every(isObject)) return value;
    throw lost(session);
  }

  /** Has something done, and tells the status. */
  async act(call: Act, signal: AbortSignal): Promise<number> {
    return (await this.#ask(call, signal)).status;
  }

  /**
   * Asks for a body that arrives over time; resolves when the engine has agreed. It is read no faster than the reader
   * asks for it, and the connection is closed when the reader stops or the signal aborts.
   */
  async stream(call: Stream, signal: AbortSignal): Promise<AsyncGenerator<Buffer, void>> {
    const session = await this.session(signal);
    const limit = deadline(undefined, signal, this.#life.signal);
    const milliseconds = timeoutOf(this.#options);
    const beginning = deadline(call.isPrompt ? milliseconds : undefined, limit.signal);
    let phase: Phase = 'asking';
    try {
      const message = await session.transport.send(call, session.version, beginning.signal);
      phase = 'reading';
      if (!isFine(message)) throw await this.#refusal(message, limit.signal);
      if (call.upload) message.once('close', () => call.upload?.destroy());
      // So that the end of an engine that vanished without a word (a machine that slept) is noticed.
      message.socket.setKeepAlive(true, 5000);
      return this.#explained(chunksOf(message, limit.signal), session, limit.signal, limit.dispose);
    } catch (error) {
      limit.dispose();
      call.upload?.destroy();
      if (beginning.isOver()) throw this.#late(session, milliseconds, error);
      throw await this.#failure(error, session, phase, limit.signal);
    } finally {
      beginning.dispose();
    }
  }

  /** Asks for the connection itself; the signal closes it at any time. */
  async hijack(call: Call, signal: AbortSignal): Promise<Duplex> {
    const session = await this.session(signal);
    const limit = deadline(undefined, signal, this.#life.signal);
    try {
      const answer = await session.transport.hijack(call, session.version, limit.signal);
      if (isMessage(answer)) throw await this.#refusal(answer, limit.signal);
      const cut = () => answer.destroy();
      limit.signal.addEventListener('abort', cut, { once: true });
      if (limit.signal.aborted) cut();
      answer.once('close', limit.dispose);
      return answer;
    } catch (error) {
      limit.dispose();
      throw await this.#failure(error, session, 'asking', limit.signal);
    }
  }

  /** Has something done that answers with an object. */
  async make(call: Act, signal: AbortSignal): Promise<Raw> {
    const { body, session } = await this.#ask(call, signal);
    const value = parse(body);
    if (isObject(value)) return value;
    throw lost(session);
  }

  /** The header that goes with a pull or a push of an image: the learner's login, in no command line and no log. */
  async authHeader(reference: string, signal: AbortSignal): Promise<Readonly<Record<string, string>>> {
    return await authHeader(reference, await this.#options.surroundings(), this.#options.disk ?? realDisk, signal);
  }

  /** The failure of a stream that is not whole, for those who know what it should look like. */
  async lost(signal: AbortSignal): Promise<UserError> {
    return lost(await this.session(signal));
  }

  /** Ends all that is going on, because the engine may be elsewhere now; what is asked next looks for it anew. */
  reconnect(): void {
    this.#life.abort();
    this.#session = undefined;
    if (!this.#isDisposed) this.#life = newLife();
  }

  /** Ends all that is going on; what is asked later is refused. */
  dispose(): void {
    this.#isDisposed = true;
    this.reconnect();
  }

  /** The answer to a call; an engine that was updated meanwhile is asked once more, in a version that it speaks now. */
  async #ask(call: Act, signal: AbortSignal): Promise<Answer & { readonly session: Session }> {
    const session = await this.session(signal);
    const answer = await this.#exchange(call, session, signal);
    if (answer.status !== 400) return { ...settled(answer, call), session };
    this.#session = undefined;
    const anew = await this.session(signal);
    const again = anew.version === session.version ? answer : await this.#exchange(call, anew, signal);
    return { ...settled(again, call), session: anew };
  }

  async #exchange(call: Act, session: Session, signal: AbortSignal): Promise<Answer> {
    const milliseconds = call.timeout ?? timeoutOf(this.#options);
    const limit = deadline(milliseconds, signal, this.#life.signal);
    let phase: Phase = 'asking';
    try {
      const message = await session.transport.send(call, session.version, limit.signal);
      phase = 'reading';
      return { status: statusOf(message), body: await bodyOf(message, limit.signal) };
    } catch (error) {
      throw limit.isOver()
        ? this.#late(session, milliseconds, error)
        : await this.#failure(error, session, phase, signal);
    } finally {
      limit.dispose();
    }
  }

  async *#explained(
    chunks: AsyncGenerator<Buffer, void>,
    session: Session,
    signal: AbortSignal,
    done: () => void,
  ): AsyncGenerator<Buffer, void> {
    try {
      yield* chunks;
    } catch (error) {
      throw await this.#failure(error, session, 'reading', signal);
    } finally {
      done();
    }
  }

  #late(session: Session, milliseconds: number, cause: unknown): UserError {
    this.#session = undefined;
    return dockerTimeout({ endpoint: session.endpoint.address, seconds: milliseconds / 1000 }, cause);
  }

  async #failure(error: unknown, session: Session, phase: Phase, signal: AbortSignal): Promise<unknown> {
    if (signal.aborted) return reasonOf(signal);
    if (!(error instanceof UserError)) this.#session = undefined;
    return await session.explain(error, phase);
  }

  // 400 may mean that the engine was updated and does not speak our version any more: the next call asks it.
  async #refusal(message: IncomingMessage, signal: AbortSignal): Promise<UserError> {
    const status = statusOf(message);
    if (status === 400) this.#session = undefined;
    const limit = deadline(timeoutOf(this.#options), signal);
    try {
      return refusalOf(status, await bodyOf(message, limit.signal));
    } finally {
      limit.dispose();
    }
  }
}

function newLife(): AbortController {
  const life = new AbortController();
  // Every call that is under way listens to it.
  setMaxListeners(0, life.signal);
  return life;
}

type Answer = { readonly status: number; readonly body: string };

function settled(answer: Answer, call: Act): Answer {
  const { status, body } = answer;
  if ((status >= 200 && status < 300) || call.accept?.includes(status)) return answer;
  throw refusalOf(status, body);
}

function lost({ endpoint }: Session): UserError {
  return dockerConnectionLost({ endpoint: endpoint.address });
}

import { stat } from 'node:fs/promises';
import type { IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { kubernetesNoServer, UserError } from '../../core/errors';
import { isFine, isObject, parse, type Raw } from '../docker/answer';
import { pause, until } from '../docker/deadline';
import { connect, type Connection } from './connection';
import { exchange, open, rest, type Answer, type Ask } from './exchange';
import { explain, refusalOf, type Wish } from './failure';
import { chooseCluster, kubeconfigFiles, type Choice, type Surroundings } from './kubeconfig';

/** One question to the API server: a path with a leading slash, and what it means for the permissions. */
export type Call = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly wish: Wish;
  readonly method?: Ask['method'];
  /** JSON or YAML, of the type that `type` names. */
  readonly body?: string;
  readonly type?: string;
  /** Statuses besides 2xx that are answers, not failures. */
  readonly accepts?: readonly number[];
};

/** What is known of a cluster as long as its kubeconfig stays as it is. */
type Session = {
  readonly key: string;
  readonly connection: Promise<Connection>;
  /** What discovery told, by group and version. */
  readonly groups: Map<string, Promise<Raw | undefined>>;
  /** When the credentials are asked for anew, in milliseconds since 1970. */
  until: number;
};

/** How long a credential plugin that gave nothing is not run again, in milliseconds: all lists ask for it. */
const refusedFor = 5000;

/** How often an API server that is busy (429) is asked again, and how long it is waited for at most, in seconds. */
const patience = { times: 4, longest: 30 } as const;

/**
 * Asks the API server of the cluster that is chosen at the time of asking; `get`, `text` and `group` only read. Every
 * expected failure is a UserError; an aborted signal throws its reason. A changed kubeconfig is seen at the next
 * question.
 */
export class KubernetesClient {
  readonly #surroundings: () => Surroundings;
  readonly #timeout: number;
  #session: Session | undefined;

  constructor(surroundings: () => Surroundings, timeout: number) {
    this.#surroundings = surroundings;
    this.#timeout = timeout;
  }

  /** Which cluster is chosen, by which context. */
  async choice(signal: AbortSignal): Promise<Choice> {
    const { connection } = await this.#open(signal);
    return (await until(connection, signal)).choice;
  }

  /** Asks for JSON; undefined when there is no such thing (404). */
  async get(call: Call, signal: AbortSignal): Promise<Raw | undefined> {
    const text = await this.text(call, signal);
    if (text === undefined) return undefined;
    const value = parse(text);
    if (isObject(value)) return value;
    throw kubernetesNoServer({ server: (await this.choice(signal)).server });
  }

  /** Asks for text; undefined when there is no such thing (404). */
  async text(call: Call, signal: AbortSignal): Promise<string | undefined> {
    const answer = await this.send({ ...call, accepts: [404] }, signal);
    return answer.status === 404 ? undefined : answer.body;
  }

  /** Asks, or has something done. */
  async send(call: Call, signal: AbortSignal): Promise<Answer> {
    const how = (connection: Connection) => this.#exchange(call, connection, signal);
    const { answer, connection } = await this.#known(call, how, signal);
    if (isAnswer(answer.status, call)) return answer;
    throw refusalOf(answer, connection.choice, call.wish);
  }

  /**
   * Asks for something that goes on, such as a watch or a log; whoever asked reads and ends it. Undefined for a status
   * that the call accepts.
   */
  async stream(call: Call, signal: AbortSignal): Promise<IncomingMessage | undefined> {
    const begin = async (ask: Ask) => {
      const message = await open(ask, signal);
      return isFine(message) ? { status: 200, headers: {}, message } : await rest(message, this.#timeout, signal);
    };
    const how = (connection: Connection) => this.#send(call, connection, begin, signal);
    const { answer, connection } = await this.#known(call, how, signal);
    if ('message' in answer) return answer.message;
    if (isAnswer(answer.status, call)) return undefined;
    throw refusalOf(answer, connection.choice, call.wish);
  }

  /** What it means that an answer broke off, or did not come; a mistake of ours stays what it is. */
  async meaningOf(error: unknown, signal: AbortSignal): Promise<unknown> {
    return error instanceof UserError ? error : explain(error, await this.choice(signal), this.#timeout);
  }

  /** The cluster as it is reached now, for what speaks another protocol than HTTP. */
  async connection(signal: AbortSignal): Promise<Connection> {
    return await until((await this.#open(signal)).connection, signal);
  }

  /** Asks which kinds a group and version has, once; `anew` when what was told before is not enough. */
  async group(path: string, signal: AbortSignal, anew = false): Promise<Raw | undefined> {
    const { groups } = await this.#open(signal);
    if (anew) groups.delete(path);
    const known = groups.get(path) ?? this.get({ path, wish: { verb: 'get', resource: path } }, nobody());
    groups.set(path, known);
    // An API server that starts does not know all its groups yet.
    known.then(
      (group) => group ?? groups.delete(path),
      () => groups.delete(path),
    );
    return await until(known, signal);
  }

  /** Asks with credentials that are renewed once (401), and again when the API server is busy (429). */
  async #known<T extends Pick<Answer, 'status' | 'headers'>>(
    call: Call,
    ask: (connection: Connection) => Promise<T>,
    signal: AbortSignal,
  ): Promise<{ readonly answer: T; readonly connection: Connection }> {
    let session = await this.#open(signal);
    for (let [renewed, busy] = [false, 0]; ;) {
      const connection = await until(session.connection, signal);
      const answer = await ask(connection);
      if (answer.status === 401) {
        this.#forget(session);
        if (renewed || !connection.renews) return { answer, connection };
        renewed = true;
        session = await this.#open(signal);
      } else if (answer.status === 429 && call.accepts?.includes(429) !== true && busy++ < patience.times) {
        const seconds = Number(answer.headers['retry-after'] ?? 1);
        await pause(Math.min(seconds > 0 ? seconds : 1, patience.longest) * 1000, signal);
      } else {
        return { answer, connection };
      }
    }
  }

  #exchange(call: Call, connection: Connection, signal: AbortSignal): Promise<Answer> {
    return this.#send(call, connection, exchange, signal);
  }

  async #send<T>(
    { path, query = {}, method = 'GET', body, type }: Call,
    { choice, options }: Connection,
    how: (ask: Ask, signal: AbortSignal) => Promise<T>,
    signal: AbortSignal,
  ): Promise<T> {
    const url = new URL(choice.server.replace(/\/$/, '') + path);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    try {
      const own = options.headers as OutgoingHttpHeaders | undefined;
      const headers = {
        Accept: 'application/json, */*',
        'User-Agent': 'cloud-native-tutor',
        ...(body !== undefined && { 'Content-Type': type ?? 'application/json' }),
        ...own,
      };
      const ask = { url, method, options: { ...options, headers }, timeout: this.#timeout };
      return await how({ ...ask, ...(body !== undefined && { body }) }, signal);
    } catch (error) {
      throw signal.aborted ? error : explain(error, choice, this.#timeout);
    }
  }

  async #open(signal: AbortSignal): Promise<Session> {
    signal.throwIfAborted();
    const surroundings = this.#surroundings();
    const key = await keyOf(surroundings);
    const held = this.#session;
    if (held?.key === key && held.until > Date.now()) return held;
    return (this.#session = this.#start(key, surroundings));
  }

  #start(key: string, surroundings: Surroundings): Session {
    const connection = chooseCluster(surroundings).then((choice) => connect(choice, surroundings.env, this.#timeout));
    const session: Session = { key, connection, groups: new Map(), until: Infinity };
    connection.then(
      (one) => (session.until = one.until),
      (error: unknown) => {
        // Every list would run the plugin again; a kubeconfig that is corrected is another session, and tried at once.
        if (error instanceof UserError && error.code === 'kubernetes-expired') session.until = Date.now() + refusedFor;
        else this.#forget(session);
      },
    );
    return session;
  }

  #forget(session: Session): void {
    if (this.#session === session) this.#session = undefined;
  }
}

const isAnswer = (status: number, { accepts = [] }: Call): boolean =>
  (status >= 200 && status < 300) || accepts.includes(status);

/** What one asks for all is not ended by the abort of one. */
const nobody = (): AbortSignal => new AbortController().signal;

/** What a session is bound to: the choice, and the files as they are. */
async function keyOf(surroundings: Surroundings): Promise<string> {
  const marks = kubeconfigFiles(surroundings).map(async (file) => {
    const found = await stat(file).catch(() => undefined);
    return [file, found?.mtimeMs, found?.size];
  });
  const { context, workspace } = surroundings;
  return JSON.stringify([context, workspace, await Promise.all(marks)]);
}

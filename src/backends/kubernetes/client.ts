import { stat } from 'node:fs/promises';
import type { OutgoingHttpHeaders } from 'node:http';
import { kubernetesNoServer } from '../../core/errors';
import { isObject, parse, type Raw } from '../docker/answer';
import { until } from '../docker/deadline';
import { connect, type Connection } from './connection';
import { exchange, type Answer } from './exchange';
import { explain, refusalOf, type Wish } from './failure';
import { chooseCluster, kubeconfigFiles, type Choice, type Surroundings } from './kubeconfig';

/** One question to the API server: a path with a leading slash, and what it means for the permissions. */
export type Call = {
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly wish: Wish;
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

/**
 * Asks the API server of the cluster that is chosen at the time of asking; all it sends is GET. Every expected failure
 * is a UserError; an aborted signal throws its reason. A changed kubeconfig is seen at the next question.
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
    const session = await this.#open(signal);
    const connection = await until(session.connection, signal);
    let answer = await this.#exchange(call, connection, signal);
    if (answer.status === 401) {
      this.#forget(session);
      if (connection.renews) {
        answer = await this.#exchange(call, await until((await this.#open(signal)).connection, signal), signal);
      }
    }
    if (answer.status === 404) return undefined;
    if (answer.status >= 200 && answer.status < 300) return answer.body;
    throw refusalOf(answer, connection.choice, call.wish);
  }

  /** Asks which kinds a group and version has, once; `anew` when what was told before is not enough. */
  async group(path: string, signal: AbortSignal, anew = false): Promise<Raw | undefined> {
    const { groups } = await this.#open(signal);
    if (anew) groups.delete(path);
    const known = groups.get(path) ?? this.get({ path, wish: { verb: 'get', resource: path } }, nobody());
    groups.set(path, known);
    known.catch(() => groups.delete(path));
    return await until(known, signal);
  }

  async #exchange({ path, query = {} }: Call, { choice, options }: Connection, signal: AbortSignal): Promise<Answer> {
    const url = new URL(choice.server.replace(/\/$/, '') + path);
    for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value);
    try {
      const own = options.headers as OutgoingHttpHeaders | undefined;
      const headers = { Accept: 'application/json, */*', 'User-Agent': 'cloud-native-tutor', ...own };
      return await exchange({ url, options: { ...options, headers }, timeout: this.#timeout }, signal);
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
      () => this.#forget(session),
    );
    return session;
  }

  #forget(session: Session): void {
    if (this.#session === session) this.#session = undefined;
  }
}

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

import { readFile, stat } from 'node:fs/promises';
import type { RequestOptions } from 'node:https';
import { openstackExpired, openstackRefused, UserError, wordless } from '../../core/errors';
import { isObject, parse, parseApart, type Raw } from '../docker/answer';
import { until } from '../docker/deadline';
import { exchange, type Answer } from '../kubernetes/exchange';
import { addressOf } from './catalog';
import { badCloud, chooseCloud, type Cloud } from './clouds';
import { explain, refusalOf, rejectionOf } from './failure';
import { identityUrl, loginFor, methodOf, tokenOf, type Token } from './login';
import { placesOf, type Surroundings } from './places';

/** Nova behaves as of Train (2019), which every cloud of today knows: with tags, and the flavor in the server. */
const compute = 'compute 2.79';

/** A login that is kept in memory until shortly before its token expires. */
type Session = { readonly key: string; readonly opened: Promise<Opened>; until: number };

/** A cloud that one is logged in to. */
export type Opened = { readonly cloud: Cloud; readonly tls: RequestOptions; readonly token: Token };

/** Something that one service is asked to do. */
export type Errand = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly service: string;
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
};

/** How long before its end a token is not used any more, in milliseconds. */
const margin = 60_000;

/** How long a login that was refused is not tried again, in milliseconds: clouds lock out who guesses. */
const refusedFor = 30_000;

/** How many pages of one listing are read at most. */
const mostPages = 500;

/**
 * Asks the services of the cloud that is chosen at the time of asking.
 * Every expected failure is a UserError; an aborted signal throws its reason.
 */
export class OpenstackClient {
  readonly #surroundings: () => Surroundings;
  readonly #timeout: number;
  #session: Session | undefined;

  constructor(surroundings: () => Surroundings, timeout: number) {
    this.#surroundings = surroundings;
    this.#timeout = timeout;
  }

  /** The parsed JSON of an answer; undefined when there is no such thing (404). */
  async get(service: string, path: string, signal: AbortSignal): Promise<unknown> {
    const { answer, cloud } = await this.#answer({ method: 'GET', service, path }, signal);
    if (answer.status === 404) return undefined;
    // 300 is how some services answer with their list of versions.
    if (answer.status < 200 || answer.status > 300) throw refusalOf(answer, cloud, service, path);
    const value = parse(answer.body);
    if (value === undefined) throw openstackRefused({ service, status: answer.status, message: wordless });
    return value;
  }

  /** Has something done; what is answered may be nothing. Whatever is not done is a UserError, a 404 too. */
  async send(errand: Errand, signal: AbortSignal): Promise<Raw> {
    const { answer, cloud } = await this.#answer(errand, signal);
    if (answer.status < 200 || answer.status > 299) throw rejectionOf(answer, cloud, errand);
    const value = answer.body === '' ? {} : await parseApart(answer.body, signal);
    if (errand.method === 'GET' && value === undefined) {
      throw openstackRefused({ service: errand.service, status: answer.status, message: wordless });
    }
    return isObject(value) ? value : {};
  }

  /** All pages of a listing, whose objects are below a key: https://docs.openstack.org/api-guide/compute/paginated_collections.html */
  async list(service: string, path: string, key: string, signal: AbortSignal): Promise<readonly Raw[]> {
    const found: Raw[] = [];
    const seen = new Set<string>();
    let at: string | undefined = path;
    while (at !== undefined && !seen.has(at) && seen.size < mostPages) {
      seen.add(at);
      const page = await this.send({ method: 'GET', service, path: at }, signal);
      const objects = page[key];
      if (!Array.isArray(objects)) throw openstackRefused({ service, status: 200, message: wordless });
      for (const one of objects as unknown[]) if (isObject(one)) found.push(one);
      at = objects.length === 0 ? undefined : nextOf(page, key, path);
    }
    return found;
  }

  /** The cloud that is chosen, with a token; logs in when there is none. */
  async opened(signal: AbortSignal): Promise<Opened> {
    return await until((await this.#open(signal)).opened, signal);
  }

  async #answer(errand: Errand, signal: AbortSignal): Promise<{ readonly answer: Answer; readonly cloud: Cloud }> {
    const session = await this.#open(signal);
    const { token, ...opened } = await until(session.opened, signal);
    const answer = await this.#ask(errand, { token, ...opened }, signal);
    if (answer.status !== 401 && !mayBeOfLogin(answer, errand.service, opened.cloud)) {
      return { answer, cloud: opened.cloud };
    }
    this.#forget(session);
    const again = await this.opened(signal);
    return { answer: await this.#ask(errand, again, signal), cloud: again.cloud };
  }

  async #ask(errand: Errand, { cloud, tls, token }: Opened, signal: AbortSignal): Promise<Answer> {
    const { method, service, path, body } = errand;
    const url = addressOf(service, path, cloud, token);
    const headers = {
      Accept: 'application/json',
      'X-Auth-Token': token.id,
      ...(service === 'compute' && { 'OpenStack-API-Version': compute }),
      ...(body !== undefined && { 'Content-Type': 'application/json' }),
      // What is asked about there is a token: one's own.
      ...(url.pathname.endsWith('/v3/auth/tokens') && { 'X-Subject-Token': token.id }),
    };
    const text = body === undefined ? {} : { body: JSON.stringify(body) };
    return await this.#exchange({ url, method, ...text, options: { ...tls, headers } }, signal);
  }

  async #login(cloud: Cloud, tls: RequestOptions): Promise<Token> {
    const url = new URL(`${identityUrl(cloud)}/auth/tokens`);
    const body = JSON.stringify(loginFor(cloud));
    const headers = { Accept: 'application/json', 'Content-Type': 'application/json' };
    const answer = await this.#exchange({ url, method: 'POST', body, options: { ...tls, headers } }, nobody());
    if (answer.status === 401 || mayBeOfLogin(answer, 'identity', cloud)) {
      throw openstackExpired({ cloud: cloud.name, url: `${url.origin}${url.pathname}` });
    }
    const isMade = answer.status === 200 || answer.status === 201;
    const token = isMade ? tokenOf(answer.headers['x-subject-token'], parse(answer.body)) : undefined;
    if (token === undefined) throw refusalOf(answer, cloud, 'identity', '/v3/auth/tokens');
    return token;
  }

  async #exchange(
    ask: Pick<Parameters<typeof exchange>[0], 'url' | 'method' | 'body' | 'options'>,
    signal: AbortSignal,
  ): Promise<Answer> {
    try {
      return await exchange({ ...ask, timeout: this.#timeout }, signal);
    } catch (error) {
      throw signal.aborted ? error : explain(error, ask.url, this.#timeout);
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
    const session: Session = { key, opened: this.#enter(surroundings), until: Infinity };
    session.opened.then(
      ({ token }) => (session.until = token.expires - margin),
      (error: unknown) => {
        // What is corrected in a file or a variable is another session, and tried at once.
        if (error instanceof UserError && error.code === 'openstack-expired') session.until = Date.now() + refusedFor;
        else this.#forget(session);
      },
    );
    return session;
  }

  async #enter(surroundings: Surroundings): Promise<Opened> {
    const cloud = await chooseCloud(surroundings);
    const tls = await tlsOf(cloud);
    return { cloud, tls, token: await this.#login(cloud, tls) };
  }

  #forget(session: Session): void {
    if (this.#session === session) this.#session = undefined;
  }
}

/**
 * The path of the page after this one. Only the query is taken from what a service says: a service behind a proxy may
 * not know its own address, and a token goes nowhere else. Nova, Neutron and Cinder say `servers_links`, Glance `next`,
 * Keystone `links`.
 */
function nextOf(page: Raw, key: string, path: string): string | undefined {
  const links: readonly unknown[] = Array.isArray(page[`${key}_links`]) ? (page[`${key}_links`] as unknown[]) : [];
  const link = links.filter(isObject).find((one) => one['rel'] === 'next')?.['href'];
  const next = [link, page['next'], isObject(page['links']) ? page['links']['next'] : undefined].find(
    (one) => typeof one === 'string',
  );
  const query = next?.split('?')[1];
  return query === undefined ? undefined : `${path.split('?')[0] ?? ''}?${query}`;
}

/** A login is for all who ask, and is not ended by the abort of one. */
const nobody = (): AbortSignal => new AbortController().signal;

/** Of an application credential that was deleted, and of all that is asked with its token, Keystone says 404. */
function mayBeOfLogin({ status }: Answer, service: string, cloud: Cloud): boolean {
  return status === 404 && service === 'identity' && methodOf(cloud) === 'application_credential';
}

/** `verify`, `cacert`, `cert` and `key` as node:https wants them: https://nodejs.org/api/tls.html#tlscreatesecurecontextoptions */
export async function tlsOf({ name, verify, cacert, cert, key }: Cloud): Promise<RequestOptions> {
  const read = async (file: string) =>
    await readFile(file).catch((error: unknown) => {
      throw badCloud(`${name} (${file})`, 'unreadable', error);
    });
  return {
    rejectUnauthorized: verify,
    ...(cacert !== '' && { ca: await read(cacert) }),
    ...(cert !== '' && { cert: await read(cert), key: await read(key === '' ? cert : key) }),
  };
}

/** What a session is bound to: the choice, the variables, and the files as they are. */
async function keyOf(surroundings: Surroundings): Promise<string> {
  const { clouds, secure } = await placesOf(surroundings);
  const marks = [...clouds, ...secure].map(async (file) => {
    const found = await stat(file).catch(() => undefined);
    return [file, found?.mtimeMs, found?.size];
  });
  const { env, cloud, file, region, project } = surroundings;
  const variables = Object.entries(env).filter(([name]) => name.startsWith('OS_'));
  return JSON.stringify([cloud, file, region, project, variables, await Promise.all(marks)]);
}

import http from 'node:http';
import https from 'node:https';
import { ApiError } from '../../http/call';

/** Who pulls or pushes, from the X-Registry-Auth header. */
export type Credentials = { readonly username: string; readonly password: string };

export type Answer = { readonly status: number; readonly headers: http.IncomingHttpHeaders; readonly body: Buffer };

export type Ask = {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Bytes that the answer may have. */
  readonly limit?: number;
};

/** Speaks the HTTP API v2 of one registry: https://distribution.github.io/distribution/spec/api/ */
export type RegistryClient = {
  /** Rejects with ApiError 500 and the sentences of Go's HTTP client. `target` is a path, or an address of the registry itself. */
  readonly ask: (method: string, target: string, ask?: Ask) => Promise<Answer>;
  /** The address of a path, for sentences. */
  readonly url: (target: string) => string;
};

/** The largest answer without a limit of its own: manifests, lists, errors. */
const usualLimit = 8 * 1024 * 1024;

/** Reads the header; undefined when it holds no name and password. */
export function readCredentials(header: string | undefined): Credentials | undefined {
  if (!header) return undefined;
  try {
    const json = JSON.parse(Buffer.from(header, 'base64').toString('utf8')) as Record<string, unknown>;
    const { username, password } = json;
    return typeof username === 'string' && typeof password === 'string' && username !== ''
      ? { username, password }
      : undefined;
  } catch {
    return undefined;
  }
}

/** Hosts that the engine speaks to without TLS when they have none. */
function mayBePlain(host: string, insecure: readonly string[]): boolean {
  const name = host.replace(/:\d+$/, '');
  return (
    name === 'localhost' ||
    name === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(name) ||
    insecure.includes(host) ||
    insecure.includes(name)
  );
}

/** Finds out how to speak to a registry: TLS first, plain HTTP where that is allowed. */
export async function connectRegistry(
  host: string,
  options: { readonly credentials?: Credentials; readonly insecure?: readonly string[]; readonly gone: AbortSignal },
): Promise<RegistryClient> {
  const plainAllowed = mayBePlain(host, options.insecure ?? []);
  const schemes = plainAllowed ? (['https', 'http'] as const) : (['https'] as const);
  let failure: unknown;
  for (const scheme of schemes) {
    const client = new Client(`${scheme}://${host}`, options.credentials, plainAllowed, options.gone);
    try {
      await client.ping();
      return client;
    } catch (error) {
      options.gone.throwIfAborted();
      failure = error;
    }
  }
  throw failure;
}

class Client implements RegistryClient {
  #challenge: string | undefined;
  readonly #tokens = new Map<string, string>();

  constructor(
    readonly base: string,
    readonly credentials: Credentials | undefined,
    readonly trusting: boolean,
    readonly gone: AbortSignal,
  ) {}

  url(target: string): string {
    return new URL(target, this.base).href;
  }

  async ping(): Promise<void> {
    const { status, headers } = await this.#send('GET', this.url('/v2/'), {});
    if (status === 401) this.#challenge = headers['www-authenticate'];
  }

  async ask(method: string, target: string, ask: Ask = {}): Promise<Answer> {
    const url = this.url(target);
    const isOwn = new URL(url).host === new URL(this.base).host;
    const authorization = isOwn ? await this.#authorization(url) : undefined;
    const headers = { ...ask.headers, ...(authorization ? { Authorization: authorization } : {}) };
    const answer = await this.#send(method, url, { ...ask, headers });
    const { location } = answer.headers;
    const isMoved = [301, 302, 303, 307, 308].includes(answer.status) && (method === 'GET' || method === 'HEAD');
    // A registry may keep its blobs elsewhere; what lies there needs no credentials.
    return isMoved && location ? this.#send(method, new URL(location, url).href, ask) : answer;
  }

  async #authorization(url: string): Promise<string | undefined> {
    const challenge = this.#challenge;
    if (!challenge) return undefined;
    if (/^basic/i.test(challenge)) {
      if (!this.credentials)
        throw new ApiError(
          500,
          // The engine asks for a manifest with HEAD first; of blobs it tells the reason alone.
          url.includes('/manifests/') ? `Head "${url}": no basic auth credentials` : 'no basic auth credentials',
        );
      return basic(this.credentials);
    }
    const repository = /\/v2\/(.+)\/(?:manifests|blobs|tags)\//.exec(url)?.[1] ?? '';
    const known = this.#tokens.get(repository);
    const token = known ?? (await this.#token(challenge, repository));
    this.#tokens.set(repository, token);
    return `Bearer ${token}`;
  }

  /** https://distribution.github.io/distribution/spec/auth/token/ */
  async #token(challenge: string, repository: string): Promise<string> {
    const part = (name: string): string => new RegExp(`${name}="([^"]*)"`, 'i').exec(challenge)?.[1] ?? '';
    const url = new URL(part('realm') || this.base);
    url.searchParams.set('service', part('service'));
    url.searchParams.set('scope', `repository:${repository}:pull,push`);
    const headers = this.credentials ? { Authorization: basic(this.credentials) } : {};
    const { status, body } = await this.#send('GET', url.href, { headers });
    const json = status === 200 ? parseJson(body) : undefined;
    const token = json?.['token'] ?? json?.['access_token'];
    if (typeof token !== 'string') throw new ApiError(500, 'unauthorized: authentication required');
    return token;
  }

  #send(method: string, url: string, { headers = {}, body, limit = usualLimit }: Ask): Promise<Answer> {
    const isPlain = url.startsWith('http:');
    const options = {
      method,
      headers: { ...headers, 'Content-Length': body?.length ?? 0, 'User-Agent': 'docker/26.1' },
      signal: this.gone,
    };
    if (method === 'GET' || method === 'HEAD') delete (options.headers as Record<string, unknown>)['Content-Length'];
    return new Promise((resolve, reject) => {
      const fail = (error: NodeJS.ErrnoException) =>
        reject(new ApiError(500, `${goMethod(method)} "${url}": ${goError(error, url)}`));
      const take = (response: http.IncomingMessage) => {
        const parts: Buffer[] = [];
        let length = 0;
        response.on('data', (part: Buffer) => {
          length += part.length;
          if (length > limit) response.destroy(new Error(`answer is larger than ${limit} bytes`));
          else parts.push(part);
        });
        response.on('error', fail);
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
        );
      };
      const request = isPlain
        ? http.request(url, { ...options, agent: false }, take)
        : https.request(url, { ...options, agent: false, rejectUnauthorized: !this.trusting }, take);
      request.on('error', fail);
      request.end(body);
    });
  }
}

/** JSON of a body that should hold an object. */
export function parseJson(body: Buffer): Record<string, unknown> | undefined {
  try {
    const json: unknown = JSON.parse(body.toString('utf8'));
    return typeof json === 'object' && json !== null && !Array.isArray(json)
      ? (json as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** The sentences of an error answer: `manifest unknown: manifest unknown`. */
export function registryError({ status, body }: Answer): { readonly code: string; readonly message: string } {
  const errors = parseJson(body)?.['errors'];
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  if (typeof first === 'object' && first !== null && 'code' in first && typeof first.code === 'string') {
    const message = 'message' in first && typeof first.message === 'string' ? first.message : '';
    return { code: first.code, message: `${first.code.toLowerCase().replaceAll('_', ' ')}: ${message}` };
  }
  if (status === 401) return { code: 'UNAUTHORIZED', message: 'unauthorized: authentication required' };
  const text = http.STATUS_CODES[status] ?? '';
  return { code: '', message: `received unexpected HTTP status: ${status}${text ? ` ${text}` : ''}` };
}

const basic = ({ username, password }: Credentials): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

const goMethod = (method: string): string => method.charAt(0) + method.slice(1).toLowerCase();

type NodeError = NodeJS.ErrnoException & {
  readonly errors?: readonly NodeError[];
  readonly address?: string;
  readonly port?: number;
};

const dialErrors: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connect: connection refused',
  EHOSTUNREACH: 'connect: no route to host',
  ENETUNREACH: 'connect: network is unreachable',
  ETIMEDOUT: 'i/o timeout',
};

/** What Go says where Node has an error code. */
function goError(error: NodeError, url: string): string {
  const first = error.errors?.[0] ?? error;
  const { code = '', message } = first;
  const { hostname } = new URL(url);
  const dialError = dialErrors[code];
  if (dialError) return `dial tcp ${addressOf(first, hostname)}: ${dialError}`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return `dial tcp: lookup ${hostname}: no such host`;
  if (code === 'EPROTO' || code.startsWith('ERR_SSL_')) return 'http: server gave HTTP response to HTTPS client';
  if (code === 'ECONNRESET') return 'EOF';
  const isCertificate = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|ERR_TLS/.test(code);
  return isCertificate ? 'tls: failed to verify certificate: x509: certificate signed by unknown authority' : message;
}

function addressOf({ address, port }: NodeError, hostname: string): string {
  const host = address?.includes(':') ? `[${address}]` : (address ?? hostname);
  return port === undefined ? host : `${host}:${port}`;
}

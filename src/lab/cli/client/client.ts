import http from 'node:http';
import https from 'node:https';
import type { Duplex, Readable } from 'node:stream';
import { EngineError, Failure } from '../failure';
import { textAt, type Json } from '../text/json';
import type { Place } from './place';

/** The version of the API that is spoken. */
export const apiVersion = '1.45';

/** Values of a query; what is undefined, false or empty is left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined | readonly string[]>>;

/** What goes along with a request. */
export type Extra = {
  readonly query?: Query;
  /** JSON, or a stream of bytes. */
  readonly body?: Json | Readable;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Speaks to an engine. Every method throws an EngineError when the engine refuses, and a Failure when none answers. */
export type Client = {
  readonly host: string;
  /** The whole answer as text. */
  readonly text: (method: string, path: string, extra?: Extra) => Promise<string>;
  /** The whole answer as JSON; null when it is empty. */
  readonly json: (method: string, path: string, extra?: Extra) => Promise<Json>;
  /** The answer as it comes, with its headers. */
  readonly stream: (method: string, path: string, extra?: Extra) => Promise<http.IncomingMessage>;
  /** A connection in both directions, after the engine has switched to it. */
  readonly hijack: (path: string, extra?: Extra) => Promise<Duplex>;
};

/** The query as text, with its question mark; lists are repeated. */
function queryText(query: Query = {}): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    if (value === undefined || value === false || value === '') continue;
    if (typeof value === 'object') for (const each of value) pairs.append(key, each);
    else pairs.append(key, value === true ? '1' : String(value));
  }
  return pairs.size ? `?${pairs.toString()}` : '';
}

const isStream = (body: Extra['body']): body is Readable =>
  typeof body === 'object' && body !== null && 'pipe' in body && typeof body.pipe === 'function';

/** A client for the engine at a place. */
export function createClient(place: Place): Client {
  const request = (method: string, path: string, extra: Extra, upgrade: boolean): http.ClientRequest => {
    const json = extra.body !== undefined && !isStream(extra.body);
    const headers: Record<string, string> = {
      Host: place.options.host ?? 'docker',
      'User-Agent': 'Docker-Client/tutor-lab',
      ...(json ? { 'Content-Type': 'application/json' } : {}),
      ...(upgrade ? { Connection: 'Upgrade', Upgrade: 'tcp' } : {}),
      ...extra.headers,
    };
    const options = {
      ...place.options,
      method,
      path: `/v${apiVersion}${path}${queryText(extra.query)}`,
      headers,
      agent: false as const,
    };
    return place.secure ? https.request(options) : http.request(options);
  };
  const send = (asked: http.ClientRequest, body: Extra['body']): void => {
    if (isStream(body)) {
      body.on('error', (error) => asked.destroy(error));
      body.pipe(asked);
    } else asked.end(body === undefined ? undefined : JSON.stringify(body));
  };
  const stream: Client['stream'] = async (method, path, extra = {}) => {
    const asked = request(method, path, extra, false);
    const answer = await new Promise<http.IncomingMessage>((resolve, reject) => {
      asked.on('response', resolve);
      asked.on('error', (error) => reject(unreachable(place, error)));
      send(asked, extra.body);
    });
    const status = answer.statusCode ?? 0;
    if (status >= 400) throw refusal(await whole(answer), status);
    return answer;
  };
  const text: Client['text'] = async (method, path, extra) => whole(await stream(method, path, extra));
  const hijack: Client['hijack'] = (path, extra = {}) =>
    new Promise((resolve, reject) => {
      const asked = request('POST', path, extra, true);
      asked.on('upgrade', (_answer, socket, head) => {
        if (head.length) socket.unshift(head);
        resolve(socket);
      });
      asked.on('response', (answer) => {
        whole(answer).then((said) => reject(refusal(said, answer.statusCode ?? 0)), reject);
      });
      asked.on('error', (error) => reject(unreachable(place, error)));
      send(asked, extra.body);
    });
  return {
    host: place.host,
    text,
    json: async (method, path, extra) => {
      const said = await text(method, path, extra);
      return said === '' ? null : (JSON.parse(said) as Json);
    },
    stream,
    hijack,
  };
}

/** All bytes of a stream as text. */
export async function whole(from: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of from) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function refusal(said: string, status: number): EngineError {
  try {
    const message = textAt(JSON.parse(said) as Json, 'message');
    return new EngineError(message || said.trim(), status);
  } catch {
    return new EngineError(said.trim() || `request returned HTTP status ${status}`, status);
  }
}

function unreachable(place: Place, error: Error): Error {
  if (error instanceof Failure) return error;
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === 'EACCES')
    return new Failure(`permission denied while trying to connect to the Docker daemon socket at ${place.host}`);
  if (['ENOENT', 'ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ETIMEDOUT'].includes(code))
    return new Failure(`Cannot connect to the Docker daemon at ${place.host}. Is the docker daemon running?`);
  return new Failure(`error during connect: ${error.message}`);
}

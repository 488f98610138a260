import * as http from 'node:http';
import * as https from 'node:https';
import type { IncomingMessage } from 'node:http';
import { chunksOf, statusOf } from '../docker/answer';
import { deadline, reasonOf } from '../docker/deadline';

/** One request over HTTP or HTTPS. */
export type Ask = {
  readonly url: URL;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly body?: string;
  /** Headers, authorities, keys and agent: https://nodejs.org/api/https.html#httpsrequesturl-options-callback */
  readonly options: https.RequestOptions;
  /** How long the whole answer may take, in milliseconds. */
  readonly timeout: number;
};

/** A whole answer, whatever its status. */
export type Answer = {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
};

/** How much of an answer is read: more than any list of a cluster for learning has. */
const most = 64_000_000;

/**
 * Asks and reads the whole answer; redirects are not followed, no connection outlives its answer. Throws what the
 * system says (`troubleOf` knows its meaning), or the reason of an aborted signal.
 */
export async function exchange(
  { url, method = 'GET', body, options, timeout }: Ask,
  signal: AbortSignal,
): Promise<Answer> {
  const limit = deadline(timeout, signal);
  try {
    const message = await send(url, { agent: false, ...options, method, signal: limit.signal }, body);
    return { status: statusOf(message), headers: message.headers, body: await read(message, limit.signal) };
  } catch (error) {
    if (signal.aborted) throw reasonOf(signal);
    throw limit.isOver() ? failure('ETIMEDOUT', error) : error;
  } finally {
    limit.dispose();
  }
}

/**
 * Asks, and returns as soon as the answer begins; its body may take for ever, and belongs to whoever asked. `timeout` is
 * for the beginning.
 */
export async function open({ url, method = 'GET', body, options, timeout }: Ask, signal: AbortSignal) {
  const limit = deadline(timeout, signal);
  try {
    return await send(url, { agent: false, ...options, method, signal: limit.signal }, body);
  } catch (error) {
    if (signal.aborted) throw reasonOf(signal);
    throw limit.isOver() ? failure('ETIMEDOUT', error) : error;
  } finally {
    limit.dispose();
  }
}

/** The rest of an answer that has begun, within so many milliseconds. */
export async function rest(message: IncomingMessage, timeout: number, signal: AbortSignal): Promise<Answer> {
  const limit = deadline(timeout, signal);
  try {
    return { status: statusOf(message), headers: message.headers, body: await read(message, limit.signal) };
  } catch (error) {
    if (signal.aborted) throw reasonOf(signal);
    throw limit.isOver() ? failure('ETIMEDOUT', error) : error;
  } finally {
    limit.dispose();
  }
}

function send(url: URL, options: https.RequestOptions, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { request } = url.protocol === 'https:' ? https : http;
    request(url, options, resolve).on('error', reject).end(body);
  });
}

async function read(message: IncomingMessage, signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(message, signal)) {
    size += chunk.length;
    if (size > most) throw failure('HPE_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

const failure = (code: string, cause?: unknown): Error => Object.assign(new Error(code, { cause }), { code });

/** What a failed exchange means: nobody answers, too late, a certificate that is not accepted, or something else answers. */
export type Trouble = { readonly kind: 'down' | 'silent' | 'certificate' | 'foreign'; readonly why: string };

// System errors: https://nodejs.org/api/errors.html#common-system-errors
const kinds: Readonly<Record<string, Trouble['kind']>> = {
  ECONNREFUSED: 'down',
  ECONNRESET: 'down',
  ECONNABORTED: 'down',
  EPIPE: 'down',
  EHOSTUNREACH: 'down',
  EHOSTDOWN: 'down',
  ENETUNREACH: 'down',
  EADDRNOTAVAIL: 'down',
  ENOTFOUND: 'down',
  EAI_AGAIN: 'down',
  EACCES: 'down',
  EPERM: 'down',
  ETIMEDOUT: 'silent',
  EPROTO: 'foreign',
};

// What OpenSSL and Node call a certificate or a key that they do not accept:
// https://nodejs.org/api/tls.html#x509-certificate-error-codes
const certificateTrouble = /CERT|SIGNATURE|UNABLE_TO_|^ERR_(TLS|OSSL)/;

/** What an error of `exchange` means; undefined for one that is a mistake of ours. */
export function troubleOf(error: unknown): Trouble | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const kind = kinds[code];
  if (kind !== undefined) return { kind, why: code };
  // HPE_…: the parser of HTTP met something else; ERR_SSL_…: TLS did.
  if (/^(HPE_|ERR_SSL_)/.test(code)) return { kind: 'foreign', why: code };
  if (certificateTrouble.test(code)) return { kind: 'certificate', why: error.message };
  // An IncomingMessage that is destroyed before its end says this and no code.
  return error.message === 'aborted' ? { kind: 'down', why: 'ECONNRESET' } : undefined;
}

import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../../kernel/clock';
import type { Storage } from './storage';

/** An answer of the registry. */
export type Answer = {
  readonly status: number;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: Buffer | string;
  readonly type?: string;
};

/** A refusal as the registry's API tells it. */
export class RegistryError extends Error {
  override readonly name = 'RegistryError';

  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly detail?: unknown,
    readonly headers: Answer['headers'] = [],
  ) {
    super(message);
  }
}

/** What the API works on. */
export type Api = {
  readonly storage: Storage;
  readonly deletes: boolean;
  readonly readOnly: boolean;
  readonly clock: Clock;
};

/** A request, taken apart; `body` reads it once. */
export type Call = {
  readonly api: Api;
  readonly method: string;
  readonly query: URLSearchParams;
  readonly name: string;
  readonly base: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: () => Promise<Buffer>;
};

/** The repository holds nothing. */
export const nameUnknown = (name: string) =>
  new RegistryError(404, 'NAME_UNKNOWN', 'repository name not known to registry', { name });
/** The method, or the setting, does not allow it. */
export const unsupported = () => new RegistryError(405, 'UNSUPPORTED', 'The operation is unsupported.');
/** No such blob in this repository. */
export const blobUnknown = (digest: string) =>
  new RegistryError(404, 'BLOB_UNKNOWN', 'blob unknown to registry', digest);
/** What came has another digest than was told, or none that can be read. */
export const digestInvalid = (detail: unknown = {}) =>
  new RegistryError(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content', detail);

/** What is no part of the API at all. */
export const notFound: Answer = { status: 404, body: '404 page not found\n', type: 'text/plain; charset=utf-8' };

/** The digest of `content` is not the one that was promised. */
export const mismatch = (digest: string): RegistryError => digestInvalid({ Digest: digest, Reason: {} });

/** The method is none of those that this place answers to. */
export const notAllowed = (allowed: string): Answer => ({
  status: 405,
  headers: [['Allow', allowed]],
  body: 'Method not allowed\n',
  type: 'text/plain; charset=utf-8',
});

/** Throws RegistryError when the registry is for reading only. */
export function mayWrite({ api }: Call): void {
  if (api.readOnly) throw unsupported();
}

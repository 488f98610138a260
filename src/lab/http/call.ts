import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Duplex, Readable } from 'node:stream';

/** A refusal with the status and sentence of the real API; thrown anywhere below a route. */
export class ApiError extends Error {
  override readonly name = 'ApiError';

  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** A body that is written bit by bit; a client that does not read holds the writer up, one that is gone ends it. */
export type BodyStream = {
  /** Resolves when the client has room for more; rejects with Gone when it is gone. */
  readonly write: (chunk: Uint8Array | string) => Promise<void>;
  readonly end: () => void;
};

/** One request, whatever carries it. */
export type Call = {
  readonly method: string;
  /** The path without version prefix. */
  readonly path: string;
  /** What the pattern's braces have caught, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The API version that the client asked for, as [major, minor]; the newest when it asked for none. */
  readonly version: readonly [number, number];
  /** Aborted when the client has gone. */
  readonly gone: AbortSignal;
  /** The body as it comes. */
  readonly body: Readable;
  /** The whole body as JSON, undefined when it is empty. Throws ApiError 400 (malformed) or 413 (over the limit). */
  readonly json: () => Promise<unknown>;
  readonly request: IncomingMessage;
  /** Answers with JSON; 204 and 304 without a body. */
  readonly reply: (status: number, value?: unknown, headers?: Readonly<Record<string, string>>) => void;
  /** Answers with bytes or text of another type. */
  readonly send: (
    status: number,
    body: Uint8Array | string,
    contentType: string,
    headers?: Readonly<Record<string, string>>,
  ) => void;
  /** Starts a streamed answer with status 200. */
  readonly stream: (contentType: string, headers?: Readonly<Record<string, string>>) => BodyStream;
  /**
   * Takes the connection over, as the Engine API's attach and exec do: answers 101 when the client asked to upgrade and
   * 200 when not, then everything that comes and goes on it is the caller's. Half-closing is kept apart.
   */
  readonly hijack: (contentType: string) => Duplex;
};

/** An endpoint. `{name}` in a path catches one part, `{name:.*}` any number of them. */
export type Route = {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'PATCH';
  readonly path: string;
  readonly run: (call: Call) => Promise<void> | void;
};

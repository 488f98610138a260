import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Clock } from '../../../kernel/clock';
import { readAll } from '../serving';
import { readManifest } from './manifest';
import { digestOf, isDigest, type Storage } from './storage';

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
type Call = {
  readonly api: Api;
  readonly method: string;
  readonly query: URLSearchParams;
  readonly name: string;
  readonly base: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: () => Promise<Buffer>;
};

const nameUnknown = (name: string) =>
  new RegistryError(404, 'NAME_UNKNOWN', 'repository name not known to registry', { name });
const unsupported = () => new RegistryError(405, 'UNSUPPORTED', 'The operation is unsupported.');
const blobUnknown = (digest: string) => new RegistryError(404, 'BLOB_UNKNOWN', 'blob unknown to registry', digest);
const digestInvalid = (detail?: unknown) =>
  new RegistryError(400, 'DIGEST_INVALID', 'provided digest did not match uploaded content', detail);

const nameShape = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const tagShape = /^\w[\w.-]{0,127}$/;

const routes: readonly (readonly [RegExp, (call: Call, rest: string) => Promise<Answer>])[] = [
  [/^\/v2\/()_catalog()$/, (call) => catalog(call)],
  [/^\/v2\/(.+)\/tags\/list()$/, (call) => tagList(call)],
  [/^\/v2\/(.+)\/manifests\/([^/]+)$/, (call, rest) => manifests(call, rest)],
  [/^\/v2\/(.+)\/blobs\/uploads\/([^/]*)$/, (call, rest) => uploads(call, rest)],
  [/^\/v2\/(.+)\/blobs\/([^/]+)$/, (call, rest) => blobs(call, rest)],
  [/^\/v2\/(.+)\/referrers\/([^/]+)$/, () => Promise.resolve(notFound)],
];

const notFound: Answer = { status: 404, body: '404 page not found\n', type: 'text/plain; charset=utf-8' };

/** Answers a request of the HTTP API v2. Rejects with RegistryError. */
export async function answer(api: Api, request: IncomingMessage): Promise<Answer> {
  const url = new URL(request.url ?? '/', 'http://registry');
  const method = request.method ?? 'GET';
  const path = decodeURIComponent(url.pathname);
  if (path === '/v2/') return method === 'GET' || method === 'HEAD' ? json({}, 200, '') : Promise.reject(unsupported());
  if (path === '/v2') return { status: 301, headers: [['Location', '/v2/']], body: '' };
  for (const [shape, run] of routes) {
    const found = shape.exec(path);
    if (!found) continue;
    const [, name = '', rest = ''] = found;
    if (name !== '' && (!nameShape.test(name) || name.length > 255))
      throw new RegistryError(400, 'NAME_INVALID', 'invalid repository name');
    const scheme = request.headers['x-forwarded-proto'] ?? ('encrypted' in request.socket ? 'https' : 'http');
    const base = `${[scheme].flat()[0] ?? 'http'}://${request.headers.host ?? 'localhost'}`;
    return run(
      { api, method, query: url.searchParams, name, base, headers: request.headers, body: () => readAll(request) },
      rest,
    );
  }
  return notFound;
}

const json = (value: unknown, status = 200, end = '\n'): Answer => ({
  status,
  body: `${JSON.stringify(value)}${end}`,
  type: 'application/json',
});

/** Cuts a sorted list as `n` and `last` ask; the Link header leads on. */
function paged(
  call: Call,
  all: readonly string[],
  path: string,
): { readonly rows: readonly string[]; readonly headers: readonly [string, string][] } {
  const last = call.query.get('last') ?? '';
  const told = call.query.get('n');
  const count = told === null ? 1000 : Number(told);
  if (!Number.isInteger(count) || count < 0 || (told !== null && count === 0 && path === '/v2/_catalog'))
    throw new RegistryError(400, 'PAGINATION_NUMBER_INVALID', 'invalid number of results requested', {
      n: Number(told) || 0,
    });
  const rest = all.filter((row) => last === '' || row > last);
  const rows = rest.slice(0, count);
  const more = rest.length > rows.length && rows.length > 0;
  return {
    rows,
    headers: more ? [['Link', `<${path}?last=${encodeURIComponent(rows.at(-1) ?? '')}&n=${count}>; rel="next"`]] : [],
  };
}

async function catalog(call: Call): Promise<Answer> {
  if (call.method !== 'GET') throw unsupported();
  const { rows, headers } = paged(call, await call.api.storage.repositories(), '/v2/_catalog');
  return { ...json({ repositories: rows }), headers };
}

async function tagList(call: Call): Promise<Answer> {
  const { name, api } = call;
  if (call.method !== 'GET') throw unsupported();
  if (!(await api.storage.hasRepository(name))) throw nameUnknown(name);
  const { rows, headers } = paged(call, await api.storage.tags(name), `/v2/${name}/tags/list`);
  return { ...json({ name, tags: rows }), headers };
}

async function manifests(call: Call, reference: string): Promise<Answer> {
  const { api, name, method } = call;
  if (!isDigest(reference) && !tagShape.test(reference)) {
    if (reference.includes(':')) throw digestInvalid();
    throw new RegistryError(404, 'MANIFEST_UNKNOWN', 'manifest unknown', { Tag: reference });
  }
  if (method === 'PUT') return putManifest(call, reference);
  if (method === 'DELETE') return deleteManifest(call, reference);
  if (method !== 'GET' && method !== 'HEAD') throw unsupported();
  const digest = isDigest(reference) ? reference : await api.storage.tag(name, reference);
  const found =
    digest !== undefined && (await api.storage.hasManifest(name, digest)) ? await api.storage.blob(digest) : undefined;
  if (!found || digest === undefined)
    throw new RegistryError(
      404,
      'MANIFEST_UNKNOWN',
      'manifest unknown',
      isDigest(reference) ? { Name: name, Revision: reference } : { Tag: reference },
    );
  const headers: [string, string][] = [
    ['Docker-Content-Digest', digest],
    ['Etag', `"${digest}"`],
  ];
  if (call.headers['if-none-match']?.replace(/"/g, '') === digest) return { status: 304, headers };
  return {
    status: 200,
    headers,
    body: found,
    type: readManifest(found)?.mediaType ?? 'application/vnd.oci.image.manifest.v1+json',
  };
}

function mayWrite({ api }: Call): void {
  if (api.readOnly) throw unsupported();
}

async function putManifest(call: Call, reference: string): Promise<Answer> {
  mayWrite(call);
  const { api, name } = call;
  const bytes = await call.body();
  if (bytes.length > 4 * 1024 * 1024)
    throw new RegistryError(400, 'MANIFEST_INVALID', 'manifest invalid', 'manifest too large');
  const digest = digestOf(bytes);
  if (isDigest(reference) && reference !== digest) throw digestInvalid();
  const manifest = readManifest(bytes, call.headers['content-type']);
  if (!manifest) throw new RegistryError(400, 'MANIFEST_INVALID', 'manifest invalid', {});
  for (const blob of manifest.blobs)
    if (!(await api.storage.hasLayer(name, blob)))
      throw new RegistryError(404, 'MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry', { Digest: blob });
  for (const inner of manifest.manifests)
    if (!(await api.storage.hasManifest(name, inner)))
      throw new RegistryError(404, 'MANIFEST_BLOB_UNKNOWN', 'blob unknown to registry', { Digest: inner });
  await api.storage.putManifest(name, bytes, isDigest(reference) ? undefined : reference);
  return {
    status: 201,
    headers: [
      ['Docker-Content-Digest', digest],
      ['Location', `${call.base}/v2/${name}/manifests/${digest}`],
    ],
    body: '',
  };
}

async function deleteManifest(call: Call, reference: string): Promise<Answer> {
  const { api, name } = call;
  if (!api.deletes || api.readOnly) throw unsupported();
  if (!isDigest(reference)) {
    if ((await api.storage.tag(name, reference)) === undefined)
      throw new RegistryError(404, 'MANIFEST_UNKNOWN', 'manifest unknown', { Tag: reference });
    await api.storage.removeTag(name, reference);
    return { status: 202, body: '' };
  }
  if (!(await api.storage.hasManifest(name, reference)))
    throw new RegistryError(404, 'MANIFEST_UNKNOWN', 'manifest unknown');
  await api.storage.removeManifest(name, reference);
  return { status: 202, body: '' };
}

async function blobs(call: Call, digest: string): Promise<Answer> {
  const { api, name, method } = call;
  if (!isDigest(digest)) throw digestInvalid();
  const bytes = (await api.storage.hasLayer(name, digest)) ? await api.storage.blob(digest) : undefined;
  if (method === 'DELETE') {
    if (!api.deletes || api.readOnly) throw unsupported();
    if (!bytes) throw blobUnknown(digest);
    await api.storage.removeLayer(name, digest);
    return { status: 202, body: '' };
  }
  if (method !== 'GET' && method !== 'HEAD') throw unsupported();
  if (!bytes) throw blobUnknown(digest);
  const headers: [string, string][] = [
    ['Accept-Ranges', 'bytes'],
    ['Cache-Control', 'max-age=31536000'],
    ['Docker-Content-Digest', digest],
    ['Etag', `"${digest}"`],
  ];
  return { status: 200, headers, body: bytes, type: 'application/octet-stream' };
}

const state = (call: Call, id: string, size: number, status: number): Answer => ({
  status,
  headers: [
    ['Docker-Upload-Uuid', id],
    [
      'Location',
      `${call.base}/v2/${call.name}/blobs/uploads/${id}?_state=${Buffer.from(`${call.name} ${id} ${size}`).toString('base64url')}`,
    ],
    ['Range', `0-${Math.max(0, size - 1)}`],
  ],
  body: '',
});

async function uploads(call: Call, id: string): Promise<Answer> {
  const { api, name, method } = call;
  if (id === '') return method === 'POST' ? beginUpload(call) : Promise.reject(unsupported());
  if (!/^[0-9a-fA-F-]{36}$/.test(id)) return notFound;
  const held = await api.storage.upload(name, id);
  if (!held) throw new RegistryError(404, 'BLOB_UPLOAD_UNKNOWN', 'blob upload unknown to registry');
  switch (method) {
    case 'GET':
    case 'HEAD':
      return state(call, id, held.length, 204);
    case 'PATCH':
      return patch(call, id, held.length);
    case 'PUT':
      return finish(call, id, held);
    case 'DELETE':
      await api.storage.endUpload(name, id);
      return { status: 204, headers: [['Docker-Upload-Uuid', id]] };
    default:
      throw unsupported();
  }
}

async function beginUpload(call: Call): Promise<Answer> {
  mayWrite(call);
  const { api, name, query } = call;
  const mount = query.get('mount') ?? '';
  const from = query.get('from');
  if (isDigest(mount) && from !== null && (await api.storage.hasLayer(from, mount))) {
    await api.storage.linkLayer(name, mount);
    return created(call, mount);
  }
  const digest = query.get('digest');
  if (digest !== null) {
    const bytes = await call.body();
    if (!isDigest(digest) || digestOf(bytes) !== digest) throw digestInvalid();
    await api.storage.putBlob(name, bytes);
    return created(call, digest);
  }
  const id = randomUUID();
  await api.storage.beginUpload(name, id, new Date(api.clock.now()).toISOString());
  return state(call, id, 0, 202);
}

const created = (call: Call, digest: string): Answer => ({
  status: 201,
  headers: [
    ['Docker-Content-Digest', digest],
    ['Location', `${call.base}/v2/${call.name}/blobs/${digest}`],
  ],
  body: '',
});

async function patch(call: Call, id: string, size: number): Promise<Answer> {
  mayWrite(call);
  const told = /^(?:bytes )?(\d+)-(\d+)/.exec([call.headers['content-range']].flat()[0] ?? '');
  if (told && Number(told[1]) !== size) throw new RegistryError(416, 'RANGE_INVALID', 'invalid content range');
  const bytes = await call.body();
  await call.api.storage.appendUpload(call.name, id, bytes);
  return state(call, id, size + bytes.length, 202);
}

async function finish(call: Call, id: string, held: Buffer): Promise<Answer> {
  mayWrite(call);
  const { api, name, query } = call;
  const digest = query.get('digest') ?? '';
  if (digest === '') throw digestInvalid('digest missing');
  const bytes = Buffer.concat([held, await call.body()]);
  if (!isDigest(digest) || digestOf(bytes) !== digest) {
    await api.storage.endUpload(name, id);
    throw digestInvalid();
  }
  await api.storage.putBlob(name, bytes);
  await api.storage.endUpload(name, id);
  return created(call, digest);
}

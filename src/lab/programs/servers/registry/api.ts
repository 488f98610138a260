import type { IncomingMessage } from 'node:http';
import { readAll } from '../serving';
import {
  blobUnknown,
  digestInvalid,
  mayWrite,
  nameUnknown,
  notAllowed,
  notFound,
  RegistryError,
  unsupported,
  type Answer,
  type Api,
  type Call,
} from './call';
import { readManifest } from './manifest';
import { digestOf, isDigest } from './storage';
import { uploads } from './uploads';

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

const json = (value: unknown, end = '\n'): Answer => ({
  status: 200,
  body: `${JSON.stringify(value)}${end}`,
  type: 'application/json',
});

/** Places without a repository's name. */
const fixed: Readonly<Record<string, Answer>> = {
  // The root tells load balancers that the registry lives.
  '/': { status: 200, headers: [['Cache-Control', 'no-cache']], body: '' },
  '/v2': {
    status: 301,
    headers: [['Location', '/v2/']],
    body: '<a href="/v2/">Moved Permanently</a>.\n\n',
    type: 'text/html; charset=utf-8',
  },
};

/** Answers a request of the HTTP API v2. Rejects with RegistryError. */
export async function answer(api: Api, request: IncomingMessage): Promise<Answer> {
  const { pathname, searchParams: query } = new URL(request.url ?? '/', 'http://registry');
  const { headers, method = 'GET' } = request;
  const path = decodeURIComponent(pathname);
  if (path === '/v2/') return /^(GET|HEAD)$/.test(method) ? json({}, '') : notAllowed('GET, HEAD');
  if (Object.hasOwn(fixed, path)) return fixed[path] ?? notFound;
  const place = placeOf(path);
  if (!place) return notFound;
  const { name, rest, run } = place;
  return run({ api, method, query, name, base: baseOf(request), headers, body: () => readAll(request) }, rest);
}

type Place = { readonly name: string; readonly rest: string; readonly run: (typeof routes)[number][1] };

/** The route of a path with what it names; a name that cannot be one belongs to no route. */
function placeOf(path: string): Place | undefined {
  for (const [shape, run] of routes) {
    const [whole, name = '', rest = ''] = shape.exec(path) ?? [];
    if (whole === undefined) continue;
    if (name.length > 255) throw new RegistryError(400, 'NAME_INVALID', 'invalid repository name');
    return name === '' || nameShape.test(name) ? { name, rest, run } : undefined;
  }
  return undefined;
}

/** `http://127.0.0.1:5000`: how the client reached the registry. */
function baseOf({ headers, socket }: IncomingMessage): string {
  const scheme = headers['x-forwarded-proto'] ?? ('encrypted' in socket ? 'https' : 'http');
  return `${[scheme].flat()[0] ?? 'http'}://${headers.host ?? 'localhost'}`;
}

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
  if (call.method !== 'GET') return notAllowed('GET');
  const { rows, headers } = paged(call, await call.api.storage.repositories(), '/v2/_catalog');
  return { ...json({ repositories: rows }), headers };
}

async function tagList(call: Call): Promise<Answer> {
  const { name, api } = call;
  if (call.method !== 'GET') return notAllowed('GET');
  if (!(await api.storage.hasRepository(name))) throw nameUnknown(name);
  const { rows, headers } = paged(call, await api.storage.tags(name), `/v2/${name}/tags/list`);
  return { ...json({ name, tags: rows }), headers };
}

async function manifests(call: Call, reference: string): Promise<Answer> {
  if (!isDigest(reference) && !tagShape.test(reference)) {
    if (reference.includes(':')) throw digestInvalid();
    throw manifestUnknown({ Tag: reference });
  }
  const run = { GET: getManifest, HEAD: getManifest, PUT: putManifest, DELETE: deleteManifest }[call.method];
  return run ? run(call, reference) : notAllowed('DELETE, GET, HEAD, PUT');
}

const manifestUnknown = (detail?: unknown): RegistryError =>
  new RegistryError(404, 'MANIFEST_UNKNOWN', 'manifest unknown', detail);

async function getManifest(call: Call, reference: string): Promise<Answer> {
  const { storage } = call.api;
  const { name } = call;
  const digest = isDigest(reference) ? reference : await storage.tag(name, reference);
  const there = digest !== undefined && (await storage.hasManifest(name, digest));
  const found = there ? await storage.blob(digest) : undefined;
  if (!found || digest === undefined)
    throw manifestUnknown(isDigest(reference) ? { Name: name, Revision: reference } : { Tag: reference });
  const headers: [string, string][] = [
    ['Docker-Content-Digest', digest],
    ['Etag', `"${digest}"`],
  ];
  if (call.headers['if-none-match']?.replace(/"/g, '') === digest) return { status: 304, headers };
  const type = readManifest(found)?.mediaType ?? 'application/vnd.oci.image.manifest.v1+json';
  return { status: 200, headers, body: found, type };
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
    if ((await api.storage.tag(name, reference)) === undefined) throw manifestUnknown({ Tag: reference });
    await api.storage.removeTag(name, reference);
    return { status: 202, body: '' };
  }
  if (!(await api.storage.hasManifest(name, reference))) throw manifestUnknown();
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
  if (method !== 'GET' && method !== 'HEAD') return notAllowed('DELETE, GET, HEAD');
  if (!bytes) throw blobUnknown(digest);
  const headers: [string, string][] = [
    ['Accept-Ranges', 'bytes'],
    ['Cache-Control', 'max-age=31536000'],
    ['Docker-Content-Digest', digest],
    ['Etag', `"${digest}"`],
  ];
  return { status: 200, headers, body: bytes, type: 'application/octet-stream' };
}

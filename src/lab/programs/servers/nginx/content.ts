import type { Stat } from '../../../kernel/files';
import { inherited, setting } from './config';
import { errno } from './parse';
import { autoindex, type Row } from './pages';
import { send } from './send';
import { expand, hostName, logError, type Visit } from './visit';

/** Thrown when a request ends with a status that may have an error page. */
export class Refused extends Error {
  override readonly name = 'Refused';

  constructor(
    readonly status: number,
    readonly headers: readonly (readonly [string, string])[] = [],
  ) {
    super(String(status));
  }
}

/** Thrown when a request goes on inside with another path. */
export class Redirected extends Error {
  override readonly name = 'Redirected';

  /** @param uri a path, or `@name` */
  constructor(readonly uri: string) {
    super(uri);
  }
}

/** Where a path of the request lies in the container's files. */
function filePath(visit: Visit, uri: string): string {
  const alias = visit.location?.scope[0]?.block?.find(({ name }) => name === 'alias');
  if (alias && visit.location) {
    const base = expand(alias.args[0] ?? '', visit);
    return visit.location.kind === 'regex' ? base : base + uri.slice(visit.location.path.length);
  }
  const root = expand(setting(visit.scope, 'root') ?? '/etc/nginx/html', visit);
  return (root.startsWith('/') ? root : `/etc/nginx/${root}`).replace(/\/$/, '') + uri;
}

const files = (visit: Visit) => visit.instance.self.files;

/** Answers from the container's files, as nginx's index, autoindex and static modules do one after the other. */
export async function serveFiles(visit: Visit): Promise<void> {
  await tryFiles(visit);
  const { method } = visit.request;
  if (method !== 'GET' && method !== 'HEAD') throw new Refused(405);
  const path = filePath(visit, visit.uri);
  if (visit.uri.endsWith('/')) return serveDirectory(visit, path);
  const stat = await statOrRefuse(visit, path);
  if (stat.kind === 'directory') throw new Refused(301, [['Location', absolute(visit, `${encodeURI(visit.uri)}/`)]]);
  await sendFile(visit, path, stat);
}

/** nginx's redirects name the host that was asked for and the port that it listens on itself. */
export function absolute(visit: Visit, path: string): string {
  if (!path.startsWith('/')) return path;
  const scheme = visit.secure ? 'https' : 'http';
  const port = visit.port === (visit.secure ? 443 : 80) ? '' : `:${visit.port}`;
  return `${scheme}://${hostName(visit)}${port}${path}`;
}

async function tryFiles(visit: Visit): Promise<void> {
  const [wanted] = inherited(visit.scope.slice(0, visit.location ? 2 : 1), 'try_files');
  if (!wanted) return;
  const last = wanted.args.at(-1) ?? '';
  for (const candidate of wanted.args.slice(0, -1)) {
    const uri = expand(candidate, visit);
    const folder = uri.endsWith('/');
    const stat = await files(visit)
      .stat(filePath(visit, uri).replace(/(.)\/$/, '$1'))
      .catch(() => undefined);
    if (!stat || (stat.kind === 'directory') !== folder) continue;
    visit.uri = uri;
    return;
  }
  if (/^=\d+$/.test(last)) throw new Refused(Number(last.slice(1)));
  throw new Redirected(last.startsWith('@') ? last : expand(last, visit));
}

async function statOrRefuse(visit: Visit, path: string): Promise<Stat> {
  try {
    return await files(visit).stat(path);
  } catch (error) {
    const reason = error as Error & { code?: string };
    logError(visit, `open() "${path}" failed (${errno(reason)})`);
    throw new Refused(reason.code === 'EACCES' ? 403 : 404);
  }
}

async function serveDirectory(visit: Visit, path: string): Promise<void> {
  const names = inherited(visit.scope, 'index').flatMap(({ args }) => args);
  for (const name of names.length > 0 ? names : ['index.html']) {
    const found = await files(visit)
      .stat(path + name)
      .catch(() => undefined);
    if (found?.kind === 'file') throw new Redirected(visit.uri + name);
  }
  const folder = await files(visit)
    .stat(path.replace(/(.)\/$/, '$1'))
    .catch((error: unknown) => error as Error & { readonly code?: string });
  if (folder instanceof Error) {
    logError(visit, `"${path}${names.at(-1) ?? 'index.html'}" is not found (${errno(folder)})`);
    throw new Refused(folder.code === 'EACCES' ? 403 : 404);
  }
  if (setting(visit.scope, 'autoindex') !== 'on') {
    logError(visit, `directory index of "${path}" is forbidden`);
    throw new Refused(403);
  }
  const rows: Row[] = [];
  for (const name of await files(visit).list(path)) {
    const stat = await files(visit)
      .stat(`${path}${name}`)
      .catch(() => undefined);
    if (stat) rows.push({ name, stat });
  }
  await send(visit, { status: 200, type: 'text/html', body: Buffer.from(autoindex(visit.uri, rows)) });
}

/** The media type of a file by the `types` block and `default_type` that hold. */
export function typeOf(visit: Visit, path: string): string {
  const ending = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const [types] = inherited(visit.scope, 'types');
  const found = types?.block?.find(({ args }) => args.includes(ending));
  const type = found?.name ?? setting(visit.scope, 'default_type') ?? 'text/plain';
  const charset = setting(visit.scope, 'charset');
  return charset && charset !== 'off' && /^text\//.test(type) ? `${type}; charset=${charset}` : type;
}

async function sendFile(visit: Visit, path: string, stat: Stat): Promise<void> {
  const content = await files(visit)
    .read(path)
    .catch((error: unknown) => {
      logError(visit, `open() "${path}" failed (${errno(error)})`);
      throw new Refused(403);
    });
  const modified = new Date(Math.floor(stat.mtime / 1000) * 1000).toUTCString();
  const etag = `"${Math.floor(stat.mtime / 1000).toString(16)}-${content.length.toString(16)}"`;
  const headers: [string, string][] = [
    ['Last-Modified', modified],
    ['ETag', etag],
  ];
  const status = visit.errorStatus ?? 200;
  if (status === 200 && unchanged(visit, modified, etag)) return send(visit, { status: 304, headers });
  const range = status === 200 ? rangeOf(visit.request.headers.range, content.length) : undefined;
  const type = typeOf(visit, path);
  if (range === 'outside') throw new Refused(416, [['Content-Range', `bytes */${content.length}`]]);
  if (range) {
    const [from, to] = range;
    const told: [string, string] = ['Content-Range', `bytes ${from}-${to}/${content.length}`];
    return send(visit, { status: 206, type, headers: [...headers, told], body: content.subarray(from, to + 1) });
  }
  if (status === 200) headers.push(['Accept-Ranges', 'bytes']);
  await send(visit, { status, type, headers, body: content });
}

function unchanged({ request }: Visit, modified: string, etag: string): boolean {
  const none = request.headers['if-none-match'];
  if (none !== undefined) return none.split(/\s*,\s*/).some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
  return request.headers['if-modified-since'] === modified;
}

/** A `Range: bytes=a-b` of one part as positions; undefined when there is none to heed. */
export function rangeOf(header: string | undefined, size: number): readonly [number, number] | 'outside' | undefined {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!found || (found[1] === '' && found[2] === '')) return undefined;
  const last = size - 1;
  if (found[1] === '') return size === 0 ? 'outside' : [Math.max(0, size - Number(found[2])), last];
  const from = Number(found[1]);
  const to = found[2] === '' ? last : Math.min(last, Number(found[2]));
  return from > to ? 'outside' : [from, to];
}

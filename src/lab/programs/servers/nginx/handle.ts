import type { IncomingMessage, ServerResponse } from 'node:http';
import { peerOf } from '../serving';
import { inherited, regexOf, setting, type Location, type VirtualServer } from './config';
import { absolute, Redirected, Refused, serveFiles } from './content';
import type { Directive } from './parse';
import { builtinPage } from './pages';
import { pass } from './proxy';
import { expand, logAccess, logError, send, type Instance, type Visit } from './visit';

/** Where a connection came in. */
export type Entrance = { readonly port: number; readonly secure: boolean };

/** Answers one request, from the choice of the server to the access log. */
export async function handle(
  instance: Instance,
  entrance: Entrance,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [raw = '/', args = ''] = splitOnce(request.url ?? '/', '?');
  instance.counts.requests++;
  const server = chooseServer(instance, entrance, request);
  const visit: Visit = {
    instance,
    request,
    response,
    server,
    peer: peerOf(request.socket),
    port: entrance.port,
    secure: entrance.secure,
    connection: ++instance.counts.connections,
    started: instance.self.clock.now(),
    variables: new Map(),
    uri: normalized(raw),
    args,
    scope: server.scope,
    location: undefined,
    turns: 0,
    status: 0,
    sent: 0,
  };
  instance.counts.active++;
  try {
    if (visit.uri === '') await refuse(visit, new Refused(400));
    else await go(visit);
  } finally {
    instance.counts.active--;
    if (!instance.self.ended.aborted) logAccess(visit);
  }
}

const splitOnce = (text: string, sign: string): readonly string[] => {
  const at = text.indexOf(sign);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

/** Decoded, without `.`, `..` and doubled slashes; empty when it leads out of the root or cannot be decoded. */
function normalized(raw: string): string {
  let path: string;
  try {
    path = decodeURIComponent(raw.replace(/^https?:\/\/[^/]*/, '') || '/');
  } catch {
    return '';
  }
  if (!path.startsWith('/') || path.includes('\0')) return '';
  const kept: string[] = [];
  const parts = path.split('/').slice(1);
  for (const part of parts) {
    if (part === '..') {
      if (kept.pop() === undefined) return '';
    } else if (part !== '' && part !== '.') kept.push(part);
  }
  const folder = /\/(\.{0,2})$/.test(path) && kept.length > 0;
  return `/${kept.join('/')}${folder ? '/' : ''}`;
}

function chooseServer(instance: Instance, entrance: Entrance, request: IncomingMessage): VirtualServer {
  const here = instance.config.servers.filter(({ listens }) => listens.some(({ port }) => port === entrance.port));
  const host = (request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '').replace(/\.$/, '');
  const byName =
    here.find(({ names }) => names.includes(host)) ??
    longest(here, host, (name) => name.startsWith('*.') && host.endsWith(name.slice(1))) ??
    longest(here, host, (name) => name.endsWith('.*') && host.startsWith(name.slice(0, -1))) ??
    here.find(({ names }) => names.some((name) => name.startsWith('~') && safeTest(name.slice(1), host)));
  const fallback = here.find(({ listens }) =>
    listens.some((listen) => listen.port === entrance.port && listen.isDefault),
  );
  return byName ?? fallback ?? (here[0] as VirtualServer);
}

function longest(
  servers: readonly VirtualServer[],
  host: string,
  fits: (name: string) => boolean,
): VirtualServer | undefined {
  if (host === '') return undefined;
  const length = (server: VirtualServer) => Math.max(0, ...server.names.filter(fits).map((name) => name.length));
  return [...servers].filter((server) => length(server) > 0).sort((left, right) => length(right) - length(left))[0];
}

const safeTest = (source: string, text: string): boolean => {
  try {
    return new RegExp(source).test(text);
  } catch {
    return false;
  }
};

/** The location of a path: exact, else the longest prefix if it is firm, else the first regular expression, else the prefix. */
export function chooseLocation(locations: readonly Location[], uri: string): Location | undefined {
  const exact = locations.find(({ kind, path }) => kind === 'exact' && path === uri);
  if (exact) return exact;
  const prefix = locations
    .filter(({ kind, path }) => (kind === 'prefix' || kind === 'firm') && uri.startsWith(path))
    .sort((left, right) => right.path.length - left.path.length)[0];
  const inner = prefix && prefix.inner.length > 0 ? chooseLocation(prefix.inner, uri) : undefined;
  if (inner) return inner;
  if (prefix?.kind === 'firm') return prefix;
  return locations.find(({ kind, regex }) => kind === 'regex' && regex?.test(uri)) ?? prefix;
}

async function go(visit: Visit): Promise<void> {
  try {
    await phases(visit);
  } catch (error) {
    if (error instanceof Redirected) return redirect(visit, error.uri);
    if (error instanceof Refused) return refuse(visit, error);
    throw error;
  }
}

async function redirect(visit: Visit, to: string): Promise<void> {
  if (++visit.turns > 10) {
    logError(visit, `rewrite or internal redirection cycle while internally redirecting to "${to}"`);
    return refuse(visit, new Refused(500));
  }
  if (to.startsWith('@')) {
    visit.location = visit.server.locations.find(({ kind, path }) => kind === 'named' && path === to);
    if (!visit.location) {
      logError(visit, `could not find named location "${to}"`);
      return refuse(visit, new Refused(500));
    }
    visit.scope = visit.location.scope;
    return inLocation(visit);
  }
  const [path = '/', args] = splitOnce(to, '?');
  visit.uri = path;
  if (args !== undefined) visit.args = args;
  await go(visit);
}

/** Answers in the location that is chosen already. */
async function inLocation(visit: Visit): Promise<void> {
  try {
    await content(visit);
  } catch (error) {
    if (error instanceof Redirected) return redirect(visit, error.uri);
    if (error instanceof Refused) return refuse(visit, error);
    throw error;
  }
}

async function phases(visit: Visit): Promise<void> {
  if (visit.turns === 0) rewrites(visit, visit.server.scope[0]?.block ?? []);
  for (let turn = 0; ; turn++) {
    visit.location = chooseLocation(visit.server.locations, visit.uri);
    visit.scope = visit.location?.scope ?? visit.server.scope;
    const captures = visit.location?.regex?.exec(visit.uri);
    captures?.forEach((text, index) => visit.variables.set(String(index), text));
    const own = visit.location?.scope[0]?.block ?? [];
    if (own.some(({ name }) => name === 'internal') && visit.turns === 0) throw new Refused(404);
    if (!rewrites(visit, own) || turn > 9) break;
  }
  await content(visit);
}

async function content(visit: Visit): Promise<void> {
  const own = visit.location?.scope[0]?.block ?? [];
  if (visit.location?.kind === 'named') rewrites(visit, own);
  allowed(visit);
  const proxy = own.find(({ name }) => name === 'proxy_pass');
  if (own.some(({ name }) => name === 'stub_status')) return stubStatus(visit);
  if (proxy) return pass(visit, proxy);
  if (own.some(({ name }) => /^(fastcgi|uwsgi|grpc)_pass$/.test(name))) {
    logError(visit, 'connect() failed (111: Connection refused) while connecting to upstream');
    throw new Refused(502);
  }
  await serveFiles(visit);
}

function allowed(visit: Visit): void {
  const limit = sizeOf(setting(visit.scope, 'client_max_body_size') ?? '1m');
  const length = Number(visit.request.headers['content-length'] ?? 0);
  if (limit > 0 && length > limit) {
    logError(visit, `client intended to send too large body: ${length} bytes`);
    throw new Refused(413);
  }
  for (const rule of visit.scope.flatMap(({ block }) =>
    (block ?? []).filter(({ name }) => name === 'allow' || name === 'deny'),
  )) {
    if (rule.args[0] !== 'all' && rule.args[0] !== visit.peer) continue;
    if (rule.name === 'allow') return;
    logError(visit, 'access forbidden by rule');
    throw new Refused(403);
  }
}

const sizeOf = (text: string): number =>
  parseInt(text, 10) * ({ k: 1024, m: 1048576, g: 1073741824 }[text.slice(-1).toLowerCase()] ?? 1);

async function stubStatus(visit: Visit): Promise<void> {
  const { connections, requests, active } = visit.instance.counts;
  const lines = [
    `Active connections: ${active} `,
    'server accepts handled requests',
    ` ${connections} ${connections} ${requests} `,
    `Reading: 0 Writing: ${active} Waiting: 0 `,
    '',
  ];
  await send(visit, { status: 200, type: 'text/plain', body: Buffer.from(lines.join('\n')) });
}

/** Runs the rewrite module's directives in order; true when the path has changed and a location is to be chosen anew. */
function rewrites(visit: Visit, directives: readonly Directive[]): boolean {
  for (const directive of directives) {
    const { name, args } = directive;
    if (name === 'set') visit.variables.set((args[0] ?? '').replace('$', ''), expand(args[1] ?? '', visit));
    else if (name === 'return') returned(visit, args);
    else if (name === 'break') return false;
    else if (name === 'if' && holds(visit, args)) {
      if (rewrites(visit, directive.block ?? [])) return true;
    } else if (name === 'rewrite') {
      const done = rewrite(visit, directive);
      if (done !== undefined) return done;
    }
  }
  return false;
}

function returned(visit: Visit, args: readonly string[]): never {
  const [first = '', text] = args;
  const status = /^\d+$/.test(first) ? Number(first) : 302;
  const told = expand(status === 302 && !/^\d+$/.test(first) ? first : (text ?? ''), visit);
  if ([301, 302, 303, 307, 308].includes(status)) throw new Refused(status, [['Location', absolute(visit, told)]]);
  if (text === undefined) throw new Refused(status);
  throw new Spoken(status, told);
}

/** A `return` with a text of its own. */
class Spoken extends Refused {
  constructor(
    status: number,
    readonly text: string,
  ) {
    super(status);
  }
}

function holds(visit: Visit, args: readonly string[]): boolean {
  const words = args
    .join(' ')
    .replace(/^\(\s*/, '')
    .replace(/\s*\)$/, '')
    .split(/\s+/);
  const [left = '', sign, ...rest] = words;
  const value = expand(left, visit);
  const right = expand(rest.join(' '), visit).replace(/^"|"$/g, '');
  if (sign === undefined) return value !== '' && value !== '0';
  if (sign === '=') return value === right;
  if (sign === '!=') return value !== right;
  const found = new RegExp(rest.join(' ').replace(/^"|"$/g, ''), sign.includes('*') ? 'i' : '').exec(value);
  found?.forEach((text, index) => visit.variables.set(String(index), text));
  return sign.startsWith('!') ? found === null : found !== null;
}

function rewrite(visit: Visit, directive: Directive): boolean | undefined {
  const [source = '', replacement = '', flag] = directive.args;
  const found = regexOf(source, false, directive).exec(visit.uri);
  if (!found) return undefined;
  found.forEach((text, index) => visit.variables.set(String(index), text));
  const to = expand(replacement, visit);
  const whole = visit.args !== '' && !to.includes('?') ? `${to}?${visit.args}` : to.replace(/\?$/, '');
  if (flag === 'permanent') throw new Refused(301, [['Location', absolute(visit, whole)]]);
  if (flag === 'redirect' || /^https?:/.test(to)) throw new Refused(302, [['Location', absolute(visit, whole)]]);
  const [path = '/', args] = splitOnce(to, '?');
  visit.uri = path;
  if (args !== undefined) visit.args = [args, visit.args].filter(Boolean).join('&');
  return flag === 'break' ? false : flag === 'last' ? true : undefined;
}

async function refuse(visit: Visit, refused: Refused): Promise<void> {
  if (refused instanceof Spoken) {
    const type = setting(visit.scope, 'default_type') ?? 'text/plain';
    return send(visit, { status: refused.status, type, body: Buffer.from(refused.text) });
  }
  if (refused.status === 444) return void visit.response.destroy();
  const page = visit.errorStatus === undefined ? errorPage(visit, refused.status) : undefined;
  if (page) {
    visit.errorStatus = page.status;
    if (/^https?:/.test(page.to)) return refuse(visit, new Refused(302, [['Location', page.to]]));
    return redirect(visit, page.to);
  }
  const status = visit.errorStatus ?? refused.status;
  const version = setting(visit.scope, 'server_tokens') === 'off' ? undefined : visit.instance.version;
  const text = builtinPage(refused.status, version);
  const { headers } = refused;
  await send(
    visit,
    text === undefined
      ? { status, headers, body: Buffer.alloc(0) }
      : { status, type: 'text/html', headers, body: Buffer.from(text) },
  );
}

function errorPage(visit: Visit, status: number): { readonly to: string; readonly status: number } | undefined {
  for (const { args } of inherited(visit.scope, 'error_page')) {
    const to = args.at(-1) ?? '';
    const change = args.find((word) => word.startsWith('='));
    if (!args.slice(0, -1).includes(String(status))) continue;
    return { to, status: change && change.length > 1 ? Number(change.slice(1)) : status };
  }
  return undefined;
}

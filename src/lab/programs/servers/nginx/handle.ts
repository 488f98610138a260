import type { IncomingMessage, ServerResponse } from 'node:http';
import { httpDate, peerOf } from '../serving';
import { chooseLocation, chooseServer, normalized } from './choose';
import { inherited, setting } from './config';
import { Redirected, Refused, serveFiles } from './content';
import { builtinPage, plainPage } from './pages';
import type { Directive } from './parse';
import { pass } from './proxy';
import { rewrites, splitOnce, Spoken } from './rewrite';
import { send } from './send';
import { logAccess, logError, type Entrance, type Instance, type Visit } from './visit';

/** The answer to who speaks plain HTTP on a port for TLS, as it goes over the wire. */
export function plainToSecure(instance: Instance): string {
  const { self, version } = instance;
  const body = plainPage(version);
  const head = [
    'HTTP/1.1 400 Bad Request',
    `Server: nginx/${version}`,
    `Date: ${httpDate(self.clock)}`,
    'Content-Type: text/html',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}

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
  for (let turn = 0; turn < 10; turn++) {
    const own = enterLocation(visit);
    if (!rewrites(visit, own)) break;
  }
  await content(visit);
}

/** Chooses the location of the path; its directives. Throws Refused when the location is for inner use only. */
function enterLocation(visit: Visit): readonly Directive[] {
  const location = chooseLocation(visit.server.locations, visit.uri);
  visit.location = location;
  visit.scope = location?.scope ?? visit.server.scope;
  location?.regex?.exec(visit.uri)?.forEach((text, index) => visit.variables.set(String(index), text));
  const own = location?.scope[0]?.block ?? [];
  if (visit.turns === 0 && own.some(({ name }) => name === 'internal')) throw new Refused(404);
  return own;
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

async function refuse(visit: Visit, refused: Refused): Promise<void> {
  if (refused instanceof Spoken) {
    const type = setting(visit.scope, 'default_type') ?? 'text/plain';
    return send(visit, { status: refused.status, type, body: Buffer.from(refused.text) });
  }
  if (refused.status === 444) {
    visit.response.destroy();
    return;
  }
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

import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { NetworkError } from '../../../kernel/network';
import { askHttp } from '../serving';
import { hostPort, inherited, passTarget, setting, type Peer } from './config';
import { absolute, Refused } from './content';
import { errno, type Directive } from './parse';
import { added, ownHeaders, stream } from './send';
import { expand, logError, type Visit } from './visit';

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'proxy-connection',
  'te',
  'trailer',
]);

/** Passes a request on to another server and its answer back, as `proxy_pass` does. */
export async function pass(visit: Visit, directive: Directive): Promise<void> {
  const [text = ''] = directive.args;
  const target = passTarget(expand(text, visit));
  if (!target) {
    logError(visit, `invalid URL prefix in "${expand(text, visit)}"`);
    throw new Refused(500);
  }
  const path = passedPath(visit, target.uri, text.includes('$'));
  const peers = await peersOf(visit, target.authority, target.scheme);
  const answer = await askPeers(visit, peers, target, path);
  await relay(visit, answer, target.scheme, target.authority);
}

/** A URI behind the host replaces what the location matched; without one the request's own goes on. */
function passedPath(visit: Visit, uri: string, variable: boolean): string {
  const whole = visit.request.url ?? '/';
  if (uri === '') return visit.turns === 0 ? whole : encodeURI(visit.uri) + (visit.args === '' ? '' : `?${visit.args}`);
  if (variable) return uri;
  const rest =
    visit.location && visit.location.kind !== 'regex' ? visit.uri.slice(visit.location.path.length) : visit.uri;
  return uri + encodeURI(rest) + (visit.args === '' ? '' : `?${visit.args}`);
}

async function peersOf(visit: Visit, authority: string, scheme: string): Promise<readonly Peer[]> {
  const known = visit.instance.config.upstreams.get(authority);
  if (known) return turned(visit, authority, known);
  const { host, port } = hostPort(authority, scheme === 'https' ? 443 : 80);
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return [{ host, port }];
  if (setting(visit.scope, 'resolver') === undefined) {
    logError(visit, `no resolver defined to resolve ${host}`);
    throw new Refused(502);
  }
  const found = await visit.instance.self.network.resolve(host).catch(() => {
    logError(visit, `${host} could not be resolved (3: Host not found)`);
    throw new Refused(502);
  });
  return found.map((address) => ({ host: address, port }));
}

/** Round robin: each request starts with the next peer. */
function turned(visit: Visit, name: string, peers: readonly Peer[]): readonly Peer[] {
  const turn = (visit.instance.turns.get(name) ?? 0) % Math.max(1, peers.length);
  visit.instance.turns.set(name, turn + 1);
  return [...peers.slice(turn), ...peers.slice(0, turn)];
}

type Target = { readonly scheme: string; readonly authority: string };

async function askPeers(visit: Visit, peers: readonly Peer[], target: Target, path: string): Promise<IncomingMessage> {
  let status = 502;
  for (const peer of peers) {
    const shown = `${target.scheme}://${peer.host}:${peer.port}${path}`;
    const socket = await visit.instance.self.network.connect(peer.host, peer.port).catch((error: unknown) => {
      status = connectFailed(visit, error as NetworkError, shown);
      return undefined;
    });
    if (!socket) continue;
    const answer = await ask(visit, socket, target, path).catch(() => {
      logError(
        visit,
        'upstream prematurely closed connection while reading response header from upstream',
        'error',
        shown,
      );
      return undefined;
    });
    if (answer) return answer;
    break;
  }
  throw new Refused(status);
}

function connectFailed(visit: Visit, error: NetworkError, shown: string): number {
  if (error.code === 'ETIMEDOUT') {
    logError(visit, 'upstream timed out (110: Operation timed out) while connecting to upstream', 'error', shown);
    return 504;
  }
  logError(visit, `connect() failed (${errno(error)}) while connecting to upstream`, 'error', shown);
  return 502;
}

function ask(visit: Visit, socket: Duplex, target: Target, path: string): Promise<IncomingMessage> {
  const { request } = visit;
  visit.variables.set('proxy_host', target.authority);
  const body = isChunked(visit) || request.headers['content-length'] !== undefined ? request : undefined;
  const headers = headersTo(visit, target);
  return askHttp({ socket, method: request.method ?? 'GET', path, headers, ...(body && { body }) });
}

const isChunked = ({ request }: Visit): boolean => request.headers['transfer-encoding'] !== undefined;

/** The client's headers but for those of the connection, with what `proxy_set_header` says; empty ones go. */
function headersTo(visit: Visit, { authority }: Target): readonly string[] {
  const own = pairs(visit.request).filter(
    ([name]) => !hopByHop.has(name.toLowerCase()) && !/^(host|expect)$/i.test(name),
  );
  const told = inherited(visit.scope, 'proxy_set_header').map(
    ({ args: [name = '', value = ''] }) => [name, expand(value, visit)] as const,
  );
  const chunked = isChunked(visit) ? [['Transfer-Encoding', 'chunked'] as const] : [];
  const all = [['Host', authority] as const, ...own, ...told, ['Connection', 'close'] as const, ...chunked];
  const set = new Map(all.map((pair) => [pair[0].toLowerCase(), pair]));
  return [...set.values()].filter(([, value]) => value !== '').flat();
}

/** Headers as they came, names and values. */
function pairs({ rawHeaders }: IncomingMessage): readonly (readonly [string, string])[] {
  return Array.from({ length: Math.floor(rawHeaders.length / 2) }, (_, at) => [
    rawHeaders[at * 2] ?? '',
    rawHeaders[at * 2 + 1] ?? '',
  ]);
}

/** Headers that nginx makes itself and does not pass on. */
const dropped = new Set([...hopByHop, 'date', 'server', 'x-accel-redirect', 'x-pad']);

async function relay(visit: Visit, answer: IncomingMessage, scheme: string, authority: string): Promise<void> {
  const { response } = visit;
  visit.status = answer.statusCode ?? 502;
  const hidden = new Set(inherited(visit.scope, 'proxy_hide_header').map(({ args }) => args[0]?.toLowerCase()));
  const passed = pairs(answer)
    .filter(([name]) => !dropped.has(name.toLowerCase()) && !hidden.has(name.toLowerCase()))
    .map(([name, value]): [string, string] => [
      name,
      /^location$/i.test(name) ? redirected(visit, value, scheme, authority) : value,
    ]);
  const connection = response.shouldKeepAlive ? 'keep-alive' : 'close';
  const head = [...ownHeaders(visit), ...passed, ['Connection', connection], ...added(visit)];
  response.writeHead(visit.status, answer.statusMessage ?? '', head.flat());
  await stream(visit, answer);
}

/** `proxy_redirect default`: a redirect to the upstream's own address becomes one to this server. */
function redirected(visit: Visit, value: string, scheme: string, authority: string): string {
  const own = `${scheme}://${authority}/`;
  const [rule] = inherited(visit.scope, 'proxy_redirect');
  if (rule?.args[0] === 'off' || !value.startsWith(own)) return value;
  const place = visit.location?.kind === 'prefix' ? visit.location.path : '/';
  return absolute(visit, place + value.slice(own.length));
}

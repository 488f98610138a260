import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Process } from '../../../kernel/process';
import { accessTime } from '../serving';
import { inherited, setting, type Config, type Location, type VirtualServer } from './config';
import type { Directive } from './parse';

/** What all requests of one running nginx share. */
export type Instance = {
  readonly self: Process;
  readonly version: string;
  config: Config;
  /** Kept for stub_status. */
  readonly counts: { connections: number; requests: number; active: number };
  readonly worker: () => number;
  readonly log: (path: string, line: string) => void;
  /** The next peer of an upstream. */
  readonly turns: Map<string, number>;
};

/** Where a connection came in. */
export type Entrance = { readonly port: number; readonly secure: boolean };

/** One request on its way through nginx. */
export type Visit = {
  readonly instance: Instance;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly server: VirtualServer;
  readonly peer: string;
  readonly port: number;
  readonly secure: boolean;
  readonly connection: number;
  readonly started: number;
  readonly variables: Map<string, string>;
  /** The decoded path, without arguments; changes with internal redirects. */
  uri: string;
  args: string;
  scope: readonly Directive[];
  location: Location | undefined;
  /** How often it was sent on inside; nginx stops at ten. */
  turns: number;
  status: number;
  sent: number;
  /** Set while an error page is looked for: the status that stays. */
  errorStatus?: number;
};

/** Fills `$name`, `${name}` and `$1` in; an unknown variable is empty. */
export function expand(text: string, visit: Visit): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (_, braced?: string, bare?: string) =>
    variable(braced ?? bare ?? '', visit),
  );
}

const simple: Readonly<Record<string, (visit: Visit) => string>> = {
  uri: (visit) => visit.uri,
  document_uri: (visit) => visit.uri,
  args: (visit) => visit.args,
  query_string: (visit) => visit.args,
  is_args: (visit) => (visit.args === '' ? '' : '?'),
  request_uri: (visit) => visit.request.url ?? '/',
  request_method: (visit) => visit.request.method ?? 'GET',
  request: requestLine,
  scheme: (visit) => (visit.secure ? 'https' : 'http'),
  https: (visit) => (visit.secure ? 'on' : ''),
  host: (visit) => hostName(visit),
  server_name: (visit) => visit.server.names[0] ?? '',
  server_port: (visit) => String(visit.port),
  server_addr: (visit) =>
    visit.instance.self.network.interfaces().find(({ name }) => name !== 'lo')?.address ?? '127.0.0.1',
  server_protocol: (visit) => `HTTP/${visit.request.httpVersion}`,
  remote_addr: (visit) => visit.peer,
  remote_port: () => '40000',
  remote_user: () => '-',
  binary_remote_addr: (visit) => visit.peer,
  proxy_add_x_forwarded_for: (visit) =>
    [visit.request.headers['x-forwarded-for'], visit.peer].filter(Boolean).join(', '),
  proxy_host: (visit) => visit.variables.get('proxy_host') ?? '',
  hostname: (visit) => visit.instance.self.facts.hostname,
  nginx_version: (visit) => visit.instance.version,
  pid: (visit) => String(visit.instance.worker()),
  status: (visit) => String(visit.status),
  body_bytes_sent: (visit) => String(visit.sent),
  bytes_sent: (visit) => String(visit.sent),
  request_time: (visit) => ((visit.instance.self.clock.now() - visit.started) / 1000).toFixed(3),
  request_length: () => '0',
  connection: (visit) => String(visit.connection),
  time_local: (visit) => accessTime(visit.instance.self.clock.now()),
  time_iso8601: (visit) => `${new Date(visit.instance.self.clock.now()).toISOString().slice(0, 19)}+00:00`,
  msec: (visit) => (visit.instance.self.clock.now() / 1000).toFixed(3),
  document_root: (visit) => setting(visit.scope, 'root') ?? '/etc/nginx/html',
  content_type: (visit) => visit.request.headers['content-type'] ?? '',
  content_length: (visit) => visit.request.headers['content-length'] ?? '',
};

function variable(name: string, visit: Visit): string {
  const own = visit.variables.get(name);
  if (own !== undefined) return own;
  const known = simple[name];
  if (known) return known(visit);
  if (name.startsWith('http_')) return [visit.request.headers[name.slice(5).replace(/_/g, '-')]].flat().join(', ');
  if (name.startsWith('arg_')) return new URLSearchParams(visit.args).get(name.slice(4)) ?? '';
  return mapped(name, visit);
}

/** The value of a `map` block's variable. */
function mapped(name: string, visit: Visit): string {
  const http = visit.server.scope[1];
  const block = http?.block?.find((directive) => directive.name === 'map' && directive.args[1] === `$${name}`);
  if (!block) return '';
  const source = expand(block.args[0] ?? '', visit);
  const entries = block.block ?? [];
  const hit = entries.find((entry) => entry.name === source) ?? entries.find((entry) => entry.name === 'default');
  return expand(hit?.args[0] ?? '', visit);
}

/** `GET /path HTTP/1.1` as the client sent it. */
function requestLine({ request }: Visit): string {
  return `${request.method ?? 'GET'} ${request.url ?? '/'} HTTP/${request.httpVersion}`;
}

/** The host that the client asked for, without port, in small letters; the server's name when it said none. */
export function hostName(visit: Visit): string {
  const host = (visit.request.headers.host ?? '').toLowerCase().replace(/:\d+$/, '');
  return host === '' ? (visit.server.names[0] ?? '') : host;
}

/** Writes a line of the error log in nginx's format, with what it says of the request. */
export function logError(visit: Visit, text: string, level = 'error', upstream?: string): void {
  const { instance, request } = visit;
  const worker = instance.worker();
  const host = request.headers.host === undefined ? '' : `, host: "${request.headers.host}"`;
  const behind = upstream === undefined ? '' : `, upstream: "${upstream}"`;
  const stamp = new Date(instance.self.clock.now()).toISOString().slice(0, 19).replace('T', ' ').replace(/-/g, '/');
  const line =
    `${stamp} [${level}] ${worker}#${worker}: *${visit.connection} ${text}, client: ${visit.peer}, ` +
    `server: ${visit.server.names[0] ?? ''}, request: "${requestLine(visit)}"${behind}${host}\n`;
  const target =
    setting(visit.scope, 'error_log') ??
    setting([{ name: '', args: [], block: instance.config.main, file: '', line: 0 }], 'error_log');
  instance.log(target === 'stderr' ? '/dev/stderr' : (target ?? '/var/log/nginx/error.log'), line);
}

const combined =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';

/** Writes the access log's line of a finished request. */
export function logAccess(visit: Visit): void {
  const logs = inherited(visit.scope, 'access_log');
  const wanted = logs.length > 0 ? logs.map(({ args }) => args) : [['/var/log/nginx/access.log']];
  for (const [path = 'off', format] of wanted) {
    if (path === 'off') continue;
    const named = visit.server.scope[1]?.block?.find(({ name, args }) => name === 'log_format' && args[0] === format);
    const pieces = named?.args.slice(1).filter((piece) => !piece.startsWith('escape='));
    const line = (pieces?.join('') ?? combined).replace(
      /\$(?:\{(\w+)\}|(\w+))/g,
      (_, braced?: string, bare?: string) => {
        const value = variable(braced ?? bare ?? '', visit);
        return value === '' ? '-' : value;
      },
    );
    visit.instance.log(path, `${line}\n`);
  }
}

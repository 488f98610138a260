import type { IncomingMessage } from 'node:http';
import type { Location, VirtualServer } from './config';
import type { Entrance, Instance } from './visit';

/** Decoded, without `.`, `..` and doubled slashes; empty when it leads out of the root or cannot be decoded. */
export function normalized(raw: string): string {
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

/** The server of a request: by its name, else the default one of the port, else the first. */
export function chooseServer(instance: Instance, entrance: Entrance, request: IncomingMessage): VirtualServer {
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

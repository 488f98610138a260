import { dockerBadEndpoint } from '../../core/errors';
import type { Text } from '../../core/text';

/** What secures a TCP connection; without `ca` the machine's own authorities count. */
export type Tls = {
  readonly ca?: Buffer;
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly verify: boolean;
};

/** How an engine is reached. */
export type Target =
  /** A Unix socket, or a named pipe of Windows. */
  | { readonly over: 'socket'; readonly path: string }
  | { readonly over: 'tcp'; readonly host: string; readonly port: number; readonly tls?: Tls }
  | { readonly over: 'ssh'; readonly host: string; readonly port: number; readonly user?: string };

/** Where an engine is. */
export type Endpoint = {
  /** As people write it: `unix:///var/run/docker.sock`. */
  readonly address: string;
  readonly target: Target;
  /** The host where published ports are, when it is not this machine. */
  readonly remoteHost?: string;
  /** How many other usual places were looked at in vain before this one was taken for want of a better. */
  readonly alsoLookedAt?: number;
};

/** Reads an engine address as the docker command does; an address that cannot be used is dockerBadEndpoint. */
export function parseAddress(address: string, platform: NodeJS.Platform): Endpoint {
  const [, scheme, rest = ''] = /^([a-z][a-z+.-]*):\/\/(.*)$/is.exec(address) ?? [];
  if (scheme === undefined) {
    return address.startsWith('/') ? socket(`unix://${address}`, address) : network(address, `tcp://${address}`);
  }
  const read = readers[scheme.toLowerCase()];
  if (!read) throw bad(address, whyScheme(scheme));
  return read(address, rest, platform);
}

type Reader = (address: string, rest: string, platform: NodeJS.Platform) => Endpoint;

const readers: Readonly<Record<string, Reader>> = {
  unix: (address, rest) => {
    if (rest !== '' && !rest.startsWith('/')) throw bad(address, whyRelative);
    return socket(address, rest || '/var/run/docker.sock');
  },
  npipe: (address, rest, platform) => {
    if (platform !== 'win32') throw bad(address, whyPipe);
    return socket(address, rest.replaceAll('\\', '/') || '//./pipe/docker_engine');
  },
  tcp: (address) => network(address, address),
  http: (address) => network(address, address),
  https: (address) => network(address, address),
  ssh: (address) => network(address, address),
};

function socket(address: string, path: string): Endpoint {
  return { address, target: { over: 'socket', path } };
}

// Where the port is not said: https://docs.docker.com/reference/cli/dockerd/#daemon-socket-option
const defaultPorts: Readonly<Record<string, number>> = { 'tcp:': 2375, 'http:': 80, 'https:': 443, 'ssh:': 22 };

function network(address: string, written: string): Endpoint {
  const url = parseUrl(address, written);
  if (url.hostname === '') throw bad(address, whyNoHost);
  if (!/^\/?$/.test(url.pathname)) throw bad(address, whyPath);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const port = url.port === '' ? (defaultPorts[url.protocol] ?? 0) : Number(url.port);
  return {
    address: withoutPassword(url, address),
    target: target(url, host, port),
    ...(!isHere(host) && { remoteHost: host }),
  };
}

function parseUrl(address: string, written: string): URL {
  try {
    return new URL(written);
  } catch {
    throw bad(address, whyUrl);
  }
}

function target(url: URL, host: string, port: number): Target {
  switch (url.protocol) {
    case 'ssh:':
      return { over: 'ssh', host, port, ...(url.username && { user: decodeURIComponent(url.username) }) };
    case 'https:':
      return { over: 'tcp', host, port, tls: { verify: true } };
    default:
      return { over: 'tcp', host, port };
  }
}

// An address is shown in sentences and logged.
function withoutPassword(url: URL, address: string): string {
  return url.password === '' ? address : address.replace(`:${url.password}@`, '@');
}

function isHere(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d+){3}$/.test(host);
}

function bad(endpoint: string, why: Text) {
  return dockerBadEndpoint({ endpoint, why });
}

const whyRelative: Text = { en: 'the path of a socket must begin with /', zh: '套接字路径必须以 / 开头' };
const whyPipe: Text = { en: 'named pipes exist on Windows only', zh: '命名管道只存在于 Windows' };
const whyNoHost: Text = { en: 'it names no host', zh: '其中没有主机名' };
const whyPath: Text = { en: 'a path behind the port is not supported', zh: '不支持在端口之后带路径' };
const whyUrl: Text = { en: 'it is not an address', zh: '这不是一个地址' };
const whyScheme = (scheme: string): Text => ({
  en: `"${scheme}" is not one of unix, npipe, tcp, http, https, ssh`,
  zh: `“${scheme}”不是 unix、npipe、tcp、http、https、ssh 之一`,
});

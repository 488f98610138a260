import type { Files } from '../../../kernel/files';
import { insideOf, rules, type Rule } from './directives';
import { emergency, Emergency, parseConfig, type Directive } from './parse';

/** A location of a server, ready for matching; `scope` leads from the innermost block outwards. */
export type Location = {
  readonly kind: 'exact' | 'prefix' | 'firm' | 'regex' | 'named';
  readonly path: string;
  readonly regex?: RegExp;
  readonly scope: readonly Directive[];
  readonly inner: readonly Location[];
};

export type Listen = {
  readonly address: string;
  readonly port: number;
  readonly isDefault: boolean;
  readonly ssl: boolean;
  readonly at: Directive;
};

export type VirtualServer = {
  readonly names: readonly string[];
  readonly listens: readonly Listen[];
  readonly locations: readonly Location[];
  readonly scope: readonly Directive[];
};

/** One address of an upstream. */
export type Peer = { readonly host: string; readonly port: number };

/** A configuration that nginx would start with. */
export type Config = {
  readonly main: readonly Directive[];
  readonly servers: readonly VirtualServer[];
  /** Addresses of the named upstreams and of the literal hosts of `proxy_pass`, resolved at start; key `name` or `host:port`. */
  readonly upstreams: ReadonlyMap<string, readonly Peer[]>;
  readonly files: readonly string[];
};

/** Reads, checks and resolves a configuration; throws Emergency with the sentence that nginx prints. */
export async function loadConfig(
  files: Files,
  path: string,
  resolve: (host: string) => Promise<readonly string[]>,
): Promise<Config> {
  const main = await parseConfig(files, path);
  check(main, 'm');
  if (!main.some(({ name }) => name === 'events')) throw new Emergency('no "events" section in configuration');
  const http = main.find(({ name }) => name === 'http');
  const servers = blocksOf(http, 'server').map((block) => serverOf(block, http as Directive));
  const upstreams = new Map<string, readonly Peer[]>();
  for (const block of blocksOf(http, 'upstream'))
    upstreams.set(block.args[0] ?? '', await upstreamPeers(block, resolve));
  await resolvePasses(http?.block ?? [], upstreams, resolve);
  return { main, servers, upstreams, files: filesOf(main, path) };
}

const blocksOf = (parent: Directive | undefined, name: string): readonly Directive[] =>
  (parent?.block ?? []).filter((directive) => directive.name === name);

function check(directives: readonly Directive[], where: string): void {
  // Entries of `types` and `map` are data, not directives.
  if (where === 't' || where === 'x') return;
  const seen = new Set<string>();
  for (const directive of directives) {
    checkOne(directive, where);
    if (single.has(directive.name) && seen.has(directive.name))
      throw emergency(`"${directive.name}" directive is duplicate`, directive);
    seen.add(directive.name);
    if (directive.block) check(directive.block, insideOf[directive.name] ?? 't');
  }
}

const single = new Set([
  'root',
  'alias',
  'index_',
  'proxy_pass',
  'default_type',
  'autoindex',
  'client_max_body_size',
  'sendfile',
  'pid',
  'user',
  'worker_processes',
  'worker_connections',
  'http',
  'events',
]);

function checkOne(directive: Directive, where: string): void {
  const known = rules.get(directive.name);
  if (!known) throw emergency(`unknown directive "${directive.name}"`, directive);
  const here = known.filter((rule) => rule.where.includes(where));
  if (here.length === 0) throw emergency(`"${directive.name}" directive is not allowed here`, directive);
  checkForm(directive, here);
}

function checkForm(directive: Directive, here: readonly Rule[]): void {
  const { name, args, block } = directive;
  const blocks = here[0]?.block === true;
  if (blocks && !block) throw emergency(`directive "${name}" has no opening "{"`, directive);
  if (!blocks && block) throw emergency(`directive "${name}" is not terminated by ";"`, directive);
  if (!here.some(({ least, most }) => args.length >= least && args.length <= most))
    throw emergency(`invalid number of arguments in "${name}" directive`, directive);
  if (flags.has(name) && !['on', 'off'].includes(args[0] ?? ''))
    throw emergency(`invalid value "${args[0] ?? ''}" in "${name}" directive, it must be "on" or "off"`, directive);
}

const flags = new Set(['autoindex', 'sendfile', 'tcp_nopush', 'tcp_nodelay', 'daemon', 'master_process', 'etag']);

function serverOf(block: Directive, http: Directive): VirtualServer {
  const scope = [block, http];
  const listens = blocksOf(block, 'listen').map(listenOf);
  const names = blocksOf(block, 'server_name').flatMap(({ args }) => args);
  const fallback: Listen = { address: '0.0.0.0', port: 80, isDefault: false, ssl: false, at: block };
  return { names, listens: listens.length > 0 ? listens : [fallback], locations: locationsOf(block, scope), scope };
}

function listenOf(directive: Directive): Listen {
  const [where = '', ...options] = directive.args;
  const found = /^(?:(\[[^\]]*\]|[^:[\]]*[^:\d[\]][^:[\]]*|\d+\.\d+\.\d+\.\d+):)?(\d+)$/.exec(where);
  const port = found ? Number(found[2]) : 80;
  const badPort = found ? port < 1 || port > 65535 : /:[^\]]*$/.test(where.replace(/^\[[^\]]*\]/, ''));
  if (badPort) throw emergency(`invalid port in "${where}" of the "listen" directive`, directive);
  const address = addressOf(found ? found[1] : where);
  if (!found && !/^[\d.]+$|^\[/.test(address))
    throw emergency(`host not found in "${where}" of the "listen" directive`, directive);
  const isDefault = options.includes('default_server') || options.includes('default');
  return { address, port, isDefault, ssl: options.includes('ssl'), at: directive };
}

function addressOf(told: string | undefined): string {
  if (told === undefined || told === '' || told === '*') return '0.0.0.0';
  return told === 'localhost' ? '127.0.0.1' : told;
}

function locationsOf(parent: Directive, scope: readonly Directive[]): readonly Location[] {
  const found: Location[] = [];
  for (const block of blocksOf(parent, 'location')) {
    const location = locationOf(block, scope);
    if (found.some((other) => other.kind !== 'regex' && same(other, location)))
      throw emergency(`duplicate location "${location.path}"`, block);
    found.push(location);
  }
  return found;
}

const same = (left: Location, right: Location): boolean =>
  left.path === right.path && (left.kind === 'exact') === (right.kind === 'exact') && right.kind !== 'regex';

function locationOf(block: Directive, scope: readonly Directive[]): Location {
  const { sign, path } = matchOf(block);
  const inner = [block, ...scope];
  const common = { path, scope: inner, inner: locationsOf(block, inner) };
  if (sign === '~' || sign === '~*') return { kind: 'regex', ...common, regex: regexOf(path, sign === '~*', block) };
  const kind = sign === '' && path.startsWith('@') ? 'named' : kinds[sign];
  if (!kind) throw emergency(`invalid location modifier "${sign}"`, block);
  return { kind, ...common };
}

const kinds: Readonly<Record<string, Location['kind']>> = { '': 'prefix', '=': 'exact', '^~': 'firm' };

/** `= /path`, and `=/path` without a blank. */
function matchOf({ args: [first = '', second] }: Directive): { readonly sign: string; readonly path: string } {
  if (second !== undefined) return { sign: first, path: second };
  const [, sign = '', path = first] = /^(=|\^~|~\*|~)(.+)$/.exec(first) ?? [];
  return { sign, path };
}

/** A PCRE of a configuration as JavaScript's; throws Emergency when it is none. */
export function regexOf(source: string, caseless: boolean, at: Directive): RegExp {
  try {
    return new RegExp(source.replace(/\(\?P</g, '(?<'), caseless ? 'i' : '');
  } catch {
    throw emergency(`pcre2_compile() failed: invalid pattern in "${source}"`, at);
  }
}

/** `host`, `host:port` → its parts; port 80, or 443 for https. */
export function hostPort(text: string, fallback = 80): Peer {
  const found = /^(.*?)(?::(\d+))?$/.exec(text);
  return { host: found?.[1] ?? text, port: found?.[2] ? Number(found[2]) : fallback };
}

/** `http://host:port/uri` → its parts; undefined when it is no such address. */
export function passTarget(
  text: string,
): { readonly scheme: string; readonly authority: string; readonly uri: string } | undefined {
  const found = /^(https?):\/\/([^/?#]+)(.*)$/.exec(text);
  return found ? { scheme: found[1] ?? 'http', authority: found[2] ?? '', uri: found[3] ?? '' } : undefined;
}

type Resolve = (host: string) => Promise<readonly string[]>;

async function addresses(host: string, at: Directive, what: string, resolve: Resolve): Promise<readonly string[]> {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return [host];
  return resolve(host).catch(() => {
    throw emergency(`host not found in upstream "${what}"`, at);
  });
}

async function upstreamPeers(block: Directive, resolve: Resolve): Promise<readonly Peer[]> {
  const peers: Peer[] = [];
  for (const server of blocksOf(block, 'server')) {
    if (server.args.includes('down')) continue;
    const target = server.args[0] ?? '';
    const { host, port } = hostPort(target);
    for (const address of await addresses(host, server, target, resolve)) peers.push({ host: address, port });
  }
  if (blocksOf(block, 'server').length === 0) throw emergency(`no servers are inside upstream`, block);
  return peers;
}

async function resolvePasses(
  directives: readonly Directive[],
  upstreams: Map<string, readonly Peer[]>,
  resolve: Resolve,
) {
  for (const directive of directives) {
    if (directive.block) await resolvePasses(directive.block, upstreams, resolve);
    if (directive.name === 'proxy_pass') await resolvePass(directive, upstreams, resolve);
  }
}

async function resolvePass(
  directive: Directive,
  upstreams: Map<string, readonly Peer[]>,
  resolve: Resolve,
): Promise<void> {
  const [text = ''] = directive.args;
  if (text.includes('$')) return;
  const target = passTarget(text);
  if (!target) throw emergency('invalid URL prefix', directive);
  if (upstreams.has(target.authority)) return;
  const { host, port } = hostPort(target.authority, target.scheme === 'https' ? 443 : 80);
  const found = await addresses(host, directive, host, resolve);
  upstreams.set(
    target.authority,
    found.map((address) => ({ host: address, port })),
  );
}

function filesOf(directives: readonly Directive[], path: string): readonly string[] {
  const all = new Set([path]);
  const visit = (list: readonly Directive[]) => {
    for (const directive of list) {
      all.add(directive.file);
      visit(directive.block ?? []);
    }
  };
  visit(directives);
  return [...all];
}

/** The directives of a name that hold in a scope: those of the innermost block that has any. */
export function inherited(scope: readonly Directive[], name: string): readonly Directive[] {
  for (const block of scope) {
    const found = blocksOf(block, name);
    if (found.length > 0) return found;
  }
  return [];
}

/** The first argument of the directive that holds in a scope. */
export const setting = (scope: readonly Directive[], name: string): string | undefined =>
  inherited(scope, name).at(-1)?.args[0];

import { Failure } from '../failure';
import type { Options } from '../options';
import type { Json } from '../text/json';
import { commaParts } from './mounts';
import { pairsOf } from './pairs';

type Endpoint = {
  Aliases?: string[];
  Links?: string[];
  IPAMConfig?: Record<string, Json>;
  DriverOpts?: Record<string, string>;
  MacAddress?: string;
};

/** What a container is connected to, as the API takes it. */
export type Connections = { readonly mode: string; readonly endpoints: Readonly<Record<string, Json>> };

/** Reads `--network` in its short and long form and the options that belong to the first network; throws a Failure. */
export function readNetworks(options: Options): Connections {
  const found = options.list('network').map(oneNetwork);
  const [first] = found;
  const aliases = options.list('network-alias');
  const mode = first?.name ?? 'default';
  const named = !['default', 'bridge', 'host', 'none'].includes(mode) && !mode.startsWith('container:');
  if (aliases.length && !named && first && mode.startsWith('container:'))
    throw new Failure('conflicting options: cannot specify --network-alias with --network container:');
  const own = ownEndpoint(options, named);
  const endpoints: Record<string, Json> = {};
  found.forEach(({ name, endpoint }, place) => {
    endpoints[name] = place === 0 ? { ...endpoint, ...own } : endpoint;
  });
  if (!first && Object.keys(own).length) endpoints['default'] = own;
  return { mode, endpoints };
}

function ownEndpoint(options: Options, named: boolean): Endpoint {
  const aliases = options.list('network-alias');
  return {
    ...(aliases.length ? { Aliases: [...aliases] } : {}),
    ...(options.has('link') && named ? { Links: [...options.list('link')] } : {}),
    ...addresses(options.text('ip'), options.text('ip6')),
    ...(options.has('mac-address') ? { MacAddress: options.text('mac-address') } : {}),
  };
}

function addresses(ip: string, ip6: string): Endpoint {
  if (!ip && !ip6) return {};
  return { IPAMConfig: { ...(ip ? { IPv4Address: ip } : {}), ...(ip6 ? { IPv6Address: ip6 } : {}) } };
}

function oneNetwork(text: string): { readonly name: string; readonly endpoint: Endpoint } {
  if (!/(^|,)\w[\w-]*=/.test(text)) return { name: text, endpoint: {} };
  const given = new Map<string, string[]>();
  for (const part of commaParts(text)) {
    const [key = '', value = ''] = part.split(/=(.*)/s);
    if (!longKeys.includes(key))
      throw new Failure(`invalid argument ${JSON.stringify(text)} for "--network" flag: invalid field ${key}`, 125);
    given.set(key, [...(given.get(key) ?? []), value]);
  }
  const single = (key: string): string => given.get(key)?.at(-1) ?? '';
  const aliases = given.get('alias');
  const driver = given.get('driver-opt');
  const mac = single('mac-address');
  const endpoint: Endpoint = {
    ...(aliases ? { Aliases: aliases } : {}),
    ...(driver ? { DriverOpts: pairsOf(driver) } : {}),
    ...addresses(single('ip'), single('ip6')),
    ...(mac === '' ? {} : { MacAddress: mac }),
  };
  return { name: single('name'), endpoint };
}

const longKeys = ['name', 'alias', 'driver-opt', 'ip', 'ip6', 'mac-address'];

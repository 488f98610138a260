import { command, atLeast, exactly, type Call } from '../command';
import { labelsShown } from '../containers/list';
import { pairsOf } from '../containers/pairs';
import { EngineError, Failure } from '../failure';
import { filterQuery } from '../text/filters';
import { isList, plainText, textAt, textsAt, truthAt, type Json } from '../text/json';
import { printList, type Listing } from '../text/listing';
import { localTime } from '../text/times';
import { shortId } from '../text/units';
import { confirmed, pruneQuery } from './prune';

function listing(whole: boolean): Listing<Json> {
  return {
    type: 'network.networkContext',
    usual: '{{.ID}}\t{{.Name}}\t{{.Driver}}\t{{.Scope}}',
    fields: {
      ID: { heading: 'NETWORK ID', of: (item) => (whole ? textAt(item, 'Id') : shortId(textAt(item, 'Id'))) },
      Name: { heading: 'NAME', of: (item) => textAt(item, 'Name') },
      Driver: { heading: 'DRIVER', of: (item) => textAt(item, 'Driver') },
      Scope: { heading: 'SCOPE', of: (item) => textAt(item, 'Scope') },
      IPv4: { heading: 'IPV4', of: (item) => String(truthAt(item, 'EnableIPv4')) },
      IPv6: { heading: 'IPV6', of: (item) => String(truthAt(item, 'EnableIPv6')) },
      Internal: { heading: 'INTERNAL', of: (item) => String(truthAt(item, 'Internal')) },
      Labels: { heading: 'LABELS', of: (item) => labelsShown(item, 'Labels') },
      Label: { heading: 'LABEL', of: (item, key) => textAt(item, 'Labels', plainText(key)) },
      CreatedAt: { heading: 'CREATED AT', of: (item) => createdAt(textAt(item, 'Created')) },
    },
  };
}

function createdAt(text: string): string {
  const ms = Date.parse(text);
  const fraction = /\.(\d+)/.exec(text)?.[1]?.replace(/0+$/, '') ?? '';
  return localTime(ms).replace(/^(\S+ \S+)/, fraction ? `$1.${fraction}` : '$1');
}

async function list(call: Call): Promise<number> {
  const { options } = call;
  const found = await call.client.json('GET', '/networks', { query: { filters: filterQuery(call) } });
  const networks = Array.from(isList(found) ? found : []);
  const key = (item: Json): string => textAt(item, 'Name');
  networks.sort((one, two) => key(one).localeCompare(key(two), 'en', { numeric: true }));
  const format = options.text('format');
  printList(call, listing(options.is('no-trunc')), networks, options.is('quiet') && format === '' ? '{{.ID}}' : format);
  return 0;
}

function pools(call: Call): readonly Json[] {
  const { options } = call;
  const subnets = options.list('subnet');
  const take = (name: string, place: number): Record<string, Json> => {
    const value = options.list(name)[place];
    return value === undefined ? {} : { [{ 'ip-range': 'IPRange', gateway: 'Gateway' }[name] ?? name]: value };
  };
  if (!subnets.length && (options.has('ip-range') || options.has('gateway')))
    throw new Failure(
      options.has('ip-range')
        ? `no matching subnet for range ${options.text('ip-range')}`
        : `no matching subnet for gateway ${options.text('gateway')}`,
    );
  return subnets.map((Subnet, place) => ({ Subnet, ...take('ip-range', place), ...take('gateway', place) }));
}

async function create(call: Call): Promise<number> {
  const { options } = call;
  const made = await call.client.json('POST', '/networks/create', {
    body: {
      Name: call.args[0] ?? '',
      Driver: options.text('driver', 'bridge'),
      Scope: options.text('scope'),
      EnableIPv6: options.is('ipv6'),
      IPAM: {
        Driver: options.text('ipam-driver', 'default'),
        Options: pairsOf(options.list('ipam-opt')),
        Config: pools(call),
      },
      Internal: options.is('internal'),
      Attachable: options.is('attachable'),
      Ingress: options.is('ingress'),
      ConfigOnly: options.is('config-only'),
      ConfigFrom: null,
      Options: pairsOf(options.list('opt')),
      Labels: pairsOf(options.list('label')),
      CheckDuplicate: true,
    },
  });
  call.print(`${textAt(made, 'Id')}\n`);
  return 0;
}

async function remove(call: Call): Promise<number> {
  let status = 0;
  for (const name of call.args) {
    try {
      await call.client.text('DELETE', `/networks/${encodeURIComponent(name)}`);
      call.print(`${name}\n`);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      if (call.options.is('force') && error.code === 404) continue;
      call.complain(error.message);
      status = 1;
    }
  }
  if (status) throw new Failure('exit status 1');
  return 0;
}

async function connect(call: Call): Promise<number> {
  const { options } = call;
  const [network = '', container = ''] = call.args;
  const ip = options.text('ip');
  const ip6 = options.text('ip6');
  const endpoint: Record<string, Json> = {
    ...(ip || ip6 ? { IPAMConfig: { ...(ip ? { IPv4Address: ip } : {}), ...(ip6 ? { IPv6Address: ip6 } : {}) } } : {}),
    Links: options.list('link'),
    Aliases: options.list('alias'),
    DriverOpts: pairsOf(options.list('driver-opt')),
  };
  await call.client.text('POST', `/networks/${encodeURIComponent(network)}/connect`, {
    body: { Container: container, EndpointConfig: endpoint },
  });
  return 0;
}

async function disconnect(call: Call): Promise<number> {
  const [network = '', container = ''] = call.args;
  await call.client.text('POST', `/networks/${encodeURIComponent(network)}/disconnect`, {
    body: { Container: container, Force: call.options.is('force') },
  });
  return 0;
}

async function prune(call: Call): Promise<number> {
  if (!(await confirmed(call, 'WARNING! This will remove all custom networks not used by at least one container.')))
    return 0;
  const gone = textsAt(
    await call.client.json('POST', '/networks/prune', { query: { filters: pruneQuery(call) } }),
    'NetworksDeleted',
  );
  if (gone.length) call.print(`Deleted Networks:\n${gone.map((name) => `${name}\n`).join('')}\n`);
  return 0;
}

/** `docker network …`. */
export const networkCommands = [
  command({
    names: 'network ls, network list',
    usage: '[OPTIONS]',
    short: 'List networks',
    flags: `
      -f, --filter filter | Provide filter values (e.g. "driver=bridge")
      --format string | Format output using a custom template
      --no-trunc | Do not truncate the output
      -q, --quiet | Only display network IDs
    `,
    run: list,
  }),
  command({
    names: 'network create',
    usage: '[OPTIONS] NETWORK',
    short: 'Create a network',
    flags: `
      --attachable | Enable manual container attachment
      --config-only | Create a configuration only network
      -d, --driver string | Driver to manage the Network
      --gateway list | IPv4 or IPv6 Gateway for the master subnet
      --ingress | Create swarm routing-mesh network
      --internal | Restrict external access to the network
      --ip-range list | Allocate container ip from a sub-range
      --ipam-driver string | IP Address Management Driver
      --ipam-opt map | Set IPAM driver specific options
      --ipv6 | Enable or disable IPv6 address assignment
      --label list | Set metadata on a network
      -o, --opt map | Set driver specific options
      --scope string | Control the network's scope
      --subnet list | Subnet in CIDR format that represents a network segment
    `,
    args: exactly(1),
    run: create,
  }),
  command({
    names: 'network rm, network remove',
    usage: 'NETWORK [NETWORK...]',
    short: 'Remove one or more networks',
    flags: '-f, --force | Do not error if the network does not exist',
    args: atLeast(1),
    run: remove,
  }),
  command({
    names: 'network connect',
    usage: '[OPTIONS] NETWORK CONTAINER',
    short: 'Connect a container to a network',
    flags: `
      --alias list | Add network-scoped alias for the container
      --driver-opt list | driver options for the network
      --ip string | IPv4 address (e.g., "172.30.100.104")
      --ip6 string | IPv6 address (e.g., "2001:db8::33")
      --link list | Add link to another container
    `,
    args: exactly(2),
    run: connect,
  }),
  command({
    names: 'network disconnect',
    usage: '[OPTIONS] NETWORK CONTAINER',
    short: 'Disconnect a container from a network',
    flags: '-f, --force | Force the container to disconnect from a network',
    args: exactly(2),
    run: disconnect,
  }),
  command({
    names: 'network prune',
    usage: '[OPTIONS]',
    short: 'Remove all unused networks',
    flags: `
      --filter filter | Provide filter values (e.g. "until=<timestamp>")
      -f, --force | Do not prompt for confirmation
    `,
    run: prune,
  }),
];

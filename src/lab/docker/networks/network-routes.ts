import { ApiError, type Call, type Route } from '../../http/call';
import { eventTime } from '../events/event-time';
import type { EndpointSettings } from '../model';
import { boolOf, listOf, partOf, readBody, textOf, textsOf, type Body } from '../system/body';
import {
  exact,
  filterBool,
  goBool,
  labelled,
  matching,
  notLabelled,
  onlyFilters,
  parseFilters,
  type Filters,
} from '../system/filters';
import { createRequest, type CreateRequest } from './create-request';
import { formatAddress } from './ipv4';
import type { Network } from './record';
import { requireNetwork, type State } from './state';

/** What the endpoints do with the networks. */
export type NetworkActions = {
  readonly state: State;
  readonly create: (request: CreateRequest) => Network;
  readonly connect: (network: Network, container: string, settings: EndpointSettings) => Promise<void>;
  readonly disconnect: (network: Network, container: string, force: boolean) => void;
  readonly remove: (network: Network) => void;
};

/** The endpoints below `/networks`. */
export function networkRoutes(actions: NetworkActions): readonly Route[] {
  const { state } = actions;
  const list = (call: Call): void => {
    const passes = listFilter(parseFilters(call.query.get('filters')));
    call.reply(
      200,
      [...state.networks.values()].filter(passes).map((network) => shown(network, false)),
    );
  };
  const named = (call: Call): Network => requireNetwork(state, call.params['id'] ?? '');
  return [
    { method: 'GET', path: '/networks', run: list },
    {
      method: 'GET',
      path: '/networks/{id:.*}',
      run: (call) => {
        checkVerbose(call.query.get('verbose'));
        const scope = call.query.get('scope') ?? '';
        const network = named(call);
        if (scope !== '' && scope !== scopeOf(network))
          throw new ApiError(404, `network ${call.params['id']} not found`);
        call.reply(200, shown(network, true));
      },
    },
    {
      method: 'POST',
      path: '/networks/create',
      run: async (call) => {
        const taken = (name: string): boolean => [...state.networks.values()].some((network) => network.name === name);
        const request = await createRequest(call, taken, state.swarm.active);
        call.reply(201, { Id: actions.create(request).id, Warning: '' });
      },
    },
    {
      method: 'POST',
      path: '/networks/{id}/connect',
      run: async (call) => {
        const body = await readBody(call, 'types.NetworkConnect');
        const config = partOf(body, 'EndpointConfig', 'network.EndpointSettings');
        const container = textOf(body, 'Container');
        await actions.connect(named(call), container, config ? endpointSettings(config) : {});
        call.reply(200);
      },
    },
    {
      method: 'POST',
      path: '/networks/{id}/disconnect',
      run: async (call) => {
        const body = await readBody(call, 'types.NetworkDisconnect');
        actions.disconnect(named(call), textOf(body, 'Container'), boolOf(body, 'Force'));
        call.reply(200);
      },
    },
    {
      method: 'POST',
      path: '/networks/prune',
      run: (call) => {
        const NetworksDeleted = prune(actions, call);
        state.events.emit('network', 'prune', { ID: '', Attributes: { reclaimed: '0' } });
        call.reply(200, { NetworksDeleted });
      },
    },
    {
      method: 'DELETE',
      path: '/networks/{id:.*}',
      run: (call) => {
        actions.remove(named(call));
        call.reply(204);
      },
    },
  ];
}

function endpointSettings(body: Body): EndpointSettings {
  const ipam = partOf(body, 'IPAMConfig', 'network.EndpointIPAMConfig');
  const address = ipam ? textOf(ipam, 'IPv4Address') : '';
  const mac = textOf(body, 'MacAddress');
  return {
    IPAMConfig: ipam ? (address === '' ? {} : { IPv4Address: address }) : null,
    Links: listOf(body, 'Links') ?? null,
    Aliases: listOf(body, 'Aliases') ?? null,
    DriverOpts: textsOf(body, 'DriverOpts') ?? null,
    ...(mac === '' ? {} : { MacAddress: mac }),
  };
}

function checkVerbose(value: string | null): void {
  if (value === null || value === '' || goBool(value) !== undefined) return;
  const why = `strconv.ParseBool: parsing ${JSON.stringify(value)}: invalid syntax`;
  throw new ApiError(400, `invalid value for verbose: ${value}: ${why}`);
}

const scopeOf = (network: Network): 'swarm' | 'local' => (network.swarm ? 'swarm' : 'local');

/** A network as the API tells it; only inspect tells who is connected. */
export function shown(network: Network, connected: boolean): object {
  const { rows, ipamOptions, options, labels, internal, attachable } = network;
  const endpoints = connected ? [...network.endpoints.values()] : [];
  const sorted = endpoints.sort((a, b) => (a.containerId < b.containerId ? -1 : 1));
  return {
    Name: network.name,
    Id: network.id,
    Created: network.created,
    Scope: scopeOf(network),
    Driver: network.driver,
    EnableIPv6: network.ipv6,
    IPAM: { Driver: 'default', Options: ipamOptions, Config: rows },
    Internal: internal,
    Attachable: attachable,
    Ingress: network.ingress === true,
    ConfigFrom: { Network: '' },
    ConfigOnly: false,
    Containers: Object.fromEntries(
      sorted.map(({ containerId, containerName, id, mac, address }) => [
        containerId,
        {
          Name: containerName,
          EndpointID: id,
          MacAddress: mac,
          IPv4Address: address === undefined ? '' : `${formatAddress(address)}/${network.subnet?.prefix ?? 0}`,
          IPv6Address: '',
        },
      ]),
    ),
    Options: options,
    Labels: labels,
  };
}

/** Throws ApiError for filters that the engine refuses. */
function listFilter(filters: Filters): (network: Network) => boolean {
  onlyFilters(filters, ['dangling', 'driver', 'id', 'label', 'name', 'scope', 'type']);
  const dangling = filterBool(filters, 'dangling');
  if (dangling === 'invalid') {
    throw new ApiError(400, `invalid value for filter 'dangling', must be "true" (or "1"), or "false" (or "0")`);
  }
  const strange = filters.get('type')?.find((type) => type !== 'custom' && type !== 'builtin');
  if (strange !== undefined) throw new ApiError(500, `invalid filter: 'type'='${strange}'`);
  return (network) =>
    (dangling === undefined || dangling === (!network.predefined && network.endpoints.size === 0)) &&
    exact(filters, 'driver', network.driver) &&
    matching(filters, 'id', network.id) &&
    matching(filters, 'name', network.name) &&
    exact(filters, 'scope', scopeOf(network)) &&
    exact(filters, 'type', network.predefined ? 'builtin' : 'custom') &&
    labelled(filters, network.labels);
}

/** Removes what nobody uses; null when that is nothing, as in Go. */
function prune(actions: NetworkActions, call: Call): readonly string[] | null {
  const filters = parseFilters(call.query.get('filters'));
  onlyFilters(filters, ['label', 'label!', 'until']);
  const { clock, networks } = actions.state;
  const [until, ...more] = filters.get('until') ?? [];
  if (more.length > 0) throw new ApiError(400, 'more than one until filter specified');
  const limit = eventTime(until ?? null, clock.now());
  const unused = [...networks.values()].filter(
    (network) =>
      !network.predefined &&
      !network.ingress &&
      !network.leadsOut &&
      actions.state.swarm.users(network.id) === undefined &&
      network.endpoints.size === 0 &&
      (limit === undefined || BigInt(Date.parse(network.created)) * 1_000_000n <= limit) &&
      labelled(filters, network.labels) &&
      notLabelled(filters, network.labels),
  );
  for (const network of unused) actions.remove(network);
  return unused.length === 0 ? null : unused.map((network) => network.name);
}

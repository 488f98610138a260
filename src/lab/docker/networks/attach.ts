import { randomBytes } from 'node:crypto';
import { ApiError } from '../../http/call';
import type { Attachment } from '../model';
import { hostStackOf } from './host-stack';
import { formatAddress, macOf, parseAddress } from './ipv4';
import { sharedWith, type Connection, type Member } from './member';
import { dnsNames } from './names';
import { publish } from './publish';
import type { LiveEndpoint, Network } from './record';
import { closeSandbox, newSandbox, type Nic, type Sandbox } from './sandbox';
import { sourcesOf } from './name-sources';
import { stackOf } from './stack';
import { findNetwork, keepMember, requireNetwork, tell, type Running, type State } from './state';
import { wayOut } from './topology';

const newId = (): string => randomBytes(32).toString('hex');

/** Brings a container's networks up; see NetworkRoom. */
export async function bringUp(state: State, containerId: string): Promise<Attachment> {
  const member = state.members.get(containerId);
  if (!member) throw new ApiError(404, `No such container: ${containerId}`);
  const before = state.running.get(containerId);
  if (before) return before.attachment;
  const shared = sharedWith(member.plan);
  if (shared !== undefined) return upShared(state, containerId, shared);
  if (member.plan.mode === 'host') return upHost(state, containerId, member);
  return upOwn(state, containerId, member);
}

function upShared(state: State, containerId: string, reference: string): Attachment {
  const { id } = state.containers().require(reference);
  const other = state.running.get(id);
  if (!other) throw new ApiError(409, `cannot join network of a non running container: ${id}`);
  const attachment = { stack: other.attachment.stack, ports: {}, sandboxId: '' };
  state.running.set(containerId, { kind: 'shared', attachment });
  return attachment;
}

function upHost(state: State, containerId: string, member: Member): Attachment {
  const network = requireNetwork(state, 'host');
  const connection = member.connections.get('host');
  if (connection) connection.networkId = network.id;
  endpointOn(network, containerId, member, connection, state.world.host, undefined);
  const host = hostStackOf(state.world, sourcesOf(state, containerId));
  const attachment = { stack: host.stack, ports: {}, sandboxId: newId() };
  state.running.set(containerId, { kind: 'host', attachment, host });
  tell(state, 'connect', network, containerId);
  keepMember(state, containerId, member);
  return attachment;
}

/** The order in which a start connects: the default bridge, the one that the mode names, the others by name. */
function startOrder(member: Member, modeNetwork: string | undefined): readonly string[] {
  const rank = (name: string): number => (name === 'bridge' ? 0 : name === modeNetwork ? 1 : 2);
  return [...member.connections.keys()].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** The order of interfaces: those with a way out first, then by the network's name. */
const inOrder = (endpoints: readonly LiveEndpoint[]): readonly LiveEndpoint[] =>
  [...endpoints].sort(
    ({ network: a }, { network: b }) => Number(a.internal) - Number(b.internal) || (a.name < b.name ? -1 : 1),
  );

async function upOwn(state: State, containerId: string, member: Member): Promise<Attachment> {
  const sandbox = newSandbox(newId());
  sandbox.ignoresEcho = member.plan.sysctls?.['net.ipv4.icmp_echo_ignore_all'] === '1';
  const running: Own = {
    kind: 'own',
    sandbox,
    ports: undefined,
    attachment: attachmentOf(
      sandbox,
      stackOf(state.world, sandbox, sourcesOf(state, containerId)),
      () => running.ports?.ports,
    ),
  };
  const mode = findNetwork(state, member.plan.mode)?.name;
  const joined: LiveEndpoint[] = [];
  try {
    for (const name of startOrder(member, mode)) {
      const endpoint = join(state, containerId, member, name, sandbox);
      joined.push(endpoint);
      sandbox.nics = named(inOrder(joined));
      await openPorts(state, member, running, endpoint);
      tell(state, 'connect', endpoint.network, containerId);
    }
  } catch (error) {
    // The engine tells of every network of the container as soon as there was a namespace to take apart.
    leaveAll(state, containerId, member, joined.length > 0);
    await running.ports?.close();
    closeSandbox(sandbox);
    throw error;
  } finally {
    keepMember(state, containerId, member);
  }
  state.running.set(containerId, running);
  return running.attachment;
}

const attachmentOf = (
  sandbox: Sandbox,
  stack: Attachment['stack'],
  ports: () => Attachment['ports'] | undefined,
): Attachment => ({
  stack,
  sandboxId: sandbox.id,
  get ports() {
    return ports() ?? {};
  },
});

const named = (endpoints: readonly LiveEndpoint[]): readonly Nic[] =>
  endpoints
    .filter((endpoint) => endpoint.address !== undefined)
    .map((endpoint, index) => ({ name: `eth${index}`, endpoint }));

type Own = Extract<Running, { readonly kind: 'own' }>;

/** Publishes the container's ports as soon as it has a network that leads out. */
async function openPorts(state: State, member: Member, running: Running, endpoint: LiveEndpoint): Promise<void> {
  if (running.kind !== 'own' || running.ports || !wayOut(running.sandbox.nics)) return;
  running.ports = await publish(state.world, running.sandbox, member.plan, {
    name: member.plan.name,
    id: endpoint.id,
  });
}

/** Takes an address on a network; throws ApiError when there is no such network or no such address. */
function join(state: State, containerId: string, member: Member, name: string, sandbox: Sandbox): LiveEndpoint {
  const network = findNetwork(state, name);
  const connection = member.connections.get(name);
  if (!network || !connection) throw missing(state, member, name);
  checkAttachable(state, network, containerId);
  connection.dnsNames = network.predefined ? null : namesOf(containerId, member, connection);
  const address = takeAddress(network, connection);
  connection.networkId = network.id;
  return endpointOn(network, containerId, member, connection, sandbox, address);
}

/** Throws ApiError 403 when the network is for services only. */
function checkAttachable({ swarm }: State, network: Network, containerId: string): void {
  if (network.swarm !== true || network.attachable || swarm.admitted.has(containerId)) return;
  const why = `rpc error: code = PermissionDenied desc = network ${network.name} not manually attachable`;
  throw new ApiError(403, `Could not attach to network ${network.name}: ${why}`);
}

function missing(state: State, member: Member, name: string): ApiError {
  const { mode } = member.plan;
  const withBridge = member.connections.has('bridge') && mode === name && !findNetwork(state, mode);
  const before = withBridge ? `could not find a network matching network mode ${mode}: ` : '';
  return new ApiError(404, `${before}network ${name} not found`);
}

function takeAddress(network: Network, { settings }: Connection): number | undefined {
  if (!network.addresses) return undefined;
  const asked = settings.IPAMConfig?.IPv4Address;
  if (asked) {
    const address = parseAddress(asked);
    if (address !== undefined && network.reserved.has(address)) return address;
    if (address === undefined || !network.addresses.take(address)) throw new ApiError(403, 'Address already in use');
    return address;
  }
  const address = network.addresses.next();
  if (address !== undefined) return address;
  throw new ApiError(
    500,
    `no available IPv4 addresses on this network's address pools: ${network.name} (${network.id})`,
  );
}

const namesOf = (containerId: string, { plan }: Member, connection: Connection): readonly string[] =>
  dnsNames(containerId, plan, connection.settings.Aliases);

function endpointOn(
  network: Network,
  containerId: string,
  member: Member,
  connection: Connection | undefined,
  sandbox: Sandbox,
  address: number | undefined,
): LiveEndpoint {
  const own = connection?.settings.MacAddress;
  const names = connection && !network.predefined ? namesOf(containerId, member, connection) : null;
  const endpoint: LiveEndpoint = {
    id: newId(),
    containerId,
    network,
    address,
    mac: own ? own.toLowerCase() : address === undefined ? '' : macOf(address),
    sandbox,
    names: (names ?? []).map((name) => name.toLowerCase()),
    dnsNames: names,
    containerName: member.plan.name,
  };
  network.endpoints.set(containerId, endpoint);
  return endpoint;
}

/** Takes a container off a network, if it is on it. */
export function leave(network: Network, containerId: string): void {
  const endpoint = network.endpoints.get(containerId);
  if (!endpoint) return;
  network.endpoints.delete(containerId);
  const { address } = endpoint;
  if (address !== undefined && !network.reserved.has(address)) network.addresses?.give(address);
  const { sandbox } = endpoint;
  sandbox.nics = sandbox.nics.filter((nic) => nic.endpoint !== endpoint);
  const gone = endpoint.address === undefined ? '' : formatAddress(endpoint.address);
  for (const connection of [...sandbox.connections]) {
    if (connection.localAddress === gone) connection.reset();
  }
}

function leaveAll(state: State, containerId: string, member: Member, telling: boolean): void {
  for (const name of [...member.connections.keys()].sort()) {
    const network = findNetwork(state, name);
    if (!network) continue;
    leave(network, containerId);
    if (telling) tell(state, 'disconnect', network, containerId);
  }
}

/** Takes a container's networks down; see NetworkRoom. */
export async function takeDown(state: State, containerId: string): Promise<void> {
  const running = state.running.get(containerId);
  const member = state.members.get(containerId);
  if (!running || !member) return;
  state.running.delete(containerId);
  if (running.kind === 'shared') return;
  leaveAll(state, containerId, member, true);
  if (running.kind === 'host') return running.host.close();
  closeSandbox(running.sandbox);
  await running.ports?.close();
}

/** Connects a running container to one more network; throws ApiError. */
export async function connectLive(state: State, containerId: string, member: Member, network: Network): Promise<void> {
  const running = state.running.get(containerId);
  if (running?.kind !== 'own') return;
  const { sandbox } = running;
  const endpoint = join(state, containerId, member, network.name, sandbox);
  const used = new Set(sandbox.nics.map((nic) => nic.name));
  let index = 0;
  while (used.has(`eth${index}`)) index++;
  const nics = [...sandbox.nics, { name: `eth${index}`, endpoint }];
  const order = inOrder(nics.map((nic) => nic.endpoint));
  sandbox.nics = nics.sort((a, b) => order.indexOf(a.endpoint) - order.indexOf(b.endpoint));
  try {
    await openPorts(state, member, running, endpoint);
  } catch (error) {
    leave(network, containerId);
    throw error;
  }
  tell(state, 'connect', network, containerId);
}

/** Renames a container wherever it answers to its name. */
export function renameMember(state: State, containerId: string, name: string): void {
  const member = state.members.get(containerId);
  if (!member) return;
  member.plan = { ...member.plan, name };
  for (const [key, connection] of member.connections) {
    if (connection.dnsNames) connection.dnsNames = namesOf(containerId, member, connection);
    const endpoint = findNetwork(state, key)?.endpoints.get(containerId);
    if (!endpoint) continue;
    endpoint.containerName = name;
    if (!endpoint.dnsNames) continue;
    endpoint.dnsNames = namesOf(containerId, member, connection);
    endpoint.names = endpoint.dnsNames.map((each) => each.toLowerCase());
  }
  keepMember(state, containerId, member);
}

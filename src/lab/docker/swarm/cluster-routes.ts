import { randomBytes } from 'node:crypto';
import { ApiError, type Call, type Route } from '../../http/call';
import { isObject } from '../containers/json-shapes';
import { hostAddress } from '../networks/topology';
import { boolOf, listOf, partOf, readBody, textOf, textsOf, type Body } from '../system/body';
import { goBool, labelled, onlyFilters, parseFilters, exact, prefixed } from '../system/filters';
import { engine } from '../system/facts';
import type { Cluster, NodeSpec } from './model';
import { rpcError } from './read-spec';
import { versionOf } from './service-routes';
import { showCluster, showNode } from './show';
import type { SwarmStore } from './store';

export type ClusterRouteParts = {
  readonly store: SwarmStore;
  /** The node has become a manager. */
  readonly begun: () => void;
  /** Ends everything that the swarm has; resolves when it is gone. */
  readonly leave: () => Promise<void>;
  readonly nodeChanged: () => void;
  /** Throws ApiError 503 when there is no swarm. */
  readonly demand: () => void;
};

const alreadyIn =
  'This node is already part of a swarm. Use "docker swarm leave" to leave this swarm and join another one.';
const lastManager =
  'You are attempting to leave the swarm on a node that is participating as a manager. Removing the last manager erases all current state of the swarm. Use `--force` to ignore this message. ';

/** The endpoints below `/swarm` and `/nodes`. */
export function clusterRoutes(parts: ClusterRouteParts): readonly Route[] {
  const { store, demand } = parts;
  const cluster = (): Cluster => {
    demand();
    return store.cluster as Cluster;
  };
  return [
    { method: 'GET', path: '/swarm', run: (call) => call.reply(200, showCluster(cluster())) },
    { method: 'POST', path: '/swarm/init', run: (call) => init(parts, call) },
    {
      method: 'POST',
      path: '/swarm/join',
      run: () => {
        if (store.cluster) throw new ApiError(503, alreadyIn);
        throw new ApiError(503, 'the practice lab is one machine: there is no other manager that it could join');
      },
    },
    {
      method: 'POST',
      path: '/swarm/leave',
      run: async (call) => {
        if (!store.cluster) throw new ApiError(503, 'This node is not part of a swarm');
        if (goBool(call.query.get('force') ?? '') !== true) throw new ApiError(503, lastManager);
        await parts.leave();
        call.reply(200);
      },
    },
    { method: 'POST', path: '/swarm/update', run: (call) => update(store, cluster(), call) },
    {
      method: 'GET',
      path: '/swarm/unlockkey',
      run: (call) => {
        cluster();
        call.reply(200, { UnlockKey: '' });
      },
    },
    {
      method: 'POST',
      path: '/swarm/unlock',
      run: () => {
        cluster();
        throw new ApiError(409, 'swarm is not locked');
      },
    },
    ...nodeRoutes(parts, cluster),
  ];
}

const isIPv4 = (text: string): boolean => /^\d{1,3}(\.\d{1,3}){3}$/.test(text);

async function init({ store, begun }: ClusterRouteParts, call: Call): Promise<void> {
  const body = await readBody(call, 'swarm.InitRequest');
  if (store.cluster) throw new ApiError(503, alreadyIn);
  const spec = partOf(body, 'Spec', 'swarm.Spec');
  refuseLock(boolOf(body, 'AutoLockManagers') || locks(spec?.fields));
  const address = addressOf(textOf(body, 'AdvertiseAddr'));
  const availability = textOf(body, 'Availability') || 'active';
  checkAvailability(availability);
  const pool = listOf(body, 'DefaultAddrPool') ?? [];
  const labels = (spec && textsOf(spec, 'Labels')) ?? {};
  const node = { ...store.meta(), spec: { Labels: {}, Role: 'manager', Availability: availability } };
  store.cluster = {
    ...store.meta(),
    spec: specOf({ ...spec?.fields, Labels: labels }),
    workerToken: token(),
    managerToken: token(),
    pool,
    subnetSize: numberOr(body, 'SubnetSize', 24),
    dataPort: numberOr(body, 'DataPathPort', 4789),
    address,
    node,
  };
  store.changed('cluster', store.cluster);
  begun();
  store.emit('node', 'create', node.id, { name: '' });
  store.emit('node', 'update', node.id, { name: engine.host, 'state.new': 'ready', 'state.old': 'unknown' });
  call.reply(200, node.id);
}

const numberOr = ({ fields }: Body, name: string, usual: number): number => {
  const value = fields[name];
  return typeof value === 'number' && value > 0 ? value : usual;
};

/** The address that the node is known by; an interface's name stands for its own. */
function addressOf(text: string): string {
  const advertise = text.replace(/:\d+$/, '');
  if (isIPv4(advertise)) return advertise;
  if (advertise === 'lo') return '127.0.0.1';
  if (advertise === '' || advertise === 'eth0') return hostAddress;
  throw new ApiError(
    400,
    'advertise address must be a non-zero IP address or network interface (with optional port number)',
  );
}

const digits = (count: number): string => {
  const number = BigInt(`0x${randomBytes(count).toString('hex')}`);
  return number.toString(36).padStart(count, '0').slice(-count);
};

/** Tells the swarm's join tokens apart from each other; both begin alike, as they name the same root. */
let root = '';
function token(): string {
  root ||= digits(50);
  return `SWMTKN-1-${root}-${digits(25)}`;
}

const locks = (spec: unknown): boolean => {
  const encryption = isObject(spec) ? spec['EncryptionConfig'] : undefined;
  return isObject(encryption) && encryption['AutoLockManagers'] === true;
};

function refuseLock(asked: boolean): void {
  if (asked) throw new ApiError(501, 'the practice lab has no locked managers');
}

/** The swarm's specification with what is taken for granted; durations are nanoseconds. */
function specOf(given: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const part = (name: string): object => (isObject(given[name]) ? given[name] : {});
  const set = (name: string): object =>
    Object.fromEntries(Object.entries(part(name)).filter(([, value]) => value !== 0 && value !== null));
  return {
    Name: 'default',
    Labels: given['Labels'] ?? {},
    Orchestration: { TaskHistoryRetentionLimit: 5, ...part('Orchestration') },
    Raft: {
      SnapshotInterval: 10_000,
      KeepOldSnapshots: 0,
      LogEntriesForSlowFollowers: 500,
      ElectionTick: 10,
      HeartbeatTick: 1,
      ...set('Raft'),
    },
    Dispatcher: { HeartbeatPeriod: 5e9, ...set('Dispatcher') },
    CAConfig: { NodeCertExpiry: 7776e12, ...set('CAConfig') },
    TaskDefaults: part('TaskDefaults'),
    EncryptionConfig: { AutoLockManagers: false },
  };
}

async function update(store: SwarmStore, cluster: Cluster, call: Call): Promise<void> {
  const version = versionOf(call, 'swarm');
  const body = await readBody(call, 'swarm.Spec');
  refuseLock(locks(body.fields));
  const name = textOf(body, 'Name');
  if (name !== '' && name !== 'default') {
    throw new ApiError(400, 'invalid swarm name: swarm name cannot be changed from "default"');
  }
  if (version !== cluster.version) throw rpcError('Unknown', 'update out of sequence');
  cluster.spec = specOf({ ...body.fields, Labels: textsOf(body, 'Labels') ?? {} });
  if (goBool(call.query.get('rotateWorkerToken') ?? '') === true) cluster.workerToken = token();
  if (goBool(call.query.get('rotateManagerToken') ?? '') === true) cluster.managerToken = token();
  store.changed('cluster', cluster);
  call.reply(200);
}

function checkAvailability(text: string): asserts text is NodeSpec['Availability'] {
  if (!['active', 'pause', 'drain'].includes(text)) throw new ApiError(400, `invalid Availability: "${text}"`);
}

function nodeRoutes({ store, nodeChanged }: ClusterRouteParts, cluster: () => Cluster): readonly Route[] {
  const named = (call: Call): Cluster => {
    const found = cluster();
    const reference = call.params['id'] ?? '';
    const { id } = found.node;
    if (reference === 'self' || reference === engine.host || (reference !== '' && id.startsWith(reference)))
      return found;
    throw new ApiError(404, `node ${reference} not found`);
  };
  return [
    {
      method: 'GET',
      path: '/nodes',
      run: (call) => {
        const found = cluster();
        const filters = parseFilters(call.query.get('filters'));
        onlyFilters(filters, ['name', 'id', 'label', 'node.label', 'role', 'membership']);
        const { id, spec } = found.node;
        const passes =
          prefixed(filters, 'id', id) &&
          prefixed(filters, 'name', engine.host) &&
          exact(filters, 'role', spec.Role) &&
          exact(filters, 'membership', 'accepted') &&
          labelled(filters, { 'tutor.lab': 'true' }) &&
          labelled(filters, spec.Labels, 'node.label');
        call.reply(200, passes ? [showNode(found)] : []);
      },
    },
    { method: 'GET', path: '/nodes/{id}', run: (call) => call.reply(200, showNode(named(call))) },
    {
      method: 'DELETE',
      path: '/nodes/{id}',
      run: (call) => {
        const { id } = named(call).node;
        const why = `node ${id} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal`;
        throw rpcError('FailedPrecondition', why);
      },
    },
    {
      method: 'POST',
      path: '/nodes/{id}/update',
      run: async (call) => {
        const version = versionOf(call, 'node');
        const body = await readBody(call, 'swarm.NodeSpec');
        const { node } = named(call);
        const availability = textOf(body, 'Availability');
        const role = textOf(body, 'Role');
        checkAvailability(availability);
        if (role !== 'manager' && role !== 'worker') throw new ApiError(400, `invalid Role: "${role}"`);
        if (version !== node.version) throw rpcError('Unknown', 'update out of sequence');
        if (role === 'worker') {
          throw rpcError('FailedPrecondition', 'attempting to demote the last manager of the swarm');
        }
        const before = node.spec.Availability;
        const name = textOf(body, 'Name');
        node.spec = {
          ...(name !== '' && { Name: name }),
          Labels: textsOf(body, 'Labels') ?? {},
          Role: role,
          Availability: availability,
        };
        store.changed('node', node);
        const changed = before === availability ? {} : { 'availability.new': availability, 'availability.old': before };
        store.emit('node', 'update', node.id, { name: engine.host, ...changed });
        nodeChanged();
        call.reply(200);
      },
    },
  ];
}

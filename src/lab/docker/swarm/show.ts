import type { SwarmNetwork } from '../networks/swarm-side';
import { engine, machine, resources } from '../system/facts';
import type { Cluster, Meta, PortConfig, Service, Stored, Task } from './model';

const meta = ({ id, version, created, updated }: Meta): object => ({
  ID: id,
  Version: { Index: version },
  CreatedAt: created,
  UpdatedAt: updated,
});

/** A service as the API tells it; `spec` is what is to be shown of its specification. */
export function showService(service: Service, spec: object): object {
  const { ports, addresses, status, previous } = service;
  return {
    ...meta(service),
    Spec: spec,
    ...(previous && { PreviousSpec: previous }),
    Endpoint: {
      // The manager opens none for a service that nobody can reach.
      Spec: ports.length + addresses.length > 0 ? (service.spec.EndpointSpec ?? {}) : {},
      ...(ports.length > 0 && { Ports: ports }),
      ...(addresses.length > 0 && {
        VirtualIPs: addresses.map(({ networkId, address }) => ({ NetworkID: networkId, Addr: address })),
      }),
    },
    ...(status && { UpdateStatus: status }),
  };
}

/** A task as the API tells it. */
export function showTask(task: Task, network: (id: string) => SwarmNetwork | undefined): object {
  const { state, stateSince, message, error, containerId, pid, exitCode, slot, nodeId } = task;
  const hosts = (task.endpoint?.Ports ?? []).filter(({ PublishMode }) => PublishMode === 'host');
  const attachments = task.attachments.flatMap(({ networkId, address }) => {
    const found = network(networkId);
    return found ? [{ Network: showNetwork(found), Addresses: [address] }] : [];
  });
  return {
    ...meta(task),
    Labels: {},
    Spec: task.spec,
    ServiceID: task.serviceId,
    ...(slot > 0 && { Slot: slot }),
    ...(nodeId !== '' && { NodeID: nodeId }),
    Status: {
      Timestamp: stateSince,
      State: state,
      Message: message,
      ...(error !== '' && { Err: error }),
      ...((containerId !== '' || state === 'rejected') && {
        ContainerStatus: { ContainerID: containerId, PID: pid, ExitCode: exitCode },
      }),
      PortStatus: state === 'running' && hosts.length > 0 ? { Ports: hosts } : {},
    },
    DesiredState: task.desired,
    ...(attachments.length > 0 && { NetworksAttachments: attachments }),
  };
}

function showNetwork(network: SwarmNetwork): object {
  const { id, name, created, rows, labels, options, ingress, driver } = network;
  return {
    ID: id,
    Version: { Index: 8 },
    CreatedAt: created,
    UpdatedAt: created,
    Spec: {
      Name: name,
      Labels: labels,
      DriverConfiguration: driver === 'overlay' && !ingress ? { Name: 'overlay' } : {},
      ...(ingress && { Ingress: true }),
      ...(network.attachable && { Attachable: true }),
      IPAMOptions: { Driver: {}, ...(ingress && { Configs: [{}] }) },
      Scope: 'swarm',
    },
    DriverState: { Name: driver, Options: options },
    IPAMOptions: { Driver: { Name: 'default' }, Configs: rows ?? [] },
  };
}

const plugins = [
  ...['json-file', 'local', 'none'].map((Name) => ({ Type: 'Log', Name })),
  ...['bridge', 'host', 'null', 'overlay'].map((Name) => ({ Type: 'Network', Name })),
  { Type: 'Volume', Name: 'local' },
];

/** The port on which managers speak with each other. */
const managerPort = 2377;

/** The node, as the API tells it. There are no certificates in the lab, so that TLSInfo is empty. */
export function showNode({ node, address }: Cluster): object {
  return {
    ...meta(node),
    Spec: node.spec,
    Description: {
      Hostname: engine.host,
      Platform: { Architecture: machine.kernel, OS: 'linux' },
      Resources: { NanoCPUs: resources.cpus * 1e9, MemoryBytes: resources.memory },
      Engine: { EngineVersion: engine.version, Labels: { 'tutor.lab': 'true' }, Plugins: plugins },
      TLSInfo: {},
    },
    Status: { State: 'ready', Addr: address },
    ManagerStatus: { Leader: true, Reachability: 'reachable', Addr: `${address}:${managerPort}` },
  };
}

const clusterInfo = (cluster: Cluster): object => ({
  ...meta(cluster),
  Spec: cluster.spec,
  TLSInfo: {},
  RootRotationInProgress: false,
  DefaultAddrPool: cluster.pool.length > 0 ? cluster.pool : null,
  SubnetSize: cluster.subnetSize,
  DataPathPort: cluster.dataPort,
});

/** The answer of `GET /swarm`. */
export const showCluster = (cluster: Cluster): object => ({
  ...clusterInfo(cluster),
  JoinTokens: { Worker: cluster.workerToken, Manager: cluster.managerToken },
});

/** The swarm's part of `GET /info`. */
export const showInfo = (cluster: Cluster): object => ({
  NodeID: cluster.node.id,
  NodeAddr: cluster.address,
  LocalNodeState: 'active',
  ControlAvailable: true,
  Error: '',
  RemoteManagers: [{ NodeID: cluster.node.id, Addr: `${cluster.address}:${managerPort}` }],
  Nodes: 1,
  Managers: 1,
  Cluster: clusterInfo(cluster),
});

/** A secret or config as the API tells it; only configs show what is in them. */
export const showStored = (stored: Stored): object => ({
  ...meta(stored),
  Spec: {
    Name: stored.name,
    Labels: stored.labels,
    ...(stored.kind === 'config' && { Data: stored.data }),
    ...(stored.templating && { Templating: stored.templating }),
  },
});

/** Ports in words, for refusals and lists. */
export const isHostPort = ({ PublishMode }: PortConfig): boolean => PublishMode === 'host';

import { createHash } from 'node:crypto';
import type { PortMap } from '../model';
import type { Container, ContainerState, MountPoint } from './record';
import { configShape, hostShape } from './shapes';
import type { ContainerStore } from './store';

const dataRoot = '/var/lib/docker';

/** What `GET /containers/{id}/json` answers; `size` adds the two sizes. */
export function inspectContainer(store: ContainerStore, container: Container, size: boolean): object {
  const { id, config, host, state } = container;
  const folder = `${dataRoot}/containers/${id}`;
  const generated = (name: string) => (container.prepared ? `${folder}/${name}` : '');
  return {
    Id: id,
    Created: container.created,
    Path: container.path,
    Args: container.args,
    State: stateOf(state),
    Image: container.imageId,
    ResolvConfPath: generated('resolv.conf'),
    HostnamePath: generated('hostname'),
    HostsPath: generated('hosts'),
    LogPath: host.LogConfig.Type === 'json-file' ? generated(`${id}-json.log`) : '',
    Name: `/${container.name}`,
    RestartCount: container.restartCount,
    Driver: 'overlay2',
    Platform: 'linux',
    MountLabel: '',
    ProcessLabel: '',
    AppArmorProfile: container.prepared && !host.Privileged ? 'docker-default' : '',
    ExecIDs: container.execs.size > 0 ? [...container.execs] : null,
    HostConfig: inOrder(hostShape, host),
    GraphDriver: graphDriver(container),
    ...(size && sizes(container)),
    Mounts: pointsOf(container),
    Config: inOrder(configShape, config),
    NetworkSettings: networkSettings(store, container),
  };
}

function inOrder(shape: typeof configShape, value: object): object {
  const all = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    shape.fields.filter(({ name }) => all[name] !== undefined).map(({ name }) => [name, all[name]]),
  );
}

/** Bytes of the writable layer, and of it and the image together. */
export function sizes({ root, image }: Container): { readonly SizeRw: number; readonly SizeRootFs: number } {
  const own = root.sizeRw();
  const below = (image?.layers ?? []).reduce((sum, layer) => sum + layer.size, 0);
  return { SizeRw: own, SizeRootFs: own + below };
}

/** Mounts as inspect and list show them. */
export const pointsOf = ({ mounts }: Container): readonly MountPoint[] =>
  mounts.filter(({ hidden }) => hidden !== true).map(({ point }) => point);

function stateOf(state: ContainerState): object {
  const { status, health } = state;
  return {
    Status: status,
    Running: status === 'running' || status === 'paused' || status === 'restarting',
    Paused: status === 'paused',
    Restarting: status === 'restarting',
    OOMKilled: state.oomKilled,
    Dead: status === 'dead',
    Pid: state.pid,
    ExitCode: state.exitCode,
    Error: state.error,
    StartedAt: state.startedAt,
    FinishedAt: state.finishedAt,
    ...(health && { Health: { Status: health.status, FailingStreak: health.failingStreak, Log: health.log } }),
  };
}

/** Folders that a real overlay2 would use; the lab has none, and derives their names from the ids. */
function graphDriver(container: Container): object {
  const known = drivers.get(container);
  if (known) return known;
  const driver = driverOf(container);
  drivers.set(container, driver);
  return driver;
}

const drivers = new WeakMap<Container, object>();

function driverOf({ id, image }: Container): object {
  const layer = (of: string) => `${dataRoot}/overlay2/${createHash('sha256').update(of).digest('hex')}`;
  const lower = (image?.layers ?? []).map(({ diffId }) => `${layer(diffId)}/diff`).reverse();
  return {
    Data: {
      LowerDir: [`${layer(id)}-init/diff`, ...lower].join(':'),
      MergedDir: `${layer(id)}/merged`,
      UpperDir: `${layer(id)}/diff`,
      WorkDir: `${layer(id)}/work`,
    },
    Name: 'overlay2',
  };
}

function networkSettings(store: ContainerStore, { id, host, run, sandboxId }: Container): object {
  const shared = host.NetworkMode.startsWith('container:');
  const attachment = run && !shared ? store.parts.networks.attachmentOf(id) : undefined;
  const Networks = shared ? {} : store.parts.networks.endpointsOf(id);
  return {
    Bridge: '',
    SandboxID: sandboxId,
    SandboxKey: sandboxId === '' ? '' : `/var/run/docker/netns/${sandboxId.slice(0, 12)}`,
    Ports: attachment?.ports ?? {},
    HairpinMode: false,
    LinkLocalIPv6Address: '',
    LinkLocalIPv6PrefixLen: 0,
    SecondaryIPAddresses: null,
    SecondaryIPv6Addresses: null,
    ...defaultBridge(Networks['bridge'] ?? noEndpoint),
    Networks,
  };
}

const noEndpoint = { EndpointID: '', Gateway: '', IPAddress: '', IPPrefixLen: 0, MacAddress: '' };

/** The address on the default bridge is told once more, as old clients want it. */
const defaultBridge = ({ EndpointID, Gateway, IPAddress, IPPrefixLen, MacAddress }: typeof noEndpoint): object => ({
  ...{ EndpointID, Gateway, GlobalIPv6Address: '', GlobalIPv6PrefixLen: 0, IPAddress, IPPrefixLen, IPv6Gateway: '' },
  MacAddress,
});

/** A row of Ports in a list. */
export type PortRow = {
  readonly IP?: string;
  readonly PrivatePort: number;
  readonly PublicPort?: number;
  readonly Type: string;
};

/** The ports of a container's row in a list; none while it does not run. */
export const portsIn = (store: ContainerStore, { id, run, host }: Container): readonly PortRow[] =>
  run && !host.NetworkMode.startsWith('container:') ? portRows(store.parts.networks.attachmentOf(id)?.ports ?? {}) : [];

/** The ports of a list's row: those that are exposed, and what they are published as. */
function portRows(ports: PortMap): readonly PortRow[] {
  return Object.entries(ports).flatMap(([port, bindings]): readonly PortRow[] => {
    const [number, Type = 'tcp'] = port.split('/');
    const PrivatePort = Number(number);
    if (!bindings || bindings.length === 0) return [{ PrivatePort, Type }];
    return bindings.map(({ HostIp: IP = '0.0.0.0', HostPort }) => ({
      IP,
      PrivatePort,
      PublicPort: Number(HostPort),
      Type,
    }));
  });
}

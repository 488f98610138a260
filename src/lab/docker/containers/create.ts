import { ApiError } from '../../http/call';
import { memoryTree, overlay } from '../../files';
import type { EndpointSettings, HealthConfig, Image } from '../model';
import { checkConfig, checkHost, capabilityName } from './check-host';
import { ContainerLog } from './container-log';
import { settleMounts } from './create-mounts';
import { initLayer } from './init-layer';
import { isObject, readShape, stringMap } from './json-shapes';
import { Stdio } from './stdio';
import { mergeConfig } from './merge-config';
import { readMount } from './mount-requests';
import { checkName, newId, randomName } from './names';
import { planOf } from './network-plan';
import { checkPlatform } from './platform';
import type { Container, ContainerConfig, HostConfig, Mounted, MountRequest, RestartPolicy } from './record';
import { configShape, healthShape, hostShape, mountShape } from './shapes';
import type { ContainerStore } from './store';
import { millisecondsOf, nowText, zeroTime } from './times';

const maskedPaths =
  '/proc/asound /proc/acpi /proc/kcore /proc/keys /proc/latency_stats /proc/timer_list /proc/timer_stats /proc/sched_debug /proc/scsi /sys/firmware /sys/devices/virtual/powercap'.split(
    ' ',
  );
const readonlyPaths = '/proc/bus /proc/fs /proc/irq /proc/sys /proc/sysrq-trigger'.split(' ');

/** Creates a container from a request's body; `platform` as `os/architecture`, or empty. Throws ApiError with dockerd's sentences. */
export async function createContainer(
  store: ContainerStore,
  givenName: string,
  body: unknown,
  platform = '',
): Promise<{ readonly Id: string; readonly Warnings: readonly string[] }> {
  const request = bodyOf(body);
  const asked = readConfig(request);
  const hostAsked = readHost(request['HostConfig']);
  checkConfig(asked);
  const image = asked.Image === '' ? undefined : store.parts.images.require(asked.Image);
  if (image) checkPlatform(platform, asked.Image, image, store.host.architecture);
  const config = mergeConfig(asked, image?.config);
  if (givenName !== '') checkName(givenName);
  const warnings = checkHost(asked, hostAsked, store.host);
  for (const mount of hostAsked.Mounts ?? []) await readMount(mount);
  const name = givenName === '' ? randomName((one) => store.named(one) !== undefined) : checkName(givenName);
  store.checkFree(name);
  const id = newId();
  const host = settleHost(store, hostAsked);
  const container = await build(store, {
    id,
    name,
    image,
    config: withHostname(store, id, config, host),
    host,
    request,
  });
  store.checkFree(name);
  store.add(container);
  store.emit(container, 'create');
  return { Id: id, Warnings: warnings };
}

type Draft = {
  readonly id: string;
  readonly name: string;
  readonly image: Image | undefined;
  readonly config: ContainerConfig;
  readonly host: HostConfig;
  readonly request: Readonly<Record<string, unknown>>;
};

async function build(store: ContainerStore, draft: Draft): Promise<Container> {
  const { id, name, image, config, host, request } = draft;
  const endpoints = endpointsOf(request['NetworkingConfig'], request['MacAddress'], host.NetworkMode);
  const { networks, clock } = store.parts;
  const [path = '', ...args] = [...(config.Entrypoint ?? []), ...(config.Cmd ?? [])];
  const log = new ContainerLog(clock, host.LogConfig.Type !== 'none');
  networks.plan(planOf({ id, name, config, host, endpoints }));
  const mounts = await settled(store, draft);
  const created = nowText(clock);
  return {
    ...{ id, name, image, imageId: image?.id ?? '', path, args, config, host, endpoints, mounts, created },
    state: freshState(),
    restartCount: 0,
    stoppedByHand: false,
    backOff: 0,
    noRestart: false,
    prepared: false,
    sandboxId: '',
    root: overlay([...(image?.layers ?? []), initLayer(image, millisecondsOf(created))], memoryTree({ clock })),
    log,
    stdio: new Stdio(log),
    execs: new Set(),
    exits: new Set(),
    removals: new Set(),
    anchors: new Set(),
    busy: Promise.resolve(),
  };
}

/**
 * Settles the mounts and looks for the linked containers: the engine has the container already when it does that, and
 * removes it, with the anonymous volumes, when it refuses.
 */
async function settled(store: ContainerStore, { id, name, config, host }: Draft): Promise<readonly Mounted[]> {
  const { networks, volumes } = store.parts;
  const made: string[] = [];
  try {
    const mounts = await settleMounts(store, id, config, host, made);
    checkLinks(store, host.Links ?? []);
    return mounts;
  } catch (error) {
    volumes.release(id);
    for (const volume of made) await volumes.removeAnonymous(volume);
    await networks.forget(id);
    store.emit({ id, name, config }, 'destroy');
    throw error;
  }
}

/** Throws ApiError 400 when a container of `--link` is not there. */
function checkLinks(store: ContainerStore, links: readonly string[]): void {
  for (const link of links) {
    const [other = ''] = link.split(':');
    if (!store.find(other))
      throw new ApiError(400, `could not get container for ${other}: No such container: ${other}`);
  }
}

/** The state of a container that has never run. */
const freshState = (): Container['state'] => ({
  status: 'created',
  pid: 0,
  exitCode: 0,
  error: '',
  oomKilled: false,
  startedAt: zeroTime,
  finishedAt: zeroTime,
});

function bodyOf(body: unknown): Readonly<Record<string, unknown>> {
  if (body === undefined) throw new ApiError(400, 'invalid JSON: got EOF while reading request body');
  const request = readObject(body);
  const known = new Set(configShape.fields.map((field) => field.name.toLowerCase()));
  if (!Object.keys(request).some((name) => known.has(name.toLowerCase()))) {
    throw new ApiError(400, 'config cannot be empty in order to create a container');
  }
  return request;
}

function readObject(body: unknown): Readonly<Record<string, unknown>> {
  if (isObject(body)) return body;
  readShape(configShape, body);
  return {};
}

function readConfig(request: unknown): ContainerConfig {
  const read = readShape(configShape, request) as unknown as Omit<ContainerConfig, 'Env'> & {
    readonly Env: readonly string[] | null;
  };
  const health = read.Healthcheck && (readShape(healthShape, read.Healthcheck) as HealthConfig);
  const exposed = read.ExposedPorts;
  return {
    ...read,
    ...(exposed && Object.keys(exposed).length === 0 ? { ExposedPorts: {} } : {}),
    Env: read.Env ?? [],
    Labels: stringMap('ContainerConfigWrapper.Config.Labels', read.Labels),
    ...(health && { Healthcheck: health }),
  };
}

/** Reads a host configuration as the client gave it; throws ApiError 400 for values of another type. */
export function readHost(value: unknown): HostConfig {
  const read = readShape(hostShape, value) as unknown as HostConfig & { readonly Mounts?: readonly unknown[] };
  const log = (read.LogConfig as Partial<HostConfig['LogConfig']> | null) ?? {};
  const policy = (read.RestartPolicy as Partial<RestartPolicy> | null) ?? {};
  const bindings = read.PortBindings as unknown;
  checkBindings(bindings);
  return {
    ...read,
    LogConfig: { Type: text(log.Type), Config: stringMap('HostConfig.HostConfig.LogConfig.Config', log.Config) },
    RestartPolicy: { Name: text(policy.Name), MaximumRetryCount: integer(policy.MaximumRetryCount) },
    ...(read.Tmpfs && { Tmpfs: stringMap('HostConfig.HostConfig.Tmpfs', read.Tmpfs) }),
    ...(read.Mounts && { Mounts: read.Mounts.map((mount): MountRequest => readShape(mountShape, mount)) }),
  };
}

const integer = (value: unknown): number => (Number.isInteger(value) ? (value as number) : 0);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function checkBindings(bindings: unknown): void {
  for (const list of Object.values(bindings ?? {}) as unknown[]) {
    if (list === null || (Array.isArray(list) && list.every(isObject))) continue;
    throw new ApiError(
      400,
      'invalid JSON: json: cannot unmarshal value into Go struct field HostConfig.HostConfig.PortBindings of type []nat.PortBinding',
    );
  }
}

/** What the engine fills in where the client said nothing. */
function settleHost(store: ContainerStore, host: HostConfig): HostConfig {
  const capabilities = (list: readonly string[] | null) => list?.map(capabilityName) ?? null;
  const mode = host.NetworkMode === '' || host.NetworkMode === 'default' ? 'bridge' : host.NetworkMode;
  return {
    ...host,
    LogConfig: { ...host.LogConfig, Type: host.LogConfig.Type || 'json-file' },
    NetworkMode: withFullId(store, mode, false),
    RestartPolicy: { ...host.RestartPolicy, Name: host.RestartPolicy.Name || 'no' },
    CapAdd: capabilities(host.CapAdd),
    CapDrop: capabilities(host.CapDrop),
    IpcMode: withFullId(store, host.IpcMode === '' ? 'private' : host.IpcMode, true),
    PidMode: withFullId(store, host.PidMode, true),
    ShmSize: host.ShmSize === 0 ? 67_108_864 : host.ShmSize,
    Runtime: host.Runtime || 'runc',
    MemorySwap: host.Memory > 0 && host.MemorySwap === 0 ? host.Memory * 2 : host.MemorySwap,
    // Groups of processes of version 2 have no such thing.
    MemorySwappiness: null,
    PidsLimit: (host.PidsLimit ?? 0) > 0 ? host.PidsLimit : null,
    ...rest(host),
  };
}

function rest(host: HostConfig): object {
  const { ConsoleSize: size, CgroupnsMode: cgroup } = host as unknown as Record<string, unknown>;
  return {
    ConsoleSize: size ?? [0, 0],
    CgroupnsMode: cgroup === '' ? 'private' : cgroup,
    MaskedPaths: host.Privileged ? null : maskedPaths,
    ReadonlyPaths: host.Privileged ? null : readonlyPaths,
  };
}

/** `container:name` with the whole id; where the container must exist already, ApiError 400 says so. */
function withFullId(store: ContainerStore, mode: string, mustExist: boolean): string {
  if (!mode.startsWith('container:')) return mode;
  const reference = mode.slice('container:'.length);
  const other = store.find(reference);
  if (!other && mustExist) throw new ApiError(400, `No such container: ${reference}`);
  return other ? `container:${other.id}` : mode;
}

function withHostname(store: ContainerStore, id: string, config: ContainerConfig, host: HostConfig): ContainerConfig {
  if (host.NetworkMode === 'host' && config.Hostname === '') return { ...config, Hostname: store.host.name };
  if (host.NetworkMode.startsWith('container:')) {
    const other = store.find(host.NetworkMode.slice('container:'.length));
    return other ? { ...config, Hostname: other.config.Hostname, Domainname: other.config.Domainname } : config;
  }
  return config.Hostname === '' ? { ...config, Hostname: id.slice(0, 12) } : config;
}

function endpointsOf(networking: unknown, mac: unknown, mode: string): Readonly<Record<string, EndpointSettings>> {
  const all = isObject(networking) ? networking['EndpointsConfig'] : undefined;
  const given = isObject(all) ? all : {};
  const endpoints = Object.fromEntries(
    Object.entries(given).map(([name, settings]) => [name, (isObject(settings) ? settings : {}) as EndpointSettings]),
  );
  if (typeof mac !== 'string' || mac === '') return endpoints;
  const main = endpoints[mode] ?? {};
  return { ...endpoints, [mode]: { MacAddress: mac, ...main } };
}

import { createHash } from 'node:crypto';
import {
  isObject,
  listAt,
  numberAt,
  objectAt,
  plainText,
  textAt,
  textsAt,
  truthAt,
  type Json,
  type JsonObject,
} from '../text/json';
import { parseBytes, parseDuration } from '../text/units';
import { restartPolicy } from '../containers/spec';
import { mountsOf } from './mounts';
import type { Project } from './project';

/** The version of compose whose labels and names these are. */
export const composeVersion = '2.26.1';

const label = (name: string): string => `com.docker.compose.${name}`;

/** Changes when what a container is made of changes; what only says when or how many has no part in it. */
export function configHash(service: JsonObject): string {
  const aside = ['build', 'pull_policy', 'scale', 'depends_on', 'profiles'];
  const kept = Object.entries(service).filter(([key]) => !aside.includes(key));
  return createHash('sha256').update(JSON.stringify(kept)).digest('hex');
}

/** The name of the image of a service. */
export const imageOf = (project: Project, name: string, service: JsonObject): string =>
  textAt(service, 'image') || `${project.name}-${name}`;

/** The name of a container of a service. */
export const containerName = (project: Project, name: string, service: JsonObject, number: number): string =>
  textAt(service, 'container_name') || `${project.name}-${name}-${number}`;

/** What a container is besides its service. */
export type Member = {
  readonly number: number;
  readonly oneOff: boolean;
  readonly imageId: string;
  readonly keep: readonly string[];
};

/** The labels that tell whose container it is. */
function ownLabels(project: Project, name: string, service: JsonObject, member: Member): Record<string, string> {
  const depends = Object.entries(objectAt(service, 'depends_on')).map(
    ([other, how]) => `${other}:${textAt(how, 'condition')}:${String(truthAt(how, 'restart'))}`,
  );
  return {
    [label('config-hash')]: configHash(service),
    [label('container-number')]: String(member.number),
    [label('depends_on')]: depends.join(','),
    [label('image')]: member.imageId,
    [label('oneoff')]: member.oneOff ? 'True' : 'False',
    [label('project')]: project.name,
    [label('project.config_files')]: project.files.join(','),
    [label('project.working_dir')]: project.folder,
    [label('service')]: name,
    [label('version')]: composeVersion,
  };
}

const bytes = (value: Json | undefined): number =>
  value === undefined || value === null ? 0 : typeof value === 'number' ? value : parseBytes(plainText(value));
const nano = (value: Json | undefined): number => (value === undefined ? 0 : parseDuration(plainText(value)));

function ports(service: JsonObject): { readonly exposed: JsonObject; readonly bindings: JsonObject } {
  const exposed: Record<string, Json> = {};
  const bindings: Record<string, Json[]> = {};
  for (const port of listAt(service, 'ports')) {
    const key = `${numberAt(port, 'target')}/${textAt(port, 'protocol') || 'tcp'}`;
    exposed[key] = {};
    (bindings[key] ??= []).push({ HostIp: textAt(port, 'host_ip'), HostPort: textAt(port, 'published') });
  }
  for (const port of listAt(service, 'expose')) {
    const [number = '', protocol = 'tcp'] = plainText(port).split('/');
    exposed[`${number}/${protocol}`] = {};
  }
  return { exposed, bindings };
}

function limits(service: JsonObject): JsonObject {
  const deploy = objectAt(service, 'deploy', 'resources');
  const most = objectAt(deploy, 'limits');
  const least = objectAt(deploy, 'reservations');
  return {
    Memory: bytes(most['memory'] ?? service['mem_limit']),
    MemoryReservation: bytes(least['memory'] ?? service['mem_reservation']),
    MemorySwap: bytes(service['memswap_limit']),
    NanoCpus: Math.round(Number(most['cpus'] ?? service['cpus'] ?? 0) * 1e9),
    CpuShares: numberAt(service, 'cpu_shares'),
    CpusetCpus: textAt(service, 'cpuset'),
    PidsLimit: Number(most['pids'] ?? service['pids_limit'] ?? 0),
    ShmSize: bytes(service['shm_size']),
    OomScoreAdj: numberAt(service, 'oom_score_adj'),
    Ulimits: Object.entries(objectAt(service, 'ulimits')).map(([Name, value]) =>
      isObject(value)
        ? { Name, Soft: numberAt(value, 'soft'), Hard: numberAt(value, 'hard') }
        : { Name, Soft: Number(value), Hard: Number(value) },
    ),
  };
}

function restart(service: JsonObject): Json {
  const policy = objectAt(service, 'deploy', 'restart_policy');
  const condition = textAt(policy, 'condition');
  if (textAt(service, 'restart') !== '' || condition === '') return restartPolicy(textAt(service, 'restart'));
  const names: Readonly<Record<string, string>> = { none: 'no', any: 'always', 'on-failure': 'on-failure' };
  return { Name: names[condition] ?? condition, MaximumRetryCount: numberAt(policy, 'max_attempts') };
}

function health(service: JsonObject): JsonObject {
  const check = service['healthcheck'];
  if (!isObject(check)) return {};
  if (check['disable'] === true) return { Healthcheck: { Test: ['NONE'] } };
  return {
    Healthcheck: {
      ...(check['test'] === undefined ? {} : { Test: textsAt(check, 'test') }),
      Interval: nano(check['interval']),
      Timeout: nano(check['timeout']),
      StartPeriod: nano(check['start_period']),
      StartInterval: nano(check['start_interval']),
      Retries: numberAt(check, 'retries'),
    },
  };
}

/** The networks of a service in the order of their priority, with the names that it has in them. */
export function endpoints(
  project: Project,
  name: string,
  service: JsonObject,
  container: string,
  oneOff: boolean,
): ReadonlyMap<string, JsonObject> {
  const entries = Object.entries(objectAt(service, 'networks'));
  entries.sort(([one, a], [two, b]) => numberAt(b, 'priority') - numberAt(a, 'priority') || (one < two ? -1 : 1));
  return new Map(
    entries.map(([network, how]) => {
      const ipv4 = textAt(how, 'ipv4_address');
      const ipv6 = textAt(how, 'ipv6_address');
      const address =
        ipv4 || ipv6
          ? { IPAMConfig: { ...(ipv4 ? { IPv4Address: ipv4 } : {}), ...(ipv6 ? { IPv6Address: ipv6 } : {}) } }
          : {};
      const aliases = [container, ...(oneOff ? [] : [name]), ...textsAt(how, 'aliases')];
      return [textAt(project.networks.get(network), 'name') || network, { Aliases: aliases, ...address }];
    }),
  );
}

/** The mode of the network of a service; `find` tells the container of another service. */
function networkMode(service: JsonObject, first: string | undefined, find: (service: string) => string): string {
  const mode = textAt(service, 'network_mode');
  if (mode.startsWith('service:')) return `container:${find(mode.slice(8))}`;
  return mode || (first ?? 'default');
}

/** The body of `POST /containers/create` for a container of a service. */
export function containerBody(
  project: Project,
  name: string,
  service: JsonObject,
  member: Member,
  find: (service: string) => string,
): JsonObject {
  const container = containerName(project, name, service, member.number);
  const nets = endpoints(project, name, service, container, member.oneOff);
  const [first] = nets.keys();
  const place = mountsOf(project, service);
  const port = ports(service);
  const environment = Object.entries(objectAt(service, 'environment')).flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${plainText(value)}`],
  );
  const grace = service['stop_grace_period'];
  return {
    Hostname: textAt(service, 'hostname'),
    Domainname: textAt(service, 'domainname'),
    User: String((service['user'] as string | number | undefined) ?? ''),
    AttachStdout: true,
    AttachStderr: true,
    ExposedPorts: port.exposed,
    Tty: truthAt(service, 'tty'),
    OpenStdin: truthAt(service, 'stdin_open'),
    Env: environment,
    Cmd: service['command'] ?? null,
    Entrypoint: service['entrypoint'] ?? null,
    Image: imageOf(project, name, service),
    Volumes: place.anonymous,
    WorkingDir: textAt(service, 'working_dir'),
    Labels: {
      ...Object.fromEntries(Object.entries(objectAt(service, 'labels'))),
      ...ownLabels(project, name, service, member),
    },
    ...(textAt(service, 'stop_signal') ? { StopSignal: textAt(service, 'stop_signal') } : {}),
    ...(grace === undefined ? {} : { StopTimeout: Math.ceil(nano(grace) / 1e9) }),
    ...health(service),
    HostConfig: {
      ...limits(service),
      Binds: [...place.binds, ...member.keep],
      Mounts: place.mounts,
      NetworkMode: networkMode(service, first, find),
      PortBindings: port.bindings,
      RestartPolicy: restart(service),
      LogConfig: { Type: textAt(service, 'logging', 'driver'), Config: objectAt(service, 'logging', 'options') },
      Dns: textsAt(service, 'dns'),
      ExtraHosts: textsAt(service, 'extra_hosts').map((host) => host.replace('=', ':')),
      CapAdd: textsAt(service, 'cap_add'),
      CapDrop: textsAt(service, 'cap_drop'),
      Privileged: truthAt(service, 'privileged'),
      ReadonlyRootfs: truthAt(service, 'read_only'),
      SecurityOpt: textsAt(service, 'security_opt'),
      Sysctls: objectAt(service, 'sysctls'),
      IpcMode: textAt(service, 'ipc'),
      PidMode: textAt(service, 'pid').startsWith('service:')
        ? `container:${find(textAt(service, 'pid').slice(8))}`
        : textAt(service, 'pid'),
      Tmpfs: Object.fromEntries(
        textsAt(service, 'tmpfs')
          .map((text) => text.split(/:(.*)/s))
          .map(([target = '', how = '']) => [target, how]),
      ),
      ...(service['init'] === undefined ? {} : { Init: truthAt(service, 'init') }),
    },
    NetworkingConfig: { EndpointsConfig: Object.fromEntries(Array.from(nets).slice(0, 1)) },
  };
}

import { createHash } from 'node:crypto';
import path from 'node:path';
import { Failure } from '../failure';
import {
  isObject,
  listAt,
  numberAt,
  objectAt,
  textAt,
  textsAt,
  truthAt,
  type Json,
  type JsonObject,
} from '../text/json';
import { parseBytes, parseDuration } from '../text/units';
import { restartPolicy } from '../containers/spec';
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
  value === undefined || value === null ? 0 : typeof value === 'number' ? value : parseBytes(String(value));
const nano = (value: Json | undefined): number => (value === undefined ? 0 : parseDuration(String(value)));

function mounts(
  project: Project,
  service: JsonObject,
): { readonly binds: readonly string[]; readonly mounts: readonly Json[]; readonly anonymous: JsonObject } {
  const binds: string[] = [];
  const made: Json[] = [];
  const anonymous: Record<string, Json> = {};
  for (const mount of listAt(service, 'volumes')) {
    const target = textAt(mount, 'target');
    const source = textAt(mount, 'source');
    const type = textAt(mount, 'type');
    const how = truthAt(mount, 'read_only') ? 'ro' : 'rw';
    if (type === 'bind' && truthAt(mount, 'bind', 'create_host_path')) binds.push(`${source}:${target}:${how}`);
    else if (type === 'volume' && source === '') anonymous[target] = {};
    else {
      const name = type === 'volume' ? textAt(project.volumes.get(source), 'name') || source : source;
      const options = volumeOptions(mount, type);
      made.push({
        Type: type,
        ...(name ? { Source: name } : {}),
        Target: target,
        ...(how === 'ro' ? { ReadOnly: true } : {}),
        ...options,
      });
    }
  }
  return { binds, mounts: [...made, ...fileMounts(project, service)], anonymous };
}

function volumeOptions(mount: Json, type: string): JsonObject {
  if (type === 'tmpfs') return { TmpfsOptions: { SizeBytes: bytes(objectAt(mount, 'tmpfs')['size']) } };
  return type === 'volume' ? { VolumeOptions: truthAt(mount, 'volume', 'nocopy') ? { NoCopy: true } : {} } : {};
}

const targetOf = (mount: Json, kind: 'secrets' | 'configs'): string => {
  const target = textAt(mount, 'target') || textAt(mount, 'source');
  return target.startsWith('/') ? target : kind === 'secrets' ? `/run/secrets/${target}` : `/${target}`;
};

function fileMounts(project: Project, service: JsonObject): readonly Json[] {
  return (['secrets', 'configs'] as const).flatMap((kind) =>
    listAt(service, kind).flatMap((mount) => {
      const file = textAt(project[kind].get(textAt(mount, 'source')), 'file');
      if (file === '') return [];
      return [
        { Type: 'bind', Source: path.resolve(project.folder, file), Target: targetOf(mount, kind), ReadOnly: true },
      ];
    }),
  );
}

/** The files that are written into a container before it starts, because their text is in no file of this machine. */
export function injected(
  project: Project,
  service: JsonObject,
): readonly { readonly path: string; readonly text: string; readonly mode: number }[] {
  return (['secrets', 'configs'] as const).flatMap((kind) =>
    listAt(service, kind).flatMap((mount) => {
      const name = textAt(mount, 'source');
      const from = project[kind].get(name);
      const variable = textAt(from, 'environment');
      const content = textAt(from, 'content');
      if (variable === '' && content === '') return [];
      const value = variable === '' ? content : project.values.get(variable);
      if (value === undefined)
        throw new Failure(
          `environment variable ${JSON.stringify(variable)} required by ${kind.slice(0, -1)} ${JSON.stringify(name)} is not set`,
        );
      return [{ path: targetOf(mount, kind), text: value, mode: 0o444 }];
    }),
  );
}

function ports(service: JsonObject): { readonly exposed: JsonObject; readonly bindings: JsonObject } {
  const exposed: Record<string, Json> = {};
  const bindings: Record<string, Json[]> = {};
  for (const port of listAt(service, 'ports')) {
    const key = `${numberAt(port, 'target')}/${textAt(port, 'protocol') || 'tcp'}`;
    exposed[key] = {};
    (bindings[key] ??= []).push({ HostIp: textAt(port, 'host_ip'), HostPort: textAt(port, 'published') });
  }
  for (const port of listAt(service, 'expose')) {
    const [number = '', protocol = 'tcp'] = String(port).split('/');
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
  const place = mounts(project, service);
  const port = ports(service);
  const environment = Object.entries(objectAt(service, 'environment')).flatMap(([key, value]) =>
    value === null ? [] : [`${key}=${String(value as string)}`],
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

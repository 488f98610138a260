import { Failure } from '../failure';
import type { Options } from '../options';
import type { Json } from '../text/json';
import { readMount, readVolume } from './mounts';
import { readNetworks } from './networks';
import { fileLines, pairsOf, variables } from './pairs';
import { readPorts } from './ports';

type Fields = Record<string, Json>;

/** Where relative names and variables without a value are looked up. */
export type Setting = { readonly folder: string; readonly env: Readonly<Record<string, string | undefined>> };

function streamsOf(options: Options): Fields {
  const attach = options.list('attach').map((name) => name.toLowerCase());
  for (const name of attach)
    if (!['stdin', 'stdout', 'stderr'].includes(name))
      throw new Failure(
        `invalid argument ${JSON.stringify(name)} for "-a, --attach" flag: valid streams are STDIN, STDOUT and STDERR`,
        125,
      );
  const detached = options.is('detach');
  const all = attach.length === 0 && !detached;
  const isOpen = options.is('interactive');
  return {
    AttachStdin: (all && isOpen) || attach.includes('stdin'),
    AttachStdout: all || attach.includes('stdout'),
    AttachStderr: all || attach.includes('stderr'),
    Tty: options.is('tty'),
    OpenStdin: isOpen,
    StdinOnce: isOpen && !detached,
  };
}

/** The body of `POST /containers/create` for the options of `create` and `run`; throws a Failure. */
export function containerSpec(options: Options, args: readonly string[], setting: Setting): Fields {
  const [image = '', ...command] = args;
  const ports = readPorts(options.list('publish'), options.list('expose'));
  const volumes = options.list('volume').map((text) => readVolume(text, setting.folder));
  const networks = readNetworks(options);
  const streams = streamsOf(options);
  const anonymous = volumes.flatMap((volume) => ('anonymous' in volume ? [[volume.anonymous, {}] as const] : []));
  return {
    Hostname: options.text('hostname'),
    Domainname: options.text('domainname'),
    User: options.text('user'),
    ...streams,
    ExposedPorts: ports.exposed,
    Env: [
      ...options.list('env-file').flatMap((file) => variables(fileLines(file), setting.env)),
      ...variables(options.list('env'), setting.env),
    ],
    Cmd: command.length ? command : null,
    Image: image,
    Volumes: Object.fromEntries(anonymous),
    WorkingDir: options.text('workdir'),
    Entrypoint: entrypoint(options),
    Labels: pairsOf([...options.list('label-file').flatMap(fileLines), ...options.list('label')]),
    ...(options.has('stop-signal') ? { StopSignal: options.text('stop-signal') } : {}),
    ...(options.has('stop-timeout') ? { StopTimeout: options.number('stop-timeout') ?? 0 } : {}),
    ...health(options),
    HostConfig: {
      ...limits(options),
      ...isolation(options),
      ...mounts(options, setting),
      Binds: volumes.flatMap((volume) => ('bind' in volume ? [volume.bind] : [])),
      NetworkMode: networks.mode,
      PortBindings: ports.bindings,
      PublishAllPorts: options.is('publish-all'),
      RestartPolicy: restartPolicy(options.text('restart')),
      AutoRemove: options.is('rm'),
      LogConfig: { Type: options.text('log-driver'), Config: pairsOf(options.list('log-opt')) },
      Dns: options.list('dns'),
      DnsOptions: options.list('dns-option'),
      DnsSearch: options.list('dns-search'),
      ExtraHosts: options.list('add-host').map(extraHost),
      Links: options.list('link'),
    },
    NetworkingConfig: { EndpointsConfig: networks.endpoints },
  };
}

function entrypoint(options: Options): Json {
  if (!options.has('entrypoint')) return null;
  return [options.text('entrypoint')];
}

function extraHost(text: string): string {
  const [name = '', address] = text.split(/[:=](.*)/s);
  if (name === '' || address === undefined || address === '')
    throw new Failure(
      `invalid argument ${JSON.stringify(text)} for "--add-host" flag: bad format for add-host: ${JSON.stringify(text)}`,
      125,
    );
  return `${name}:${address}`;
}

/** Reads `on-failure:3` and the like; throws a Failure. */
export function restartPolicy(text: string): Json {
  if (text === '') return { Name: 'no', MaximumRetryCount: 0 };
  const [name = '', count, more] = text.split(':');
  if (more !== undefined) throw new Failure('invalid restart policy format: maximum retry count must be an integer');
  if (count !== undefined && !/^-?\d+$/.test(count))
    throw new Failure('invalid restart policy format: maximum retry count must be an integer');
  if (count !== undefined && name === '')
    throw new Failure('invalid restart policy format: no policy provided before colon');
  return { Name: name, MaximumRetryCount: Number(count ?? 0) };
}

function limits(options: Options): Fields {
  const bytes = (name: string): number => options.bytes(name) ?? 0;
  const number = (name: string): number => options.number(name) ?? 0;
  return {
    Memory: bytes('memory'),
    MemoryReservation: bytes('memory-reservation'),
    MemorySwap: bytes('memory-swap'),
    MemorySwappiness: options.number('memory-swappiness') ?? -1,
    NanoCpus: Math.round(number('cpus') * 1e9),
    CpuShares: number('cpu-shares'),
    CpuPeriod: number('cpu-period'),
    CpuQuota: number('cpu-quota'),
    CpusetCpus: options.text('cpuset-cpus'),
    CpusetMems: options.text('cpuset-mems'),
    BlkioWeight: number('blkio-weight'),
    PidsLimit: number('pids-limit'),
    OomKillDisable: options.is('oom-kill-disable'),
    OomScoreAdj: number('oom-score-adj'),
    ShmSize: bytes('shm-size'),
    Ulimits: options.list('ulimit').map(ulimit),
  };
}

function ulimit(text: string): Json {
  const [, name, soft, hard = soft] = /^(\w+)=(-?\d+)(?::(-?\d+))?$/.exec(text) ?? [];
  if (name === undefined)
    throw new Failure(
      `invalid argument ${JSON.stringify(text)} for "--ulimit" flag: invalid ulimit argument: ${text}`,
      125,
    );
  return { Name: name, Soft: Number(soft), Hard: Number(hard) };
}

function isolation(options: Options): Fields {
  return {
    CapAdd: options.list('cap-add'),
    CapDrop: options.list('cap-drop'),
    CgroupnsMode: options.text('cgroupns'),
    CgroupParent: options.text('cgroup-parent'),
    GroupAdd: options.list('group-add'),
    IpcMode: options.text('ipc'),
    PidMode: options.text('pid'),
    UTSMode: options.text('uts'),
    UsernsMode: options.text('userns'),
    Privileged: options.is('privileged'),
    ReadonlyRootfs: options.is('read-only'),
    SecurityOpt: options.list('security-opt'),
    Sysctls: pairsOf(options.list('sysctl')),
    Annotations: pairsOf(options.list('annotation')),
    Devices: options.list('device').map(device),
    Runtime: options.text('runtime'),
    ...(options.has('init') ? { Init: options.is('init') } : {}),
  };
}

function device(text: string): Json {
  const [from = '', to = from, rights = 'rwm'] = text.split(':');
  return { PathOnHost: from, PathInContainer: to, CgroupPermissions: rights };
}

function mounts(options: Options, setting: Setting): Fields {
  const tmpfs = options.list('tmpfs').map((text) => {
    const [place = '', how = ''] = text.split(/:(.*)/s);
    return [place, how] as const;
  });
  return {
    Tmpfs: Object.fromEntries(tmpfs),
    Mounts: options.list('mount').map((text) => readMount(text, setting.folder)),
    VolumesFrom: options.list('volumes-from'),
    VolumeDriver: options.text('volume-driver'),
    StorageOpt: pairsOf(options.list('storage-opt')),
  };
}

function health(options: Options): Fields {
  const given = ['cmd', 'interval', 'timeout', 'start-period', 'start-interval', 'retries'].some((name) =>
    options.has(`health-${name}`),
  );
  if (options.is('no-healthcheck')) {
    if (given) throw new Failure('--no-healthcheck conflicts with --health-* options');
    return { Healthcheck: { Test: ['NONE'] } };
  }
  if (!given) return {};
  const time = (name: string): number => {
    const value = options.duration(`health-${name}`) ?? 0;
    if (value < 0) throw new Failure(`--health-${name} cannot be negative`);
    return value;
  };
  return {
    Healthcheck: {
      ...(options.has('health-cmd') ? { Test: ['CMD-SHELL', options.text('health-cmd')] } : {}),
      Interval: time('interval'),
      Timeout: time('timeout'),
      StartPeriod: time('start-period'),
      StartInterval: time('start-interval'),
      Retries: options.number('health-retries') ?? 0,
    },
  };
}

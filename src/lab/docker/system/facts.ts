import { arch, cpus, totalmem } from 'node:os';
import { labName } from '../../../core/lab';

/** The versions that the lab speaks for, and what it calls itself. */
export const engine = {
  name: labName,
  version: '26.1.5',
  api: '1.45',
  oldestApi: '1.24',
  kernel: '6.12.0-tutor-lab',
  host: 'tutor-lab',
  built: '2024-07-23T19:48:57.000000000+00:00',
} as const;

/** The machine's processor architecture, by Go's name and by the kernel's. */
export const machine: { readonly go: 'amd64' | 'arm64'; readonly kernel: 'x86_64' | 'aarch64' } =
  arch() === 'arm64' ? { go: 'arm64', kernel: 'aarch64' } : { go: 'amd64', kernel: 'x86_64' };

/** What the lab says that the machine has: its own processors, and its memory in bytes. */
export const resources = { cpus: Math.max(2, cpus().length), memory: totalmem() } as const;

const components = [
  { Name: 'containerd', Version: '1.7.18', Details: { GitCommit: 'simulated' } },
  { Name: 'runc', Version: '1.1.13', Details: { GitCommit: 'simulated' } },
  { Name: 'docker-init', Version: '0.19.0', Details: { GitCommit: 'simulated' } },
] as const;

/** The answer of `GET /version`. */
export const versionAnswer: object = {
  Platform: { Name: engine.name },
  Components: [
    {
      Name: 'Engine',
      Version: engine.version,
      Details: {
        ApiVersion: engine.api,
        Arch: machine.go,
        BuildTime: engine.built,
        Experimental: 'false',
        GitCommit: 'lab',
        GoVersion: 'none',
        KernelVersion: engine.kernel,
        MinAPIVersion: engine.oldestApi,
        Os: 'linux',
        'tutor.lab': 'true',
      },
    },
    ...components,
  ],
  Version: engine.version,
  ApiVersion: engine.api,
  MinAPIVersion: engine.oldestApi,
  GitCommit: 'lab',
  GoVersion: 'none',
  Os: 'linux',
  Arch: machine.go,
  KernelVersion: engine.kernel,
  BuildTime: engine.built,
};

/** What `GET /info` tells that changes. */
export type InfoNow = {
  readonly id: string;
  readonly containers: readonly { readonly state: string }[];
  readonly images: number;
  /** RFC 3339. */
  readonly time: string;
  readonly listeners: number;
  /** The Swarm object; undefined when the node is in none. */
  readonly swarm?: object | undefined;
};

const noSwarm = {
  NodeID: '',
  NodeAddr: '',
  LocalNodeState: 'inactive',
  ControlAvailable: false,
  Error: '',
  RemoteManagers: null,
};

const limits = {
  MemoryLimit: true,
  SwapLimit: true,
  CpuCfsPeriod: true,
  CpuCfsQuota: true,
  CPUShares: true,
  CPUSet: true,
  PidsLimit: true,
  IPv4Forwarding: true,
  BridgeNfIptables: true,
  BridgeNfIp6tables: true,
};

/** The answer of `GET /info`, of an engine on a machine with cgroups of version 2. */
export function infoAnswer(now: InfoNow): object {
  const count = (...states: readonly string[]): number =>
    now.containers.filter((container) => states.includes(container.state)).length;
  const running = count('running', 'restarting');
  const paused = count('paused');
  return {
    ID: now.id,
    Containers: now.containers.length,
    ContainersRunning: running,
    ContainersPaused: paused,
    ContainersStopped: now.containers.length - running - paused,
    Images: now.images,
    Driver: 'overlay2',
    DriverStatus: [
      ['Backing Filesystem', 'extfs'],
      ['Supports d_type', 'true'],
      ['Using metacopy', 'false'],
      ['Native Overlay Diff', 'true'],
      ['userxattr', 'false'],
    ],
    Plugins: {
      Volume: ['local'],
      Network: ['bridge', 'host', 'null'],
      Authorization: null,
      Log: ['json-file', 'local', 'none'],
    },
    ...limits,
    Debug: false,
    NFd: 30,
    OomKillDisable: false,
    NGoroutines: 60,
    SystemTime: now.time,
    LoggingDriver: 'json-file',
    CgroupDriver: 'cgroupfs',
    CgroupVersion: '2',
    NEventsListener: now.listeners,
    KernelVersion: engine.kernel,
    OperatingSystem: `${engine.name} (simulated)`,
    OSVersion: '',
    OSType: 'linux',
    Architecture: machine.kernel,
    IndexServerAddress: 'https://index.docker.io/v1/',
    RegistryConfig: {
      AllowNondistributableArtifactsCIDRs: null,
      AllowNondistributableArtifactsHostnames: null,
      InsecureRegistryCIDRs: ['127.0.0.0/8'],
      IndexConfigs: { 'docker.io': { Name: 'docker.io', Mirrors: [], Secure: true, Official: true } },
      Mirrors: null,
    },
    NCPU: resources.cpus,
    MemTotal: resources.memory,
    GenericResources: null,
    DockerRootDir: '/var/lib/docker',
    HttpProxy: '',
    HttpsProxy: '',
    NoProxy: '',
    Name: engine.host,
    Labels: ['tutor.lab=true'],
    ExperimentalBuild: false,
    ServerVersion: engine.version,
    Runtimes: { 'io.containerd.runc.v2': { path: 'runc' }, runc: { path: 'runc' } },
    DefaultRuntime: 'runc',
    Swarm: now.swarm ?? noSwarm,
    LiveRestoreEnabled: false,
    Isolation: '',
    InitBinary: 'docker-init',
    ContainerdCommit: { ID: 'simulated', Expected: 'simulated' },
    RuncCommit: { ID: 'simulated', Expected: 'simulated' },
    InitCommit: { ID: 'simulated', Expected: 'simulated' },
    SecurityOptions: ['name=seccomp,profile=builtin', 'name=cgroupns'],
    CDISpecDirs: [],
    Warnings: null,
  };
}

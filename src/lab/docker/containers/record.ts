import type { Anchor } from '../../files';
import type { Tree } from '../../files/tree';
import type { Overlay } from '../../files/overlay';
import type { Config, EndpointSettings, HealthConfig, Image, Labels, PortMap } from '../model';
import type { ContainerLog } from './container-log';
import type { Run } from './run';
import type { Stdio } from './stdio';
import type { HealthMonitor } from './health';

/** What inspect shows below Config. */
export type ContainerConfig = Omit<Config, 'Volumes'> & {
  readonly Hostname: string;
  readonly Domainname: string;
  readonly User: string;
  readonly AttachStdin: boolean;
  readonly AttachStdout: boolean;
  readonly AttachStderr: boolean;
  readonly Tty: boolean;
  readonly OpenStdin: boolean;
  readonly StdinOnce: boolean;
  readonly Env: readonly string[];
  readonly Cmd: readonly string[] | null;
  readonly Image: string;
  readonly Volumes: Readonly<Record<string, object>> | null;
  readonly WorkingDir: string;
  readonly Entrypoint: readonly string[] | null;
  readonly Labels: Labels;
  readonly NetworkDisabled?: boolean;
};

/** A mount as the client gives it, below HostConfig.Mounts. */
export type MountRequest = {
  readonly Type?: string;
  readonly Source?: string;
  readonly Target?: string;
  readonly ReadOnly?: boolean;
  readonly BindOptions?: { readonly CreateMountpoint?: boolean; readonly Propagation?: string };
  readonly VolumeOptions?: {
    readonly NoCopy?: boolean;
    readonly Labels?: Labels;
    readonly Subpath?: string;
    readonly DriverConfig?: { readonly Name?: string; readonly Options?: Readonly<Record<string, string>> };
  };
  readonly TmpfsOptions?: { readonly SizeBytes?: number; readonly Mode?: number };
};

export type RestartPolicy = { readonly Name: string; readonly MaximumRetryCount: number };

/** What inspect shows below HostConfig, as far as the lab acts on it; the rest is kept as it came. */
export type HostConfig = {
  readonly Binds: readonly string[] | null;
  readonly LogConfig: { readonly Type: string; readonly Config: Readonly<Record<string, string>> };
  readonly NetworkMode: string;
  readonly PortBindings: PortMap | null;
  readonly RestartPolicy: RestartPolicy;
  readonly AutoRemove: boolean;
  readonly VolumeDriver: string;
  readonly VolumesFrom: readonly string[] | null;
  readonly CapAdd: readonly string[] | null;
  readonly CapDrop: readonly string[] | null;
  readonly Dns: readonly string[] | null;
  readonly DnsOptions: readonly string[] | null;
  readonly DnsSearch: readonly string[] | null;
  readonly ExtraHosts: readonly string[] | null;
  readonly IpcMode: string;
  readonly Links: readonly string[] | null;
  readonly OomScoreAdj: number;
  readonly PidMode: string;
  readonly Privileged: boolean;
  readonly PublishAllPorts: boolean;
  readonly ReadonlyRootfs: boolean;
  readonly Tmpfs?: Readonly<Record<string, string>>;
  readonly UTSMode: string;
  readonly ShmSize: number;
  readonly Sysctls?: Readonly<Record<string, string>>;
  readonly GroupAdd: readonly string[] | null;
  readonly Ulimits: readonly { readonly Name?: unknown; readonly Soft?: unknown; readonly Hard?: unknown }[] | null;
  readonly Runtime: string;
  readonly CpuShares: number;
  readonly Memory: number;
  readonly NanoCpus: number;
  readonly BlkioWeight: number;
  readonly CpuPeriod: number;
  readonly CpuQuota: number;
  readonly CpusetCpus: string;
  readonly CpusetMems: string;
  readonly MemoryReservation: number;
  readonly MemorySwap: number;
  readonly MemorySwappiness?: number | null;
  readonly OomKillDisable: boolean;
  readonly PidsLimit: number | null;
  readonly Mounts?: readonly MountRequest[];
  readonly Init?: boolean;
};

/** A mount as inspect shows it. */
export type MountPoint = {
  readonly Type: 'bind' | 'volume' | 'tmpfs';
  readonly Name?: string;
  readonly Source: string;
  readonly Destination: string;
  readonly Driver?: string;
  readonly Mode: string;
  readonly RW: boolean;
  readonly Propagation: string;
};

/** A mount, and what is not shown of it. */
export type Mounted = {
  readonly point: MountPoint;
  /** The image's content is copied into an empty volume. */
  readonly copyUp: boolean;
  /** A missing source on the host is made. */
  readonly create: boolean;
  /** Below the source, `volume-subpath`. */
  readonly subpath?: string;
  /** Of a tmpfs, bytes. */
  readonly size?: number;
  readonly mode?: number;
  /** Given with `--tmpfs`: not shown under Mounts. */
  readonly hidden?: true;
};

export type HealthResult = {
  readonly Start: string;
  readonly End: string;
  readonly ExitCode: number;
  readonly Output: string;
};

/** The changing part of a container; times are RFC 3339, the zero time where there is none. */
export type ContainerState = {
  status: 'created' | 'running' | 'paused' | 'restarting' | 'removing' | 'exited' | 'dead';
  pid: number;
  exitCode: number;
  error: string;
  oomKilled: boolean;
  startedAt: string;
  finishedAt: string;
  health?: { status: 'starting' | 'healthy' | 'unhealthy'; failingStreak: number; log: HealthResult[] };
};

/** A container. What is readonly was settled at create. */
export type Container = {
  readonly id: string;
  name: string;
  readonly created: string;
  /** Undefined once the image was lost with a crash. */
  readonly image: Image | undefined;
  readonly imageId: string;
  readonly path: string;
  readonly args: readonly string[];
  readonly config: ContainerConfig;
  host: HostConfig;
  readonly endpoints: Readonly<Record<string, EndpointSettings>>;
  readonly mounts: readonly Mounted[];
  readonly state: ContainerState;
  restartCount: number;
  /** The learner stopped it: `unless-stopped` leaves it alone. */
  stoppedByHand: boolean;
  /** Milliseconds that the next restart is put off by, doubled each time. */
  backOff: number;
  /** Somebody has ended this run: no restart after it. */
  noRestart: boolean;
  /** Of the latest run's network namespace; empty before the first. */
  sandboxId: string;
  /** Has been started once: inspect shows its generated files from then on. */
  prepared: boolean;
  /** The image's files and the writable layer. */
  readonly root: Overlay;
  readonly log: ContainerLog;
  /** Who is attached, and the standard streams of the processes. */
  readonly stdio: Stdio;
  /** Its processes, while there are any. */
  run?: Run;
  health?: HealthMonitor;
  /** Execs that run or wait for their start. */
  readonly execs: Set<string>;
  /** Calls off a restart that is due. */
  cancelRestart?: () => void;
  /** Who waits for the end of a run or for its removal. */
  readonly exits: Set<(code: number) => void>;
  readonly removals: Set<(code: number) => void>;
  /** One start, stop or removal at a time. */
  busy: Promise<void>;
  /** The generated files of /etc of the latest start. */
  generated?: Tree;
  /** What the bind mounts of the run hold on to. */
  readonly anchors: Set<Anchor>;
};

/** The sort of health check that a configuration asks for; undefined is none. */
export function healthTest(config: HealthConfig | undefined): readonly string[] | undefined {
  const test = config?.Test;
  return test && test.length > 0 && test[0] !== 'NONE' && test[0] !== '' ? test : undefined;
}

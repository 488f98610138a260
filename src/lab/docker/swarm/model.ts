import type { HealthConfig, Labels } from '../model';

/*
 * The objects of a swarm. Shapes with capital letters are the Engine API's own
 * (https://docs.docker.com/reference/api/engine/version/v1.45/#tag/Service); durations are nanoseconds.
 */

export type PortConfig = {
  readonly Name?: string;
  readonly Protocol: string;
  readonly TargetPort: number;
  /** 0: one is chosen. */
  readonly PublishedPort: number;
  readonly PublishMode: 'ingress' | 'host';
};

export type EndpointSpec = { readonly Mode?: string; readonly Ports?: readonly PortConfig[] };

/** A secret or config that is given to a service as a file. */
export type FileReference = {
  readonly File?: { readonly Name?: string; readonly UID?: string; readonly GID?: string; readonly Mode?: number };
  readonly SecretID?: string;
  readonly SecretName?: string;
  readonly ConfigID?: string;
  readonly ConfigName?: string;
};

export type ContainerSpec = {
  readonly Image: string;
  readonly Labels?: Labels;
  readonly Command?: readonly string[];
  readonly Args?: readonly string[];
  readonly Hostname?: string;
  readonly Env?: readonly string[];
  readonly Dir?: string;
  readonly User?: string;
  readonly Groups?: readonly string[];
  readonly StopSignal?: string;
  readonly TTY?: boolean;
  readonly OpenStdin?: boolean;
  readonly ReadOnly?: boolean;
  readonly Mounts?: readonly Readonly<Record<string, unknown>>[];
  readonly StopGracePeriod?: number;
  readonly Healthcheck?: HealthConfig;
  readonly Hosts?: readonly string[];
  readonly DNSConfig?: {
    readonly Nameservers?: readonly string[];
    readonly Search?: readonly string[];
    readonly Options?: readonly string[];
  };
  readonly Secrets?: readonly FileReference[];
  readonly Configs?: readonly FileReference[];
  readonly Init?: boolean;
  readonly Sysctls?: Labels;
  readonly CapabilityAdd?: readonly string[];
  readonly CapabilityDrop?: readonly string[];
  readonly Ulimits?: readonly object[];
};

type Amount = { readonly NanoCPUs?: number; readonly MemoryBytes?: number; readonly Pids?: number };

export type TaskSpec = {
  readonly ContainerSpec: ContainerSpec;
  readonly Resources?: { readonly Limits?: Amount; readonly Reservations?: Amount };
  readonly RestartPolicy?: {
    readonly Condition?: string;
    readonly Delay?: number;
    readonly MaxAttempts?: number;
    readonly Window?: number;
  };
  readonly Placement?: { readonly Constraints?: readonly string[]; readonly MaxReplicas?: number };
  readonly Networks?: readonly { readonly Target: string; readonly Aliases?: readonly string[] }[];
  readonly LogDriver?: { readonly Name?: string; readonly Options?: Labels };
  readonly ForceUpdate?: number;
};

export type UpdateConfig = {
  readonly Parallelism?: number;
  readonly Delay?: number;
  readonly FailureAction?: string;
  readonly Monitor?: number;
  readonly MaxFailureRatio?: number;
  readonly Order?: string;
};

export type ServiceSpec = {
  readonly Name: string;
  readonly Labels: Labels;
  readonly TaskTemplate: TaskSpec;
  readonly Mode: { readonly Replicated?: { readonly Replicas?: number }; readonly Global?: object };
  readonly UpdateConfig?: UpdateConfig;
  readonly RollbackConfig?: UpdateConfig;
  readonly Networks?: TaskSpec['Networks'];
  readonly EndpointSpec?: EndpointSpec;
};

export type UpdateStatus = {
  readonly State: 'updating' | 'paused' | 'completed' | 'rollback_started' | 'rollback_paused' | 'rollback_completed';
  readonly StartedAt?: string;
  readonly CompletedAt?: string;
  readonly Message: string;
};

/** What every object of a swarm has. */
export type Meta = {
  readonly id: string;
  /** The index of the swarm's last change of it. */
  version: number;
  readonly created: string;
  updated: string;
};

export type Service = Meta & {
  spec: ServiceSpec;
  previous?: ServiceSpec;
  /** Ports with those that were chosen, and the virtual addresses with the length of their prefix. */
  ports: readonly PortConfig[];
  addresses: readonly { readonly networkId: string; readonly address: string }[];
  status?: UpdateStatus;
};

/** In the order in which a task goes through them; those from `complete` on are final. */
export const taskStates = [
  'new',
  'allocated',
  'pending',
  'assigned',
  'accepted',
  'preparing',
  'ready',
  'starting',
  'running',
  'complete',
  'shutdown',
  'failed',
  'rejected',
  'remove',
  'orphaned',
] as const;
export type TaskState = (typeof taskStates)[number];

/** Where a state is in that order. */
export const rankOf = (state: TaskState): number => taskStates.indexOf(state);
/** Has a task in this state ended? */
export const isFinal = (state: TaskState): boolean => rankOf(state) > rankOf('running');

export type Task = Meta & {
  readonly serviceId: string;
  readonly serviceName: string;
  readonly serviceLabels: Labels;
  readonly spec: TaskSpec;
  readonly endpoint: EndpointSpec | undefined;
  /** 0 for the tasks of a global service. */
  readonly slot: number;
  nodeId: string;
  state: TaskState;
  stateSince: string;
  message: string;
  error: string;
  desired: TaskState;
  containerId: string;
  pid: number;
  exitCode: number;
  /** Addresses with the length of their prefix. */
  attachments: readonly { readonly networkId: string; readonly address: string }[];
  /** Its addresses are somebody else's to have again. */
  freed?: boolean;
};

export type NodeSpec = {
  readonly Name?: string;
  readonly Labels: Labels;
  readonly Role: string;
  readonly Availability: 'active' | 'pause' | 'drain';
};

/** The swarm itself with its one node. */
export type Cluster = Meta & {
  spec: Readonly<Record<string, unknown>>;
  workerToken: string;
  managerToken: string;
  readonly pool: readonly string[];
  readonly subnetSize: number;
  readonly dataPort: number;
  readonly address: string;
  node: Meta & { spec: NodeSpec };
};

/** A secret or a config. */
export type Stored = Meta & {
  readonly kind: 'secret' | 'config';
  readonly name: string;
  labels: Labels;
  /** Base64. */
  readonly data: string;
  readonly templating?: object;
};

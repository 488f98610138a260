import type { HttpAnswer, Probe } from './check';
import { valueOf, type Observed } from './observed';

/** How much longer what a probe saw may take to come to rest, and whether it is certain that it has not yet. */
export type Transition = { readonly patience: number; readonly moving: boolean };

const atRest: Transition = { patience: 0, moving: false };
const moving = (patience: number): Transition => ({ patience, moving: true });

/** How long a check waits, in milliseconds: for what takes a moment, for what is built or pulled, for a first answer. */
const times = { short: 20_000, long: 90_000, answer: 3_000 } as const;

/** Is what the probe saw still on its way to another state? */
export function transitionOf(probe: Probe, observed: Observed): Transition {
  const value = valueOf(observed, probe);
  if (value === undefined) return atRest;
  switch (probe.source) {
    case 'container':
      return ofContainer(value as Container);
    case 'http':
    case 'registry':
      return isPublished(probe.port, observed) && isPoor(value as HttpAnswer)
        ? { patience: times.answer, moving: false }
        : atRest;
    case 'service':
      return ofService(value as Service);
    case 'kubernetes':
      return ofKubernetes(value as KubernetesObject);
    case 'openstack':
      return isBusy(value) ? moving(times.long) : atRest;
    default:
      return atRest;
  }
}

type Container = { readonly State?: { readonly Status?: string; readonly Health?: { readonly Status?: string } } };

function ofContainer({ State }: Container): Transition {
  if (State?.Health?.Status === 'starting') return moving(times.long);
  return State?.Status === 'removing' ? moving(times.short) : atRest;
}

const isPoor = (answer: HttpAnswer): boolean => 'failure' in answer || answer.status >= 500;

function isPublished(port: number, observed: Observed): boolean {
  const rows = valueOf(observed, { source: 'containers' }) as
    readonly { State: string; Ports?: readonly { PublicPort?: number }[] }[] | undefined;
  return rows?.some((row) => row.State === 'running' && row.Ports?.some((one) => one.PublicPort === port)) ?? false;
}

type Service = {
  readonly UpdateStatus?: { readonly State?: string };
  readonly ServiceStatus?: { readonly RunningTasks?: number; readonly DesiredTasks?: number };
};

// https://docs.docker.com/reference/api/engine/version/v1.49/#tag/Service/operation/ServiceList
function ofService({ UpdateStatus, ServiceStatus: status }: Service): Transition {
  if (UpdateStatus?.State === 'updating') return moving(times.long);
  return (status?.RunningTasks ?? 0) === (status?.DesiredTasks ?? 0) ? atRest : moving(times.short);
}

type KubernetesObject = {
  readonly items?: readonly KubernetesObject[];
  readonly metadata?: { readonly generation?: number; readonly deletionTimestamp?: string };
  readonly status?: KubernetesStatus;
};

type KubernetesStatus = {
  readonly observedGeneration?: number;
  readonly phase?: string;
  readonly replicas?: number;
  readonly readyReplicas?: number;
  readonly containerStatuses?: readonly { readonly state?: { readonly waiting?: { readonly reason?: string } } }[];
};

// https://kubernetes.io/docs/reference/kubernetes-api/: generation and observedGeneration, Pod phases and reasons
function ofKubernetes({ items, metadata, status }: KubernetesObject): Transition {
  if (items !== undefined) return items.map(ofKubernetes).find((one) => one.moving) ?? atRest;
  if (metadata?.deletionTimestamp !== undefined) return moving(times.short);
  return status === undefined ? atRest : ofStatus(status, metadata?.generation ?? 0);
}

function ofStatus(status: KubernetesStatus, generation: number): Transition {
  const { observedGeneration = generation, phase, containerStatuses, replicas = 0, readyReplicas = 0 } = status;
  if (containerStatuses?.some((one) => isStarting(one.state?.waiting?.reason))) return moving(times.long);
  const scheduling = phase === 'Pending' && containerStatuses === undefined;
  return observedGeneration < generation || scheduling || readyReplicas < replicas ? moving(times.short) : atRest;
}

const isStarting = (reason: string | undefined): boolean =>
  reason === 'ContainerCreating' || reason === 'PodInitializing';

/** The words by which OpenStack says that something is being done, of all its services. */
const busyWords: ReadonlySet<string> = new Set(
  `build rebuild reboot resize saving queued importing creating attaching detaching deleting downloading uploading
  extending retyping reserved backing-up restoring-backup pending_create pending_update pending_delete
  create_in_progress update_in_progress delete_in_progress`.split(/\s+/),
);

/** An object or a list of objects of which one has a status that is on its way. */
function isBusy(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { status } = value as { readonly status?: unknown };
  if (typeof status === 'string') return busyWords.has(status.toLowerCase());
  return Object.values(value).some(isBusy);
}

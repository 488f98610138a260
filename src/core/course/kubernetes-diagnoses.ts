import { closest } from '../lint/distance';
import { fill, type Args, type Text } from '../text';
import { heldBy, kubernetesSentences, schedulingAdvice } from './kubernetes-sentences';
import type { Told } from './observed';

/** The part of a Pod that diagnoses read: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
export type Pod = {
  readonly metadata: Metadata & { readonly finalizers?: readonly string[]; readonly deletionTimestamp?: string };
  readonly spec?: {
    readonly nodeName?: string;
    readonly schedulerName?: string;
    readonly containers?: readonly Container[];
    readonly initContainers?: readonly Container[];
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
    readonly containerStatuses?: readonly ContainerStatus[];
    readonly initContainerStatuses?: readonly ContainerStatus[];
  };
};

/** The part of an Event that diagnoses read: https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/ */
export type PodEvent = {
  readonly reason?: string;
  readonly message?: string;
  readonly involvedObject?: { readonly name?: string; readonly uid?: string };
  readonly lastTimestamp?: string | null;
  readonly eventTime?: string | null;
};

/** What an object is known by. */
export type KubernetesName = { readonly kind: string; readonly metadata: Metadata };

type Metadata = { readonly name: string; readonly namespace?: string; readonly uid?: string };
type Container = {
  readonly name: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
};
type Ended = { readonly exitCode?: number; readonly reason?: string; readonly message?: string };
type Waiting = { readonly reason?: string; readonly message?: string };
type State = {
  readonly waiting?: Waiting;
  readonly running?: object;
  readonly terminated?: Ended;
};
type ContainerStatus = {
  readonly name: string;
  readonly ready?: boolean;
  readonly started?: boolean;
  readonly state?: State;
  readonly lastState?: State;
};

const told = (id: keyof typeof kubernetesSentences, args: Args): Told => ({
  id,
  text: fill(kubernetesSentences[id], args),
});

/**
 * D-POD: what is usually behind a Pod that is not as wanted, from the Pod and its Events.
 * @param events those of its namespace; the ones of other objects are passed over
 * @returns undefined when it is well, or still on its way
 */
export function diagnosePod(pod: Pod, events: readonly PodEvent[]): Told | undefined {
  const own = eventsOf(pod, events);
  return ofWhole(pod) ?? ofScheduling(pod) ?? ofContainers(pod, own) ?? ofReadiness(pod, own);
}

/** Its Events, the newest first. */
function eventsOf({ metadata }: Pod, events: readonly PodEvent[]): readonly PodEvent[] {
  const time = (one: PodEvent) => one.lastTimestamp ?? one.eventTime ?? '';
  return events
    .filter(({ involvedObject: { uid, name } = {} }) =>
      uid === undefined || metadata.uid === undefined ? name === metadata.name : uid === metadata.uid,
    )
    .toSorted((a, b) => (time(a) < time(b) ? 1 : -1));
}

function ofWhole(pod: Pod): Told | undefined {
  const { metadata, status = {} } = pod;
  if (status.phase === 'Failed' && status.reason === 'Evicted') {
    return told('pod-evicted', { pod: metadata.name, message: sentence(status.message) });
  }
  if (metadata.deletionTimestamp !== undefined) return deleting(metadata);
  return status.phase === 'Succeeded' ? succeeded(pod) : undefined;
}

function deleting({ name: pod, finalizers = [] }: Pod['metadata']): Told {
  const list = finalizers.map((one) => `\`${one}\``).join(', ');
  return told('pod-deleting', { pod, held: list === '' ? heldBy.node : fill(heldBy.finalizers, { list }) });
}

function succeeded(pod: Pod): Told {
  const [last] = pod.status?.containerStatuses ?? [];
  const code = last?.state?.terminated?.exitCode ?? 0;
  return told('pod-succeeded', { pod: pod.metadata.name, code, command: commandOf(pod, last?.name) });
}

function ofScheduling({ metadata, spec = {}, status = {} }: Pod): Told | undefined {
  if (spec.nodeName !== undefined || status.phase !== 'Pending') return undefined;
  const scheduled = status.conditions?.find(({ type }) => type === 'PodScheduled');
  if (scheduled?.status === 'False') {
    const { message = '' } = scheduled;
    return told('pod-unschedulable', { pod: metadata.name, message: sentence(message), advice: adviceFor(message) });
  }
  const { schedulerName: scheduler = 'default-scheduler' } = spec;
  return scheduler === 'default-scheduler' ? undefined : told('pod-scheduler', { pod: metadata.name, scheduler });
}

// The scheduler says why in words only: https://kubernetes.io/docs/concepts/scheduling-eviction/
function adviceFor(message: string): Text {
  const complaints = [
    [/Insufficient|Too many pods/, schedulingAdvice.room],
    [/PersistentVolumeClaim|persistentvolumeclaim|volume/, schedulingAdvice.claim],
    [/selector|affinity/, schedulingAdvice.selector],
    [/node\.kubernetes\.io\/unschedulable|were unschedulable/, schedulingAdvice.cordoned],
    [/taint/, schedulingAdvice.taint],
  ] as const;
  return complaints.find(([complaint]) => complaint.test(message))?.[1] ?? schedulingAdvice.other;
}

function ofContainers(pod: Pod, events: readonly PodEvent[]): Told | undefined {
  const { initContainerStatuses = [], containerStatuses = [] } = pod.status ?? {};
  for (const status of [...initContainerStatuses, ...containerStatuses]) {
    const found = ofContainer(pod, status, events);
    if (found !== undefined) return found;
  }
  return undefined;
}

function ofContainer(pod: Pod, status: ContainerStatus, events: readonly PodEvent[]): Told | undefined {
  const waiting = status.state?.waiting;
  return waiting === undefined ? ofEnd(pod, status, events) : ofWaiting(pod, status, waiting, events);
}

function ofWaiting(
  pod: Pod,
  { name: container, lastState }: ContainerStatus,
  { reason, message = '' }: Waiting,
  events: readonly PodEvent[],
): Told | undefined {
  switch (reason) {
    case 'CreateContainerConfigError':
    case 'CreateContainerError':
      return told('pod-config', { pod: pod.metadata.name, container, message });
    case 'RunContainerError':
      return told('pod-command', { container, command: commandOf(pod, container) });
    case 'CrashLoopBackOff':
      return crashed(pod, container, lastState?.terminated ?? {}, events);
    case 'ContainerCreating':
    case 'PodInitializing':
      return notMade(pod, events);
    default:
      return notPulled(reason, imageOf(pod, container), message, events);
  }
}

/** A container that has ended and stays so, or was restarted because it had used too much memory. */
function ofEnd(pod: Pod, { name: container, state, lastState }: ContainerStatus, events: readonly PodEvent[]) {
  const ended = state?.terminated;
  if ([ended, lastState?.terminated].some((one) => one?.reason === 'OOMKilled')) {
    return told('pod-out-of-memory', { container });
  }
  if (ended === undefined || (ended.exitCode ?? 0) === 0) return undefined;
  if (isNoCommand(ended) || pod.status?.phase !== 'Failed') return crashed(pod, container, ended, events);
  return told('pod-failed', { pod: pod.metadata.name, container, code: ended.exitCode ?? '?', ...placeOf(pod) });
}

function crashed(pod: Pod, container: string, ended: Ended, events: readonly PodEvent[]): Told {
  const { exitCode: code = 0, reason } = ended;
  const args = { pod: pod.metadata.name, container, code, command: commandOf(pod, container), ...placeOf(pod) };
  if (reason === 'OOMKilled') return told('pod-out-of-memory', args);
  if (isNoCommand(ended)) return told('pod-command', args);
  if (code === 0) return told('pod-ends', args);
  if (code === 137) return told('pod-killed', { ...args, message: lastOf(events, 'Unhealthy') });
  return told(code === 143 ? 'pod-stopped' : 'pod-crashes', args);
}

const isNoCommand = ({ exitCode, reason = '' }: Ended): boolean =>
  ['StartError', 'ContainerCannotRun'].includes(reason) || exitCode === 127 || exitCode === 126;

function notMade({ metadata: { name: pod } }: Pod, events: readonly PodEvent[]): Told | undefined {
  const mount = lastOf(events, 'FailedMount', 'FailedAttachVolume');
  if (mount !== '') return told('pod-mount', { pod, message: mount });
  const network = lastOf(events, 'FailedCreatePodSandBox');
  return network === '' ? undefined : told('pod-network', { pod, message: network });
}

function notPulled(
  reason: string | undefined,
  image: string,
  message: string,
  events: readonly PodEvent[],
): Told | undefined {
  if (reason === 'InvalidImageName') return told('pod-image-name', { image });
  if (reason === 'ErrImageNeverPull') return told('pod-image-never', { image });
  if (reason !== 'ErrImagePull' && reason !== 'ImagePullBackOff' && reason !== 'RegistryUnavailable') return undefined;
  // "Back-off pulling image" does not say why; an earlier Event does.
  const said = [message, ...events.filter((one) => one.reason === 'Failed').map((one) => one.message ?? '')];
  const why = said.map((one) => [one, pullTrouble(one)] as const).find(([, id]) => id !== undefined);
  return told(why?.[1] ?? 'pod-image', { image, message: sentence(why?.[0] ?? message) });
}

// What registries and engines answer, in words only: https://distribution.github.io/distribution/spec/api/#errors
function pullTrouble(message: string) {
  if (
    /timeout|no such host|connection refused|network is unreachable|dial tcp|TLS handshake|EOF|toomanyrequests|429/i.test(
      message,
    )
  ) {
    return 'pod-image-network';
  }
  if (/denied|unauthorized|authorization|forbidden|authentication required/i.test(message)) return 'pod-image-denied';
  return /manifest unknown|not found|does not exist/i.test(message) ? 'pod-image-absent' : undefined;
}

function ofReadiness(pod: Pod, events: readonly PodEvent[]): Told | undefined {
  const waiting = pod.status?.containerStatuses?.find(
    ({ ready, state }) => ready === false && state?.running !== undefined,
  );
  if (waiting === undefined) return undefined;
  const args = { container: waiting.name, message: lastOf(events, 'Unhealthy') };
  return told(waiting.started === false ? 'pod-not-started' : 'pod-not-ready', args);
}

/** What the newest Event of these reasons says, as a sentence; empty when there is none. */
const lastOf = (events: readonly PodEvent[], ...reasons: readonly string[]): string =>
  sentence(events.find(({ reason = '' }) => reasons.includes(reason))?.message);

/** The words of the cluster, cut short, with a full stop. */
function sentence(words = ''): string {
  const said = words.trim().slice(0, 300);
  return said === '' || /[.!?]$/.test(said) ? said : `${said}.`;
}

const containersOf = ({ spec: { initContainers = [], containers = [] } = {} }: Pod): readonly Container[] => [
  ...initContainers,
  ...containers,
];

const imageOf = (pod: Pod, name: string): string => containersOf(pod).find((one) => one.name === name)?.image ?? '?';

function commandOf(pod: Pod, name: string | undefined): Text | string {
  const { command = [], args = [] } = containersOf(pod).find((one) => one.name === name) ?? {};
  const words = [...command, ...args].join(' ').slice(0, 120);
  return words === '' ? { en: 'the command of the image', zh: '镜像自带的命令' } : `\`${words}\``;
}

const placeOf = ({ metadata: { namespace } }: Pod): { readonly inNamespace: string } => ({
  inNamespace: namespace === undefined ? '' : ` -n ${namespace}`,
});

/**
 * D-OBJ: what is usually behind an object that is not there.
 * @param others objects that could be meant: of the same kind in any namespace, and of other kinds in this one
 */
export function diagnoseAbsent(wanted: KubernetesName, others: readonly KubernetesName[]): Told {
  const { kind, metadata } = wanted;
  const { name, namespace = 'default' } = metadata;
  const elsewhere = others.find((one) => one.kind === kind && one.metadata.name === name);
  if (elsewhere !== undefined && elsewhere.metadata.namespace !== metadata.namespace) {
    return told('object-elsewhere', { name, namespace, other: elsewhere.metadata.namespace ?? 'default' });
  }
  const near = others.filter((one) => one.metadata.namespace === metadata.namespace);
  const names = near.filter((one) => one.kind === kind).map((one) => one.metadata.name);
  const similar = names.find((one) => one.includes(name) || name.includes(one)) ?? closest(name, names);
  if (similar !== undefined) return told('object-similar', { kind, name, other: similar });
  const otherKind = near.find((one) => one.kind !== kind && one.metadata.name === name);
  if (otherKind !== undefined) return told('object-other-kind', { kind, name, other: otherKind.kind });
  return told('object-absent', { kind, name });
}

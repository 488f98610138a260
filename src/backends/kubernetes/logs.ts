import type { Probe } from '../../core/course/check';
import { isObject, type Raw } from '../docker/answer';
import type { KubernetesClient } from './client';
import { readObject } from './objects';

/** Which log a check names. */
export type LogProbe = Extract<Probe, { source: 'kubernetes-logs' }>;

/** How much of a log is read: its last lines, and no more bytes than these. */
const most = { tailLines: '5000', limitBytes: '4000000' } as const;

/**
 * What a container wrote, as text; undefined when there is no such Pod or container, or it never ran. Without a
 * container it is kubectl's choice: the annotated one, else the first.
 * https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#get-read-log-of-the-specified-pod
 */
export async function readLog(
  client: KubernetesClient,
  probe: LogProbe,
  signal: AbortSignal,
): Promise<string | undefined> {
  const pod = await findPod(client, probe, signal);
  if (pod === undefined) return undefined;
  const name = nameOf(pod);
  const container = probe.container ?? defaultContainer(pod);
  if (name === undefined || container === undefined || !hasRun(pod, container, probe.previous === true))
    return undefined;
  const { namespace } = probe;
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/log`;
  const query = { ...most, container, ...(probe.previous === true && { previous: 'true' }) };
  return await client.text({ path, query, wish: { verb: 'get', resource: 'pods/log', namespace } }, signal);
}

async function findPod(
  client: KubernetesClient,
  { namespace, pod: name, labels }: LogProbe,
  signal: AbortSignal,
): Promise<Raw | undefined> {
  const pods = { source: 'kubernetes', apiVersion: 'v1', kind: 'Pod', namespace } as const;
  if (name !== undefined) return await readObject(client, { ...pods, name }, signal);
  const list = await readObject(client, { ...pods, ...(labels !== undefined && { labels }) }, signal);
  return newest(listOf(list, 'items'));
}

/** The object that was created last; of several made in the same second, the last by name. */
export function newest(objects: readonly Raw[]): Raw | undefined {
  const age = (one: Raw) => `${String(metadataOf(one)['creationTimestamp'])} ${nameOf(one) ?? ''}`;
  return objects.toSorted((a, b) => (age(a) < age(b) ? 1 : -1))[0];
}

// https://kubernetes.io/docs/reference/labels-annotations-taints/#kubectl-kubernetes-io-default-container
function defaultContainer(pod: Raw): string | undefined {
  const annotations = metadataOf(pod)['annotations'];
  const named = isObject(annotations) ? annotations['kubectl.kubernetes.io/default-container'] : undefined;
  const [first] = listOf(isObject(pod['spec']) ? pod['spec'] : undefined, 'containers');
  return [named, first?.['name']].find((one) => typeof one === 'string');
}

/** A container that never ran has written nothing; the API server would refuse (400), in words for people. */
function hasRun(pod: Raw, container: string, previous: boolean): boolean {
  const status = isObject(pod['status']) ? pod['status'] : undefined;
  const lists = ['containerStatuses', 'initContainerStatuses', 'ephemeralContainerStatuses'] as const;
  const found = lists.flatMap((key) => listOf(status, key)).find((one) => one['name'] === container);
  const ended = isObject(found?.['lastState']) && isObject(found['lastState']['terminated']);
  if (previous || ended) return ended;
  const state = isObject(found?.['state']) ? found['state'] : {};
  return isObject(state['running']) || isObject(state['terminated']);
}

const listOf = (value: Raw | undefined, key: string): readonly Raw[] =>
  Array.isArray(value?.[key]) ? (value[key] as unknown[]).filter(isObject) : [];

const metadataOf = (object: Raw): Raw => (isObject(object['metadata']) ? object['metadata'] : {});

function nameOf(object: Raw): string | undefined {
  const { name } = metadataOf(object);
  return typeof name === 'string' ? name : undefined;
}

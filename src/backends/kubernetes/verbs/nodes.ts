import { kubernetesNoMetrics, UserError } from '../../../core/errors';
import type { Resource } from '../../../core/resources/resource';
import type { Verb } from '../../../core/resources/verb';
import { fill } from '../../../core/text';
import { isObject, messageOf, type Raw } from '../../docker/answer';
import { pause } from '../../docker/deadline';
import type { Cluster } from '../cluster';
import type { Held } from '../kinds/spec';
import { listOf, metadataOf, namedOf, specOf, statusOf, within, wordOf } from '../object';
import { ask, heldOf, kubectl, patch, titled } from './kubectl';

const cordoned = { en: '{object} takes no new Pods.', zh: '{object} 不再接受新的 Pod。' };
const uncordoned = { en: '{object} takes Pods again.', zh: '{object} 恢复接受 Pod。' };

const cordoning = (cluster: Cluster, id: 'cordon' | 'uncordon'): Verb<Resource> => {
  const isCordon = id === 'cordon';
  return {
    id,
    applies: (target) => (heldOf(target).more?.isCordoned === true) !== isCordon,
    commandLine: (target) => kubectl(cluster, undefined, id, target.name),
    run: async (target, _answers, signal) => {
      await cordonNode(cluster, heldOf(target), isCordon, signal);
      return { show: 'words', words: fill(isCordon ? cordoned : uncordoned, { object: titled(heldOf(target)) }) };
    },
  };
};

const cordonNode = (cluster: Cluster, held: Held, unschedulable: boolean, signal: AbortSignal): Promise<void> =>
  patch(cluster, held, { how: 'strategic', body: { spec: { unschedulable } } }, signal);

export const cordon = (cluster: Cluster) => cordoning(cluster, 'cordon');
export const uncordon = (cluster: Cluster) => cordoning(cluster, 'uncordon');

/** A Pod of a node that is to be drained, and why it stays where it does. */
type Moving = {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly stays?: string;
  readonly isLost: boolean;
};

/** https://kubernetes.io/docs/tasks/administer-cluster/safely-drain-node/ */
async function podsOn(cluster: Cluster, node: string, signal: AbortSignal): Promise<readonly Moving[]> {
  const query = { fieldSelector: `spec.nodeName=${node}` };
  const found = await ask(cluster, { path: '/api/v1/pods', query, wish: { verb: 'list', resource: 'pods' } }, signal);
  return listOf(found, 'items').map(movingOf);
}

function movingOf(raw: Raw): Moving {
  const metadata = metadataOf(raw);
  const owner = listOf(metadata, 'ownerReferences').find((one) => one['controller'] === true);
  const isMirror = namedOf(metadata, 'annotations')['kubernetes.io/config.mirror'] !== undefined;
  const isOver = ['Succeeded', 'Failed'].includes(wordOf(statusOf(raw), 'phase'));
  const stays = isMirror ? 'static Pod' : wordOf(owner, 'kind') === 'DaemonSet' && !isOver ? 'DaemonSet' : undefined;
  const hasOwnData = listOf(specOf(raw), 'volumes').some((one) => isObject(one['emptyDir']));
  const base = {
    namespace: wordOf(metadata, 'namespace'),
    name: wordOf(metadata, 'name'),
    uid: wordOf(metadata, 'uid'),
  };
  return { ...base, isLost: !isOver && (owner === undefined || hasOwnData), ...(stays !== undefined && { stays }) };
}

const goes = {
  en: '{count} Pods are evicted from {node} and made again elsewhere where somebody owns them{lost}. Budgets (PodDisruptionBudget) are respected.',
  zh: '{node} 上的 {count} 个 Pod 会被驱逐，有控制器的会在别处重建{lost}。驱逐遵守 PodDisruptionBudget。',
};
const lostThere = {
  en: '; these lose their data or are not made again: {pods}',
  zh: '；以下 Pod 会丢失数据或不会重建：{pods}',
};

/** Moves all Pods off a node. */
export const drain = (cluster: Cluster): Verb<Resource> => ({
  id: 'drain',
  applies: () => true,
  commandLine: (target) =>
    kubectl(cluster, undefined, 'drain', target.name, '--ignore-daemonsets', '--delete-emptydir-data', '--force'),
  destroys: async (target, _answers, signal) => {
    const all = (await podsOn(cluster, target.name, signal)).filter(({ stays }) => stays === undefined);
    const lost = all.filter(({ isLost }) => isLost).map(({ namespace, name }) => `${namespace}/${name}`);
    const pods = lost.slice(0, 10).join(', ') + (lost.length > 10 ? ', …' : '');
    return fill(goes, {
      count: all.length,
      node: target.name,
      lost: lost.length === 0 ? '' : fill(lostThere, { pods }),
    });
  },
  run: async (target, _answers, signal) => {
    await cordonNode(cluster, heldOf(target), true, signal);
    return {
      show: 'stream',
      title: titled(heldOf(target)),
      read: (reading) => evictAll(cluster, target.name, reading),
    };
  },
});

async function* evictAll(cluster: Cluster, node: string, signal: AbortSignal): AsyncGenerator<string, void> {
  yield `node/${node} cordoned\n`;
  const all = await podsOn(cluster, node, signal);
  for (const { namespace, name, stays } of all)
    if (stays !== undefined) yield `${namespace}/${name}: stays (${stays})\n`;
  for (const pod of all.filter(({ stays }) => stays === undefined)) yield* evict(cluster, pod, signal);
  yield `node/${node} drained\n`;
}

/** How often is looked whether a Pod may go, or is gone, in milliseconds. */
const again = { refused: 5000, going: 500 } as const;

/** https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/: a budget that is used up answers 429 */
async function* evict(
  cluster: Cluster,
  { namespace, name, uid }: Moving,
  signal: AbortSignal,
): AsyncGenerator<string, void> {
  const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}`;
  const apiVersion = await evictionVersion(cluster, signal);
  const body = JSON.stringify({ apiVersion, kind: 'Eviction', metadata: { name, namespace } });
  const wish = { verb: 'create', resource: 'pods/eviction', namespace, isDeed: true } as const;
  for (let isTold = false; ;) {
    const call = { path: `${path}/eviction`, method: 'POST', body, wish, accepts: [404, 429] } as const;
    const answer = await cluster.client.send(call, signal);
    if (answer.status !== 429) break;
    const said = messageOf(answer.body);
    // The lines of this verb are those of kubectl, in one language.
    if (!isTold) yield `${namespace}/${name}: ${typeof said === 'string' ? said : said.en} (waiting)\n`;
    isTold = true;
    await pause(again.refused, signal);
  }
  yield `${namespace}/${name}: evicted\n`;
  for (;;) {
    const found = await cluster.client.get({ path, wish: { verb: 'get', resource: 'pods', namespace } }, signal);
    if (found === undefined || wordOf(metadataOf(found), 'uid') !== uid) return;
    await pause(again.going, signal);
  }
}

/** policy/v1 since 1.22: https://kubernetes.io/docs/reference/using-api/deprecation-guide/#poddisruptionbudget-v125 */
async function evictionVersion(cluster: Cluster, signal: AbortSignal): Promise<string> {
  const found = listOf(await cluster.client.group('/api/v1', signal), 'resources').find(
    (one) => one['name'] === 'pods/eviction',
  );
  return `${wordOf(found, 'group') || 'policy'}/${wordOf(found, 'version') || 'v1'}`;
}

/** Shows what nodes, or the containers of a Pod, use: https://kubernetes.io/docs/reference/external-api/metrics.v1beta1/ */
export function top(cluster: Cluster): Verb<Resource | undefined> {
  const isOfPod = (target: Resource | undefined): boolean =>
    target !== undefined && heldOf(target).type.kind !== 'Node';
  return {
    id: 'top',
    applies: () => true,
    reads: true,
    commandLine: (target) => {
      if (target === undefined || !isOfPod(target))
        return kubectl(cluster, undefined, 'top', 'node', ...(target === undefined ? [] : [target.name]));
      return kubectl(cluster, heldOf(target).namespace, 'top', 'pod', target.name, '--containers');
    },
    run: async (target, _answers, signal) => {
      const place =
        target !== undefined && isOfPod(target)
          ? `namespaces/${encodeURIComponent(heldOf(target).namespace ?? '')}/pods`
          : 'nodes';
      const path = `/apis/metrics.k8s.io/v1beta1/${place}${target === undefined ? '' : `/${encodeURIComponent(target.name)}`}`;
      const found = await metrics(cluster, path, signal);
      const all = target === undefined ? listOf(found, 'items') : [found];
      const rows = all.flatMap((one) =>
        isOfPod(target)
          ? listOf(one, 'containers').map(rowOf)
          : [rowOf({ ...one, name: wordOf(metadataOf(one), 'name') })],
      );
      return {
        show: 'text',
        title: target?.name ?? 'top',
        language: 'plaintext',
        text: table([['NAME', 'CPU', 'MEMORY'], ...rows]),
      };
    },
  };
}

async function metrics(cluster: Cluster, path: string, signal: AbortSignal): Promise<Raw> {
  const call = { path, wish: { verb: 'get', resource: 'metrics.k8s.io' } } as const;
  try {
    const found = await cluster.client.get(call, signal);
    if (found !== undefined) return found;
  } catch (error) {
    // 503: it is registered and does not run.
    if (!(error instanceof UserError) || error.code !== 'kubernetes-refused') throw error;
  }
  throw kubernetesNoMetrics();
}

function rowOf(raw: Raw): readonly string[] {
  const usage = within(raw, 'usage');
  return [wordOf(raw, 'name'), cpu(wordOf(usage, 'cpu')), memory(wordOf(usage, 'memory'))];
}

// Quantities: https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
const cpu = (given: string): string => {
  const unit = { n: 1e6, u: 1e3, m: 1 }[given.slice(-1)];
  return unit === undefined ? given : `${Math.round(Number(given.slice(0, -1)) / unit)}m`;
};
const memory = (given: string): string =>
  given.endsWith('Ki') ? `${Math.round(Number(given.slice(0, -2)) / 1024)}Mi` : given;

/** Columns of text. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, at) => Math.max(...rows.map((row) => (row[at] ?? '').length)));
  return (
    rows
      .map((row) => row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join('  '))
      .join('\n') + '\n'
  );
}

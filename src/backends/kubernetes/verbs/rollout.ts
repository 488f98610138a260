import { kubernetesNoRevision } from '../../../core/errors';
import type { Resource } from '../../../core/resources/resource';
import { answerTo, type Choice, type Verb } from '../../../core/resources/verb';
import type { VerbId } from '../../../core/resources/verb-names';
import { fill, verbatim, type Text } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { pathOf, type Cluster } from '../cluster';
import { ownersOf } from '../kinds/pod';
import type { Held } from '../kinds/spec';
import { listOf, metadataOf, namedOf, numberOf, specOf, statusOf, within, wordOf } from '../object';
import { followObjects } from '../watch';
import { without } from './text';
import { ask, heldOf, kubectl, named, patch, titled } from './kubectl';

const done = {
  scaled: { en: '{object} now wants {count} Pods.', zh: '{object} 现在期望 {count} 个 Pod。' },
  restarted: { en: '{object} is replacing its Pods one after the other.', zh: '{object} 正在逐个替换 Pod。' },
  undone: { en: '{object} goes back to revision {revision}.', zh: '{object} 正在回滚到版本 {revision}。' },
  paused: {
    en: 'The rollout of {object} is paused: changes wait until it is resumed.',
    zh: '{object} 的发布已暂停：恢复之前，修改不会生效。',
  },
  resumed: { en: 'The rollout of {object} goes on.', zh: '{object} 的发布已继续。' },
} as const satisfies Record<string, Text>;

const words = (id: keyof typeof done, held: Held, args: Record<string, string> = {}) =>
  ({ show: 'words', words: fill(done[id], { object: titled(held), ...args }) }) as const;

const notCount: Text = { en: 'Write a number of Pods, 0 or more.', zh: '请输入 Pod 数量，0 或更大的整数。' };

/** Sets how many Pods are wanted. */
export const scale = (cluster: Cluster): Verb<Resource> => ({
  id: 'scale',
  applies: () => true,
  questions: (target) => [
    {
      id: 'replicas',
      title: { en: 'How many Pods', zh: 'Pod 数量' },
      ask: 'text',
      value: String(heldOf(target).more?.replicas ?? 1),
      refuse: (input) => (/^\d{1,5}$/.test(input) ? undefined : notCount),
    },
  ],
  commandLine: (target, answers) =>
    kubectl(
      cluster,
      heldOf(target).namespace,
      'scale',
      named(heldOf(target)),
      `--replicas=${answerTo(answers, 'replicas')}`,
    ),
  run: async (target, answers, signal) => {
    const [held, count] = [heldOf(target), answerTo(answers, 'replicas')];
    await patch(cluster, held, { how: 'merge', body: { spec: { replicas: Number(count) } }, sub: 'scale' }, signal);
    return words('scaled', held, { count });
  },
});

/** Replaces all Pods, as kubectl does: by an annotation of their template. */
export const restart = (cluster: Cluster): Verb<Resource> => ({
  id: 'restart',
  applies: () => true,
  commandLine: (target) => kubectl(cluster, heldOf(target).namespace, 'rollout', 'restart', named(heldOf(target))),
  run: async (target, _answers, signal) => {
    const annotations = { 'kubectl.kubernetes.io/restartedAt': new Date().toISOString().replace(/\.\d+/, '') };
    const body = { spec: { template: { metadata: { annotations } } } };
    await patch(cluster, heldOf(target), { how: 'strategic', body }, signal);
    return words('restarted', heldOf(target));
  },
});

const pausing = (cluster: Cluster, id: Extract<VerbId, 'rolloutPause' | 'rolloutResume'>): Verb<Resource> => {
  const isPause = id === 'rolloutPause';
  return {
    id,
    applies: (target) => (heldOf(target).more?.isPaused === true) !== isPause,
    commandLine: (target) =>
      kubectl(cluster, heldOf(target).namespace, 'rollout', isPause ? 'pause' : 'resume', named(heldOf(target))),
    run: async (target, _answers, signal) => {
      await patch(cluster, heldOf(target), { how: 'strategic', body: { spec: { paused: isPause } } }, signal);
      return words(isPause ? 'paused' : 'resumed', heldOf(target));
    },
  };
};

export const rolloutPause = (cluster: Cluster) => pausing(cluster, 'rolloutPause');
export const rolloutResume = (cluster: Cluster) => pausing(cluster, 'rolloutResume');

/** Tells how a rollout gets on, until it is through or stuck. */
export const rolloutStatus = (cluster: Cluster): Verb<Resource> => ({
  id: 'rolloutStatus',
  applies: () => true,
  reads: true,
  commandLine: (target) => kubectl(cluster, heldOf(target).namespace, 'rollout', 'status', named(heldOf(target))),
  run: (target) => {
    const held = heldOf(target);
    return Promise.resolve({ show: 'stream', title: titled(held), read: (signal) => progress(cluster, held, signal) });
  },
});

async function* progress(cluster: Cluster, held: Held, signal: AbortSignal): AsyncGenerator<string, void> {
  const queue: Raw[] = [];
  const state: { wake: () => void; failed?: Error } = { wake: () => undefined };
  const ending = new AbortController();
  const end = () => ending.abort();
  signal.addEventListener('abort', end, { once: true });
  const put = (raw: Raw) => {
    queue.push(raw);
    state.wake();
  };
  const to = { keep: (raw: Raw) => raw, all: (all: readonly Raw[]) => all.forEach(put), put, gone: end };
  const query = { fieldSelector: `metadata.name=${held.name}` };
  const listing = { path: pathOf(held.type, held.namespace), query, wish: { resource: held.type.plural } };
  followObjects(cluster, listing, to, ending.signal).catch((error: unknown) => {
    state.failed = error instanceof Error ? error : new Error(String(error));
    state.wake();
  });
  try {
    for (let last = ''; ;) {
      const raw = queue.shift();
      if (raw !== undefined) {
        const { line, isOver } = stateOf(raw);
        if (line !== last) yield `${line}\n`;
        last = line;
        if (isOver) return;
      } else if (state.failed !== undefined) {
        if (ending.signal.aborted) return;
        throw state.failed;
      } else await new Promise<void>((resolve) => (state.wake = resolve));
    }
  } finally {
    signal.removeEventListener('abort', end);
    end();
  }
}

/** One line of kubectl's own: https://kubernetes.io/docs/reference/kubectl/generated/kubectl_rollout/kubectl_rollout_status/ */
function stateOf(raw: Raw): { readonly line: string; readonly isOver: boolean } {
  const [spec, status] = [specOf(raw), statusOf(raw)];
  const name = `${wordOf(raw, 'kind')} ${wordOf(metadataOf(raw), 'name')}`.trim();
  const isDaemon = status['desiredNumberScheduled'] !== undefined;
  const wanted = isDaemon ? numberOf(status, 'desiredNumberScheduled') : Number(spec['replicas'] ?? 1);
  const updated = numberOf(status, isDaemon ? 'updatedNumberScheduled' : 'updatedReplicas');
  const available = numberOf(
    status,
    isDaemon ? 'numberAvailable' : status['availableReplicas'] === undefined ? 'readyReplicas' : 'availableReplicas',
  );
  const total = numberOf(status, isDaemon ? 'currentNumberScheduled' : 'replicas');
  const stuck = listOf(status, 'conditions').find((one) => wordOf(one, 'reason') === 'ProgressDeadlineExceeded');
  const counts = `updated ${updated}/${wanted}, available ${available}/${wanted}, total ${total}`;
  if (numberOf(status, 'observedGeneration') < numberOf(metadataOf(raw), 'generation'))
    return { line: `${name}: waiting for the change to be seen`, isOver: false };
  if (stuck !== undefined) return { line: `${name}: ${wordOf(stuck, 'message')} (${counts})`, isOver: true };
  const isThrough = updated >= wanted && available >= wanted && total <= Math.max(wanted, updated);
  return { line: `${name}: ${counts}${isThrough ? ', rolled out' : ''}`, isOver: isThrough };
}

/** A template that was, and how to go back to it. */
type Revision = { readonly number: number; readonly cause: string; readonly images: string; readonly raw: Raw };

/** Deployments keep their templates in ReplicaSets, the others in ControllerRevisions. */
async function revisionsOf(cluster: Cluster, held: Held, signal: AbortSignal): Promise<readonly Revision[]> {
  const isDeployment = held.type.kind === 'Deployment';
  const plural = isDeployment ? 'replicasets' : 'controllerrevisions';
  const place = `/namespaces/${encodeURIComponent(held.namespace ?? '')}`;
  const query = { labelSelector: held.more?.selector ?? '' };
  const wish = { verb: 'list', resource: `${plural}.apps`, namespace: held.namespace ?? '' } as const;
  const found = await ask(cluster, { path: `/apis/apps/v1${place}/${plural}`, query, wish }, signal);
  return listOf(found, 'items')
    .filter((one) => ownersOf(one).includes(held.uid))
    .map((raw) => revisionOf(raw, isDeployment))
    .toSorted((a, b) => a.number - b.number);
}

function revisionOf(raw: Raw, isDeployment: boolean): Revision {
  const annotations = namedOf(metadataOf(raw), 'annotations');
  const template = within(isDeployment ? specOf(raw) : specOf(within(raw, 'data')), 'template');
  const images = listOf(specOf(template), 'containers').map((one) => wordOf(one, 'image'));
  const number = isDeployment
    ? Number(annotations['deployment.kubernetes.io/revision'] ?? 0)
    : numberOf(raw, 'revision');
  return { number, cause: annotations['kubernetes.io/change-cause'] ?? '', images: images.join(', '), raw };
}

/** Lists the revisions that it can go back to. */
export const rolloutHistory = (cluster: Cluster): Verb<Resource> => ({
  id: 'rolloutHistory',
  applies: () => true,
  reads: true,
  commandLine: (target) => kubectl(cluster, heldOf(target).namespace, 'rollout', 'history', named(heldOf(target))),
  run: async (target, _answers, signal) => {
    const held = heldOf(target);
    const rows = (await revisionsOf(cluster, held, signal)).map(({ number, images, cause }) =>
      [String(number).padEnd(9), images, cause].filter((one) => one !== '').join('  '),
    );
    return {
      show: 'text',
      title: titled(held),
      language: 'plaintext',
      text: ['REVISION   IMAGES  CHANGE-CAUSE', ...rows, ''].join('\n'),
    };
  },
});

/** Goes back to an earlier revision; the one before, unless another is chosen. */
export const rolloutUndo = (cluster: Cluster): Verb<Resource> => ({
  id: 'rolloutUndo',
  applies: () => true,
  questions: (target) => [
    {
      id: 'revision',
      title: { en: 'Back to which revision', zh: '回滚到哪个版本' },
      ask: 'choice',
      choices: async (_answers, signal) => earlier(await revisionsOf(cluster, heldOf(target), signal)),
    },
  ],
  commandLine: (target, answers) => {
    const number = answerTo(answers, 'revision');
    const to = number === '' ? [] : [`--to-revision=${number}`];
    return kubectl(cluster, heldOf(target).namespace, 'rollout', 'undo', named(heldOf(target)), ...to);
  },
  run: async (target, answers, signal) => {
    const held = heldOf(target);
    const revisions = await revisionsOf(cluster, held, signal);
    const number = Number(answerTo(answers, 'revision')) || revisions.at(-2)?.number;
    const revision = revisions.find((one) => one.number === number);
    if (revision === undefined) throw kubernetesNoRevision({ object: titled(held) });
    await goBack(cluster, held, revision, signal);
    return words('undone', held, { revision: String(revision.number) });
  },
});

const earlier = (revisions: readonly Revision[]): readonly Choice[] =>
  revisions
    .slice(0, -1)
    .toReversed()
    .map(({ number, images }, at) => ({
      value: String(number),
      label: String(number),
      detail: verbatim(images),
      ...(at === 0 && { isPicked: true }),
    }));

async function goBack(cluster: Cluster, held: Held, { raw }: Revision, signal: AbortSignal): Promise<void> {
  if (held.type.kind !== 'Deployment') {
    await patch(cluster, held, { how: 'strategic', body: raw['data'] }, signal);
    return;
  }
  const template = within(specOf(raw), 'template');
  const labels = without(namedOf(metadataOf(template), 'labels'), ['pod-template-hash']);
  const value = { ...template, metadata: { ...metadataOf(template), labels } };
  await patch(cluster, held, { how: 'json', body: [{ op: 'replace', path: '/spec/template', value }] }, signal);
}

import { diagnosePod, type Pod } from '../../../core/course/kubernetes-diagnoses';
import { lessonOfPod } from '../../../core/course/kubernetes-object-diagnoses';
import type { Health, Trouble } from '../../../core/resources/resource';
import type { Raw } from '../../docker/answer';
import { conditionOf, listOf, metadataOf, namedOf, numberOf, specOf, statusOf, within, wordOf } from '../object';
import { fact, times, type Look, type Spec } from './spec';

const restarted = { en: '{count} restarts', zh: '重启 {count} 次' };

/** The Events of one kind of object, as far as they say why something does not get on. */
export function eventsAbout(kind: string, matters: (raw: Raw) => boolean, type = ''): NonNullable<Spec['beside']> {
  return {
    versions: ['v1'],
    kind: 'Event',
    query: { fieldSelector: `involvedObject.kind=${kind}${type}` },
    about: (raw) => wordOf(within(raw, 'involvedObject'), 'uid'),
    key: (raw) => wordOf(metadataOf(raw), 'uid'),
    matters,
    keep: (raw) => ({
      metadata: { uid: metadataOf(raw)['uid'] },
      reason: raw['reason'],
      message: wordOf(raw, 'message').slice(0, 400),
      involvedObject: { uid: within(raw, 'involvedObject')['uid'], name: within(raw, 'involvedObject')['name'] },
      lastTimestamp: raw['lastTimestamp'],
      eventTime: raw['eventTime'],
    }),
  };
}

/** Pods: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/ */
export const podSpec: Spec = {
  id: 'pod',
  title: { en: 'Pods', zh: 'Pod' },
  versions: ['v1'],
  kind: 'Pod',
  cli: 'pod',
  isNamespaced: true,
  look: lookOfPod,
  beside: eventsAbout('Pod', (raw) => !isReady(raw) && wordOf(statusOf(raw), 'phase') !== 'Succeeded', ',type!=Normal'),
  below: () => ({ kind: 'container', of: 'itself' }),
  verbs: [
    'logs',
    'shell',
    'exec',
    'portForward',
    'describe',
    'edit',
    'compare',
    'top',
    'copyYaml',
    'inspect',
    'copyName',
    'remove',
  ],
  general: ['create', 'apply', 'dryRun'],
};

/** Containers of Pods; none is ever without its Pod. */
export const containerSpec: Spec = {
  id: 'container',
  title: { en: 'Containers', zh: '容器' },
  versions: ['v1'],
  kind: 'Pod',
  cli: 'pod',
  isNamespaced: true,
  isInner: true,
  parts: (raw) =>
    containersOf(raw).map((container) => {
      const status = statusesOf(raw).find(({ name }) => name === container['name']);
      return [wordOf(container, 'name'), { metadata: raw['metadata'], container, status }] as const;
    }),
  look: lookOfContainer,
  nameOf: (raw) => wordOf(within(raw, 'container'), 'name'),
  verbs: ['logs', 'shell', 'exec', 'copyName'],
};

const containersOf = (raw: Raw): readonly Raw[] =>
  ['initContainers', 'containers', 'ephemeralContainers'].flatMap((key) => listOf(specOf(raw), key));

const statusesOf = (raw: Raw): readonly Raw[] =>
  ['initContainerStatuses', 'containerStatuses', 'ephemeralContainerStatuses'].flatMap((key) =>
    listOf(statusOf(raw), key),
  );

const isReady = (raw: Raw): boolean => wordOf(conditionOf(raw, 'Ready'), 'status') === 'True';

function lookOfPod(raw: Raw, beside: readonly Raw[] = []): Look {
  const [spec, status] = [specOf(raw), statusOf(raw)];
  const statuses = listOf(status, 'containerStatuses');
  const containers = listOf(spec, 'containers');
  const restarts = statusesOf(raw).reduce((sum, one) => sum + numberOf(one, 'restartCount'), 0);
  const state = stateOfPod(raw);
  const trouble = troubleOfPod(raw, beside);
  return {
    state,
    health: healthOfPod(raw, state, trouble),
    says: [`${statuses.filter(({ ready }) => ready === true).length}/${containers.length}`, times(restarts, restarted)],
    facts: [
      fact('node', wordOf(spec, 'nodeName')),
      fact('address', wordOf(status, 'podIP')),
      fact('images', containers.map((one) => wordOf(one, 'image')).join(', ')),
    ],
    trouble,
    more: {
      containers: containersOf(raw).map((one) => wordOf(one, 'name')),
      ports: containers.flatMap((one) => listOf(one, 'ports').map((port) => numberOf(port, 'containerPort'))),
      ...(restarts > 0 && { hasRestarted: true }),
      ...(isOver(raw) && { hasEnded: true }),
    },
  };
}

const isOver = (raw: Raw): boolean => ['Succeeded', 'Failed'].includes(wordOf(statusOf(raw), 'phase'));

/** The word of kubectl's column STATUS: https://github.com/kubernetes/kubernetes/blob/v1.33.0/pkg/printers/internalversion/printers.go */
function stateOfPod(raw: Raw): string {
  const status = statusOf(raw);
  if (metadataOf(raw)['deletionTimestamp'] !== undefined) return 'Terminating';
  const inits = listOf(status, 'initContainerStatuses');
  const stuck = inits.find(
    (one) => numberOf(within(within(one, 'state'), 'terminated'), 'exitCode') !== 0 || isWaiting(one),
  );
  const own = [...(stuck ? [stuck] : []), ...listOf(status, 'containerStatuses')].map(reasonOf);
  const [reason] = own.filter((one) => one !== '' && one !== 'Completed' && one !== 'PodInitializing');
  const phase = wordOf(status, 'phase') || 'Unknown';
  if (wordOf(status, 'reason') !== '') return wordOf(status, 'reason');
  return reason ?? (phase === 'Succeeded' ? 'Completed' : phase);
}

const isWaiting = (status: Raw): boolean => wordOf(within(within(status, 'state'), 'waiting'), 'reason') !== '';

function reasonOf(status: Raw): string {
  const { waiting, terminated } = within(status, 'state');
  const ended = within({ terminated }, 'terminated');
  return wordOf(within({ waiting }, 'waiting'), 'reason') || wordOf(ended, 'reason');
}

type PodTrouble = Trouble & { readonly id: string; readonly lesson: string };

function troubleOfPod(raw: Raw, beside: readonly Raw[]): PodTrouble | undefined {
  const told = diagnosePod(raw as Pod, beside);
  if (told === undefined) return undefined;
  // Work that is done is what its Job wanted.
  const isDone = told.id === 'pod-succeeded' && wordOf(specOf(raw), 'restartPolicy') !== 'Always';
  return isDone ? undefined : { id: told.id, why: told.text, lesson: lessonOfPod(told.id) };
}

const patient: readonly string[] = ['pod-deleting', 'pod-succeeded', 'pod-not-started', 'pod-not-ready'];

function healthOfPod(raw: Raw, state: string, trouble: PodTrouble | undefined): Health {
  const phase = wordOf(statusOf(raw), 'phase');
  if (phase === 'Failed') return 'failed';
  if (state === 'Terminating') return 'changing';
  if (phase === 'Succeeded') return 'stopped';
  if (phase === 'Unknown' || phase === '') return 'unknown';
  if (isReady(raw)) return 'running';
  return trouble !== undefined && !patient.includes(trouble.id) ? 'failed' : 'changing';
}

function lookOfContainer(raw: Raw): Look {
  const [container, status] = [within(raw, 'container'), within(raw, 'status')];
  const kind = Object.keys(within(status, 'state'))[0] ?? 'waiting';
  const ended = within(within(status, 'state'), 'terminated');
  const state = reasonOf(status) || (kind === 'running' ? 'Running' : 'Waiting');
  const restarts = numberOf(status, 'restartCount');
  return {
    state,
    health: healthOfContainer(kind, state, ended, status['ready'] === true),
    says: [times(restarts, restarted), wordOf(container, 'image')],
    facts: [
      fact('image', wordOf(container, 'image')),
      fact(
        'ports',
        listOf(container, 'ports')
          .map((one) => wordOf(one, 'containerPort'))
          .join(', '),
      ),
      fact('restarts', restarts === 0 ? '' : String(restarts)),
      fact('message', wordOf(ended, 'message') || wordOf(within(within(status, 'state'), 'waiting'), 'message')),
    ],
    more: {
      container: wordOf(container, 'name'),
      containers: [wordOf(container, 'name')],
      ...(restarts > 0 && { hasRestarted: true }),
      ...(kind !== 'running' && { hasEnded: true }),
    },
  };
}

function healthOfContainer(kind: string, state: string, ended: Raw, isReadyNow: boolean): Health {
  if (kind === 'running') return isReadyNow ? 'running' : 'changing';
  if (kind === 'terminated') return numberOf(ended, 'exitCode') === 0 ? 'stopped' : 'failed';
  return ['ContainerCreating', 'PodInitializing', 'Waiting'].includes(state) ? 'changing' : 'failed';
}

/** Who owns an object, by uid: https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/ */
export const ownersOf = (raw: Raw): readonly string[] =>
  listOf(metadataOf(raw), 'ownerReferences').map((one) => wordOf(one, 'uid'));

/** Labels as `a=b, c=d`. */
export const labelsIn = (raw: Raw, key: string): string =>
  Object.entries(namedOf(raw, key))
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');

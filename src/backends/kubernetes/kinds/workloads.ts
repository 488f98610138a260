import { objectTrouble, sentenceOf } from '../../../core/course/kubernetes-object-diagnoses';
import type { Health, Trouble } from '../../../core/resources/resource';
import type { VerbId } from '../../../core/resources/verb-names';
import type { Raw } from '../../docker/answer';
import { conditionOf, listOf, metadataOf, namedOf, numberOf, specOf, statusOf, within, wordOf } from '../object';
import { fact, selectorOf, type Held, type Look, type Spec } from './spec';

/** What every object can be asked and told. */
export const always = [
  'describe',
  'edit',
  'compare',
  'copyYaml',
  'inspect',
  'copyName',
  'remove',
] as const satisfies readonly VerbId[];
const rollouts = ['rolloutStatus', 'rolloutHistory', 'rolloutUndo'] as const satisfies readonly VerbId[];
const general = ['create', 'apply', 'dryRun'] as const satisfies readonly VerbId[];

const podsOf = ({ more }: Held) =>
  ({ kind: 'pod', of: 'owner', ...(more?.selector !== undefined && { labels: more.selector }) }) as const;

/** Of how many Pods so many are ready, and why they are not. */
function lookOfPods(raw: Raw, ready: number, wanted: number, more: Partial<Look> = {}): Look {
  const trouble = troubleOf(raw, ready, wanted);
  const template = specOf(within(specOf(raw), 'template'));
  const images = listOf(template, 'containers').map((one) => wordOf(one, 'image'));
  const selector = selectorOf(within(specOf(raw), 'selector'));
  const health = healthOf(raw, ready, wanted, trouble);
  return {
    state: `${ready}/${wanted}`,
    health,
    says: [images.join(', ')],
    trouble,
    ...more,
    facts: [fact('images', images.join(', ')), fact('selector', selector), ...(more.facts ?? [])],
    more: {
      replicas: wanted,
      ports: listOf(template, 'containers').flatMap((one) =>
        listOf(one, 'ports').map((port) => numberOf(port, 'containerPort')),
      ),
      ...(selector !== '' && { selector }),
      ...more.more,
    },
  };
}

function healthOf(raw: Raw, ready: number, wanted: number, trouble: Trouble | undefined): Health {
  if (metadataOf(raw)['deletionTimestamp'] !== undefined) return 'changing';
  if (wanted === 0) return ready === 0 ? 'stopped' : 'changing';
  if (ready >= wanted) return 'running';
  return trouble === undefined || isOnItsWay(raw) ? 'changing' : 'failed';
}

/** A Deployment says by its condition whether it still gets on; the others do not say. */
const isOnItsWay = (raw: Raw): boolean =>
  wordOf(conditionOf(raw, 'ReplicaFailure'), 'status') !== 'True' &&
  wordOf(conditionOf(raw, 'Progressing'), 'status') !== 'False';

function troubleOf(raw: Raw, ready: number, wanted: number): Trouble | undefined {
  const refused = conditionOf(raw, 'ReplicaFailure');
  if (wordOf(refused, 'status') === 'True') {
    return objectTrouble('pods-refused', { message: sentenceOf(wordOf(refused, 'message')) });
  }
  const progress = conditionOf(raw, 'Progressing');
  if (wordOf(progress, 'status') === 'False') {
    return objectTrouble('rollout-stuck', { message: sentenceOf(wordOf(progress, 'message')) });
  }
  return ready < wanted ? objectTrouble('pods-not-ready', { missing: wanted - ready, wanted }) : undefined;
}

const paused = { en: 'paused', zh: '已暂停' };

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/deployment-v1/ */
export const deploymentSpec: Spec = {
  id: 'deployment',
  title: { en: 'Deployments', zh: 'Deployment' },
  versions: ['apps/v1'],
  kind: 'Deployment',
  cli: 'deployment',
  isNamespaced: true,
  look: (raw) => {
    const spec = specOf(raw);
    const isPaused = spec['paused'] === true;
    const images = listOf(specOf(within(spec, 'template')), 'containers').map((one) => wordOf(one, 'image'));
    return lookOfPods(raw, numberOf(statusOf(raw), 'readyReplicas'), replicasOf(spec), {
      says: [isPaused ? paused : '', images.join(', ')],
      facts: [fact('strategy', wordOf(within(spec, 'strategy'), 'type'))],
      more: { isPaused },
    });
  },
  below: ({ more }) => ({
    kind: 'replicaset',
    of: 'owner',
    ...(more?.selector !== undefined && { labels: more.selector }),
  }),
  verbs: ['scale', 'restart', ...rollouts, 'rolloutPause', 'rolloutResume', 'logs', 'portForward', ...always],
  general,
};

// Without `replicas` there is one.
const replicasOf = (spec: Raw): number => (spec['replicas'] === undefined ? 1 : numberOf(spec, 'replicas'));

const revision = 'deployment.kubernetes.io/revision';

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/replica-set-v1/ */
export const replicaSetSpec: Spec = {
  id: 'replicaset',
  title: { en: 'ReplicaSets', zh: 'ReplicaSet' },
  versions: ['apps/v1'],
  kind: 'ReplicaSet',
  cli: 'replicaset',
  isNamespaced: true,
  look: (raw) => {
    const number = namedOf(metadataOf(raw), 'annotations')[revision] ?? '';
    const look = lookOfPods(raw, numberOf(statusOf(raw), 'readyReplicas'), replicasOf(specOf(raw)));
    const said = { en: `revision ${number}`, zh: `版本 ${number}` };
    return { ...look, says: [number === '' ? '' : said, ...(look.says ?? [])] };
  },
  below: podsOf,
  verbs: ['scale', 'logs', ...always],
  general,
};

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/stateful-set-v1/ */
export const statefulSetSpec: Spec = {
  id: 'statefulset',
  title: { en: 'StatefulSets', zh: 'StatefulSet' },
  versions: ['apps/v1'],
  kind: 'StatefulSet',
  cli: 'statefulset',
  isNamespaced: true,
  look: (raw) => lookOfPods(raw, numberOf(statusOf(raw), 'readyReplicas'), replicasOf(specOf(raw))),
  below: podsOf,
  verbs: ['scale', 'restart', ...rollouts, 'logs', 'portForward', ...always],
  general,
};

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/daemon-set-v1/ */
export const daemonSetSpec: Spec = {
  id: 'daemonset',
  title: { en: 'DaemonSets', zh: 'DaemonSet' },
  versions: ['apps/v1'],
  kind: 'DaemonSet',
  cli: 'daemonset',
  isNamespaced: true,
  look: (raw) => {
    const status = statusOf(raw);
    return lookOfPods(raw, numberOf(status, 'numberReady'), numberOf(status, 'desiredNumberScheduled'));
  },
  below: podsOf,
  verbs: ['restart', ...rollouts, 'logs', 'portForward', ...always],
  general,
};

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/job-v1/ */
export const jobSpec: Spec = {
  id: 'job',
  title: { en: 'Jobs', zh: 'Job' },
  versions: ['batch/v1'],
  kind: 'Job',
  cli: 'job',
  isNamespaced: true,
  look: lookOfJob,
  below: podsOf,
  verbs: ['logs', ...always],
  general,
};

function lookOfJob(raw: Raw): Look {
  const [spec, status] = [specOf(raw), statusOf(raw)];
  const failed = conditionOf(raw, 'Failed');
  const hasFailed = wordOf(failed, 'status') === 'True';
  const isDone = wordOf(conditionOf(raw, 'Complete'), 'status') === 'True';
  const wanted = spec['completions'] === undefined ? 1 : numberOf(spec, 'completions');
  const selector = selectorOf(within(spec, 'selector'));
  const state = hasFailed ? 'Failed' : isDone ? 'Complete' : spec['suspend'] === true ? 'Suspended' : 'Running';
  return {
    state,
    health: hasFailed ? 'failed' : isDone || state === 'Suspended' ? 'stopped' : 'changing',
    says: [`${numberOf(status, 'succeeded')}/${wanted}`],
    facts: [
      fact(
        'images',
        listOf(specOf(within(spec, 'template')), 'containers')
          .map((one) => wordOf(one, 'image'))
          .join(', '),
      ),
    ],
    trouble: hasFailed ? objectTrouble('job-failed', { message: sentenceOf(wordOf(failed, 'message')) }) : undefined,
    more: { ...(selector !== '' && { selector }) },
  };
}

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/cron-job-v1/; v1beta1 before 1.21 */
export const cronJobSpec: Spec = {
  id: 'cronjob',
  title: { en: 'CronJobs', zh: 'CronJob' },
  versions: ['batch/v1', 'batch/v1beta1'],
  kind: 'CronJob',
  cli: 'cronjob',
  isNamespaced: true,
  look: (raw) => {
    const [spec, status] = [specOf(raw), statusOf(raw)];
    const running = listOf(status, 'active').length;
    return {
      state: spec['suspend'] === true ? 'Suspended' : running > 0 ? 'Running' : 'Scheduled',
      health: spec['suspend'] === true ? 'stopped' : 'running',
      says: [wordOf(spec, 'schedule')],
      facts: [fact('schedule', wordOf(spec, 'schedule')), fact('last', wordOf(status, 'lastScheduleTime'))],
    };
  },
  below: () => ({ kind: 'job', of: 'owner' }),
  verbs: always,
  general,
};

const scaled = { en: 'wants {count}', zh: '期望 {count} 个' };

/** https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/horizontal-pod-autoscaler-v2/ */
export const scalerSpec: Spec = {
  id: 'hpa',
  title: { en: 'Autoscalers', zh: '自动伸缩' },
  versions: ['autoscaling/v2', 'autoscaling/v2beta2', 'autoscaling/v1'],
  kind: 'HorizontalPodAutoscaler',
  cli: 'hpa',
  isNamespaced: true,
  look: (raw) => {
    const [spec, status] = [specOf(raw), statusOf(raw)];
    const active = conditionOf(raw, 'ScalingActive');
    const isBlind = wordOf(active, 'status') === 'False' && wordOf(active, 'reason') !== 'ScalingDisabled';
    const target = within(spec, 'scaleTargetRef');
    const wanted = String(numberOf(status, 'desiredReplicas'));
    return {
      state: `${numberOf(spec, 'minReplicas') || 1}-${numberOf(spec, 'maxReplicas')}`,
      health: isBlind ? 'failed' : 'running',
      says: [
        { en: scaled.en.replace('{count}', wanted), zh: scaled.zh.replace('{count}', wanted) },
        `${wordOf(target, 'kind')}/${wordOf(target, 'name')}`,
      ],
      trouble: isBlind ? objectTrouble('scaler-blind', { message: sentenceOf(wordOf(active, 'message')) }) : undefined,
    };
  },
  verbs: always,
  general,
};

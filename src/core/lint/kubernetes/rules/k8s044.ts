import { changeTo } from '../../change-to';
import type { Fix, Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import type { Pod } from '../pod';
import { insertAbove } from '../fixes';
import { inJob } from '../examples';

/** Job that would start again for ever. */
export const k8s044: Rule<KubernetesFile> = {
  code: 'K8S044',
  aliases: ['cronjob-restartpolicy'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Job that would start again for ever', zh: 'Job 的 restartPolicy 不对' },
  message: {
    en: 'A {kind} needs restartPolicy Never or OnFailure, here it is {found}: the API refuses it.',
    zh: '{kind} 的 restartPolicy 必须是 Never 或 OnFailure，这里是 {found}，API 会拒绝。',
  },
  why: {
    en: 'The default of a Pod is `Always`: a container that ends is started again. A Job wants its containers to end, so the API server takes only `Never`, with a new Pod for each attempt, or `OnFailure`, which restarts the container in its Pod.',
    zh: 'Pod 默认是 `Always`：容器结束后会再次启动。Job 则要让容器结束，所以 API 服务器只接受 `Never`（每次尝试用新 Pod）或 `OnFailure`（在原 Pod 里重启容器）。',
  },
  lesson: 'kubernetes-workloads/jobs-cronjobs',
  *check(file) {
    for (const pod of file.isPartial ? [] : file.pods) {
      if (!pod.object.is('Job', 'CronJob')) continue;
      const value = pod.spec.get('restartPolicy');
      const policy = scalarOf(value);
      if (value === undefined)
        yield { span: pod.node.span, args: { kind: pod.owner, found: missing }, fix: withPolicy(file, pod) };
      else if (policy?.text === 'Always')
        yield {
          span: policy.span,
          args: { kind: pod.owner, found: 'Always' },
          fix: changeTo(policy.part(), 'Never', false),
        };
    }
  },
  examples: {
    bad: [
      { text: inJob('restartPolicy: «Always»'), fixed: inJob('restartPolicy: Never') },
      {
        text: inJob('terminationGracePeriodSeconds: 5').replace(
          '    spec:\n      termination',
          '    «spec»:\n      termination',
        ),
        fixed: inJob('terminationGracePeriodSeconds: 5').replace(
          '      containers',
          '      restartPolicy: Never\n      containers',
        ),
      },
    ],
    good: [inJob('restartPolicy: OnFailure')],
  },
};

const missing = { en: 'missing', zh: '没有设置' };

function withPolicy(file: KubernetesFile, pod: Pod): Fix | undefined {
  const containers = entryOf(pod.spec, 'containers');
  const edit = containers && !pod.spec.isFlow ? insertAbove(file, containers, ['restartPolicy: Never']) : undefined;
  return (
    edit && { title: { en: 'Set restartPolicy: Never', zh: '设置 restartPolicy: Never' }, edits: [edit], safe: false }
  );
}

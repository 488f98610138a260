import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { beside } from '../pod';
import { inContainer } from '../examples';

/** No liveness probe. */
export const noLivenessProbe: Rule<KubernetesFile> = {
  code: 'no-liveness-probe',
  aliases: ['pod-probes'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'No liveness probe', zh: '没有存活探针' },
  message: {
    en: 'A process that hangs here is never started again: there is no livenessProbe.',
    zh: '进程卡死也不会重启：没有 livenessProbe。',
  },
  why: {
    en: 'The kubelet restarts a container whose process ends. That one no longer answers it learns by a probe only.',
    zh: '进程退出，kubelet 会重启容器；进程还在却不再响应，只有探针才能发现。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    for (const pod of file.pods) {
      if (pod.object.is('Job', 'CronJob')) continue;
      for (const { map, list, span } of pod.containers)
        if (list === 'containers' && !map.all.has('livenessProbe')) yield beside(span);
    }
  },
  examples: {
    bad: [{ text: inContainer('stdin: false').replace('name: web\n          image', 'name: «web»\n          image') }],
    good: [inContainer('livenessProbe: { tcpSocket: { port: 80 } }')],
  },
};

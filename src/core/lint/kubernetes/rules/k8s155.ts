import type { Rule } from '../../rule';
import type { Value } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { inContainer } from '../examples';

/** Both probes are the same. */
export const k8s155: Rule<KubernetesFile> = {
  code: 'K8S155',
  aliases: ['pod-probes-identical'],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Both probes are the same', zh: '两个探针完全相同' },
  message: {
    en: 'livenessProbe equals readinessProbe: a busy container is killed instead of spared.',
    zh: 'livenessProbe 与 readinessProbe 相同：容器忙时会被杀掉，而不是暂停分流。',
  },
  why: {
    en: 'Readiness takes a container out of the Service for a while, liveness restarts it. With one question for both, load turns into restarts, and these into more load.',
    zh: '就绪探针失败只是暂时不分配请求，存活探针失败则会重启。两者用同样的检查，负载高就会引发重启，重启又加重负载。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map } of pod.containers) {
        const [live, ready] = [entryOf(map, 'livenessProbe'), entryOf(map, 'readinessProbe')];
        if (live?.value === undefined || ready?.value === undefined) continue;
        const words = (value: Value): string =>
          file.text.slice(value.span.start, value.span.end).replace(/\s+/g, ' ').trim();
        if (words(live.value) === words(ready.value)) yield { span: live.key.span };
      }
    }
  },
  examples: {
    bad: [
      {
        text: inContainer('readinessProbe: { tcpSocket: { port: 80 } }\n«livenessProbe»: { tcpSocket: { port: 80 } }'),
      },
    ],
    good: [
      inContainer(
        'readinessProbe: { tcpSocket: { port: 80 } }\nlivenessProbe: { tcpSocket: { port: 80 }, failureThreshold: 10 }',
      ),
    ],
  },
};

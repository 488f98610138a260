import type { Rule } from '../../rule';
import type { Part } from '../../parts';
import type { Mapping } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { onceOf } from '../whole';
import { textAt, entryOf } from '../object';
import { remove } from '../fixes';
import { inPod, object, documents } from '../examples';

/** replicas beside an autoscaler. */
export const k8s157: Rule<KubernetesFile> = {
  code: 'K8S157',
  aliases: ['deployment-targeted-by-hpa-does-not-have-replicas-configured'],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'replicas beside an autoscaler', zh: '有 HPA 却写死了 replicas' },
  message: {
    en: 'An autoscaler sets the replicas: each apply of this number undoes its work.',
    zh: '副本数由 HPA 决定：每次 apply 这个数字都会撤销它的调整。',
  },
  why: {
    en: 'The HorizontalPodAutoscaler writes `replicas` into the running object. A manifest with a number of its own sets it back, and the load that was spread falls on fewer Pods at once.',
    zh: 'HPA 会把副本数写进运行中的对象。清单里另有数字，apply 时就会改回去，已经分散的负载会突然压到更少的 Pod 上。',
  },
  lesson: 'kubernetes-operations/observability',
  *check(file, nearby) {
    for (const { kind, name, spec, known } of file.objects) {
      const entry = entryOf(spec, 'replicas');
      if (known === undefined || entry === undefined || spec === undefined) continue;
      if (onceOf(file, nearby, targetsIn, targetsIn).has(`${kind?.text ?? ''} ${name?.text ?? ''}`))
        yield { span: entry.key.span, fix: remove(file, spec, entry, true) };
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          inPod('').replace('spec:\n', 'spec:\n  «replicas»: 3\n'),
          object(
            'autoscaling/v2',
            'HorizontalPodAutoscaler',
            'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }',
          ),
        ),
        fixed: documents(
          inPod(''),
          object(
            'autoscaling/v2',
            'HorizontalPodAutoscaler',
            'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }',
          ),
        ),
      },
    ],
    good: [
      documents(
        inPod(''),
        object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }',
        ),
      ),
    ],
  },
};

/** What the autoscalers of a file scale: kind and name. */
function targetsIn(parts: readonly Part<KubernetesFile>[]): ReadonlySet<string> {
  const specs = ['V1HorizontalPodAutoscalerSpec', 'V2HorizontalPodAutoscalerSpec'].flatMap((type) =>
    parts.flatMap((part) => part.file.walk.all(type)),
  );
  const word = (map: Mapping, field: string): string => textAt(map, 'scaleTargetRef', field) ?? '';
  return new Set(specs.map(({ map }) => `${word(map, 'kind')} ${word(map, 'name')}`));
}

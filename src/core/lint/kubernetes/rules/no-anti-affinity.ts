import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { valueAt } from '../object';
import { inPod } from '../examples';
import { integerOf } from '../yaml11';

/** Replicas that may share a node. */
export const noAntiAffinity: Rule<KubernetesFile> = {
  code: 'no-anti-affinity',
  aliases: ['deployment-has-host-podantiaffinity', 'statefulset-has-host-podantiaffinity'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'Replicas that may share a node', zh: '副本可能落在同一节点' },
  message: {
    en: 'All {count} replicas may be put on one node and go with it.',
    zh: '{count} 个副本可能都在同一节点上，节点一坏就全没了。',
  },
  why: {
    en: 'An anti-affinity or a topology spread constraint on `kubernetes.io/hostname` spreads them over nodes.',
    zh: '用 `kubernetes.io/hostname` 的反亲和性或拓扑分布约束，可以把副本分散到各节点。',
  },
  lesson: 'kubernetes-operations/scheduling',
  *check(file) {
    for (const pod of file.pods) {
      const replicas = scalarOf(pod.object.spec?.get('replicas'));
      const isSpread =
        valueAt(pod.spec, 'affinity', 'podAntiAffinity') !== undefined || pod.spec.all.has('topologySpreadConstraints');
      if (replicas !== undefined && (integerOf(replicas) ?? 0) > 1 && !isSpread)
        yield { span: replicas.span, args: { count: brief(replicas.text, 6) } };
    }
  },
  examples: {
    bad: [{ text: inPod('').replace('spec:\n', 'spec:\n  replicas: «3»\n') }],
    good: [inPod('').replace('spec:\n', 'spec:\n  replicas: 1\n')],
  },
};

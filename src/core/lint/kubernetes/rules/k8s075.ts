import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';

/** Toleration of everything. */
export const k8s075: Rule<KubernetesFile> = {
  code: 'K8S075',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Toleration of everything', zh: '容忍所有污点' },
  message: {
    en: 'Without a key this tolerates every taint, also of nodes that are failing.',
    zh: '没有写 key，会容忍所有污点，包括故障节点上的污点。',
  },
  why: {
    en: '`operator: Exists` without a key matches all taints. The Pod is then put on nodes that are full, unreachable or set aside, and is never evicted from them.',
    zh: '不带 key 的 `operator: Exists` 会匹配所有污点，Pod 会被放到已满、失联或预留的节点上，而且不会被驱逐。',
  },
  lesson: 'kubernetes-workloads/daemonsets',
  *check(file) {
    for (const { map, object } of file.walk.all('V1Toleration')) {
      const operator = scalarOf(map.get('operator'));
      const isAll = operator?.text === 'Exists' && map.get('key') === undefined && map.get('effect') === undefined;
      if (isAll && !object.is('DaemonSet')) yield { span: operator.span };
    }
  },
  examples: {
    bad: [{ text: inPod('tolerations:\n  - operator: «Exists»') }],
    good: [inPod('tolerations:\n  - { operator: Exists, effect: NoSchedule }\n  - { key: gpu, operator: Exists }')],
  },
};

import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { inBareContainer } from '../examples';
import { quantityOf } from '../quantity';

/** CPU of a hundred cores. */
export const k8s027: Rule<KubernetesFile> = {
  code: 'K8S027',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'CPU of a hundred cores', zh: 'CPU 达到上百核' },
  message: {
    en: 'cpu: {amount} asks for {amount} cores: no node has these, the Pod stays Pending.',
    zh: 'cpu: {amount} 表示 {amount} 个核，没有这样的节点，Pod 会一直 Pending。',
  },
  why: {
    en: 'A plain number counts cores; thousandths of a core are written with `m`. Half a core is `500m` or `0.5`.',
    zh: '纯数字表示核数，千分之一核用 `m` 表示。半个核写作 `500m` 或 `0.5`。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    for (const { value, resource, node } of file.walk.amounts) {
      const amount = resource === 'cpu' && node.type === 'V1ResourceRequirements' ? quantityOf(value.text) : undefined;
      if (amount === undefined || amount.suffix !== '' || amount.value < 100) continue;
      yield {
        span: value.span,
        args: { amount: brief(value.text, 12) },
        fix: changeTo(value.part(), `${value.text}m`, false),
      };
    }
  },
  examples: {
    bad: [
      {
        text: inBareContainer('resources:\n  requests: { cpu: «500», memory: 64Mi }\n  limits: { memory: 64Mi }'),
        fixed: inBareContainer('resources:\n  requests: { cpu: 500m, memory: 64Mi }\n  limits: { memory: 64Mi }'),
      },
    ],
    good: [inBareContainer('resources:\n  requests: { cpu: 64, memory: 64Mi }\n  limits: { memory: 64Mi }')],
  },
};

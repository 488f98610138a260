import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';

/** Budget that allows no eviction. */
export const pdbMaxUnavailable: Rule<KubernetesFile> = {
  code: 'pdb-max-unavailable',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Budget that allows no eviction', zh: '不允许任何驱逐的 PDB' },
  message: {
    en: 'maxUnavailable {value} lets no Pod go: a node can never be drained.',
    zh: 'maxUnavailable 为 {value}，一个 Pod 也不能停，节点永远无法排空。',
  },
  why: {
    en: '`kubectl drain` and every node upgrade wait for the budget. One that is always used up blocks the work of whoever looks after the cluster.',
    zh: '`kubectl drain` 和节点升级都要等 PDB 放行。永远没有余量的 PDB 会卡住集群维护。',
  },
  lesson: 'kubernetes-operations/scheduling',
  *check(file) {
    for (const { map } of file.walk.all('V1PodDisruptionBudgetSpec')) {
      const value = scalarOf(map.get('maxUnavailable'));
      if (value !== undefined && /^0%?$/.test(value.text))
        yield { span: value.span, args: { value: value.text }, fix: changeTo(value.part(), '1', false) };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'policy/v1',
          'PodDisruptionBudget',
          'spec:\n  maxUnavailable: «0»\n  selector: { matchLabels: { app: web } }',
        ),
        fixed: object(
          'policy/v1',
          'PodDisruptionBudget',
          'spec:\n  maxUnavailable: 1\n  selector: { matchLabels: { app: web } }',
        ),
      },
    ],
    good: [
      object(
        'policy/v1',
        'PodDisruptionBudget',
        'spec:\n  maxUnavailable: 10%\n  selector: { matchLabels: { app: web } }',
      ),
    ],
  },
};

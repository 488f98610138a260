import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { everyPod } from '../whole';
import { valueAt, tableOf } from '../object';
import { inPod, object, documents } from '../examples';
import { integerOf } from '../yaml11';
import { matches } from '../labels';

/** Budget that wants all replicas. */
export const pdbMinAvailable: Rule<KubernetesFile> = {
  code: 'pdb-min-available',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Budget that wants all replicas', zh: '要求全部副本的 PDB' },
  message: {
    en: 'minAvailable {value} lets no Pod go: a node can never be drained.',
    zh: 'minAvailable 为 {value}，一个 Pod 也不能停，节点永远无法排空。',
  },
  why: {
    en: 'The budget counts Pods of its selector. When it wants all of them, an eviction is refused each time; let one go, or run one more.',
    zh: 'PDB 统计选择器选中的 Pod。要求全部在线时，每次驱逐都会被拒绝；请允许停一个，或者多运行一个副本。',
  },
  lesson: 'kubernetes-operations/scheduling',
  *check(file, nearby) {
    for (const { map, object } of file.walk.all('V1PodDisruptionBudgetSpec')) {
      const value = scalarOf(map.get('minAvailable'));
      const selector = tableOf(valueAt(map, 'selector', 'matchLabels'));
      if (value === undefined) continue;
      const pods =
        selector.size === 0
          ? []
          : everyPod(file, nearby).filter(
              (pod) => matches(selector, pod.labels) && pod.object.namespace === object.namespace,
            );
      const replicas = pods.length === 1 ? integerOf(scalarOf(pods[0]?.object.spec?.get('replicas'))) : undefined;
      const isAll =
        value.text === '100%' || (replicas !== undefined && replicas > 0 && (integerOf(value) ?? 0) >= replicas);
      if (isAll) yield { span: value.span, args: { value: brief(value.text, 8) } };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'policy/v1',
          'PodDisruptionBudget',
          'spec:\n  minAvailable: «100%»\n  selector: { matchLabels: { app: web } }',
        ),
      },
      {
        text: documents(
          object(
            'policy/v1',
            'PodDisruptionBudget',
            'spec:\n  minAvailable: «2»\n  selector: { matchLabels: { app: web } }',
          ),
          inPod('').replace('spec:\n', 'spec:\n  replicas: 2\n'),
        ),
      },
    ],
    good: [
      documents(
        object(
          'policy/v1',
          'PodDisruptionBudget',
          'spec:\n  minAvailable: 1\n  selector: { matchLabels: { app: web } }',
        ),
        inPod('').replace('spec:\n', 'spec:\n  replicas: 2\n'),
      ),
    ],
  },
};

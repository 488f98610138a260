import type { Problem, Rule } from '../../rule';
import { itemsOf, scalarOf, textOf, type Mapping, type Entry } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt, entryOf } from '../object';
import { remove } from '../fixes';
import { inPod, object } from '../examples';

/** Operator and values do not fit. */
export const k8s074: Rule<KubernetesFile> = {
  code: 'K8S074',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Operator and values do not fit', zh: '运算符与值不匹配' },
  message: { en: '{operator} {what}: the API server refuses this.', zh: '{operator} {what}，API 服务器会拒绝。' },
  why: {
    en: '`Exists` asks for a key whatever its value is, `In` and `Equal` compare values. An operator with values that it does not take, or without those that it needs, is refused.',
    zh: '`Exists` 只看键是否存在，不看值；`In`、`Equal` 要比较值。多写了运算符不接受的值，或少写了需要的值，都会被拒绝。',
  },
  lesson: 'kubernetes-workloads/daemonsets',
  *check(file) {
    for (const { map } of file.walk.all('V1Toleration')) {
      const value = entryOf(map, 'value');
      const isSet = (textOf(value?.value) ?? '') !== '';
      if (textAt(map, 'operator') === 'Exists' && isSet) yield* without(file, map, 'Exists', value);
    }
    const requirements = ['V1NodeSelectorRequirement', 'V1LabelSelectorRequirement'].flatMap((type) =>
      file.walk.all(type),
    );
    for (const { map } of requirements) yield* requirement(file, map);
  },
  examples: {
    bad: [
      {
        text: inPod('tolerations:\n  - key: gpu\n    operator: Exists\n    «value»: "true"\n    effect: NoSchedule'),
        fixed: inPod('tolerations:\n  - key: gpu\n    operator: Exists\n    effect: NoSchedule'),
      },
      {
        text: object(
          'policy/v1',
          'PodDisruptionBudget',
          'spec:\n  minAvailable: 1\n  selector:\n    matchExpressions:\n      - { key: app, operator: «In» }',
        ),
      },
    ],
    good: [
      inPod(
        'tolerations:\n  - { key: gpu, value: "true", effect: NoSchedule }\n  - { operator: Exists, effect: NoExecute }',
      ),
    ],
  },
};

function* requirement(file: KubernetesFile, map: Mapping): Iterable<Problem> {
  const operator = scalarOf(map.get('operator'));
  const values = entryOf(map, 'values');
  const count = itemsOf(values?.value).length;
  if (operator === undefined || values?.value?.kind === 'scalar') return;
  if (/^(?:Exists|DoesNotExist)$/.test(operator.text) && count > 0) yield* without(file, map, operator.text, values);
  if (/^(?:In|NotIn)$/.test(operator.text) && count === 0)
    yield { span: operator.span, args: { operator: operator.text, what: needsValues } };
}

function* without(file: KubernetesFile, map: Mapping, operator: string, entry: Entry | undefined): Iterable<Problem> {
  if (entry !== undefined)
    yield { span: entry.key.span, args: { operator, what: noValue }, fix: remove(file, map, entry, true) };
}

const noValue = { en: 'takes no value', zh: '不能带值' };
const needsValues = { en: 'needs values', zh: '需要 values' };

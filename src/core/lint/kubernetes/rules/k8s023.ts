import { brief, type Problem, type Rule } from '../../rule';
import { mappingOf, type Value } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { meaningOf } from '../yaml11';
import { labelKeyMistake, labelValueMistake } from '../labels';

/** Label that the API refuses. */
export const k8s023: Rule<KubernetesFile> = {
  code: 'K8S023',
  aliases: ['label-values'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Label that the API refuses', zh: 'API 不接受的标签' },
  message: { en: 'The API refuses the label "{label}": {why}.', zh: 'API 会拒绝标签“{label}”：{why}。' },
  why: {
    en: 'A key of a label is a name of at most 63 characters, perhaps behind a DNS name and a slash; a value is such a name, or empty. Both begin and end with a letter or a digit. Longer texts belong in annotations.',
    zh: '标签的键是不超过 63 个字符的名称，前面可以加 DNS 域名和斜杠；值也是这样的名称，或者为空。两者首尾都必须是字母或数字。更长的文本请写进注解。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    const tables = [
      ...file.walk.all('V1ObjectMeta').map(({ map }) => map.get('labels')),
      ...file.walk.all('V1LabelSelector').map(({ map }) => map.get('matchLabels')),
      ...file.walk.all('V1ServiceSpec').map(({ map }) => map.get('selector')),
      ...file.pods.map(({ spec }) => spec.get('nodeSelector')),
    ];
    for (const table of tables) yield* mistakesIn(table);
  },
  examples: {
    bad: [
      { text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  labels:\n    release: «2025-»\n' },
      { text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  labels:\n    «team name»: web\n' },
    ],
    good: [
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  labels: { app.kubernetes.io/name: web, empty: "", "v": 1.0_b }\n',
    ],
  },
};

function* mistakesIn(table: Value | undefined): Iterable<Problem> {
  for (const { key, value } of mappingOf(table)?.all.values() ?? []) {
    const why = labelKeyMistake(key.text);
    if (why !== undefined) yield { span: key.span, args: { label: brief(key.text), why } };
    else if (value?.kind === 'scalar' && meaningOf(value) === 'text') {
      const wrong = labelValueMistake(value.text);
      if (wrong !== undefined) yield { span: value.span, args: { label: brief(value.text), why: wrong } };
    }
  }
}

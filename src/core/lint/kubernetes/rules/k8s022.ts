import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';
import { converted, foundIn, ownRuleOf } from '../types';

/** Label, annotation or selector value is not text. */
export const k8s022: Rule<KubernetesFile> = {
  code: 'K8S022',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Label, annotation or selector value is not text', zh: '标签、注解或选择器的值不是字符串' },
  message: {
    en: 'Values of {place} must be text: unquoted {value} is {found}.',
    zh: '{place} 的值必须是字符串：不加引号的 {value} 是{found}。',
  },
  why: {
    en: 'Labels, annotations and selectors are compared as text. YAML makes a number of `2023` and a boolean of `true` or `on`, and the API server refuses the object; quotes keep them text.',
    zh: '标签、注解和选择器按文本比较。YAML 会把 `2023` 当成数字，把 `true`、`on` 当成布尔值，API 服务器会拒绝该对象；加引号才是文本。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const wrong of file.walk.types) {
      if (ownRuleOf(wrong) !== 'label') continue;
      const value = brief(wrong.value.kind === 'scalar' ? wrong.value.text : '…', 16);
      yield {
        span: wrong.span,
        args: { place: wrong.field, value, found: foundIn(wrong.value) },
        fix: converted(wrong),
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  labels:\n    year: «2023»\n',
        fixed: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  labels:\n    year: "2023"\n',
      },
      { text: inPod('nodeSelector:\n  gpu: «true»'), fixed: inPod('nodeSelector:\n  gpu: "true"') },
    ],
    good: [
      'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  labels: { year: "2023", release: v1.2, day: 2023-01-01 }\n',
    ],
  },
};

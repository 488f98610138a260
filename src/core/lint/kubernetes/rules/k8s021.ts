import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { object } from '../examples';
import { converted, foundIn, ownRuleOf } from '../types';

/** Value in a ConfigMap or Secret is not text. */
export const k8s021: Rule<KubernetesFile> = {
  code: 'K8S021',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Value in a ConfigMap or Secret is not text', zh: 'ConfigMap 或 Secret 的值不是字符串' },
  message: {
    en: 'Values of a {kind} must be text: {value} is {found}.',
    zh: '{kind} 的值必须是字符串：{value} 是{found}。',
  },
  why: {
    en: 'The entries of a ConfigMap are the contents of files and variables, so each is one text. A number or a boolean needs quotes; a nested table is written as a block behind `|`.',
    zh: 'ConfigMap 的条目会成为文件内容或环境变量，所以每个值都是一段文本。数字和布尔值要加引号；嵌套的内容要写成 `|` 之后的文本块。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const wrong of file.walk.types) {
      if (ownRuleOf(wrong) !== 'data') continue;
      const value = brief(wrong.value.kind === 'scalar' ? wrong.value.text : wrong.key.text, 20);
      yield {
        span: wrong.span,
        args: { kind: wrong.node.object.kind?.text ?? '', value, found: foundIn(wrong.value) },
        fix: converted(wrong),
      };
    }
  },
  examples: {
    bad: [
      {
        text: object('v1', 'ConfigMap', 'data:\n  port: «443»'),
        fixed: object('v1', 'ConfigMap', 'data:\n  port: "443"'),
      },
      {
        text: object('v1', 'Secret', 'stringData:\n  enabled: «yes»'),
        fixed: object('v1', 'Secret', 'stringData:\n  enabled: "yes"'),
      },
      { text: object('v1', 'ConfigMap', 'data:\n  «app.yaml»:\n    level: debug') },
    ],
    good: [object('v1', 'ConfigMap', 'data:\n  port: "443"\n  app.yaml: |\n    level: debug\n  empty:')],
  },
};

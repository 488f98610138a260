import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { inContainer } from '../examples';
import { converted, foundIn, ownRuleOf } from '../types';

/** Environment value is not text. */
export const k8s020: Rule<KubernetesFile> = {
  code: 'K8S020',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Environment value is not text', zh: '环境变量的值不是字符串' },
  message: {
    en: 'Environment values must be text: unquoted {value} is {found}.',
    zh: '环境变量的值必须是字符串：不加引号的 {value} 是{found}。',
  },
  why: {
    en: 'A process gets its environment as text, and the API takes nothing else. kubectl reads YAML 1.1, where `on`, `yes`, `true`, `6379` and `1.20` without quotes are booleans and numbers, and the server refuses the object.',
    zh: '进程得到的环境变量都是文本，API 也只接受字符串。kubectl 按 YAML 1.1 读取：不加引号的 `on`、`yes`、`true`、`6379`、`1.20` 都是布尔值或数字，服务器会拒绝该对象。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const wrong of file.walk.types) {
      if (ownRuleOf(wrong) !== 'environment') continue;
      const { value } = wrong;
      yield {
        span: value.span,
        args: { value: brief(value.kind === 'scalar' ? value.text : '…', 16), found: foundIn(value) },
        fix: converted(wrong),
      };
    }
  },
  examples: {
    bad: [
      {
        text: inContainer('env:\n  - name: DEBUG\n    value: «on»'),
        fixed: inContainer('env:\n  - name: DEBUG\n    value: "on"'),
      },
      {
        text: inContainer('env:\n  - { name: REDIS_PORT, value: «6379» }'),
        fixed: inContainer('env:\n  - { name: REDIS_PORT, value: "6379" }'),
      },
    ],
    good: [
      inContainer(
        'env:\n  - { name: A, value: "on" }\n  - { name: B, value: 1.2.3 }\n  - { name: C, value: 2026-01-01 }\n  - { name: D }',
      ),
    ],
  },
};

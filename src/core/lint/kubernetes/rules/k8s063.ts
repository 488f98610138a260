import { brief, type Rule } from '../../rule';
import { mappingOf, textOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt, entryOf } from '../object';
import { inContainer } from '../examples';

/** Environment variable with two sources. */
export const k8s063: Rule<KubernetesFile> = {
  code: 'K8S063',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Environment variable with two sources', zh: '环境变量有两个来源' },
  message: {
    en: '"{name}" has {what}: the API server takes one source only.',
    zh: '“{name}”{what}，API 服务器只接受一个来源。',
  },
  why: {
    en: 'A variable gets its value either from `value` or from one reference under `valueFrom`. With two the API server answers "may not be specified when value is not empty".',
    zh: '变量的值要么来自 `value`，要么来自 `valueFrom` 下的一个引用。写了两个，API 服务器会回答“may not be specified when value is not empty”。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const { map } of file.walk.all('V1EnvVar')) {
      const name = brief(textAt(map, 'name') ?? '');
      const from = entryOf(map, 'valueFrom');
      const value = entryOf(map, 'value');
      if (from?.value !== undefined && (textOf(value?.value) ?? '') !== '')
        yield { span: from.key.span, args: { name, what: both } };
      const [, second] = mappingOf(from?.value)?.own ?? [];
      if (second !== undefined) yield { span: second.key.span, args: { name, what: two } };
    }
  },
  examples: {
    bad: [
      {
        text: inContainer(
          'env:\n  - name: MODE\n    value: test\n    «valueFrom»: { configMapKeyRef: { name: settings, key: mode } }',
        ),
      },
      {
        text: inContainer(
          'env:\n  - name: MODE\n    valueFrom:\n      configMapKeyRef: { name: settings, key: mode }\n      «secretKeyRef»: { name: settings, key: mode }',
        ),
      },
    ],
    good: [
      inContainer(
        'env:\n  - { name: A, value: test }\n  - name: B\n    valueFrom: { fieldRef: { fieldPath: metadata.name } }',
      ),
    ],
  },
};

const both = { en: 'value and valueFrom', zh: '同时写了 value 和 valueFrom' };
const two = { en: 'two references', zh: '写了两个引用' };

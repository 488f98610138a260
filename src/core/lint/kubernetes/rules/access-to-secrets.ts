import type { Rule } from '../../rule';
import { itemsOf, textOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';

/** Right to read Secrets. */
export const accessToSecrets: Rule<KubernetesFile> = {
  code: 'access-to-secrets',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Right to read Secrets', zh: '可以读取 Secret 的权限' },
  message: { en: 'This rule gives away every Secret of its scope.', zh: '这条规则会暴露范围内的所有 Secret。' },
  why: {
    en: 'Reading Secrets, or listing and watching them, which returns their contents, too, is as good as having the passwords. Name the ones that are needed under `resourceNames`.',
    zh: 'get 能读取 Secret，list 和 watch 同样会返回内容，等于拿到了密码。请用 `resourceNames` 限定需要的几个。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file) {
    for (const { map } of file.walk.all('V1PolicyRule')) {
      const secrets = itemsOf(map.get('resources')).find((item) => textOf(item.value) === 'secrets');
      const reads = itemsOf(map.get('verbs')).some((item) => /^(?:get|list|watch|\*)$/.test(textOf(item.value) ?? ''));
      if (secrets !== undefined && reads && !map.all.has('resourceNames')) yield { span: secrets.span };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'rbac.authorization.k8s.io/v1',
          'Role',
          'rules:\n  - { apiGroups: [""], resources: [«secrets»], verbs: [get] }',
        ),
      },
    ],
    good: [
      object(
        'rbac.authorization.k8s.io/v1',
        'Role',
        'rules:\n  - { apiGroups: [""], resources: [secrets], resourceNames: [web], verbs: [get] }',
      ),
    ],
  },
};

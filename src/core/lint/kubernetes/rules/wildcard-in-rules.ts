import type { Rule } from '../../rule';
import { itemsOf, textOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';

/** Asterisk in RBAC. */
export const wildcardInRules: Rule<KubernetesFile> = {
  code: 'wildcard-in-rules',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'warning' },
  title: { en: 'Asterisk in RBAC', zh: 'RBAC 规则里有星号' },
  message: {
    en: '"*" grants what exists today and whatever is added tomorrow.',
    zh: '“*”不仅包括现有的权限，以后新增的也都包括。',
  },
  why: {
    en: 'Name the verbs and the resources that the program uses; the list is its documentation, too.',
    zh: '请写出程序用到的动作和资源，这份列表也是最好的说明。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file) {
    for (const { map } of file.walk.all('V1PolicyRule')) {
      for (const field of ['apiGroups', 'resources', 'verbs']) {
        for (const { value, span } of itemsOf(map.get(field))) if (textOf(value) === '*') yield { span };
      }
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'rbac.authorization.k8s.io/v1',
          'Role',
          'rules:\n  - { apiGroups: [""], resources: [pods], verbs: [«"*"»] }',
        ),
      },
    ],
    good: [
      object(
        'rbac.authorization.k8s.io/v1',
        'Role',
        'rules:\n  - { apiGroups: [""], resources: [pods], verbs: [get] }',
      ),
    ],
  },
};

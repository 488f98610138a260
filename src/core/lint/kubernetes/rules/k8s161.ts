import type { Rule } from '../../rule';
import { itemsOf, textOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';

/** Right to enter Pods. */
export const k8s161: Rule<KubernetesFile> = {
  code: 'K8S161',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Right to enter Pods', zh: '可以进入 Pod 的权限' },
  message: {
    en: 'pods/exec lets its owner run anything in every Pod of the scope.',
    zh: 'pods/exec 允许在范围内的每个 Pod 里执行任意命令。',
  },
  why: {
    en: 'It includes whatever these Pods may do, their Secrets and accounts among it.',
    zh: '这等于拿到了这些 Pod 的全部权限，包括它们的 Secret 和账号。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file) {
    for (const { map } of file.walk.all('V1PolicyRule'))
      for (const { value, span } of itemsOf(map.get('resources'))) if (textOf(value) === 'pods/exec') yield { span };
  },
  examples: {
    bad: [
      {
        text: object(
          'rbac.authorization.k8s.io/v1',
          'Role',
          'rules:\n  - { apiGroups: [""], resources: [«pods/exec»], verbs: [create] }',
        ),
      },
    ],
    good: [
      object(
        'rbac.authorization.k8s.io/v1',
        'Role',
        'rules:\n  - { apiGroups: [""], resources: [pods/log], verbs: [get] }',
      ),
    ],
  },
};

import type { Rule } from '../../rule';
import { itemsOf, textOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';

/** Right to create Pods. */
export const accessToCreatePods: Rule<KubernetesFile> = {
  code: 'access-to-create-pods',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Right to create Pods', zh: '可以创建 Pod 的权限' },
  message: {
    en: 'Who may create Pods here may use every Secret and account of the namespace.',
    zh: '能在此创建 Pod，就能用到该命名空间里的所有 Secret 和账号。',
  },
  why: {
    en: 'A Pod may mount any Secret and run as any account of its namespace, so the right to create one includes reading them.',
    zh: 'Pod 可以挂载命名空间里的任何 Secret，以任何账号运行，所以能创建 Pod 就等于能读到它们。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file) {
    for (const { map } of file.walk.all('V1PolicyRule')) {
      const verb = itemsOf(map.get('verbs')).find((item) => textOf(item.value) === 'create');
      const isPods = itemsOf(map.get('resources')).some((item) => textOf(item.value) === 'pods');
      if (verb !== undefined && isPods) yield { span: verb.span };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'rbac.authorization.k8s.io/v1',
          'Role',
          'rules:\n  - { apiGroups: [""], resources: [pods], verbs: [get, «create»] }',
        ),
      },
    ],
    good: [
      object(
        'rbac.authorization.k8s.io/v1',
        'Role',
        'rules:\n  - { apiGroups: [""], resources: [pods], verbs: [get, list] }',
      ),
    ],
  },
};

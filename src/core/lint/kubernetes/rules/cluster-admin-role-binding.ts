import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';

/** Binding to cluster-admin. */
export const clusterAdminRoleBinding: Rule<KubernetesFile> = {
  code: 'cluster-admin-role-binding',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Binding to cluster-admin', zh: '绑定到 cluster-admin' },
  message: {
    en: 'cluster-admin may do everything in the whole cluster, reading all Secrets included.',
    zh: 'cluster-admin 在整个集群里什么都能做，包括读取所有 Secret。',
  },
  why: {
    en: 'Give a program the verbs and resources that it uses, in the namespace where it works.',
    zh: '请只授予程序用到的动作和资源，并限制在它工作的命名空间。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file) {
    for (const { map } of file.walk.all('V1RoleRef')) {
      const name = scalarOf(map.get('name'));
      if (name?.text === 'cluster-admin') yield { span: name.span };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'rbac.authorization.k8s.io/v1',
          'ClusterRoleBinding',
          'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: «cluster-admin» }',
        ),
      },
    ],
    good: [
      object(
        'rbac.authorization.k8s.io/v1',
        'ClusterRoleBinding',
        'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view }',
      ),
    ],
  },
};

import { fill } from '../../../core/text';
import type { Raw } from '../../docker/answer';
import { listOf, within, wordOf, wordsOf } from '../object';
import { fact, type Look, type Spec } from './spec';
import { always } from './workloads';

const general = ['create', 'apply', 'dryRun'] as const;
const rbac = ['rbac.authorization.k8s.io/v1'] as const;
const rules = { en: '{count} rules', zh: '{count} 条规则' };

/** https://kubernetes.io/docs/reference/kubernetes-api/authentication-resources/service-account-v1/ */
export const accountSpec: Spec = {
  id: 'serviceaccount',
  title: { en: 'Service Accounts', zh: '服务账号' },
  versions: ['v1'],
  kind: 'ServiceAccount',
  cli: 'serviceaccount',
  isNamespaced: true,
  look: () => ({ state: '', health: 'present' }),
  verbs: always,
  general,
};

// https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-v1/
function lookOfRole(raw: Raw): Look {
  const all = listOf(raw, 'rules');
  const said = all.map((one) => {
    const what = [...wordsOf(one, 'resources'), ...wordsOf(one, 'nonResourceURLs')].join(',');
    return `${wordsOf(one, 'verbs').join(',')} ${what}`;
  });
  return {
    state: '',
    health: 'present',
    says: [fill(rules, { count: all.length })],
    facts: [fact('rules', said.join('; ').slice(0, 300))],
  };
}

// https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/role-binding-v1/
function lookOfBinding(raw: Raw): Look {
  const role = within(raw, 'roleRef');
  const subjects = listOf(raw, 'subjects').map((one) => {
    const place = wordOf(one, 'namespace');
    return `${wordOf(one, 'kind')} ${place === '' ? '' : `${place}/`}${wordOf(one, 'name')}`;
  });
  const named = `${wordOf(role, 'kind')}/${wordOf(role, 'name')}`;
  return {
    state: named,
    health: 'present',
    says: [subjects.join(', ').slice(0, 120)],
    facts: [fact('role', named), fact('subjects', subjects.join(', ').slice(0, 300))],
  };
}

export const roleSpec: Spec = {
  id: 'role',
  title: { en: 'Roles', zh: 'Role' },
  versions: rbac,
  kind: 'Role',
  cli: 'role',
  isNamespaced: true,
  look: lookOfRole,
  verbs: always,
  general,
};

export const roleBindingSpec: Spec = {
  id: 'rolebinding',
  title: { en: 'Role Bindings', zh: 'RoleBinding' },
  versions: rbac,
  kind: 'RoleBinding',
  cli: 'rolebinding',
  isNamespaced: true,
  look: lookOfBinding,
  verbs: always,
  general,
};

export const clusterRoleSpec: Spec = {
  id: 'clusterrole',
  title: { en: 'Cluster Roles', zh: 'ClusterRole' },
  versions: rbac,
  kind: 'ClusterRole',
  cli: 'clusterrole',
  isNamespaced: false,
  look: lookOfRole,
  verbs: always,
  general,
};

export const clusterRoleBindingSpec: Spec = {
  id: 'clusterrolebinding',
  title: { en: 'Cluster Role Bindings', zh: 'ClusterRoleBinding' },
  versions: rbac,
  kind: 'ClusterRoleBinding',
  cli: 'clusterrolebinding',
  isNamespaced: false,
  look: lookOfBinding,
  verbs: always,
  general,
};

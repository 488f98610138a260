import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { itemsOf, scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';
import { versions, groupOf } from '../schema/models';
import { groupsOfResource } from '../rbac';

/** RBAC rule that grants nothing. */
export const k8s066: Rule<KubernetesFile> = {
  code: 'K8S066',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'RBAC rule that grants nothing', zh: '没有授予任何权限的 RBAC 规则' },
  message: {
    en: '"{resource}" is not in this API group but in "{group}": the rule grants nothing for it.',
    zh: '“{resource}”不在这个 API 组，而在“{group}”，规则对它不起作用。',
  },
  why: {
    en: 'RBAC compares group and resource as text and does not check that the pair exists. `deployments` are in `apps`, `ingresses` in `networking.k8s.io`; only the oldest kinds are in the group `""`.',
    zh: 'RBAC 按文本比较组和资源，不检查这对组合是否存在。`deployments` 在 `apps` 组，`ingresses` 在 `networking.k8s.io` 组，只有最早的一批类型在 `""` 组。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file) {
    for (const { map } of file.walk.all('V1PolicyRule')) {
      const groups = itemsOf(map.get('apiGroups')).map((item) => scalarOf(item.value));
      const names = groups.map((group) => group?.text ?? '');
      if (groups.length === 0 || names.some((name) => !isGroup(name))) continue;
      const resources = itemsOf(map.get('resources')).flatMap((item) => scalarOf(item.value) ?? []);
      for (const resource of resources) {
        const right = groupsOfResource(resource.text.split('/')[0] ?? '');
        const [first] = right;
        if (first === undefined || right.some((group) => names.includes(group))) continue;
        const [only] = groups;
        const isAlone =
          groups.length === 1 &&
          resources.every((one) => groupsOfResource(one.text.split('/')[0] ?? '').includes(first));
        const fix = isAlone && only !== undefined ? changeTo(only.span, first === '' ? '""' : first) : undefined;
        yield { span: resource.part(), args: { resource: brief(resource.text), group: first }, fix };
      }
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'rbac.authorization.k8s.io/v1',
          'Role',
          'rules:\n  - apiGroups: [""]\n    resources: [«deployments»]\n    verbs: [get]',
        ),
        fixed: object(
          'rbac.authorization.k8s.io/v1',
          'Role',
          'rules:\n  - apiGroups: [apps]\n    resources: [deployments]\n    verbs: [get]',
        ),
      },
      {
        text: object(
          'rbac.authorization.k8s.io/v1',
          'Role',
          'rules:\n  - apiGroups: [apps]\n    resources: [deployments, «pods»]\n    verbs: [get]',
        ),
      },
    ],
    good: [
      object(
        'rbac.authorization.k8s.io/v1',
        'Role',
        'rules:\n  - apiGroups: ["", apps]\n    resources: [pods/log, deployments, widgets]\n    verbs: [get]\n  - { apiGroups: [metrics.k8s.io], resources: [pods], verbs: [get] }',
      ),
    ],
  },
};

const all = new Set(versions.map((version) => groupOf(version)));

function isGroup(name: string): boolean {
  return all.has(name) || name === 'extensions';
}

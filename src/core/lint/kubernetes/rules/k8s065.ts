import { fill } from '../../../text';
import { changeTo } from '../../change-to';
import type { Fix, Problem, Rule } from '../../rule';
import { scalarOf, type Mapping } from '../../yaml/tree';
import { appendTo } from '../../yaml/edits';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';
import { object } from '../examples';

/** Subject or role that RBAC refuses. */
export const k8s065: Rule<KubernetesFile> = {
  code: 'K8S065',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Subject or role that RBAC refuses', zh: 'RBAC 不接受的主体或角色' },
  message: { en: '{what}: the API server refuses this binding.', zh: '{what}，API 服务器会拒绝这个绑定。' },
  why: {
    en: 'A ServiceAccount lives in a namespace, and a binding names it; users and groups do not. Accounts are of the first API group (`""`), users, groups and roles of `rbac.authorization.k8s.io`.',
    zh: 'ServiceAccount 属于某个命名空间，绑定时必须写明；用户和组则没有命名空间。ServiceAccount 属于最早的 API 组（`""`），用户、组和角色属于 `rbac.authorization.k8s.io`。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file) {
    for (const {
      map,
      span,
      object: { namespace },
    } of file.walk.all('RbacV1Subject')) {
      const isAccount = textAt(map, 'kind') === 'ServiceAccount';
      if (isAccount && map.get('namespace') === undefined && !file.isPartial)
        yield { span, args: { what: noNamespace }, fix: inNamespace(file, map, namespace ?? 'default') };
      yield* groupOtherThan(isAccount ? '""' : rbac, map);
    }
    for (const { map } of file.walk.all('V1RoleRef')) yield* groupOtherThan(rbac, map);
  },
  examples: {
    bad: [
      {
        text: object(
          'rbac.authorization.k8s.io/v1',
          'RoleBinding',
          'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }\nsubjects:\n  - «kind»: ServiceAccount\n    name: reader',
        ),
        fixed: object(
          'rbac.authorization.k8s.io/v1',
          'RoleBinding',
          'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }\nsubjects:\n  - kind: ServiceAccount\n    name: reader\n    namespace: default',
        ),
      },
      {
        text: object(
          'rbac.authorization.k8s.io/v1',
          'RoleBinding',
          'roleRef: { apiGroup: «v1», kind: Role, name: reader }',
        ),
        fixed: object(
          'rbac.authorization.k8s.io/v1',
          'RoleBinding',
          'roleRef: { apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader }',
        ),
      },
    ],
    good: [
      object(
        'rbac.authorization.k8s.io/v1',
        'RoleBinding',
        'roleRef: { apiGroup: "", kind: Role, name: reader }\nsubjects:\n  - { kind: User, name: ann }\n  - { kind: ServiceAccount, name: reader, namespace: shop, apiGroup: "" }',
      ),
    ],
  },
};

function* groupOtherThan(wanted: string, map: Mapping): Iterable<Problem> {
  const group = scalarOf(map.get('apiGroup'));
  if (group !== undefined && group.text !== '' && group.text !== wanted)
    yield { span: group.span, args: { what: wrongGroup }, fix: changeTo(group.span, wanted) };
}

const rbac = 'rbac.authorization.k8s.io';
const noNamespace = { en: 'This ServiceAccount has no namespace', zh: '这个 ServiceAccount 没有写命名空间' };
const wrongGroup = { en: 'This kind is of another API group', zh: '这个类型属于另一个 API 组' };

function inNamespace(file: KubernetesFile, map: Mapping, namespace: string): Fix | undefined {
  const title = fill({ en: 'Add namespace: {namespace}', zh: '添加 namespace: {namespace}' }, { namespace });
  const last = map.own.at(-1);
  const text = `namespace: ${namespace}`;
  if (last === undefined) return undefined;
  if (map.isFlow)
    return { title, edits: [{ span: { start: last.span.end, end: last.span.end }, text: `, ${text}` }], safe: false };
  const edit = appendTo(file, map, [text]);
  return edit && { title, edits: [edit], safe: false };
}

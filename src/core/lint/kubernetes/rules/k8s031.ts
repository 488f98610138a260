import type { Problem, Rule } from '../../rule';
import type { Mapping, Entry } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { remove } from '../fixes';
import { object } from '../examples';

/** Field that the server writes. */
export const k8s031: Rule<KubernetesFile> = {
  code: 'K8S031',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Field that the server writes', zh: '由服务器填写的字段' },
  message: {
    en: '"{field}" is written by the API server; in a manifest it is noise.',
    zh: '“{field}”由 API 服务器填写，写在清单里没有意义。',
  },
  why: {
    en: 'A manifest that comes from `kubectl get -o yaml` carries what the cluster has added: status, times, identities. A stale `resourceVersion` or `uid` makes a later apply fail; the rest is only noise in every diff.',
    zh: '用 `kubectl get -o yaml` 导出的清单会带上集群添加的内容：状态、时间、标识。过期的 `resourceVersion`、`uid` 会让之后的 apply 失败；其余的只会让每次 diff 充满噪音。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const { root, metadata, known } of file.objects) {
      if (known === undefined) continue;
      const status = root.all.get('status');
      if (status?.value !== undefined && known.version !== 'apiextensions.k8s.io/v1') yield problem(file, root, status);
      for (const entry of metadata?.own ?? []) {
        const severity = severities[entry.key.text];
        if (metadata === undefined || severity === undefined) continue;
        yield severity === 'usual' ? problem(file, metadata, entry) : { ...problem(file, metadata, entry), severity };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n  «uid»: 0c4b2a6e\ndata:\n  MODE: test\n',
        fixed: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\ndata:\n  MODE: test\n',
      },
      {
        text: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n«status»:\n  phase: Active\n',
        fixed: 'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n',
      },
    ],
    good: [object('v1', 'ConfigMap', 'data: { status: ok, uid: "7" }')],
  },
};

const severities: Readonly<Record<string, 'usual' | 'warning'>> = {
  creationTimestamp: 'usual',
  managedFields: 'usual',
  generation: 'usual',
  selfLink: 'warning',
  uid: 'warning',
  resourceVersion: 'warning',
};

function problem(file: KubernetesFile, mapping: Mapping, entry: Entry): Problem {
  return { span: entry.key.span, args: { field: entry.key.text }, fix: remove(file, mapping, entry, true) };
}

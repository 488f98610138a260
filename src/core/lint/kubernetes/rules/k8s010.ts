import { fill } from '../../../text';
import type { Fix, Rule } from '../../rule';
import type { Entry } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { insertAbove } from '../fixes';
import { object } from '../examples';
import { kindsNamed } from '../schema/models';

/** apiVersion or kind is missing. */
export const k8s010: Rule<KubernetesFile> = {
  code: 'K8S010',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'apiVersion or kind is missing', zh: '缺少 apiVersion 或 kind' },
  message: {
    en: 'This object has no {field}: the API server cannot tell what it is.',
    zh: '该对象缺少 {field}，API 服务器不知道它是什么。',
  },
  why: {
    en: 'Every object says with `apiVersion` and `kind` which part of the API it belongs to; everything else is read by that. Without one of them `kubectl apply` stops before it sends anything.',
    zh: '每个对象都用 `apiVersion` 和 `kind` 说明自己属于 API 的哪一部分，其余字段都据此解读。少了其中一个，`kubectl apply` 还没发送请求就会停下。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const { root, apiVersion, kind } of file.objects) {
      const there = apiVersion ?? kind;
      const field = apiVersion === undefined ? 'apiVersion' : 'kind';
      if (there === undefined || (apiVersion !== undefined && kind !== undefined)) continue;
      const isTold = root.all.has(field) || (field === 'kind' && !root.all.has('metadata'));
      const entry = entryOf(root, field === 'kind' ? 'apiVersion' : 'kind');
      if (isTold || entry === undefined) continue;
      yield { span: there.span, args: { field }, fix: withVersion(file, entry, field, there.text) };
    }
  },
  examples: {
    bad: [
      {
        text: 'kind: «Deployment»\nmetadata:\n  name: web\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]\n',
        fixed:
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]\n',
      },
      { text: 'apiVersion: «v1»\nmetadata:\n  name: settings\ndata:\n  MODE: test\n' },
    ],
    good: [object('v1', 'ConfigMap', 'data: { MODE: test }'), 'apiVersion: v1\nkind: List\nitems: []\n'],
  },
};

function withVersion(file: KubernetesFile, entry: Entry, field: string, kind: string): Fix | undefined {
  const [known] = field === 'apiVersion' ? kindsNamed(kind) : [];
  const edit = known && insertAbove(file, entry, [`apiVersion: ${known.version}`]);
  const title = fill(
    { en: 'Insert apiVersion: {version}', zh: '插入 apiVersion: {version}' },
    { version: known?.version ?? '' },
  );
  return edit && { title, edits: [edit], safe: kindsNamed(kind).length === 1 };
}

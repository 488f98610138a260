import type { Rule } from '../../rule';
import type { Mapping } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { type KubernetesObject, entryOf } from '../object';
import { nearest } from '../fixes';

/** Object without a name. */
export const k8s011: Rule<KubernetesFile> = {
  code: 'K8S011',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Object without a name', zh: '对象没有名称' },
  message: {
    en: 'This {kind} has no metadata.name: the API server refuses it.',
    zh: '该 {kind} 没有 metadata.name，API 服务器会拒绝。',
  },
  why: {
    en: 'An object is addressed by its kind, its namespace and its name; a later `kubectl apply` finds it again by these. Only `generateName` may stand instead, and only for `kubectl create`.',
    zh: 'API 用类型、命名空间和名称来定位对象，之后的 `kubectl apply` 也靠它们找回对象。只有 `generateName` 可以代替，而且只能用于 `kubectl create`。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const object of file.objects) {
      const { metadata, root, span, kind } = object;
      if (file.isPartial || !isNameless(object) || root.own.some((entry) => file.outdented.has(entry))) continue;
      const place = entryOf(root, 'metadata')?.key.span ?? span;
      if (!misspelt(metadata)) yield { span: place, args: { kind: kind?.text ?? '' } };
    }
  },
  examples: {
    bad: [
      { text: 'apiVersion: v1\nkind: ConfigMap\n«metadata»:\n  labels: { app: web }\ndata:\n  MODE: test\n' },
      { text: 'apiVersion: v1\nkind: «Namespace»\n' },
    ],
    good: [
      'apiVersion: batch/v1\nkind: Job\nmetadata:\n  generateName: report-\nspec:\n  template:\n    spec:\n      restartPolicy: Never\n      containers: [{ name: report, image: busybox:1.37 }]\n',
    ],
  },
};

function isNameless({ known, metadata, root }: KubernetesObject): boolean {
  if (known === undefined || nameless.test(known.version)) return false;
  if (metadata === undefined) return root.get('metadata') === undefined;
  return metadata.get('name') === undefined && metadata.get('generateName') === undefined;
}

// Questions to the API server, which keeps none of them.
const nameless = /^(?:authentication|authorization)\./;

/** A key that nearly is the name is found as such. */
function misspelt(metadata: Mapping | undefined): boolean {
  return [...(metadata?.all.keys() ?? [])].some((key) => key !== 'name' && nearest(key, ['name']) !== undefined);
}

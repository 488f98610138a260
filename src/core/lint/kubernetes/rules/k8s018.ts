import { brief, type Fix, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { valueAt, entryOf, tableOf } from '../object';
import type { Node } from '../walk';
import { insertAbove } from '../fixes';
import { inContainer, object } from '../examples';
import { confusedWith } from '../confusions';
import { fieldsOf } from '../schema/models';

/** Required field is missing. */
export const k8s018: Rule<KubernetesFile> = {
  code: 'K8S018',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Required field is missing', zh: '缺少必填字段' },
  message: {
    en: '"{field}" is missing in {place}: the API server refuses the object.',
    zh: '{place} 缺少“{field}”，API 服务器会拒绝该对象。',
  },
  why: {
    en: 'Some fields have no default: what runs in a Pod, which Pods a Deployment owns, where a volume is mounted. The API server answers "Required value" and creates nothing.',
    zh: '有些字段没有默认值：Pod 里运行什么、Deployment 管哪些 Pod、卷挂在哪里。API 服务器会回答“Required value”，什么也不创建。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    if (file.isPartial) return;
    for (const { node, field } of file.walk.missing) {
      if (isElsewhere(file, node, field)) continue;
      const place = node.key === '' ? (node.object.kind?.text ?? '') : node.key;
      yield { span: node.span, args: { field, place: brief(place) }, fix: filled(file, node, field) };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'apps/v1',
          'Deployment',
          '«spec»:\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]',
        ),
        fixed: object(
          'apps/v1',
          'Deployment',
          'spec:\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]',
        ),
      },
      { text: object('v1', '«PersistentVolumeClaim»', '') },
      { text: inContainer('ports:\n  - «name»: http') },
    ],
    good: [
      object('v1', 'ServiceAccount', ''),
      object('v1', 'LimitRange', 'spec:\n  limits: [{ type: Container, default: { memory: 128Mi } }]'),
    ],
  },
};

/** Is another finding about it: that the object is nothing but its kind, that the field is misspelt or out of line? */
function isElsewhere(file: KubernetesFile, node: Node, field: string): boolean {
  const { map, parent, type } = node;
  if (/^V\d(?:alpha|beta)/.test(type) || (parent === undefined && field !== 'spec' && map.all.size <= 2)) return true;
  if ([map, parent?.map].some((one) => one?.own.some((entry) => file.outdented.has(entry)))) return true;
  return [...map.all.keys()].some((key) => !fieldsOf(type).has(key) && confusedWith(node, key) === field);
}

/** A selector for the labels that the template has. */
function filled(file: KubernetesFile, { map }: Node, field: string): Fix | undefined {
  const template = entryOf(map, 'template');
  const labels = tableOf(valueAt(map, 'template', 'metadata', 'labels'));
  if (field !== 'selector' || template === undefined || labels.size === 0) return undefined;
  const lines = ['selector:', '  matchLabels:', ...[...labels].map(([key, value]) => `    ${key}: ${plain(value)}`)];
  const edit = insertAbove(file, template, lines);
  return (
    edit && {
      title: { en: 'Select the labels of the template', zh: '按模板的标签生成选择器' },
      edits: [edit],
      safe: false,
    }
  );
}

function plain(value: string): string {
  return /^[A-Za-z][\w./-]*$/.test(value) && !/^(?:y|n|yes|no|on|off|true|false|null)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

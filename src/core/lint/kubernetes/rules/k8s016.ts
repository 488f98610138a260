import { fill } from '../../../text';
import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { meantOr } from '../fixes';
import { inPod, inContainer, object } from '../examples';
import { confusedWith } from '../confusions';
import { rightPlace } from '../confusions';

/** Unknown field. */
export const k8s016: Rule<KubernetesFile> = {
  code: 'K8S016',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown field', zh: '未知字段' },
  message: { en: '"{field}" is no field of {place}. {then}', zh: '“{field}”不是 {place} 的字段。{then}' },
  why: {
    en: '`kubectl apply` asks the API server to check every field, and a field that the kind does not have is refused as "unknown field". With `--validate=false`, and from programs that do not ask for the check, it is dropped, and the object runs without what it asked for.',
    zh: '`kubectl apply` 会让 API 服务器检查每个字段，类型里没有的字段会报“unknown field”而被拒绝。使用 `--validate=false`，或由不要求检查的程序提交时，它会被丢弃，对象就缺了想要的设置。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const { node, entry } of file.walk.unknown) {
      const name = entry.key.text;
      // The old shape of an Ingress and lost blanks have rules of their own.
      if (file.outdented.has(entry) || (node.type === 'V1IngressBackend' && /^service(?:Name|Port)$/.test(name)))
        continue;
      const meant = confusedWith(node, name);
      const right = meant === undefined ? rightPlace(node, name) : undefined;
      const then = right === undefined ? meantOr(meant, refused) : fill(belongs, { right: brief(right, 34) });
      const place = node.key === '' ? (node.object.kind?.text ?? '') : node.key;
      yield {
        span: entry.key.span,
        covers: entry.span,
        args: { field: brief(name), place: brief(place), then },
        fix: changeTo(entry.key.part(), meant),
      };
    }
  },
  examples: {
    bad: [
      {
        text: inPod('volumes: [{ name: data, emptyDir: {} }]\n«nodeselector»: { disk: ssd }'),
        fixed: inPod('volumes: [{ name: data, emptyDir: {} }]\nnodeSelector: { disk: ssd }'),
      },
      {
        text: object(
          'apps/v1',
          'DaemonSet',
          'spec:\n  «replicas»: 3\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]',
        ),
      },
      { text: object('v1', 'ConfigMap', '«spec»:\n  MODE: test') },
      {
        text: inContainer('volumeMounts:\n  - name: data\n    «path»: /data').replace(
          '      containers',
          '      volumes: [{ name: data, emptyDir: {} }]\n      containers',
        ),
        fixed: inContainer('volumeMounts:\n  - name: data\n    mountPath: /data').replace(
          '      containers',
          '      volumes: [{ name: data, emptyDir: {} }]\n      containers',
        ),
      },
      { text: inContainer('«imagePullSecrets»: [{ name: registry }]') },
    ],
    good: [
      object('example.com/v1', 'Widget', 'spec: { anything: goes }'),
      object(
        'apiextensions.k8s.io/v1',
        'CustomResourceDefinition',
        'spec:\n  group: example.com\n  scope: Namespaced\n  names: { kind: Widget, plural: widgets }\n  versions:\n    - name: v1\n      served: true\n      storage: true\n      schema:\n        openAPIV3Schema:\n          type: object\n          properties:\n            spec: { type: object, x-kubernetes-preserve-unknown-fields: true }',
        'widgets.example.com',
      ),
    ],
  },
};

const refused = { en: 'The API server refuses it.', zh: 'API 服务器会拒绝。' };
const belongs = { en: 'It belongs to {right}.', zh: '它属于 {right}。' };

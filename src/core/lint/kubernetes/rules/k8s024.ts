import { changeTo } from '../../change-to';
import { brief, type Problem, type Rule } from '../../rule';
import { scalarOf, type Scalar } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';
import { isName, meantName } from '../labels';

/** Name that the API refuses. */
export const k8s024: Rule<KubernetesFile> = {
  code: 'K8S024',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Name that the API refuses', zh: 'API 不接受的名称' },
  message: {
    en: '"{name}" is no valid name: lower case letters, digits and "-", ends alphanumeric.',
    zh: '“{name}”不是有效名称：只能用小写字母、数字和“-”，首尾为字母或数字。',
  },
  why: {
    en: 'Names become parts of DNS names and of addresses, so they follow DNS: lower case letters, digits and "-", for most objects dots, too. No underscore, no capital, no blank.',
    zh: '名称会成为 DNS 名和地址的一部分，所以遵循 DNS 规则：小写字母、数字和“-”，多数对象还可以用点。不能有下划线、大写字母和空格。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const { name, known, kind } of file.objects) {
      if (name === undefined || known === undefined || !strict.has(known.kind)) continue;
      const isWord = words.has(kind?.text ?? '');
      if (!isName(name.text, isWord)) yield problem(name);
    }
    for (const pod of file.pods) {
      const names = [
        ...pod.containers.map(({ name }) => name),
        ...pod.volumes.map((volume) => scalarOf(volume.get('name'))),
      ];
      for (const name of names) if (name !== undefined && !isName(name.text, true)) yield problem(name);
    }
  },
  examples: {
    bad: [
      {
        text: object('v1', 'ConfigMap', 'data: { MODE: test }', '«My_App»'),
        fixed: object('v1', 'ConfigMap', 'data: { MODE: test }', 'my-app'),
      },
      {
        text: object(
          'apps/v1',
          'Deployment',
          'spec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: «web_server», image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]',
        ),
        fixed: object(
          'apps/v1',
          'Deployment',
          'spec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web-server, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]',
        ),
      },
    ],
    good: [
      object('rbac.authorization.k8s.io/v1', 'ClusterRole', 'rules: []', 'system:my_reader'),
      object('v1', 'ConfigMap', 'data: { MODE: test }', 'app.v1.config'),
    ],
  },
};

// Those whose names may be parts of host names; others, such as roles, take nearly anything.
const words = new Set(['Namespace', 'Service']);
const strict = new Set(
  'Pod Deployment StatefulSet DaemonSet ReplicaSet Job CronJob Service ConfigMap Secret Namespace PersistentVolumeClaim PersistentVolume Ingress IngressClass ServiceAccount HorizontalPodAutoscaler NetworkPolicy PodDisruptionBudget StorageClass'.split(
    ' ',
  ),
);

function problem(name: Scalar): Problem {
  const meant = meantName(name.text);
  const fix = changeTo(name.part(), meant, false);
  return { span: name.span, args: { name: brief(name.text) }, fix };
}

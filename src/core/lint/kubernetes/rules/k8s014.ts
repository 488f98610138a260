import { fill } from '../../../text';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { object } from '../examples';
import { removalOf } from '../removed';
import { migration } from '../migrate';

/** Removed API. */
export const k8s014: Rule<KubernetesFile> = {
  code: 'K8S014',
  aliases: ['no-extensions-v1beta', 'stable-version'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Removed API', zh: '已移除的 API' },
  message: {
    en: '{version} {kind} is gone since {release}. {then}',
    zh: '{version} {kind} 自 Kubernetes {release} 起已移除。{then}',
  },
  why: {
    en: 'Beta versions of an API are served for some releases beside their successor and are then removed. An old manifest is refused with "no matches for kind", although it worked for years. Most need the new `apiVersion` only; some fields have moved, too.',
    zh: 'API 的 beta 版本会与后继版本并存几个发行版，然后被移除。旧清单即使用了多年，也会被拒绝：“no matches for kind”。多数只需改 `apiVersion`，少数字段也换了位置。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const object of file.objects) {
      const { apiVersion, kind } = object;
      const removal = apiVersion && kind && removalOf(apiVersion.text, kind.text);
      if (apiVersion === undefined || removal === undefined) continue;
      const then = removal.use === undefined ? none : fill(instead, { use: removal.use });
      const args = {
        version: removal.version,
        kind: brief(kind?.text ?? '', 24),
        release: removal.release ?? '',
        then,
      };
      yield { span: apiVersion.span, args, fix: migration(file, object, removal) };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: «extensions/v1beta1»\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]\n',
        fixed:
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector:\n    matchLabels:\n      app: web\n  template:\n    metadata:\n      labels:\n        app: web\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]\n',
      },
      {
        text: object(
          '«policy/v1beta1»',
          'PodDisruptionBudget',
          'spec:\n  minAvailable: 1\n  selector: { matchLabels: { app: web } }',
        ),
        fixed: object(
          'policy/v1',
          'PodDisruptionBudget',
          'spec:\n  minAvailable: 1\n  selector: { matchLabels: { app: web } }',
        ),
      },
      {
        text: object(
          '«networking.k8s.io/v1beta1»',
          'Ingress',
          'spec:\n  ingressClassName: traefik\n  rules:\n    - host: site.example.com\n      http:\n        paths:\n          - path: /\n            backend:\n              serviceName: web\n              servicePort: 80',
        ),
        fixed: object(
          'networking.k8s.io/v1',
          'Ingress',
          'spec:\n  ingressClassName: traefik\n  rules:\n    - host: site.example.com\n      http:\n        paths:\n          - path: /\n            pathType: Prefix\n            backend:\n              service:\n                name: web\n                port:\n                  number: 80',
        ),
      },
      { text: object('«policy/v1beta1»', 'PodSecurityPolicy', 'spec: { privileged: false }') },
    ],
    good: [
      object('policy/v1', 'PodDisruptionBudget', 'spec:\n  minAvailable: 1\n  selector: { matchLabels: { app: web } }'),
      'apiVersion: kubelet.config.k8s.io/v1beta1\nkind: KubeletConfiguration\n---\napiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\n',
    ],
  },
};

const instead = { en: 'Use {use}.', zh: '请改用 {use}。' };
const none = { en: 'Nothing takes its place.', zh: '没有替代的 API。' };

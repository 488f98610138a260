import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { object } from '../examples';
import { misfitOf } from '../version';

/** Kind belongs to another API group. */
export const k8s012: Rule<KubernetesFile> = {
  code: 'K8S012',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Kind belongs to another API group', zh: 'kind 属于另一个 API 组' },
  message: {
    en: 'There is no {kind} in {version}; it belongs to {right}.',
    zh: '{version} 里没有 {kind}，它属于 {right}。',
  },
  why: {
    en: 'The API is divided into groups: Pods and Services are in the first one, `v1`; Deployments in `apps/v1`; Jobs in `batch/v1`. The server looks for a kind in the group that `apiVersion` names, and nowhere else.',
    zh: 'API 分成多个组：Pod、Service 在最早的 `v1` 组，Deployment 在 `apps/v1`，Job 在 `batch/v1`。服务器只会在 `apiVersion` 指明的组里查找 kind。',
  },
  lesson: 'kubernetes-workloads/api-objects',
  *check(file) {
    for (const object of file.objects) {
      const misfit = misfitOf(object);
      const { apiVersion, kind } = object;
      if (misfit?.what !== 'elsewhere' || apiVersion === undefined) continue;
      const args = { kind: brief(kind?.text ?? ''), version: brief(apiVersion.text), right: misfit.version };
      yield { span: apiVersion.span, args, fix: changeTo(apiVersion.span, misfit.version) };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: «v1»\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]\n',
        fixed:
          'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: web\nspec:\n  selector: { matchLabels: { app: web } }\n  template:\n    metadata: { labels: { app: web } }\n    spec:\n      securityContext: { runAsNonRoot: true }\n      containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 64Mi }, limits: { memory: 64Mi } } }]\n',
      },
      {
        text: object('«app/v1»', 'Service', 'spec: { clusterIP: None }'),
        fixed: object('v1', 'Service', 'spec: { clusterIP: None }'),
      },
    ],
    good: [
      object('serving.knative.dev/v1', 'Service', 'spec: { template: {} }'),
      object('certificates.k8s.io/v1', 'ClusterTrustBundle', 'spec: { trustBundle: "" }'),
      object(
        'autoscaling/v1',
        'HorizontalPodAutoscaler',
        'spec: { maxReplicas: 3, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web } }',
      ),
    ],
  },
};

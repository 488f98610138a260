import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { beside } from '../pod';
import { inPod, documents } from '../examples';
import { placeOf, worldOf } from '../world';
import { breachOf } from '../pod-security';

/** Pod that its namespace refuses. */
export const k8s084: Rule<KubernetesFile> = {
  code: 'K8S084',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Pod that its namespace refuses', zh: '命名空间会拒绝的 Pod' },
  message: {
    en: 'The namespace enforces {level}, and {what}: the Pod is refused.',
    zh: '该命名空间强制 {level} 级别，而{what}，Pod 会被拒绝。',
  },
  why: {
    en: 'With the label `pod-security.kubernetes.io/enforce` the API server refuses each Pod that breaks the level. A Deployment is taken all the same, and waits without any Pod.',
    zh: '命名空间带有 `pod-security.kubernetes.io/enforce` 标签时，API 服务器会拒绝不符合级别的 Pod。Deployment 仍能创建，但一个 Pod 也起不来。',
  },
  lesson: 'kubernetes-operations/namespaces-quotas',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const pod of file.pods) {
      const { namespace } = pod.object;
      const [own] = namespace === undefined ? [] : world.of(['Namespace']).filter((one) => one.name === namespace);
      const level = new Map(own?.labels).get('pod-security.kubernetes.io/enforce');
      const breach = level === 'baseline' || level === 'restricted' ? breachOf(pod, level) : undefined;
      if (own === undefined || level === undefined || breach === undefined || file.isPartial) continue;
      yield { ...beside(breach.span), args: { level, what: breach.what }, related: [placeOf(own)] };
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: { pod-security.kubernetes.io/enforce: restricted }\n',
          inPod('')
            .replace('name: web\n', 'name: web\n  namespace: shop\n')
            .replace('name: web\n          image', 'name: «web»\n          image'),
        ),
      },
    ],
    good: [
      documents(
        'apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n  labels: { pod-security.kubernetes.io/enforce: baseline }\n',
        inPod('').replace('name: web\n', 'name: web\n  namespace: shop\n'),
      ),
    ],
  },
};

import type { Rule } from '../../rule';
import { scalarOf, type Scalar } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingAt } from '../object';
import { beside } from '../pod';
import { inPod } from '../examples';
import { isTrue, integerOf } from '../yaml11';

/** Container that may run as root. */
export const runAsNonRoot: Rule<KubernetesFile> = {
  code: 'run-as-non-root',
  aliases: ['container-security-context-user-group-id'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'warning' },
  title: { en: 'Container that may run as root', zh: '容器可能以 root 运行' },
  message: {
    en: 'This container may run as root: runAsNonRoot is not set.',
    zh: '该容器可能以 root 运行：没有设置 runAsNonRoot。',
  },
  why: {
    en: 'With `runAsNonRoot: true` the kubelet refuses to start an image whose user is root. Set it for the Pod, or for the container.',
    zh: '设置 `runAsNonRoot: true` 后，用户为 root 的镜像会被 kubelet 拒绝启动。可以写在 Pod 上，也可以写在容器上。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const pod of file.pods) {
      const ofPod = mappingAt(pod.spec, 'securityContext');
      for (const { map, span, list } of pod.containers) {
        const own = mappingAt(map, 'securityContext');
        const valueOf = (field: string): Scalar | undefined => scalarOf(own?.get(field) ?? ofPod?.get(field));
        const isOther = isTrue(valueOf('runAsNonRoot')) || (integerOf(valueOf('runAsUser')) ?? 0) > 0;
        if (list !== 'ephemeralContainers' && !isOther) yield beside(span);
      }
    }
  },
  examples: {
    bad: [
      {
        text: inPod('')
          .replace('securityContext: { runAsNonRoot: true }', 'terminationGracePeriodSeconds: 5')
          .replace('name: web\n          image', 'name: «web»\n          image'),
      },
    ],
    good: [inPod('')],
  },
};

import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod, object, documents } from '../examples';
import { worldOf, referenceProblem } from '../world';

/** ServiceAccount that is nearly there. */
export const nonExistentServiceAccount: Rule<KubernetesFile> = {
  code: 'non-existent-service-account',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'ServiceAccount that is nearly there', zh: 'ServiceAccount 的名字写错' },
  message: {
    en: 'There is no ServiceAccount "{name}" here, but "{meant}": no Pod would be made.',
    zh: '这里没有名为“{name}”的 ServiceAccount，但有“{meant}”：不会创建 Pod。',
  },
  why: {
    en: 'A Pod runs as an account of its namespace. Without it the API server refuses the Pod, and the Deployment waits without any Pod: look at the events of its ReplicaSet.',
    zh: 'Pod 以所在命名空间的某个账号运行。账号不存在时，API 服务器拒绝创建 Pod，Deployment 下一个 Pod 也没有：要看 ReplicaSet 的事件才知道原因。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const pod of file.pods) {
      const name = scalarOf(pod.spec.get('serviceAccountName'));
      const problem =
        name && referenceProblem(world, { kinds: ['ServiceAccount'], name, namespace: pod.object.namespace });
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          object('v1', 'ServiceAccount', 'automountServiceAccountToken: false', 'reader'),
          inPod('serviceAccountName: «raeder»'),
        ),
        fixed: documents(
          object('v1', 'ServiceAccount', 'automountServiceAccountToken: false', 'reader'),
          inPod('serviceAccountName: reader'),
        ),
      },
    ],
    good: [inPod('serviceAccountName: default')],
  },
};

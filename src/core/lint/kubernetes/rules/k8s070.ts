import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';
import { object } from '../examples';

/** Pod that nothing starts again. */
export const k8s070: Rule<KubernetesFile> = {
  code: 'K8S070',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Pod that nothing starts again', zh: '没有控制器管理的 Pod' },
  message: {
    en: 'Nothing makes this Pod again when its node fails or it is deleted: use a Deployment.',
    zh: '节点故障或 Pod 被删除后，没有谁会重建它：请用 Deployment。',
  },
  why: {
    en: 'A Pod by itself is bound to one node for its whole life. A Deployment, StatefulSet or Job makes a new one when it goes.',
    zh: '单独的 Pod 一生只在一个节点上。Deployment、StatefulSet、Job 则会在它消失后再建一个。',
  },
  lesson: 'kubernetes/pods',
  *check(file) {
    for (const { known, span, root } of file.objects) {
      const policy = textAt(root, 'spec', 'restartPolicy') ?? 'Always';
      if (known?.type === 'V1Pod' && policy === 'Always' && !/[\\/]manifests[\\/]/.test(file.path ?? ''))
        yield { span };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'v1',
          '«Pod»',
          'spec:\n  securityContext: { runAsNonRoot: true }\n  containers: [{ name: web, image: "nginx:1.30", resources: { requests: { memory: 8Mi }, limits: { memory: 8Mi } } }]',
        ),
      },
    ],
    good: [object('v1', 'Pod', 'spec:\n  restartPolicy: Never\n  containers: [{ name: web, image: "nginx:1.30" }]')],
  },
};

import type { Rule } from '../../rule';
import { tornKey } from '../../yaml/rules/torn';
import { inContainer, inImage, object } from '../examples';
import type { KubernetesFile } from '../file';

/** No blank after the colon. */
export const k8s002: Rule<KubernetesFile> = tornKey({
  code: 'K8S002',
  lesson: 'kubernetes-workloads/api-objects',
  examples: {
    bad: [
      { text: inImage('«image:»nginx:1.30'), fixed: inImage('image: nginx:1.30') },
      {
        text: object('v1', 'ConfigMap', 'data: { MODE: test }').replace('kind: ', '«kind:»'),
        fixed: object('v1', 'ConfigMap', 'data: { MODE: test }'),
      },
    ],
    good: [inContainer('command: ["serve", "root:/html"]'), object('v1', 'ConfigMap', 'data:\n  a: |\n    kind:x')],
  },
});

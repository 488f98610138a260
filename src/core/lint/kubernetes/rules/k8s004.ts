import type { Rule } from '../../rule';
import { duplicateKey } from '../../yaml/rules/duplicates';
import { object, service } from '../examples';
import type { KubernetesFile } from '../file';
import { secondObjectIn } from '../second-object';

/** Duplicate key in a mapping. */
export const k8s004: Rule<KubernetesFile> = duplicateKey<KubernetesFile>(
  {
    code: 'K8S004',
    lesson: 'kubernetes-workloads/api-objects',
    examples: {
      bad: [
        { text: object('v1', 'ConfigMap', 'data:\n  MODE: test\n  «MODE»: live') },
        {
          text: service('clusterIP: None\nselector: { app: web }\n«clusterIP»: None'),
          fixed: service('clusterIP: None\nselector: { app: web }'),
        },
      ],
      good: [object('v1', 'ConfigMap', 'data:\n  MODE: test\n  mode: live')],
    },
  },
  // Two objects in one document are another mistake.
  ({ roots }) => roots.filter((root) => secondObjectIn(root) === undefined),
);

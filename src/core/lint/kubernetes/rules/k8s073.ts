import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { inPod } from '../examples';

/** Pod bound to one node by name. */
export const k8s073: Rule<KubernetesFile> = {
  code: 'K8S073',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Pod bound to one node by name', zh: '用 nodeName 绑定节点' },
  message: {
    en: 'nodeName skips the scheduler: when that node is gone or full, the Pod fails.',
    zh: 'nodeName 会跳过调度器：该节点不在或已满时，Pod 就会失败。',
  },
  why: {
    en: 'The scheduler checks resources, taints and volumes. A `nodeSelector` or an affinity says what the node must be like and leaves the choice to it.',
    zh: '调度器会检查资源、污点和卷。`nodeSelector` 或亲和性只说明节点要满足什么，选哪个由它决定。',
  },
  lesson: 'kubernetes-operations/scheduling',
  *check(file) {
    for (const pod of file.pods) {
      const entry = entryOf(pod.spec, 'nodeName');
      if (entry?.value !== undefined) yield { span: entry.key.span };
    }
  },
  examples: {
    bad: [{ text: inPod('«nodeName»: worker-1') }],
    good: [inPod('nodeSelector: { kubernetes.io/hostname: worker-1 }')],
  },
};

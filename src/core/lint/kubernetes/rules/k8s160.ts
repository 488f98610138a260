import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { beside } from '../pod';
import { inPod } from '../examples';

/** Token mounted without need. */
export const k8s160: Rule<KubernetesFile> = {
  code: 'K8S160',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Token mounted without need', zh: '无需挂载的令牌' },
  message: {
    en: 'This Pod gets a token for the API although it runs as the default account.',
    zh: '该 Pod 使用默认账号，却仍会挂载 API 令牌。',
  },
  why: {
    en: 'Few programs talk to the API server. For the others set `automountServiceAccountToken: false`.',
    zh: '很少有程序要访问 API 服务器。其他程序请设置 `automountServiceAccountToken: false`。',
  },
  lesson: 'kubernetes-operations/rbac',
  *check(file) {
    for (const pod of file.pods)
      if (!pod.spec.all.has('automountServiceAccountToken') && !pod.spec.all.has('serviceAccountName'))
        yield { ...beside(pod.node.span) };
  },
  examples: {
    bad: [{ text: inPod('').replace('    spec:\n      sec', '    «spec»:\n      sec') }],
    good: [inPod('automountServiceAccountToken: false')],
  },
};

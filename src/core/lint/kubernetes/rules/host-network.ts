import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { inPod } from '../examples';
import { isTrue } from '../yaml11';

/** Network of the host. */
export const hostNetwork: Rule<KubernetesFile> = {
  code: 'host-network',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Network of the host', zh: '使用主机网络' },
  message: {
    en: "hostNetwork puts this Pod on the node's network: no policy applies, ports collide.",
    zh: 'hostNetwork 让 Pod 直接使用节点网络：网络策略不生效，端口会冲突。',
  },
  why: {
    en: 'The Pod sees the traffic of its node and reaches what listens on its loopback. The Pod Security level `baseline` refuses it.',
    zh: 'Pod 能看到节点的流量，也能访问节点回环地址上的服务。Pod 安全级别 `baseline` 会拒绝。',
  },
  lesson: 'kubernetes-operations/namespaces-quotas',
  *check(file) {
    for (const pod of file.pods)
      if (isTrue(scalarOf(pod.spec.get('hostNetwork'))))
        yield { span: (entryOf(pod.spec, 'hostNetwork')?.value ?? pod.node).span };
  },
  examples: {
    bad: [{ text: inPod('dnsPolicy: ClusterFirstWithHostNet\nhostNetwork: «true»') }],
    good: [inPod('hostNetwork: false')],
  },
};

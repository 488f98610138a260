import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingsIn } from '../pod';
import { inPod, inContainer } from '../examples';
import { isTrue, integerOf } from '../yaml11';

/** hostPort that differs on the host's network. */
export const k8s072: Rule<KubernetesFile> = {
  code: 'K8S072',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: "hostPort that differs on the host's network", zh: 'hostNetwork 下 hostPort 与 containerPort 不同' },
  message: {
    en: 'With hostNetwork hostPort is the containerPort, {port}: the API server refuses another one.',
    zh: '使用 hostNetwork 时 hostPort 必须等于 containerPort（{port}），否则 API 服务器会拒绝。',
  },
  why: {
    en: 'A Pod on the network of its node has no network of its own to translate from: its process opens the port of the node itself.',
    zh: '使用节点网络的 Pod 没有自己的网络，也就无从转换端口：进程直接打开节点上的端口。',
  },
  lesson: 'kubernetes/services',
  *check(file) {
    for (const pod of file.pods) {
      if (!isTrue(scalarOf(pod.spec.get('hostNetwork')))) continue;
      for (const { map } of pod.containers) {
        for (const port of mappingsIn(map.get('ports'))) {
          const [own, host] = [scalarOf(port.get('containerPort')), scalarOf(port.get('hostPort'))];
          if (own === undefined || host === undefined || integerOf(own) === integerOf(host)) continue;
          yield { span: host.span, args: { port: brief(own.text, 8) }, fix: changeTo(host.part(), own.text) };
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: inPod('hostNetwork: true # tutor ignore=host-network\ndnsPolicy: ClusterFirstWithHostNet').replace(
          'image:',
          'ports: [{ containerPort: 8080, hostPort: «80» }]\n          image:',
        ),
        fixed: inPod('hostNetwork: true # tutor ignore=host-network\ndnsPolicy: ClusterFirstWithHostNet').replace(
          'image:',
          'ports: [{ containerPort: 8080, hostPort: 8080 }]\n          image:',
        ),
      },
    ],
    good: [inContainer('ports: [{ containerPort: 8080, hostPort: 80 }]')],
  },
};

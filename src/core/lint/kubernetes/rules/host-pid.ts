import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';
import { isTrue } from '../yaml11';

/** Processes of the host. */
export const hostPid: Rule<KubernetesFile> = {
  code: 'host-pid',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Processes of the host', zh: '共享主机进程' },
  message: {
    en: 'hostPID shows this Pod every process of the node, with its environment.',
    zh: 'hostPID 让该 Pod 看到节点上的所有进程及其环境变量。',
  },
  why: {
    en: 'As root it can enter them. The Pod Security level `baseline` refuses it.',
    zh: '以 root 运行时还能进入这些进程。Pod 安全级别 `baseline` 会拒绝。',
  },
  lesson: 'kubernetes-operations/namespaces-quotas',
  *check(file) {
    for (const pod of file.pods) if (isTrue(scalarOf(pod.spec.get('hostPID')))) yield { span: pod.place('hostPID') };
  },
  examples: {
    bad: [{ text: inPod('«hostPID»: true') }],
    good: [inPod('hostPID: false')],
  },
};

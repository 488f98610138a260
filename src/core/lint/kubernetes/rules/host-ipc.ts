import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';
import { isTrue } from '../yaml11';

/** Shared memory of the host. */
export const hostIpc: Rule<KubernetesFile> = {
  code: 'host-ipc',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Shared memory of the host', zh: '共享主机 IPC' },
  message: {
    en: 'hostIPC shows this Pod the shared memory of every process on the node.',
    zh: 'hostIPC 让该 Pod 看到节点上所有进程的共享内存。',
  },
  why: {
    en: 'It takes away a wall between the Pod and its node. The Pod Security level `baseline` refuses it.',
    zh: '这会拆掉 Pod 与节点之间的一道墙，Pod 安全级别 `baseline` 会拒绝。',
  },
  lesson: 'kubernetes-operations/namespaces-quotas',
  *check(file) {
    for (const pod of file.pods) if (isTrue(scalarOf(pod.spec.get('hostIPC')))) yield { span: pod.place('hostIPC') };
  },
  examples: {
    bad: [{ text: inPod('«hostIPC»: true') }],
    good: [inPod('hostIPC: false')],
  },
};

import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { remove } from '../fixes';
import { inPod } from '../examples';

/** restartPolicy that a workload does not take. */
export const k8s045: Rule<KubernetesFile> = {
  code: 'K8S045',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'restartPolicy that a workload does not take', zh: '工作负载不支持的 restartPolicy' },
  message: {
    en: 'Pods of a {kind} are always restarted: the API server refuses restartPolicy {found}.',
    zh: '{kind} 的 Pod 总会重启，API 服务器会拒绝 restartPolicy {found}。',
  },
  why: {
    en: 'A Deployment and its kin keep a number of Pods running, so their containers are always started again. For something that runs once there is the Job.',
    zh: 'Deployment 这类工作负载要让一定数量的 Pod 一直运行，所以容器总会重新启动。只运行一次的任务请用 Job。',
  },
  lesson: 'kubernetes/deployments',
  *check(file) {
    for (const pod of file.pods) {
      const entry = entryOf(pod.spec, 'restartPolicy');
      const policy = scalarOf(entry?.value);
      const isOther = policy?.text === 'Never' || policy?.text === 'OnFailure';
      if (!pod.object.is('Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet', 'ReplicationController') || !isOther)
        continue;
      yield {
        span: policy.span,
        args: { kind: pod.owner, found: policy.text },
        fix: entry && remove(file, pod.spec, entry, false),
      };
    }
  },
  examples: {
    bad: [{ text: inPod('restartPolicy: «OnFailure»'), fixed: inPod('') }],
    good: [inPod('restartPolicy: Always')],
  },
};

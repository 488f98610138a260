import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { valueAt } from '../object';
import { beside } from '../pod';
import { inPod } from '../examples';

/** No seccomp profile. */
export const k8s156: Rule<KubernetesFile> = {
  code: 'K8S156',
  aliases: ['container-seccomp-profile'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'No seccomp profile', zh: '没有 seccomp 配置' },
  message: {
    en: 'No seccompProfile: every system call of the kernel is open to this Pod.',
    zh: '没有 seccompProfile：该 Pod 可以使用内核的所有系统调用。',
  },
  why: {
    en: '`type: RuntimeDefault` closes those that programs in containers never need.',
    zh: '`type: RuntimeDefault` 会禁用容器程序用不到的系统调用。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const pod of file.pods) {
      const isSet = [pod.spec, ...pod.containers.map(({ map }) => map)].some(
        (map) => valueAt(map, 'securityContext', 'seccompProfile') !== undefined,
      );
      if (!isSet) yield { ...beside(pod.node.span) };
    }
  },
  examples: {
    bad: [{ text: inPod('').replace('    spec:\n      sec', '    «spec»:\n      sec') }],
    good: [inPod('').replace('runAsNonRoot: true', 'runAsNonRoot: true, seccompProfile: { type: RuntimeDefault }')],
  },
};

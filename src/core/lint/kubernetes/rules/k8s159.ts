import type { Rule } from '../../rule';
import { itemsOf, textOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inContainer } from '../examples';

/** Capability SYS_ADMIN. */
export const k8s159: Rule<KubernetesFile> = {
  code: 'K8S159',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Capability SYS_ADMIN', zh: 'SYS_ADMIN 能力' },
  message: {
    en: 'SYS_ADMIN is nearly root on the node: it may mount, trace and change namespaces.',
    zh: 'SYS_ADMIN 几乎等于节点上的 root：可以挂载、跟踪进程、切换命名空间。',
  },
  why: {
    en: 'It is the catch-all of the kernel. Look for the narrower capability that the program needs.',
    zh: '它是内核能力里的“大杂烩”。请找出程序真正需要的、更小的能力。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const { map } of file.walk.all('V1Capabilities')) {
      for (const { value, span } of itemsOf(map.get('add')))
        if (/^(?:CAP_)?SYS_ADMIN$/i.test(textOf(value) ?? '')) yield { span };
    }
  },
  examples: {
    bad: [{ text: inContainer('securityContext: { capabilities: { add: [«SYS_ADMIN»] } }') }],
    good: [inContainer('securityContext: { capabilities: { add: [NET_BIND_SERVICE] } }')],
  },
};

import type { Rule } from '../../rule';
import { itemsOf, textOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { valueAt } from '../object';
import { beside } from '../pod';
import { inContainer } from '../examples';

/** Capability NET_RAW kept. */
export const dropNetRawCapability: Rule<KubernetesFile> = {
  code: 'drop-net-raw-capability',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Capability NET_RAW kept', zh: '保留了 NET_RAW 能力' },
  message: {
    en: 'This container may forge network packets: drop NET_RAW, or ALL.',
    zh: '该容器可以伪造网络包：请去掉 NET_RAW 或 ALL。',
  },
  why: {
    en: 'Runtimes give it by default for ping. With it a process can pretend to be another Pod of its node.',
    zh: '运行时默认给它，用于 ping。有了它，进程可以冒充同一节点上的其他 Pod。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map, span } of pod.containers) {
        const dropped = itemsOf(valueAt(map, 'securityContext', 'capabilities', 'drop')).map((item) =>
          textOf(item.value)?.toUpperCase(),
        );
        if (!dropped.includes('ALL') && !dropped.includes('NET_RAW')) yield beside(span);
      }
    }
  },
  examples: {
    bad: [{ text: inContainer('stdin: false').replace('name: web\n          image', 'name: «web»\n          image') }],
    good: [inContainer('securityContext: { capabilities: { drop: [ALL] } }')],
  },
};

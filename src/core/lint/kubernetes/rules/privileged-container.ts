import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { scalarAt } from '../object';
import { inContainer } from '../examples';
import { isTrue } from '../yaml11';

/** Privileged container. */
export const privilegedContainer: Rule<KubernetesFile> = {
  code: 'privileged-container',
  aliases: ['container-security-context-privileged'],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Privileged container', zh: '特权容器' },
  message: {
    en: 'A privileged container is root on the node: nothing keeps it inside.',
    zh: '特权容器等于节点上的 root，没有任何隔离。',
  },
  why: {
    en: 'It gets every capability and every device. Give it the capability or the device that it needs instead.',
    zh: '它拥有全部能力和所有设备。请只给它需要的能力或设备。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map } of pod.containers) {
        const value = scalarAt(map, 'securityContext', 'privileged');
        if (value !== undefined && isTrue(value)) yield { span: value.span };
      }
    }
  },
  examples: {
    bad: [{ text: inContainer('securityContext: { privileged: «true» }') }],
    good: [inContainer('securityContext: { privileged: false }')],
  },
};

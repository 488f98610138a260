import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { valueAt, mappingAt } from '../object';
import { beside } from '../pod';
import { inBareContainer } from '../examples';

/** No memory request or limit. */
export const unsetMemoryRequirements: Rule<KubernetesFile> = {
  code: 'unset-memory-requirements',
  aliases: ['container-resources'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'warning' },
  title: { en: 'No memory request or limit', zh: '没有内存请求或上限' },
  message: {
    en: 'No memory {what}: this container may take the memory of the whole node.',
    zh: '没有设置内存 {what}，该容器可能占满整个节点的内存。',
  },
  why: {
    en: 'Without a request the scheduler fills the node as if the container needed nothing; without a limit a leak takes other Pods along.',
    zh: '没有 requests，调度器会当它不需要内存；没有 limits，内存泄漏会连累其他 Pod。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map, span, list } of pod.containers) {
        if (list === 'ephemeralContainers') continue;
        const resources = mappingAt(map, 'resources');
        const limit = valueAt(resources, 'limits', 'memory');
        const what = limit === undefined ? 'limits' : undefined;
        if (what !== undefined) yield { ...beside(span), args: { what } };
      }
    }
  },
  examples: {
    bad: [
      {
        text: inBareContainer('resources: { requests: { cpu: 10m } }').replace(
          'name: web\n          image',
          'name: «web»\n          image',
        ),
      },
    ],
    good: [inBareContainer('resources: { limits: { memory: 8Mi } }')],
  },
};

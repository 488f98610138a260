import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { valueAt } from '../object';
import { beside } from '../pod';
import { inPod, inBareContainer } from '../examples';

/** No CPU request. */
export const unsetCpuRequirements: Rule<KubernetesFile> = {
  code: 'unset-cpu-requirements',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'No CPU request', zh: '没有 CPU 请求' },
  message: {
    en: 'No CPU request: under load this container gets what the others leave.',
    zh: '没有 CPU 请求：负载高时，该容器只能用别人剩下的 CPU。',
  },
  why: {
    en: 'The scheduler puts Pods by their requests, and the kernel shares a busy CPU by them. A limit of CPU is not needed.',
    zh: '调度器按 requests 安排 Pod，CPU 繁忙时内核也按它分配时间。CPU 的 limits 则不必写。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    for (const pod of file.pods)
      for (const { map, span, list } of pod.containers)
        if (
          list === 'containers' &&
          (valueAt(map, 'resources', 'requests', 'cpu') ?? valueAt(map, 'resources', 'limits', 'cpu')) === undefined
        )
          yield beside(span);
  },
  examples: {
    bad: [{ text: inPod('').replace('name: web\n          image', 'name: «web»\n          image') }],
    good: [inBareContainer('resources: { requests: { cpu: 10m, memory: 8Mi }, limits: { memory: 8Mi } }')],
  },
};

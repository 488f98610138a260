import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { mappingOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { scalarAt } from '../object';
import { inBareContainer } from '../examples';
import { quantityOf } from '../quantity';

/** Request above its limit. */
export const k8s029: Rule<KubernetesFile> = {
  code: 'K8S029',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Request above its limit', zh: 'requests 大于 limits' },
  message: {
    en: 'The request of {request} {resource} is above its limit of {limit}: the API server refuses it.',
    zh: '{resource} 的 requests {request} 大于 limits {limit}，API 服务器会拒绝。',
  },
  why: {
    en: 'The request is what the scheduler sets aside, the limit is the most that the container may use. More set aside than allowed makes no sense, and the API server answers "must be less than or equal to".',
    zh: 'requests 是调度器预留的量，limits 是容器最多能用的量。预留大于上限没有意义，API 服务器会回答“must be less than or equal to”。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    for (const { map } of file.walk.all('V1ResourceRequirements')) {
      for (const { key, value } of mappingOf(map.get('requests'))?.all.values() ?? []) {
        const limit = scalarAt(map, 'limits', key.text);
        if (value?.kind !== 'scalar' || limit === undefined) continue;
        const [low, high] = [quantityOf(value.text), quantityOf(limit.text)];
        if (low === undefined || high === undefined || low.value <= high.value) continue;
        const args = { resource: brief(key.text, 18), request: brief(value.text, 10), limit: brief(limit.text, 10) };
        yield { span: value.span, args, fix: changeTo(value.part(), limit.text, false) };
      }
    }
  },
  examples: {
    bad: [
      {
        text: inBareContainer('resources:\n  requests: { memory: «256Mi» }\n  limits: { memory: 128Mi }'),
        fixed: inBareContainer('resources:\n  requests: { memory: 128Mi }\n  limits: { memory: 128Mi }'),
      },
    ],
    good: [
      inBareContainer('resources:\n  requests: { cpu: 500m, memory: 1Gi }\n  limits: { cpu: 0.5, memory: 1024Mi }'),
    ],
  },
};

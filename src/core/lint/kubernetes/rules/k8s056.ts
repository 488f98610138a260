import { fill } from '../../../text';
import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { scalarAt } from '../object';
import { object } from '../examples';
import { integerOf } from '../yaml11';

/** HorizontalPodAutoscaler that cannot work. */
export const k8s056: Rule<KubernetesFile> = {
  code: 'K8S056',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'HorizontalPodAutoscaler that cannot work', zh: '无法生效的 HPA' },
  message: { en: '{what}', zh: 'HPA 有误：{what}' },
  why: {
    en: 'The autoscaler sets the number of replicas between two bounds, so the lower one must not be above the upper one; and it needs something that has replicas, which a DaemonSet, with one Pod a node, has not.',
    zh: 'HPA 在上下限之间调整副本数，下限不能大于上限；目标也必须有副本数，而 DaemonSet 每个节点一个 Pod，没有副本数可调。',
  },
  lesson: 'kubernetes-operations/observability',
  *check(file) {
    for (const type of ['V1HorizontalPodAutoscalerSpec', 'V2HorizontalPodAutoscalerSpec']) {
      for (const { map } of file.walk.all(type)) {
        const low = scalarOf(map.get('minReplicas'));
        const [least, most] = [integerOf(low), integerOf(scalarOf(map.get('maxReplicas')))];
        if (low !== undefined && least !== undefined && most !== undefined && least > most)
          yield { span: low.span, args: { what: fill(bounds, { least, most }) } };
        const kind = scalarAt(map, 'scaleTargetRef', 'kind');
        if (kind?.text === 'DaemonSet') yield { span: kind.span, args: { what: daemons } };
      }
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          'spec:\n  minReplicas: «5»\n  maxReplicas: 3\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }',
        ),
      },
      {
        text: object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          'spec:\n  maxReplicas: 3\n  scaleTargetRef: { apiVersion: apps/v1, kind: «DaemonSet», name: web }',
        ),
      },
    ],
    good: [
      object(
        'autoscaling/v2',
        'HorizontalPodAutoscaler',
        'spec:\n  minReplicas: 1\n  maxReplicas: 3\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }',
      ),
    ],
  },
};

const bounds = {
  en: 'minReplicas {least} is above maxReplicas {most}: the API server refuses it.',
  zh: 'minReplicas {least} 大于 maxReplicas {most}，API 服务器会拒绝。',
};
const daemons = {
  en: 'A DaemonSet has no number of replicas that an autoscaler could change.',
  zh: 'DaemonSet 没有可供调整的副本数。',
};

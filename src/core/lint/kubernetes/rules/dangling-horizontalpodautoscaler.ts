import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';
import { inPod, object, documents } from '../examples';
import { worldOf, referenceProblem } from '../world';

/** Autoscaler of something that is nearly there. */
export const danglingHorizontalpodautoscaler: Rule<KubernetesFile> = {
  code: 'dangling-horizontalpodautoscaler',
  aliases: ['horizontalpodautoscaler-has-target'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Autoscaler of something that is nearly there', zh: 'HPA 目标的名字写错' },
  message: {
    en: 'There is no {kind} "{name}" here, but "{meant}": nothing would be scaled.',
    zh: '这里没有名为“{name}”的 {kind}，但有“{meant}”：不会有任何伸缩。',
  },
  why: {
    en: 'The autoscaler finds what it scales by kind and name in its own namespace; otherwise its status says "FailedGetScale" and nothing happens.',
    zh: 'HPA 在自己的命名空间里按类型和名称查找目标；找不到时，状态显示“FailedGetScale”，什么也不会发生。',
  },
  lesson: 'kubernetes-operations/observability',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const type of ['V1CrossVersionObjectReference', 'V2CrossVersionObjectReference']) {
      for (const {
        map,
        key,
        object: { namespace },
      } of file.walk.all(type)) {
        const name = scalarOf(map.get('name'));
        const kind = textAt(map, 'kind');
        const problem =
          name && kind && key === 'scaleTargetRef'
            ? referenceProblem(world, { kinds: [kind], name, namespace })
            : undefined;
        if (problem !== undefined) yield problem;
      }
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          inPod('').replace('name: web', 'name: frontend'),
          object(
            'autoscaling/v2',
            'HorizontalPodAutoscaler',
            'spec:\n  maxReplicas: 3\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: «fronted» }',
          ),
        ),
        fixed: documents(
          inPod('').replace('name: web', 'name: frontend'),
          object(
            'autoscaling/v2',
            'HorizontalPodAutoscaler',
            'spec:\n  maxReplicas: 3\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: frontend }',
          ),
        ),
      },
    ],
    good: [
      object(
        'autoscaling/v2',
        'HorizontalPodAutoscaler',
        'spec:\n  maxReplicas: 3\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: elsewhere }',
      ),
    ],
  },
};

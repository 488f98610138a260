import { brief, type Rule } from '../../rule';
import type { Nearby } from '../../nearby';
import type { KubernetesFile } from '../file';
import { everyNode, everyPod } from '../whole';
import { valueAt, scalarAt, textAt } from '../object';
import { mappingsIn, type Pod } from '../pod';
import { inPod, object, documents } from '../examples';

/** Autoscaler by a percentage of nothing. */
export const k8s103: Rule<KubernetesFile> = {
  code: 'K8S103',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Autoscaler by a percentage of nothing', zh: 'HPA 按利用率伸缩却没有 requests' },
  message: {
    en: '{resource} utilisation is a percentage of the request, and "{target}" has none: no scaling.',
    zh: '{resource} 利用率是相对 requests 的百分比，而“{target}”没有设置，不会伸缩。',
  },
  why: {
    en: 'The autoscaler divides what the Pods use by what they request. Without a request in every container it reports "missing request" and does nothing.',
    zh: 'HPA 用实际用量除以 requests。只要有容器没写 requests，它就会报“missing request”，什么也不做。',
  },
  lesson: 'kubernetes-operations/observability',
  *check(file, nearby) {
    for (const { map, object } of file.isPartial ? [] : file.walk.all('V2HorizontalPodAutoscalerSpec')) {
      const target = textAt(map, 'scaleTargetRef', 'name') ?? '';
      const pod = everyPod(file, nearby).find(
        (one) =>
          one.object.name?.text === target &&
          one.owner === textAt(map, 'scaleTargetRef', 'kind') &&
          one.object.namespace === object.namespace,
      );
      if (pod === undefined || valueAt(pod.spec, 'resources') !== undefined || hasDefaults(file, nearby)) continue;
      for (const metric of mappingsIn(map.get('metrics'))) {
        const name = scalarAt(metric, 'resource', 'name');
        const isShare = textAt(metric, 'resource', 'target', 'type') === 'Utilization';
        if (name !== undefined && isShare && isOpen(pod, name.text))
          yield { span: name.span, args: { resource: brief(name.text), target: brief(target) } };
      }
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          inPod(''),
          object(
            'autoscaling/v2',
            'HorizontalPodAutoscaler',
            'spec:\n  maxReplicas: 3\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  metrics:\n    - type: Resource\n      resource: { name: «cpu», target: { type: Utilization, averageUtilization: 70 } }',
          ),
        ),
      },
    ],
    good: [
      documents(
        inPod(''),
        object(
          'autoscaling/v2',
          'HorizontalPodAutoscaler',
          'spec:\n  maxReplicas: 3\n  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: web }\n  metrics:\n    - type: Resource\n      resource: { name: memory, target: { type: Utilization, averageUtilization: 70 } }',
        ),
      ),
    ],
  },
};

/** Is there something in the file that gives Pods the amounts which they do not ask for? */
function hasDefaults(file: KubernetesFile, nearby: Nearby): boolean {
  return everyNode(file, nearby, 'V1LimitRangeSpec').length > 0;
}

/** Does a container ask for no amount of a resource, and set no limit either? */
function isOpen(pod: Pod, resource: string): boolean {
  return pod.containers.some(
    ({ map, list }) =>
      list === 'containers' &&
      (valueAt(map, 'resources', 'requests', resource) ?? valueAt(map, 'resources', 'limits', resource)) === undefined,
  );
}

import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { type KubernetesObject, mappingAt, keySpan, tableOf } from '../object';
import { inPod, documents } from '../examples';
import { secondsIn } from '../firsts';

/** Two workloads with one selector. */
export const k8s109: Rule<KubernetesFile> = {
  code: 'K8S109',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Two workloads with one selector', zh: '两个工作负载使用相同的选择器' },
  message: {
    en: '"{other}" selects the same Pods: both would count and delete each other\'s.',
    zh: '“{other}”选择了同样的 Pod，两者会互相计数、互相删除对方的 Pod。',
  },
  why: {
    en: 'A controller takes every Pod that its selector matches for its own, wherever it comes from. Labels of a workload must be its own.',
    zh: '控制器会把选择器匹配到的 Pod 都当成自己的，不管是谁创建的。每个工作负载的标签都要独有。',
  },
  lesson: 'kubernetes/deployments',
  *check(file, nearby) {
    for (const { object, first } of secondsIn(file, nearby, selectorOf)) {
      const place = mappingAt(object.spec, 'selector');
      if (object.name === undefined || object.name.text === first.name || place === undefined) continue;
      yield {
        span: keySpan(place, 'matchLabels'),
        args: { other: brief(first.name) },
        related: [{ span: first.at, message, isOfWhole: true }],
      };
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          inPod(''),
          inPod('').replace('name: web', 'name: blog').replace('matchLabels:', '«matchLabels»:'),
        ),
      },
    ],
    good: [documents(inPod(''), inPod('').replace('name: web', 'name: blog').replaceAll('app: web', 'app: blog'))],
  },
};

/** What two workloads must not have in common. */
function selectorOf(object: KubernetesObject): string | undefined {
  if (!object.is('Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet')) return undefined;
  const selector = mappingAt(object.spec, 'selector');
  const labels = [...tableOf(selector?.get('matchLabels'))].map(([key, value]) => `${key}=${value}`).sort();
  if (labels.length === 0 || selector?.all.has('matchExpressions') === true) return undefined;
  return [object.kind?.text, object.namespace, ...labels].join(' ');
}

const message = { en: 'The other one', zh: '另一个工作负载' };

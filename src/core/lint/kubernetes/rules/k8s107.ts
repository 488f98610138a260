import { brief, type Rule } from '../../rule';
import { itemsOf, scalarOf, textOf } from '../../yaml/tree';
import type { Part } from '../../parts';
import type { KubernetesFile } from '../file';
import { onceOf } from '../whole';
import { scalarAt } from '../object';
import { inPod, object, documents } from '../examples';
import { integerOf } from '../yaml11';

/** Several Pods on a volume for one node. */
export const k8s107: Rule<KubernetesFile> = {
  code: 'K8S107',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Several Pods on a volume for one node', zh: '多个 Pod 共用单节点卷' },
  message: {
    en: '"{claim}" is ReadWriteOnce: replicas on other nodes never start.',
    zh: '“{claim}”是 ReadWriteOnce，其他节点上的副本永远起不来。',
  },
  why: {
    en: 'Such a volume is attached to one node at a time. Use ReadWriteMany, one replica, or a StatefulSet with a claim template.',
    zh: '这种卷同一时间只能挂到一个节点。请用 ReadWriteMany、单副本，或者带声明模板的 StatefulSet。',
  },
  lesson: 'kubernetes-workloads/storage',
  *check(file, nearby) {
    for (const pod of file.pods) {
      const replicas = integerOf(scalarOf(pod.object.spec?.get('replicas'))) ?? 1;
      for (const volume of replicas > 1 ? pod.volumes : []) {
        const claim = scalarAt(volume, 'persistentVolumeClaim', 'claimName');
        if (claim !== undefined && onceOf(file, nearby, singleIn, singleIn).has(claim.text))
          yield { span: claim.span, args: { claim: brief(claim.text) } };
      }
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          object(
            'v1',
            'PersistentVolumeClaim',
            'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
            'data',
          ),
          inPod('volumes: [{ name: data, persistentVolumeClaim: { claimName: «data» } }]').replace(
            'spec:\n',
            'spec:\n  replicas: 2\n',
          ),
        ),
      },
    ],
    good: [
      documents(
        object(
          'v1',
          'PersistentVolumeClaim',
          'spec: { accessModes: [ReadWriteMany], resources: { requests: { storage: 1Gi } } }',
          'data',
        ),
        inPod('volumes: [{ name: data, persistentVolumeClaim: { claimName: data } }]').replace(
          'spec:\n',
          'spec:\n  replicas: 2\n',
        ),
      ),
    ],
  },
};

/** The claims of a file whose volumes one node takes at a time. */
function singleIn(parts: readonly Part<KubernetesFile>[]): ReadonlySet<string> {
  const claims = parts.flatMap((part) => part.file.walk.all('V1PersistentVolumeClaimSpec'));
  const single = claims.filter(
    ({ map, object }) =>
      object.is('PersistentVolumeClaim') &&
      itemsOf(map.get('accessModes')).every((item) => /^ReadWriteOnce/.test(textOf(item.value) ?? '')),
  );
  return new Set(single.flatMap(({ object }) => object.name?.text ?? []));
}

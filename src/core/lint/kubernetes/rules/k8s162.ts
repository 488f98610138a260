import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';

/** Mounts that reach the node. */
export const k8s162: Rule<KubernetesFile> = {
  code: 'K8S162',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Mounts that reach the node', zh: '会传播到节点的挂载' },
  message: {
    en: 'Bidirectional makes what is mounted here appear on the node and in other Pods.',
    zh: 'Bidirectional 会让这里的挂载出现在节点和其他 Pod 里。',
  },
  why: {
    en: 'Only storage drivers need it; it wants a privileged container.',
    zh: '只有存储驱动才需要它，而且必须是特权容器。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const { map } of file.walk.all('V1VolumeMount')) {
      const value = scalarOf(map.get('mountPropagation'));
      if (value?.text === 'Bidirectional') yield { span: value.span };
    }
  },
  examples: {
    bad: [
      {
        text: inPod('volumes: [{ name: logs, emptyDir: {} }]').replace(
          'image:',
          'volumeMounts: [{ name: logs, mountPath: /logs, mountPropagation: «Bidirectional» }]\n          image:',
        ),
      },
    ],
    good: [
      inPod('volumes: [{ name: logs, emptyDir: {} }]').replace(
        'image:',
        'volumeMounts: [{ name: logs, mountPath: /logs, mountPropagation: HostToContainer }]\n          image:',
      ),
    ],
  },
};

import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';
import { mappingsIn } from '../pod';
import { inPod, inContainer } from '../examples';

/** Volume that nothing mounts. */
export const k8s041: Rule<KubernetesFile> = {
  code: 'K8S041',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Volume that nothing mounts', zh: '没有容器挂载的卷' },
  message: { en: 'No container mounts the volume "{name}".', zh: '没有容器挂载卷“{name}”。' },
  why: {
    en: 'A volume is there for the containers that list it under `volumeMounts`; one that none mounts does nothing, and is often left over or has another name than its mount.',
    zh: '卷要在容器的 `volumeMounts` 中挂载才有用；没有容器挂载的卷什么也不做，多半是遗留的，或者名字与挂载处不一致。',
  },
  lesson: 'kubernetes-workloads/storage',
  *check(file) {
    if (file.isPartial) return;
    for (const pod of file.pods) {
      const used = new Set(
        pod.containers.flatMap(({ map }) =>
          [
            ...mappingsIn(map.get('volumeMounts')),
            ...mappingsIn(map.get('volumeDevices')),
            ...mappingsIn(map.get('env')),
          ].map((mount) => textAt(mount, 'name') ?? ''),
        ),
      );
      const isClosed = pod.containers.every(({ map }) => ![...map.all.keys()].some((key) => key.includes('envFrom')));
      for (const volume of isClosed ? pod.volumes : []) {
        const name = scalarOf(volume.get('name'));
        if (name !== undefined && !used.has(name.text)) yield { span: name.span, args: { name: brief(name.text) } };
      }
    }
  },
  examples: {
    bad: [{ text: inPod('volumes:\n  - name: «data»\n    emptyDir: {}') }],
    good: [
      inContainer('volumeMounts: [{ name: data, mountPath: /data }]').replace(
        '      containers',
        '      volumes: [{ name: data, emptyDir: {} }]\n      containers',
      ),
    ],
  },
};

import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';
import { mappingsIn } from '../pod';
import { inPod } from '../examples';
import { isTrue } from '../yaml11';

/** Writable folder of the node. */
export const writableHostMount: Rule<KubernetesFile> = {
  code: 'writable-host-mount',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Writable folder of the node', zh: '节点目录可写' },
  message: {
    en: '"{name}" is a folder of the node, mounted writable: add readOnly: true.',
    zh: '“{name}”是节点上的目录，以可写方式挂载：请加 readOnly: true。',
  },
  why: {
    en: 'What a container writes there stays on the node and may change its system.',
    zh: '容器写入的内容会留在节点上，还可能改动系统。',
  },
  lesson: 'kubernetes-workloads/storage',
  *check(file) {
    for (const pod of file.pods) {
      const paths = new Set(
        pod.volumes.filter((volume) => volume.get('hostPath') !== undefined).map((volume) => textAt(volume, 'name')),
      );
      for (const { map } of pod.containers) {
        for (const mount of mappingsIn(map.get('volumeMounts'))) {
          const name = scalarOf(mount.get('name'));
          if (name !== undefined && paths.has(name.text) && !isTrue(scalarOf(mount.get('readOnly'))))
            yield { span: name.span, args: { name: brief(name.text) } };
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: inPod('volumes: [{ name: logs, hostPath: { path: /opt/logs } }]').replace(
          'image:',
          'volumeMounts: [{ name: «logs», mountPath: /logs }]\n          image:',
        ),
      },
    ],
    good: [
      inPod('volumes: [{ name: logs, hostPath: { path: /opt/logs } }]').replace(
        'image:',
        'volumeMounts: [{ name: logs, mountPath: /logs, readOnly: true }]\n          image:',
      ),
    ],
  },
};

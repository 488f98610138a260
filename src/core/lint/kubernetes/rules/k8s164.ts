import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { textAt, entryOf } from '../object';
import { mappingsIn } from '../pod';
import { inPod } from '../examples';

/** subPath that is never updated. */
export const k8s164: Rule<KubernetesFile> = {
  code: 'K8S164',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'subPath that is never updated', zh: '不会更新的 subPath 挂载' },
  message: {
    en: 'A file mounted by subPath keeps its first contents when the {kind} changes.',
    zh: '用 subPath 挂载的文件，在 {kind} 变更后仍是旧内容。',
  },
  why: {
    en: 'The kubelet swaps the whole folder of a volume; a single file was bound once, when the container started.',
    zh: 'kubelet 更新时替换的是整个卷目录；单个文件只在容器启动时绑定一次。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const pod of file.pods) {
      const kinds = new Map(
        pod.volumes.map((volume) => [
          textAt(volume, 'name'),
          volume.all.has('configMap') ? 'ConfigMap' : volume.all.has('secret') ? 'Secret' : '',
        ]),
      );
      for (const { map } of pod.containers) {
        for (const mount of mappingsIn(map.get('volumeMounts'))) {
          const entry = entryOf(mount, 'subPath');
          const kind = kinds.get(textAt(mount, 'name')) ?? '';
          if (entry !== undefined && kind !== '') yield { span: entry.key.span, args: { kind } };
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: inPod('volumes: [{ name: conf, configMap: { name: conf } }]').replace(
          'image:',
          'volumeMounts: [{ name: conf, mountPath: /a.conf, «subPath»: a.conf }]\n          image:',
        ),
      },
    ],
    good: [
      inPod('volumes: [{ name: conf, configMap: { name: conf } }]').replace(
        'image:',
        'volumeMounts: [{ name: conf, mountPath: /conf }]\n          image:',
      ),
    ],
  },
};

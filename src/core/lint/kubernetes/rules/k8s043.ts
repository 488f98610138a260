import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingsIn } from '../pod';
import { inContainer } from '../examples';

/** Two mounts on one path. */
export const k8s043: Rule<KubernetesFile> = {
  code: 'K8S043',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Two mounts on one path', zh: '同一路径挂载两次' },
  message: {
    en: 'Something is mounted on {path} already: the API server refuses a second mount.',
    zh: '{path} 已经挂载过，API 服务器会拒绝第二次挂载。',
  },
  why: {
    en: 'One mount would hide the other, so the API server answers "must be unique". To bring several sources together in one folder, use a `projected` volume or `subPath`.',
    zh: '后挂载的会遮住先挂载的，所以 API 服务器会回答“must be unique”。要把多个来源放进同一目录，请用 `projected` 卷或 `subPath`。',
  },
  lesson: 'kubernetes-workloads/storage',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map } of pod.containers) {
        const seen = new Set<string>();
        for (const mount of mappingsIn(map.get('volumeMounts'))) {
          const path = scalarOf(mount.get('mountPath'));
          if (path === undefined) continue;
          if (seen.has(path.text)) yield { span: path.span, args: { path: brief(path.text, 32) } };
          seen.add(path.text);
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: inContainer(
          'volumeMounts:\n  - { name: a, mountPath: /data }\n  - { name: b, mountPath: «/data» }',
        ).replace(
          '      containers',
          '      volumes: [{ name: a, emptyDir: {} }, { name: b, emptyDir: {} }]\n      containers',
        ),
      },
    ],
    good: [
      inContainer(
        'volumeMounts:\n  - { name: a, mountPath: /data }\n  - { name: a, mountPath: /data/b, subPath: b }',
      ).replace('      containers', '      volumes: [{ name: a, emptyDir: {} }]\n      containers'),
    ],
  },
};

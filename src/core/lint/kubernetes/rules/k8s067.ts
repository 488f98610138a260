import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { object } from '../examples';

/** Reclaim policy Recycle. */
export const k8s067: Rule<KubernetesFile> = {
  code: 'K8S067',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Reclaim policy Recycle', zh: '回收策略 Recycle' },
  message: {
    en: 'Recycle is deprecated and works for NFS and hostPath only: use Retain or Delete.',
    zh: 'Recycle 已弃用，而且只支持 NFS 和 hostPath，请改用 Retain 或 Delete。',
  },
  why: {
    en: 'It ran a Pod that deleted all files, so that the next claim got an empty volume. Storage classes make a new volume instead.',
    zh: '它会运行一个 Pod 删掉所有文件，让下一个声明拿到空卷。现在由 StorageClass 直接创建新卷。',
  },
  lesson: 'kubernetes-workloads/storage',
  *check(file) {
    for (const { map } of file.walk.all('V1PersistentVolumeSpec')) {
      const policy = scalarOf(map.get('persistentVolumeReclaimPolicy'));
      if (policy?.text === 'Recycle') yield { span: policy.span, fix: changeTo(policy.part(), 'Retain', false) };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'v1',
          'PersistentVolume',
          'spec:\n  capacity: { storage: 1Gi }\n  accessModes: [ReadWriteMany]\n  persistentVolumeReclaimPolicy: «Recycle»\n  nfs: { server: 192.0.2.10, path: /data }',
        ),
        fixed: object(
          'v1',
          'PersistentVolume',
          'spec:\n  capacity: { storage: 1Gi }\n  accessModes: [ReadWriteMany]\n  persistentVolumeReclaimPolicy: Retain\n  nfs: { server: 192.0.2.10, path: /data }',
        ),
      },
    ],
    good: [
      object(
        'v1',
        'PersistentVolume',
        'spec:\n  capacity: { storage: 1Gi }\n  accessModes: [ReadWriteMany]\n  persistentVolumeReclaimPolicy: Retain\n  nfs: { server: 192.0.2.10, path: /data }',
      ),
    ],
  },
};

import { brief, type Rule } from '../../rule';
import { staticClaims } from '../claims';
import type { KubernetesFile } from '../file';
import { textAt, entryOf } from '../object';
import { insertAbove } from '../fixes';
import { object, documents } from '../examples';

/** Static claim that gets a class by default. */
export const k8s106: Rule<KubernetesFile> = {
  code: 'K8S106',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Static claim that gets a class by default', zh: '静态绑定的声明会被加上默认类' },
  message: {
    en: 'Without storageClassName: "" the default class is filled in, and "{volume}" has none.',
    zh: '不写 storageClassName: ""，会自动填上默认类，而卷“{volume}”没有类。',
  },
  why: {
    en: 'Where a cluster has a default class, a claim without the field gets it, and then no longer fits a volume without a class. The empty text says: no class.',
    zh: '集群有默认类时，没写该字段的声明会被填上默认类，于是与没有类的卷不匹配。空字符串表示“不要类”。',
  },
  lesson: 'kubernetes-workloads/storage',
  *check(file) {
    for (const { claim, name, volume } of staticClaims(file)) {
      const entry = entryOf(claim, 'volumeName');
      const hasClass = claim.all.has('storageClassName') || (textAt(volume, 'storageClassName') ?? '') !== '';
      if (entry === undefined || hasClass) continue;
      const edit = insertAbove(file, entry, ['storageClassName: ""']);
      yield { span: name.span, args: { volume: brief(name.text) }, fix: edit && { title, edits: [edit], safe: true } };
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          object(
            'v1',
            'PersistentVolume',
            'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteMany], nfs: { server: 192.0.2.10, path: / } }',
            'data',
          ),
          object(
            'v1',
            'PersistentVolumeClaim',
            'spec:\n  accessModes: [ReadWriteMany]\n  volumeName: «data»\n  resources: { requests: { storage: 1Gi } }',
          ),
        ),
        fixed: documents(
          object(
            'v1',
            'PersistentVolume',
            'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteMany], nfs: { server: 192.0.2.10, path: / } }',
            'data',
          ),
          object(
            'v1',
            'PersistentVolumeClaim',
            'spec:\n  accessModes: [ReadWriteMany]\n  storageClassName: ""\n  volumeName: data\n  resources: { requests: { storage: 1Gi } }',
          ),
        ),
      },
    ],
    good: [
      documents(
        object(
          'v1',
          'PersistentVolume',
          'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteMany], nfs: { server: 192.0.2.10, path: / } }',
          'data',
        ),
        object(
          'v1',
          'PersistentVolumeClaim',
          'spec:\n  accessModes: [ReadWriteMany]\n  storageClassName: ""\n  volumeName: data\n  resources: { requests: { storage: 1Gi } }',
        ),
      ),
    ],
  },
};

const title = { en: 'Add storageClassName: ""', zh: '添加 storageClassName: ""' };

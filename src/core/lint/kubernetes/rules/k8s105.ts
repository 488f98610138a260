import { fill, type Text } from '../../../text';
import { brief, type Rule } from '../../rule';
import { itemsOf, textOf, type Mapping } from '../../yaml/tree';
import { staticClaims } from '../claims';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';
import { object, documents } from '../examples';
import { quantityOf } from '../quantity';

/** Claim that does not fit its volume. */
export const k8s105: Rule<KubernetesFile> = {
  code: 'K8S105',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Claim that does not fit its volume', zh: '声明与它指定的卷不匹配' },
  message: { en: 'This claim cannot bind to "{volume}": {what}.', zh: '该声明无法绑定“{volume}”：{what}。' },
  why: {
    en: 'A claim binds to a volume that offers at least its size, all of its access modes and the same class. Otherwise it stays Pending, and so does every Pod that uses it.',
    zh: '卷的容量不小于声明、访问模式全部包含、类相同，声明才能绑定。否则声明一直 Pending，使用它的 Pod 也一样。',
  },
  lesson: 'kubernetes-workloads/storage',
  *check(file) {
    for (const { claim, name, volume } of staticClaims(file)) {
      const what = misfit(claim, volume);
      if (what !== undefined) yield { span: name.span, args: { volume: brief(name.text), what } };
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          object(
            'v1',
            'PersistentVolume',
            'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteMany], storageClassName: nfs, nfs: { server: 192.0.2.10, path: / } }',
            'data',
          ),
          object(
            'v1',
            'PersistentVolumeClaim',
            'spec:\n  accessModes: [ReadWriteMany]\n  storageClassName: nfs\n  volumeName: «data»\n  resources: { requests: { storage: 5Gi } }',
          ),
        ),
      },
    ],
    good: [
      documents(
        object(
          'v1',
          'PersistentVolume',
          'spec: { capacity: { storage: 1Gi }, accessModes: [ReadWriteMany], storageClassName: nfs, nfs: { server: 192.0.2.10, path: / } }',
          'data',
        ),
        object(
          'v1',
          'PersistentVolumeClaim',
          'spec:\n  accessModes: [ReadWriteMany]\n  storageClassName: nfs\n  volumeName: data\n  resources: { requests: { storage: 1Gi } }',
        ),
      ),
    ],
  },
};

const tooSmall = { en: 'it asks for {wanted}, the volume has {size}', zh: '它要 {wanted}，卷只有 {size}' };
const noMode = { en: 'the volume is not {mode}', zh: '卷不支持 {mode}' };
const otherClass = { en: 'the classes differ', zh: '两者的 StorageClass 不同' };

function misfit(claim: Mapping, volume: Mapping): Text | undefined {
  const wanted = textAt(claim, 'resources', 'requests', 'storage') ?? '';
  const size = textAt(volume, 'capacity', 'storage') ?? '';
  const [low, high] = [quantityOf(wanted), quantityOf(size)];
  if (low !== undefined && high !== undefined && low.value > high.value)
    return fill(tooSmall, { wanted: brief(wanted, 10), size: brief(size, 10) });
  const modes = itemsOf(volume.get('accessModes')).map((item) => textOf(item.value));
  const missing = itemsOf(claim.get('accessModes'))
    .map((item) => textOf(item.value))
    .find((mode) => !modes.includes(mode));
  if (missing !== undefined && modes.length > 0) return fill(noMode, { mode: brief(missing) });
  const [own, other] = [textAt(claim, 'storageClassName'), textAt(volume, 'storageClassName') ?? ''];
  return own !== undefined && own !== other ? otherClass : undefined;
}

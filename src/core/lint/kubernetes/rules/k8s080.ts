import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';

/** Volume plugin that is gone. */
export const k8s080: Rule<KubernetesFile> = {
  code: 'K8S080',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Volume plugin that is gone', zh: '已移除的卷插件' },
  message: {
    en: '{plugin} is gone from Kubernetes: such a volume is never mounted. {then}',
    zh: '{plugin} 已从 Kubernetes 移除，这种卷挂载不上。{then}',
  },
  why: {
    en: 'Storage of many makers was once part of Kubernetes itself; today it comes as a CSI driver. The fields are still there, the programs behind them are not.',
    zh: '各厂商的存储插件曾是 Kubernetes 的一部分，现在都以 CSI 驱动提供。字段还在，背后的程序已经没有了。',
  },
  lesson: 'kubernetes-workloads/storage',
  *check(file) {
    for (const { map } of [...file.walk.all('V1Volume'), ...file.walk.all('V1PersistentVolumeSpec')]) {
      for (const entry of map.all.values()) {
        if (gone.has(entry.key.text))
          yield {
            span: entry.key.span,
            args: { plugin: entry.key.text, then: entry.key.text === 'gitRepo' ? clone : driver },
          };
      }
    }
  },
  examples: {
    bad: [{ text: inPod('volumes:\n  - name: data\n    «glusterfs»: { endpoints: gluster, path: data }') }],
    good: [inPod('volumes:\n  - name: data\n    csi: { driver: nfs.csi.k8s.io }')],
  },
};

// By release, as the API server warns: photonPersistentDisk 1.16, scaleIO 1.22, quobyte, flocker and storageos 1.25,
// glusterfs 1.26, cephfs and rbd 1.31. gitRepo is off since 1.33, and for good since 1.36 (KEP-5040, November 2026).
const gone = new Set([
  'glusterfs',
  'cephfs',
  'rbd',
  'flocker',
  'quobyte',
  'storageos',
  'scaleIO',
  'gitRepo',
  'photonPersistentDisk',
]);
const driver = { en: 'Use a CSI driver.', zh: '请使用 CSI 驱动。' };
const clone = { en: 'Clone in an init container.', zh: '请在初始化容器里克隆。' };

import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';

/** hostPath that may be absent. */
export const k8s068: Rule<KubernetesFile> = {
  code: 'K8S068',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'hostPath that may be absent', zh: '可能不存在的 hostPath' },
  message: {
    en: '{path} must be there on the node already, else the Pod waits for ever.',
    zh: '{path} 必须已存在于节点上，否则 Pod 会一直等待。',
  },
  why: {
    en: 'Type `Directory` checks and does not create. Files under `/tmp` go at the next start of the node.',
    zh: '`Directory` 类型只检查、不创建；而 `/tmp` 下的文件在节点重启后就没了。',
  },
  lesson: 'kubernetes-workloads/storage',
  *check(file) {
    for (const { map } of file.walk.all('V1HostPathVolumeSource')) {
      const path = scalarOf(map.get('path'));
      const type = scalarOf(map.get('type'));
      if (path === undefined || type?.text !== 'Directory' || !/^\/(?:tmp|data|mnt|srv)\b/.test(path.text)) continue;
      yield {
        span: type.span,
        args: { path: brief(path.text, 32) },
        fix: changeTo(type.part(), 'DirectoryOrCreate', false),
      };
    }
  },
  examples: {
    bad: [
      {
        text: inPod('volumes:\n  - name: data\n    hostPath: { path: /data/web, type: «Directory» }'),
        fixed: inPod('volumes:\n  - name: data\n    hostPath: { path: /data/web, type: DirectoryOrCreate }'),
      },
    ],
    good: [inPod('volumes:\n  - name: data\n    hostPath: { path: /var/log, type: Directory }')],
  },
};

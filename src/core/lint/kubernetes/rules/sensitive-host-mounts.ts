import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';

/** System folder of the node mounted. */
export const sensitiveHostMounts: Rule<KubernetesFile> = {
  code: 'sensitive-host-mounts',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'System folder of the node mounted', zh: '挂载了节点的系统目录' },
  message: {
    en: "{path} belongs to the node's system: what happens here happens there.",
    zh: '{path} 是节点的系统目录，在这里的改动会直接作用到节点。',
  },
  why: {
    en: 'A process that can write there can take over the node. Mount the one folder that is needed, read-only.',
    zh: '能写这些目录的进程可以接管节点。请只挂载需要的目录，并设为只读。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const { map } of file.walk.all('V1HostPathVolumeSource')) {
      const path = scalarOf(map.get('path'));
      if (path !== undefined && system.has(path.text.replace(/(?<=.)\/$/, '')))
        yield { span: path.span, args: { path: brief(path.text) } };
    }
  },
  examples: {
    bad: [{ text: inPod('volumes:\n  - name: host\n    hostPath: { path: «/etc» }') }],
    good: [inPod('volumes:\n  - name: host\n    hostPath: { path: /etc/ssl/certs }')],
  },
};

const system = new Set([
  '/',
  '/boot',
  '/dev',
  '/etc',
  '/lib',
  '/proc',
  '/sys',
  '/usr',
  '/root',
  '/var/lib/kubelet',
  '/var/lib/docker',
]);

import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';

/** sysctl that the kubelet refuses. */
export const unsafeSysctls: Rule<KubernetesFile> = {
  code: 'unsafe-sysctls',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'sysctl that the kubelet refuses', zh: 'kubelet 不允许的 sysctl' },
  message: {
    en: 'The kubelet refuses {name} unless it was allowed on the node: SysctlForbidden.',
    zh: '节点没有放行时，kubelet 会拒绝 {name}：SysctlForbidden。',
  },
  why: {
    en: 'Only settings that concern one Pod are safe; the others change the node for everybody.',
    zh: '只影响单个 Pod 的参数才算安全，其他参数会改变整个节点。',
  },
  lesson: 'kubernetes-operations/namespaces-quotas',
  *check(file) {
    for (const { map } of file.walk.all('V1Sysctl')) {
      const name = scalarOf(map.get('name'));
      // With slashes it is the same name.
      if (name !== undefined && name.text !== '' && !safe.has(name.text.replaceAll('/', '.')))
        yield { span: name.span, args: { name: brief(name.text, 32) } };
    }
  },
  examples: {
    bad: [
      {
        text: inPod('').replace(
          'runAsNonRoot: true',
          'runAsNonRoot: true, sysctls: [{ name: «kernel.msgmax», value: "65536" }]',
        ),
      },
    ],
    good: [
      inPod('').replace(
        'runAsNonRoot: true',
        'runAsNonRoot: true, sysctls: [{ name: net/ipv4/tcp_syncookies, value: "1" }]',
      ),
    ],
  },
};

// From https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/, as of 1.36 (November 2026).
const safe = new Set(
  'kernel.shm_rmid_forced net.ipv4.ip_local_port_range net.ipv4.tcp_syncookies net.ipv4.ping_group_range net.ipv4.ip_unprivileged_port_start net.ipv4.ip_local_reserved_ports net.ipv4.tcp_keepalive_time net.ipv4.tcp_fin_timeout net.ipv4.tcp_keepalive_intvl net.ipv4.tcp_keepalive_probes net.ipv4.tcp_rmem net.ipv4.tcp_wmem'.split(
    ' ',
  ),
);

import type { Rule } from '../../rule';
import { scalarOf, type Scalar, type Value } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingAt, textAt } from '../object';
import { mappingsIn } from '../pod';

/** Flag that no longer exists. */
export const k8s176: Rule<KubernetesFile> = {
  code: 'K8S176',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Flag that no longer exists', zh: '已不存在的启动参数' },
  message: {
    en: '--{flag} is gone since Kubernetes {since}: the program refuses to start.',
    zh: '--{flag} 自 Kubernetes {since} 起已移除，程序会拒绝启动。',
  },
  why: {
    en: 'Programs of the control plane stop at a flag that they do not know, and kubeadm then waits in vain for the API server.',
    zh: '控制平面的程序遇到不认识的参数就会退出，kubeadm 只能一直空等 API 服务器。',
  },
  lesson: 'kubernetes-operations/kubeadm-cni',
  *check(file) {
    for (const root of file.roots) {
      if (!(textAt(root, 'apiVersion') ?? '').startsWith('kubeadm.k8s.io/')) continue;
      for (const part of ['apiServer', 'controllerManager', 'scheduler', 'nodeRegistration']) {
        const holder = mappingAt(root, part);
        for (const name of namesIn(holder?.get('extraArgs') ?? holder?.get('kubeletExtraArgs'))) {
          const since = gone[name.text];
          if (since !== undefined) yield { span: name.span, args: { flag: name.text, since } };
        }
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    - { name: «enable-swagger-ui», value: "true" }\n',
      },
    ],
    good: [
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\napiServer:\n  extraArgs:\n    - { name: audit-log-maxage, value: "30" }\n',
    ],
  },
};

function namesIn(list: Value | undefined): readonly Scalar[] {
  if (list?.kind === 'mapping') return [...list.all.values()].map(({ key }) => key);
  return mappingsIn(list).flatMap((one) => scalarOf(one.get('name')) ?? []);
}

// From the changelogs of Kubernetes: enable-swagger-ui did nothing since 1.14 and is refused since 1.24 (pull request 105032).
const gone: Readonly<Record<string, string>> = {
  'enable-swagger-ui': '1.24',
  'insecure-port': '1.24',
  'insecure-bind-address': '1.24',
  'network-plugin': '1.24',
  'cni-bin-dir': '1.24',
  'cni-conf-dir': '1.24',
  'container-runtime': '1.27',
  'pod-eviction-timeout': '1.27',
};

import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { textAt } from '../object';

/** kube-proxy in mode ipvs. */
export const k8s174: Rule<KubernetesFile> = {
  code: 'K8S174',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'kube-proxy in mode ipvs', zh: 'kube-proxy 的 ipvs 模式' },
  message: {
    en: 'Mode ipvs is deprecated since Kubernetes 1.35: use nftables, or leave it out.',
    zh: 'ipvs 模式自 Kubernetes 1.35 起已弃用，请用 nftables 或不写。',
  },
  why: {
    en: 'nftables does what ipvs was chosen for, many Services, and has all features of Services.',
    zh: '选 ipvs 多半是因为 Service 很多，nftables 同样胜任，而且支持 Service 的全部功能。',
  },
  lesson: 'kubernetes-operations/kubeadm-cni',
  *check(file) {
    for (const root of file.roots) {
      const mode = scalarOf(root.get('mode'));
      if (textAt(root, 'kind') === 'KubeProxyConfiguration' && mode?.text === 'ipvs')
        yield { span: mode.span, fix: changeTo(mode.part(), 'nftables', false) };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: «ipvs»\n',
        fixed: 'apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: nftables\n',
      },
    ],
    good: ['apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: iptables\n'],
  },
};

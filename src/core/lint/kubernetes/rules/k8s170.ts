import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { scalarAt } from '../object';

/** Socket of dockershim. */
export const k8s170: Rule<KubernetesFile> = {
  code: 'K8S170',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Socket of dockershim', zh: 'dockershim 的套接字' },
  message: {
    en: 'dockershim is gone since Kubernetes 1.24: kubeadm finds no runtime at this socket.',
    zh: 'dockershim 自 Kubernetes 1.24 起已移除，kubeadm 在这个套接字上找不到运行时。',
  },
  why: {
    en: 'The kubelet talks to containerd or CRI-O itself. Where Docker Engine must stay, cri-dockerd has a socket of its own.',
    zh: 'kubelet 直接与 containerd 或 CRI-O 通信。必须保留 Docker Engine 时，用 cri-dockerd 自己的套接字。',
  },
  lesson: 'kubernetes-operations/kubeadm-cni',
  *check(file) {
    for (const root of file.roots) {
      const socket = scalarAt(root, 'nodeRegistration', 'criSocket');
      if (socket?.text.includes('dockershim.sock') === true)
        yield { span: socket.span, fix: changeTo(socket.part(), 'unix:///run/containerd/containerd.sock') };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nnodeRegistration:\n  criSocket: «/var/run/dockershim.sock»\n',
        fixed:
          'apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nnodeRegistration:\n  criSocket: unix:///run/containerd/containerd.sock\n',
      },
    ],
    good: [
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nnodeRegistration:\n  criSocket: unix:///run/cri-dockerd.sock\n',
    ],
  },
};

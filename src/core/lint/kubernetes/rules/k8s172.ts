import { fill } from '../../../text';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { scalarAt, textAt } from '../object';

/** Networks of the cluster that do not work. */
export const k8s172: Rule<KubernetesFile> = {
  code: 'K8S172',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Networks of the cluster that do not work', zh: '集群网段有误' },
  message: {
    en: '{what}: Pods and Services could not be told apart, or kubeadm stops.',
    zh: '{what}，Pod 与 Service 的地址无法区分，或 kubeadm 会停下。',
  },
  why: {
    en: 'Pods and Services have addresses from two networks, and neither may touch the other or the network of the nodes. They cannot be changed later.',
    zh: 'Pod 和 Service 的地址来自两个网段，两者不能重叠，也不能与节点网络重叠，而且之后无法修改。',
  },
  lesson: 'kubernetes-operations/kubeadm-cni',
  *check(file) {
    for (const root of file.roots) {
      if (textAt(root, 'kind') !== 'ClusterConfiguration') continue;
      const pods = scalarAt(root, 'networking', 'podSubnet');
      const services = scalarAt(root, 'networking', 'serviceSubnet');
      for (const one of [pods, services]) {
        const wrong = one?.text.split(',').find((part) => !isNetwork(part.trim()));
        if (one !== undefined && wrong !== undefined)
          yield { span: one.span, args: { what: fill(noNetwork, { text: brief(wrong, 20) }) } };
      }
      if (pods !== undefined && services !== undefined && overlapping(pods.text, services.text))
        yield { span: pods.span, args: { what: touch } };
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: «10.96.0.0/16»\n  serviceSubnet: 10.96.0.0/12\n',
      },
      {
        text: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: «10.244.0.0»\n',
      },
      {
        text: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: «the usual 10.244.0.0/16»\n',
      },
    ],
    good: [
      'apiVersion: kubeadm.k8s.io/v1beta4\nkind: ClusterConfiguration\nnetworking:\n  podSubnet: 10.244.0.0/16,fd00::/48\n  serviceSubnet: 10.96.0.0/12\n',
    ],
  },
};

function isNetwork(text: string): boolean {
  return text === '' || text.includes(':') || rangeOf(text) !== undefined;
}

function overlapping(a: string, b: string): boolean {
  const [one, other] = [rangeOf(a), rangeOf(b)];
  return one !== undefined && other !== undefined && one.low <= other.high && other.low <= one.high;
}

const noNetwork = { en: '"{text}" is no network such as 10.244.0.0/16', zh: '“{text}”不是 10.244.0.0/16 这样的网段' };
const touch = { en: 'podSubnet and serviceSubnet overlap', zh: 'podSubnet 与 serviceSubnet 重叠' };

function rangeOf(text: string): { readonly low: number; readonly high: number } | undefined {
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(text)?.slice(1).map(Number);
  const [a = 0, b = 0, c = 0, d = 0, bits = 0] = parts ?? [];
  if (parts === undefined || [a, b, c, d].some((part) => part > 255) || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  const low = Math.floor((((a * 256 + b) * 256 + c) * 256 + d) / size) * size;
  return { low, high: low + size - 1 };
}

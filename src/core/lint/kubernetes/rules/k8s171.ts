import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingsIn } from '../pod';

/** Bootstrap token of an example. */
export const k8s171: Rule<KubernetesFile> = {
  code: 'K8S171',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Bootstrap token of an example', zh: '示例里的引导令牌' },
  message: {
    en: 'Everybody knows this token: it is the one that kubeadm prints as an example.',
    zh: '这个令牌人人都知道：它是 kubeadm 打印的示例。',
  },
  why: {
    en: 'Who has it can join a machine to the cluster. Leave the token out, and kubeadm makes a random one.',
    zh: '拿到它就能把机器加入集群。不写令牌，kubeadm 会生成随机的。',
  },
  lesson: 'kubernetes-operations/kubeadm-cni',
  *check(file) {
    for (const root of file.roots) {
      for (const map of mappingsIn(root.get('bootstrapTokens'))) {
        const token = scalarOf(map.get('token'));
        if (token?.text === 'abcdef.0123456789abcdef') yield { span: token.span };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nbootstrapTokens:\n  - token: «abcdef.0123456789abcdef»\n',
      },
    ],
    good: ['apiVersion: kubeadm.k8s.io/v1beta4\nkind: InitConfiguration\nbootstrapTokens:\n  - ttl: 1h\n'],
  },
};

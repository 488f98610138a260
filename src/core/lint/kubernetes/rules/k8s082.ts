import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { object } from '../examples';

/** ipBlock beside a selector. */
export const k8s082: Rule<KubernetesFile> = {
  code: 'K8S082',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'ipBlock beside a selector', zh: 'ipBlock 与选择器写在一起' },
  message: {
    en: 'ipBlock stands alone: with {selector} in the same item the API server refuses it.',
    zh: 'ipBlock 只能单独使用，同一项里还有 {selector}，API 服务器会拒绝。',
  },
  why: {
    en: 'A peer is either addresses or Pods. To allow both, write two items of the list: items are alternatives, fields of one item must all hold.',
    zh: '一个对端要么是地址段，要么是 Pod。两者都要允许，就写成列表里的两项：列表项之间是“或”，同一项的字段之间是“且”。',
  },
  lesson: 'kubernetes-operations/network-policy',
  *check(file) {
    for (const { map } of file.walk.all('V1NetworkPolicyPeer')) {
      const block = entryOf(map, 'ipBlock');
      const selector = entryOf(map, 'podSelector') ?? entryOf(map, 'namespaceSelector');
      if (block !== undefined && selector !== undefined)
        yield { span: block.key.span, args: { selector: selector.key.text } };
    }
  },
  examples: {
    bad: [
      {
        text: object(
          'networking.k8s.io/v1',
          'NetworkPolicy',
          'spec:\n  podSelector: {}\n  ingress:\n    - from:\n        - «ipBlock»: { cidr: 10.0.0.0/8 }\n          podSelector: { matchLabels: { app: web } }',
        ),
      },
    ],
    good: [
      object(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        'spec:\n  podSelector: {}\n  ingress:\n    - from:\n        - ipBlock: { cidr: 10.0.0.0/8 }\n        - podSelector: { matchLabels: { app: web } }',
      ),
    ],
  },
};

import type { Rule } from '../../rule';
import { itemsOf, textOf, type Mapping } from '../../yaml/tree';
import type { Part } from '../../parts';
import type { KubernetesFile } from '../file';
import { onceOf } from '../whole';
import { textAt } from '../object';
import { mappingsIn } from '../pod';
import { object } from '../examples';

/** Egress closed without DNS. */
export const k8s117: Rule<KubernetesFile> = {
  code: 'K8S117',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Egress closed without DNS', zh: '限制出站却没放行 DNS' },
  message: {
    en: 'This policy closes egress, and none here opens port 53: names are not resolved.',
    zh: '该策略限制了出站，而这里没有策略放行 53 端口：域名解析会失败。',
  },
  why: {
    en: 'Nearly every connection starts with a question to the DNS of the cluster. Allow UDP and TCP 53 to it; the time-outs look as if the other side were down.',
    zh: '几乎每个连接都先要查询集群 DNS。请放行到 DNS 的 UDP、TCP 53 端口，否则看起来像是对方宕机。',
  },
  lesson: 'kubernetes-operations/network-policy',
  *check(file, nearby) {
    for (const { map, span, object } of file.isPartial ? [] : file.walk.all('V1NetworkPolicySpec')) {
      const types = itemsOf(map.get('policyTypes')).map((item) => textOf(item.value));
      const isClosed = types.includes('Egress') || (types.length === 0 && mappingsIn(map.get('egress')).length > 0);
      if (isClosed && !onceOf(file, nearby, openIn, openIn).has(object.namespace)) yield { span };
    }
  },
  examples: {
    bad: [
      { text: object('networking.k8s.io/v1', 'NetworkPolicy', '«spec»:\n  podSelector: {}\n  policyTypes: [Egress]') },
    ],
    good: [
      object(
        'networking.k8s.io/v1',
        'NetworkPolicy',
        'spec:\n  podSelector: {}\n  policyTypes: [Egress]\n  egress: [{ ports: [{ protocol: UDP, port: 53 }] }]',
      ),
    ],
  },
};

/** The namespaces in which a policy of the file lets Pods ask the DNS. */
function openIn(parts: readonly Part<KubernetesFile>[]): ReadonlySet<string | undefined> {
  const policies = parts.flatMap((part) => part.file.walk.all('V1NetworkPolicySpec'));
  const open = policies.filter(({ map }) => mappingsIn(map.get('egress')).some((rule) => opensDns(rule)));
  return new Set(open.map(({ object }) => object.namespace));
}

function opensDns(rule: Mapping): boolean {
  const ports = mappingsIn(rule.get('ports'));
  return ports.length === 0 || ports.some((port) => /^(?:53|dns.*|domain|5353)$/.test(textAt(port, 'port') ?? '53'));
}

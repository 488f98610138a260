import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { entryOf } from '../object';
import { insertAbove } from '../fixes';
import { inPod } from '../examples';
import { isTrue } from '../yaml11';

/** Host network without the cluster's DNS. */
export const k8s071: Rule<KubernetesFile> = {
  code: 'K8S071',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: "Host network without the cluster's DNS", zh: '使用 hostNetwork 却没有集群 DNS' },
  message: {
    en: "With hostNetwork this Pod asks the node's DNS and finds no Service by its name.",
    zh: '使用 hostNetwork 时，Pod 会用节点的 DNS，按名称找不到 Service。',
  },
  why: {
    en: "The default `ClusterFirst` falls back to the node's resolver for such Pods. `ClusterFirstWithHostNet` asks the DNS of the cluster all the same.",
    zh: '这类 Pod 的默认策略 `ClusterFirst` 会退回节点的解析器。`ClusterFirstWithHostNet` 才会继续使用集群 DNS。',
  },
  lesson: 'kubernetes/services',
  *check(file) {
    for (const pod of file.pods) {
      const entry = entryOf(pod.spec, 'hostNetwork');
      if (entry === undefined || !isTrue(scalarOf(entry.value)) || pod.spec.all.has('dnsPolicy')) continue;
      const edit = insertAbove(file, entry, ['dnsPolicy: ClusterFirstWithHostNet']);
      yield { span: entry.key.span, fix: edit && { title, edits: [edit], safe: true } };
    }
  },
  examples: {
    bad: [
      {
        text: inPod('«hostNetwork»: true # tutor ignore=host-network'),
        fixed: inPod('dnsPolicy: ClusterFirstWithHostNet\nhostNetwork: true # tutor ignore=host-network'),
      },
    ],
    good: [inPod('hostNetwork: true\ndnsPolicy: Default')],
  },
};

const title = { en: 'Ask the DNS of the cluster', zh: '使用集群 DNS' };

import { brief, type Rule } from '../../rule';
import { mappingOf, scalarOf, type Scalar } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingsIn } from '../pod';
import { change } from '../fixes';
import { inPod } from '../examples';

/** Label of nodes that is gone. */
export const k8s076: Rule<KubernetesFile> = {
  code: 'K8S076',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Label of nodes that is gone', zh: '已废弃的节点标签' },
  message: {
    en: 'Nodes do not carry {old} any more; it is {now}.',
    zh: '节点上已没有 {old}，匹配不到。现在叫 {now}。',
  },
  why: {
    en: 'Kubernetes renamed its own labels and taints: master became control-plane (1.24), the beta labels of platform, zone and region lost their prefix.',
    zh: 'Kubernetes 给自己的标签和污点改了名：master 变成 control-plane（1.24），平台、可用区、地域的 beta 标签去掉了前缀。',
  },
  lesson: 'kubernetes-workloads/daemonsets',
  *check(file) {
    const keys: Scalar[] = [];
    for (const pod of file.pods) {
      keys.push(...[...(mappingOf(pod.spec.get('nodeSelector'))?.all.values() ?? [])].map(({ key }) => key));
      // Both keys side by side serve clusters of every age.
      const all = mappingsIn(pod.spec.get('tolerations')).map((one) => scalarOf(one.get('key')));
      const hasBoth = all.some((key) => key?.text === 'node-role.kubernetes.io/control-plane');
      keys.push(...all.filter((key) => key !== undefined).filter(() => !hasBoth));
    }
    keys.push(...file.walk.all('V1NodeSelectorRequirement').flatMap(({ map }) => scalarOf(map.get('key')) ?? []));
    for (const key of keys) {
      const now = renamed[key.text];
      if (now !== undefined)
        yield { span: key.part(), args: { old: brief(key.text, 40), now }, fix: change(key.part(), now) };
    }
  },
  examples: {
    bad: [
      {
        text: inPod(
          'tolerations:\n  - { key: «node-role.kubernetes.io/master», operator: Exists, effect: NoSchedule }',
        ),
        fixed: inPod(
          'tolerations:\n  - { key: node-role.kubernetes.io/control-plane, operator: Exists, effect: NoSchedule }',
        ),
      },
      {
        text: inPod('nodeSelector: { «beta.kubernetes.io/os»: linux }'),
        fixed: inPod('nodeSelector: { kubernetes.io/os: linux }'),
      },
    ],
    good: [
      inPod(
        'tolerations:\n  - { key: node-role.kubernetes.io/control-plane, operator: Exists }\n  - { key: node-role.kubernetes.io/master, operator: Exists }',
      ),
    ],
  },
};

const renamed: Readonly<Record<string, string>> = {
  'node-role.kubernetes.io/master': 'node-role.kubernetes.io/control-plane',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
};

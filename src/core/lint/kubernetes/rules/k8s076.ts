import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import { mappingOf, scalarOf, type Scalar } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingsIn } from '../pod';
import { inPod } from '../examples';

/** Old label of nodes. */
export const k8s076: Rule<KubernetesFile> = {
  code: 'K8S076',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Old label of nodes', zh: '过时的节点标签' },
  message: {
    en: '{old} is {state}: write {now}.',
    zh: '{old} {state}，请改用 {now}。',
  },
  why: {
    en: 'Kubernetes renamed its own labels and taints. Nodes have lost the label of the master in 1.24 and its taint in 1.25; it is control-plane now. The beta labels of platform, zone and region are deprecated since 1.14 and 1.17: nodes still carry them for old objects, and new ones should not rely on that.',
    zh: 'Kubernetes 给自己的标签和污点改了名。节点上的 master 标签在 1.24 去掉，污点在 1.25 去掉，现在叫 control-plane。平台、可用区、地域的 beta 标签从 1.14 和 1.17 起弃用：为兼容旧对象，节点上还有它们，新写的清单不要再依赖。',
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
      if (now === undefined) continue;
      const isGone = key.text === master;
      yield {
        span: key.part(),
        args: { old: brief(key.text, 40), now, state: isGone ? states.gone : states.deprecated },
        fix: changeTo(key.part(), now),
        ...(!isGone && { severity: 'information' as const }),
      };
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

const states = {
  gone: { en: 'gone from nodes', zh: '在节点上已不存在' },
  deprecated: { en: 'deprecated', zh: '已弃用' },
} as const;

const master = 'node-role.kubernetes.io/master';

// From https://kubernetes.io/docs/reference/labels-annotations-taints/ and core/v1/well_known_labels.go, November 2026.
const renamed: Readonly<Record<string, string>> = {
  [master]: 'node-role.kubernetes.io/control-plane',
  'beta.kubernetes.io/os': 'kubernetes.io/os',
  'beta.kubernetes.io/arch': 'kubernetes.io/arch',
  'beta.kubernetes.io/instance-type': 'node.kubernetes.io/instance-type',
  'failure-domain.beta.kubernetes.io/zone': 'topology.kubernetes.io/zone',
  'failure-domain.beta.kubernetes.io/region': 'topology.kubernetes.io/region',
};

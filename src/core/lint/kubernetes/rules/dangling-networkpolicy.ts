import { changeTo } from '../../change-to';
import { brief, type Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { valueAt, scalarAt, tableOf } from '../object';
import { inPod, object, documents } from '../examples';
import { worldOf, selectedPods } from '../world';
import { slipIn } from '../slip';

/** NetworkPolicy that selects nearly a Pod. */
export const danglingNetworkpolicy: Rule<KubernetesFile> = {
  code: 'dangling-networkpolicy',
  aliases: ['networkpolicy-targets-pod'],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'NetworkPolicy that selects nearly a Pod', zh: 'NetworkPolicy 选不到 Pod' },
  message: {
    en: 'No Pod has {selector}; "{meant}" is near. The policy would protect nothing.',
    zh: '没有带 {selector} 的 Pod，相近的是“{meant}”。该策略不会保护任何 Pod。',
  },
  why: {
    en: 'A policy applies to the Pods that its selector matches. With a slip in it all of them stay open, and nothing says so.',
    zh: '策略只作用于选择器匹配的 Pod。写错一个字，所有 Pod 都会敞开，而且没有任何提示。',
  },
  lesson: 'kubernetes-operations/network-policy',
  *check(file, nearby) {
    const world = worldOf(file, nearby);
    for (const {
      map,
      object: { namespace },
    } of file.walk.all('V1NetworkPolicySpec')) {
      const selector = tableOf(valueAt(map, 'podSelector', 'matchLabels'));
      if (selector.size === 0 || selectedPods(world, selector, namespace).length > 0) continue;
      const slip = slipIn(selector, world.makers(namespace));
      const value = slip && scalarAt(map, 'podSelector', 'matchLabels', slip.key);
      if (slip === undefined || value === undefined) continue;
      const args = { selector: brief(`${slip.key}=${value.text}`, 34), meant: brief(slip.meant, 24) };
      yield { span: value.part(), args, severity: 'warning', fix: changeTo(value.part(), slip.meant, false) };
    }
  },
  examples: {
    bad: [
      {
        text: documents(
          object(
            'networking.k8s.io/v1',
            'NetworkPolicy',
            'spec: { podSelector: { matchLabels: { app: «wbe» } }, policyTypes: [Ingress] }',
          ),
          inPod(''),
        ),
        fixed: documents(
          object(
            'networking.k8s.io/v1',
            'NetworkPolicy',
            'spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }',
          ),
          inPod(''),
        ),
      },
    ],
    good: [
      documents(
        object(
          'networking.k8s.io/v1',
          'NetworkPolicy',
          'spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }',
        ),
        inPod(''),
      ),
    ],
  },
};

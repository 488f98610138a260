import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { beside } from '../pod';
import { object } from '../examples';

/** Budget that keeps broken Pods. */
export const pdbUnhealthyPodEvictionPolicy: Rule<KubernetesFile> = {
  code: 'pdb-unhealthy-pod-eviction-policy',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'Budget that keeps broken Pods', zh: 'PDB 会保留故障 Pod' },
  message: {
    en: 'Pods that never get ready block a drain: unhealthyPodEvictionPolicy is not set.',
    zh: '没有设置 unhealthyPodEvictionPolicy，一直未就绪的 Pod 会卡住节点排空。',
  },
  why: {
    en: '`AlwaysAllow` lets Pods go that are running and not ready; the default counts them as still needed.',
    zh: '`AlwaysAllow` 允许驱逐运行中但未就绪的 Pod，默认则仍把它们算在内。',
  },
  lesson: 'kubernetes-operations/scheduling',
  *check(file) {
    for (const { map, span } of file.walk.all('V1PodDisruptionBudgetSpec'))
      if (!map.all.has('unhealthyPodEvictionPolicy')) yield beside(span);
  },
  examples: {
    bad: [
      {
        text: object(
          'policy/v1',
          'PodDisruptionBudget',
          '«spec»:\n  maxUnavailable: 1\n  selector: { matchLabels: { app: web } }',
        ),
      },
    ],
    good: [
      object(
        'policy/v1',
        'PodDisruptionBudget',
        'spec:\n  maxUnavailable: 1\n  unhealthyPodEvictionPolicy: AlwaysAllow\n  selector: { matchLabels: { app: web } }',
      ),
    ],
  },
};

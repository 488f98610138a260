import type { Rule } from '../../rule';
import { strayCharacter } from '../../yaml/rules/characters';
import { object } from '../examples';
import type { KubernetesFile } from '../file';

/** Typographic and full-width characters in code. */
export const k8s008: Rule<KubernetesFile> = strayCharacter({
  code: 'K8S008',
  lesson: 'kubernetes-workloads/api-objects',
  examples: {
    bad: [
      {
        text: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name«：»settings\n',
        fixed: 'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: settings\n',
      },
    ],
    good: [object('v1', 'ConfigMap', 'data:\n  title: "前端：设置"  # 说明：标题\n  text: |\n    一行：文字')],
  },
});

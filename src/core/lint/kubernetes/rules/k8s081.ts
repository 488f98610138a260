import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { scalarAt, textAt, entryOf } from '../object';
import { remove } from '../fixes';
import { inPod } from '../examples';

/** Update strategy that contradicts itself. */
export const k8s081: Rule<KubernetesFile> = {
  code: 'K8S081',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Update strategy that contradicts itself', zh: '自相矛盾的更新策略' },
  message: { en: '{what}: the API server refuses this strategy.', zh: '{what}，API 服务器会拒绝这个策略。' },
  why: {
    en: '`Recreate` stops all Pods before it starts new ones, so it has nothing to roll. And a rolling update must be allowed to start one Pod more or to stop one: with both at 0 it could never begin.',
    zh: '`Recreate` 先停掉全部 Pod 再启动新的，没有滚动可言。滚动更新则至少要允许多启动一个或少一个 Pod：两者都是 0，就永远无法开始。',
  },
  lesson: 'kubernetes-workloads/rolling-updates',
  *check(file) {
    for (const { map } of [...file.walk.all('V1DeploymentStrategy'), ...file.walk.all('V1DaemonSetUpdateStrategy')]) {
      const rolling = entryOf(map, 'rollingUpdate');
      const type = textAt(map, 'type');
      if (rolling?.value === undefined) continue;
      if (type === 'Recreate')
        yield { span: rolling.key.span, args: { what: recreate }, fix: remove(file, map, rolling, true) };
      const surge = scalarAt(rolling.value, 'maxSurge');
      const missing = scalarAt(rolling.value, 'maxUnavailable');
      if (surge && missing && [surge, missing].every(({ text }) => /^0%?$/.test(text)))
        yield { span: missing.span, args: { what: stuck }, fix: changeTo(missing.span, '1', false) };
    }
  },
  examples: {
    bad: [
      {
        text: inPod('').replace(
          '  template:',
          '  strategy:\n    type: Recreate\n    «rollingUpdate»: { maxSurge: 1 }\n  template:',
        ),
        fixed: inPod('').replace('  template:', '  strategy:\n    type: Recreate\n  template:'),
      },
      {
        text: inPod('').replace(
          '  template:',
          '  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: «0» } }\n  template:',
        ),
        fixed: inPod('').replace(
          '  template:',
          '  strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 1 } }\n  template:',
        ),
      },
    ],
    good: [
      inPod('').replace(
        '  template:',
        '  strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }\n  template:',
      ),
    ],
  },
};

const recreate = { en: 'Recreate has no rollingUpdate', zh: 'Recreate 不能带 rollingUpdate' };
const stuck = { en: 'maxSurge and maxUnavailable are both 0', zh: 'maxSurge 和 maxUnavailable 都是 0' };

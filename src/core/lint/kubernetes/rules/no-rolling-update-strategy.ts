import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inPod } from '../examples';

/** Update with an interruption. */
export const noRollingUpdateStrategy: Rule<KubernetesFile> = {
  code: 'no-rolling-update-strategy',
  aliases: ['deployment-strategy'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'Update with an interruption', zh: '会中断服务的更新' },
  message: { en: 'Recreate stops all Pods before the new ones start.', zh: 'Recreate 会先停掉所有 Pod，再启动新的。' },
  why: {
    en: 'It is right where two versions must not run side by side; everywhere else RollingUpdate goes on answering.',
    zh: '新旧版本不能并存时才需要它；其他情况下，RollingUpdate 能保持服务不中断。',
  },
  lesson: 'kubernetes-workloads/rolling-updates',
  *check(file) {
    for (const { map } of file.walk.all('V1DeploymentStrategy')) {
      const type = scalarOf(map.get('type'));
      if (type?.text === 'Recreate') yield { span: type.span };
    }
  },
  examples: {
    bad: [{ text: inPod('').replace('  template:', '  strategy: { type: «Recreate» }\n  template:') }],
    good: [inPod('').replace('  template:', '  strategy: { type: RollingUpdate }\n  template:')],
  },
};

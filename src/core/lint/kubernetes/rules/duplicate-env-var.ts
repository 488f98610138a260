import { brief, type Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { mappingsIn } from '../pod';
import { inContainer } from '../examples';

/** Environment variable given twice. */
export const duplicateEnvVar: Rule<KubernetesFile> = {
  code: 'duplicate-env-var',
  aliases: ['environment-variable-key-duplication'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Environment variable given twice', zh: '环境变量重复' },
  message: {
    en: '"{name}" is set above already: only this last one counts.',
    zh: '“{name}”前面已经设置过，只有最后这个有效。',
  },
  why: {
    en: 'A process has one value for a name. The API server takes the list with a warning, the last entry wins, and `kubectl apply` may drop either of them later.',
    zh: '一个进程里，同名变量只有一个值。API 服务器会警告但照收，最后一个生效，之后 `kubectl apply` 还可能丢掉其中任意一个。',
  },
  lesson: 'kubernetes/configmaps-secrets',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map } of pod.containers) {
        const seen = new Set<string>();
        for (const variable of mappingsIn(map.get('env'))) {
          const name = scalarOf(variable.get('name'));
          if (name !== undefined && seen.has(name.text)) yield { span: name.span, args: { name: brief(name.text) } };
          seen.add(name?.text ?? '');
        }
      }
    }
  },
  examples: {
    bad: [{ text: inContainer('env:\n  - { name: MODE, value: test }\n  - { name: «MODE», value: live }') }],
    good: [inContainer('env:\n  - { name: MODE, value: test }\n  - { name: mode, value: live }')],
  },
};

import type { Rule } from '../../rule';
import type { KubernetesFile } from '../file';
import { scalarAt } from '../object';
import { beside } from '../pod';
import { inContainer } from '../examples';
import { isFalse } from '../yaml11';

/** More rights than at the start. */
export const privilegeEscalationContainer: Rule<KubernetesFile> = {
  code: 'privilege-escalation-container',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'More rights than at the start', zh: '允许提升权限' },
  message: {
    en: 'A process may gain rights by setuid programs: allowPrivilegeEscalation is not false.',
    zh: '进程可以借助 setuid 程序提权：allowPrivilegeEscalation 不是 false。',
  },
  why: {
    en: 'The level `restricted` of Pod Security wants `allowPrivilegeEscalation: false` in every container.',
    zh: 'Pod 安全级别 `restricted` 要求每个容器都写 `allowPrivilegeEscalation: false`。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const pod of file.pods) {
      for (const { map, span } of pod.containers) {
        const value = scalarAt(map, 'securityContext', 'allowPrivilegeEscalation');
        if (!isFalse(value)) yield { ...beside(value?.span ?? span) };
      }
    }
  },
  examples: {
    bad: [{ text: inContainer('securityContext: { allowPrivilegeEscalation: «true» }') }],
    good: [inContainer('securityContext: { allowPrivilegeEscalation: false }')],
  },
};

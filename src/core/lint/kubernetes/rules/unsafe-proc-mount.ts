import type { Rule } from '../../rule';
import { scalarOf } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inContainer } from '../examples';

/** Whole /proc mounted. */
export const unsafeProcMount: Rule<KubernetesFile> = {
  code: 'unsafe-proc-mount',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'warning' },
  title: { en: 'Whole /proc mounted', zh: '挂载完整的 /proc' },
  message: {
    en: 'Unmasked shows the container parts of /proc that change the kernel of the node.',
    zh: 'Unmasked 会把能改动节点内核的 /proc 部分暴露给容器。',
  },
  why: {
    en: 'The default mask hides them. Only builders of containers in containers need it, with user namespaces.',
    zh: '默认会屏蔽这些部分。只有在容器里构建容器时才需要，而且要配合用户命名空间。',
  },
  lesson: 'career/security',
  *check(file) {
    for (const { map } of file.walk.all('V1SecurityContext')) {
      const value = scalarOf(map.get('procMount'));
      if (value?.text === 'Unmasked') yield { span: value.span };
    }
  },
  examples: {
    bad: [{ text: inContainer('securityContext: { procMount: «Unmasked» }') }],
    good: [inContainer('securityContext: { procMount: Default }')],
  },
};

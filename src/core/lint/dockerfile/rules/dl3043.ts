import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';

/** ONBUILD, FROM or MAINTAINER as a trigger. */
export const dl3043: Rule<DockerFile> = {
  code: 'DL3043',
  aliases: ['ONBUILD_CHAINING_DISALLOWED', 'ONBUILD_TRIGGER_DISALLOWED'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Trigger that ONBUILD does not allow', zh: 'ONBUILD 不允许的触发指令' },
  message: {
    en: '{keyword} cannot be the trigger of an ONBUILD: the build stops here.',
    zh: '{keyword} 不能作为 ONBUILD 的触发指令，构建会停在这里。',
  },
  why: {
    en: 'ONBUILD puts an instruction aside for images that are built on this one; there it runs right after their FROM. A FROM, a MAINTAINER or another ONBUILD makes no sense at that place.',
    zh: 'ONBUILD 把一条指令留给以本镜像为基础的镜像，在它们的 FROM 之后立即执行。FROM、MAINTAINER 和另一个 ONBUILD 放在那里没有意义。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { keyword, keywordSpan, onbuild } of instructionsOf(file, 'ONBUILD', 'FROM', 'MAINTAINER'))
      if (onbuild) yield { span: keywordSpan, args: { keyword } };
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nONBUILD «FROM» alpine:3.22\n' },
      { text: 'FROM alpine:3.22\nONBUILD «ONBUILD» RUN true\n' },
    ],
    good: ['FROM alpine:3.22\nONBUILD RUN true\n'],
  },
};

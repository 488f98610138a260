import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { plainWords } from '../plain-words';

/** SHELL without a JSON list. */
export const df016: Rule<DockerFile> = {
  code: 'DF016',
  aliases: ['SHELL_JSON_FORM', 'SHELL_REQUIRES_ONE'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'SHELL is not a JSON list', zh: 'SHELL 不是 JSON 列表' },
  message: {
    en: 'SHELL takes a JSON list only, such as ["/bin/bash", "-c"]: the build stops here.',
    zh: 'SHELL 只接受 JSON 列表，如 ["/bin/bash", "-c"]，构建会停在这里。',
  },
  why: {
    en: 'SHELL says which program reads the shell form of the instructions after it, and with which options. It is always a list, because Docker puts the text of each command behind it as one more element.',
    zh: 'SHELL 规定之后各指令的 shell 形式由哪个程序、带哪些选项来执行。它必须是列表，因为 Docker 会把每条命令的文本作为又一个元素接在后面。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { rest, json } of instructionsOf(file, 'SHELL')) {
      const isList = rest.text.startsWith('[') && json === undefined;
      if (rest.text === '' || isList || (json !== undefined && json.length > 0)) continue;
      const words = plainWords(rest.text);
      const span = rest.span(0, rest.text.length);
      const title = { en: 'Write it as a list', zh: '改写为列表' };
      yield {
        span,
        fix:
          words && json === undefined
            ? { title, edits: [{ span, text: JSON.stringify(words).replaceAll('",', '", ') }], safe: true }
            : undefined,
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM debian:13\nSHELL «/bin/bash -c»\n', fixed: 'FROM debian:13\nSHELL ["/bin/bash", "-c"]\n' },
      { text: 'FROM debian:13\nSHELL «[]»\n' },
    ],
    good: ['FROM debian:13\nSHELL ["/bin/bash", "-o", "pipefail", "-c"]\n'],
  },
};

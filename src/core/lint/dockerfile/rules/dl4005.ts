import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import { commandsOf } from '../commands';
import type { DockerFile, Instruction } from '../file';
import { runCommands } from '../run-commands';

/** /bin/sh replaced by a link. */
export const dl4005: Rule<DockerFile> = {
  code: 'DL4005',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: '/bin/sh replaced by a link', zh: '用链接替换 /bin/sh' },
  message: {
    en: 'Replacing /bin/sh changes the shell of every program in the image; SHELL changes it for this file only.',
    zh: '替换 /bin/sh 会影响镜像里的所有程序；SHELL 只对这个文件起作用。',
  },
  why: {
    en: 'Scripts of the distribution are written for its own `/bin/sh`, and an update of that package sets the link back. `SHELL ["/bin/bash", "-c"]` says for all RUN lines below which shell reads them.',
    zh: '发行版自带的脚本是按它自己的 `/bin/sh` 写的，该软件包更新时链接又会被改回去。`SHELL ["/bin/bash", "-c"]` 则规定下面的 RUN 用哪个 shell 执行。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { program, first, options, instruction } of runCommands(file)) {
      const [from, to] = options.filter(({ value }) => !value.startsWith('-'));
      if (program !== 'ln' || from === undefined || to === undefined || !/^(\/usr)?\/bin\/sh$/.test(to.value)) continue;
      const shell = from.value.startsWith('/') ? from.value : `/bin/${from.value}`;
      const text = isAlone(file, instruction) && /^[\w/]+$/.test(shell) ? `SHELL ["${shell}", "-c"]` : undefined;
      const fix = changeTo(instruction.span, text, false);
      yield { span: { start: first.span.start, end: to.span.end }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN «ln -sf /bin/bash /bin/sh»\n',
        fixed: 'FROM debian:13\nSHELL ["/bin/bash", "-c"]\n',
      },
    ],
    good: ['FROM debian:13\nSHELL ["/bin/bash", "-c"]\nRUN ln -s /bin/bash /usr/local/bin/shell\n'],
  },
};

/** Does the RUN do nothing else? */
const isAlone = (file: DockerFile, instruction: Instruction): boolean =>
  instruction.flags.length === 0 &&
  !instruction.onbuild &&
  instruction.heredoc === undefined &&
  commandsOf(instruction, file.text).every(({ words }) => /^(ln|rm)$/.test(words[0]?.value ?? ''));

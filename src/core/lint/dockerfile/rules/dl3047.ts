import type { Rule } from '../../rule';
import { familyOf } from '../bases';
import type { DockerFile } from '../file';
import { insertAfter } from '../insert';
import { runCommands } from '../run-commands';

/** wget without --progress. */
export const dl3047: Rule<DockerFile> = {
  code: 'DL3047',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'hint' },
  title: { en: 'wget fills the log with its progress', zh: 'wget 的进度输出充满日志' },
  message: {
    en: 'Without a terminal wget prints its progress in thousands of lines of the build log.',
    zh: '没有终端时，wget 会在构建日志里打印成千上万行进度。',
  },
  why: {
    en: 'A build has no terminal, so that wget cannot draw its bar in place and prints dots line by line instead. `--progress=dot:giga` prints few, `-q` or `-nv` none.',
    zh: '构建过程没有终端，wget 无法原地刷新进度条，只能一行行打点。`--progress=dot:giga` 只打很少的点，`-q` 或 `-nv` 则完全不打。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    for (const { program, options, first, command, instruction } of runCommands(file)) {
      if (
        program !== 'wget' ||
        options.length === 0 ||
        options.some(({ value }) =>
          /^(--progress|--quiet|--no-verbose|-nv|--output-file|--append-output|-[A-Za-z]*[qoa][A-Za-z]*$|-T$|\$)/.test(
            value,
          ),
        )
      )
        continue;
      // The wget of busybox has no such option.
      if (['alpine', 'busybox'].includes(familyOf(file, instruction.stage) ?? '')) continue;
      const title = { en: 'Add --progress=dot:giga', zh: '加上 --progress=dot:giga' };
      const { span } = options.find(({ value }) => !value.startsWith('-')) ?? first;
      yield { span, fix: { title, edits: [insertAfter(first, command, '--progress=dot:giga')], safe: true } };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN wget «https://example.com/a.deb»\n',
        fixed: 'FROM debian:13\nRUN wget --progress=dot:giga https://example.com/a.deb\n',
      },
    ],
    good: [
      'FROM debian:13\nRUN wget -q https://example.com/a && wget --progress=dot:giga https://example.com/b && wget -nv https://example.com/c\n',
    ],
  },
};

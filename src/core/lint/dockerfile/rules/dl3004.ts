import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { runCommands } from '../run-commands';

/** sudo in a RUN. */
export const dl3004: Rule<DockerFile> = {
  code: 'DL3004',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'sudo in a RUN', zh: '在 RUN 里用 sudo' },
  message: {
    en: 'RUN runs as root already, and most images have no sudo: this line then fails.',
    zh: 'RUN 本来就以 root 执行；多数镜像里没有 sudo，这一行会失败。',
  },
  why: {
    en: 'A build starts as root until USER says otherwise. sudo adds nothing to that, is rarely installed, changes the environment, and passes no signals on. To become another user use USER.',
    zh: '在 USER 改变之前，构建一直以 root 执行。sudo 没有任何帮助，通常没有安装，还会改变环境变量、不转发信号。要换用户请用 USER。',
  },
  lesson: 'linux/permissions',
  *check(file) {
    const users = new Set(instructionsOf(file, 'USER').map(({ stage }) => stage));
    for (const { command, first, instruction } of runCommands(file)) {
      const word = command.prefixes.find(({ value }) => value === 'sudo');
      if (word === undefined) continue;
      const isPlain =
        !first.value.startsWith('-') && !file.text.slice(word.span.end, first.span.start).trim().includes('\n');
      const next = [...command.prefixes, first].find(({ at }) => at > word.at) ?? first;
      const edits = [{ span: { start: word.span.start, end: next.span.start }, text: '' }];
      const safe = !users.has(instruction.stage);
      yield {
        span: word.span,
        fix: isPlain ? { title: { en: 'Remove sudo', zh: '去掉 sudo' }, edits, safe } : undefined,
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN mkdir /a && «sudo» chown 1000 /a\n',
        fixed: 'FROM debian:13\nRUN mkdir /a && chown 1000 /a\n',
      },
      { text: 'FROM debian:13\nRUN «sudo» -E make\n' },
    ],
    good: [
      'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends sudo && rm -rf /var/lib/apt/lists/*\n',
    ],
  },
};

import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { execForm } from '../plain-words';
import { lastOf } from '../stages';

/** A shell-form ENTRYPOINT that ignores CMD. */
export const df051: Rule<DockerFile> = {
  code: 'DF051',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Shell-form ENTRYPOINT ignores CMD', zh: 'shell 形式的 ENTRYPOINT 会忽略 CMD' },
  message: {
    en: 'In shell form ENTRYPOINT takes no arguments: CMD, and what follows docker run, is lost.',
    zh: 'shell 形式的 ENTRYPOINT 不接收参数：CMD 和 docker run 后面的内容都会丢失。',
  },
  why: {
    en: 'Docker starts `/bin/sh -c` with the text of the ENTRYPOINT, and hands CMD to that shell, which has no use for it. In exec form the words of CMD follow those of ENTRYPOINT.',
    zh: 'Docker 用 `/bin/sh -c` 执行 ENTRYPOINT 的文本，CMD 被交给了这个 shell，而它用不上。exec 形式里，CMD 的词会接在 ENTRYPOINT 之后。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const commands = lastOf(file, 'CMD');
    for (const [stage, { command, json }] of lastOf(file, 'ENTRYPOINT')) {
      const given = commands.get(stage);
      const isLost = json === undefined && given !== undefined && given.command?.text !== '';
      if (!isLost || command === undefined || command.text === '' || mayUseArguments(command.text)) continue;
      const fix = given.json === undefined ? undefined : execForm(file, command);
      yield { span: command.span(0, command.text.length), fix };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM node:24\nENTRYPOINT «npm run»\nCMD ["start"]\n',
        fixed: 'FROM node:24\nENTRYPOINT ["npm", "run"]\nCMD ["start"]\n',
      },
    ],
    good: [
      'FROM node:24\nENTRYPOINT ["npm"]\nCMD ["start"]\n',
      'FROM node:24 AS a\nCMD ["start"]\nFROM a\nENTRYPOINT ["npm"]\nSHELL ["/bin/sh", "-c"]\nFROM node:24\nSHELL ["/bin/sh", "-c"]\nENTRYPOINT exec npm "$@"\nCMD ["start"]\n',
    ],
  },
};

/** `exec app "$@"` asks for them; a list that is not quite JSON is another rule's matter. */
const mayUseArguments = (text: string): boolean => /\$[@*#\d{]|"\$|^\[/.test(text);

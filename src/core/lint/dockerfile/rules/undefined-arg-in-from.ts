import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { type Rule, brief } from '../../rule';
import { globalArgs, isGiven } from '../declared';
import type { DockerFile } from '../file';
import { variablesIn } from '../variables';

/** FROM uses an ARG that nobody declares. */
export const undefinedArgInFrom: Rule<DockerFile> = {
  code: 'UndefinedArgInFrom',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'FROM uses an undeclared ARG', zh: 'FROM 使用了未声明的 ARG' },
  message: {
    en: 'No ARG before the first FROM declares {name}, so it is empty here.',
    zh: '第一个 FROM 之前没有 ARG 声明 {name}，它在这里是空的。',
  },
  why: {
    en: 'FROM lines see only the ARGs above the first FROM, and the platform arguments such as BUILDPLATFORM. What is declared inside a stage belongs to that stage, also for the FROM lines below it.',
    zh: 'FROM 只看得到第一个 FROM 之前的 ARG，以及 BUILDPLATFORM 这类平台参数。在某个阶段里声明的只属于那个阶段，下面的 FROM 也看不到。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const args = globalArgs(file);
    for (const { from } of file.stages) {
      for (const { name, modifier, span, text } of variablesIn(from.body, file.escape)) {
        if (modifier !== undefined || args.has(name) || isGiven(name)) continue;
        const meant = closest(name, args.keys());
        const image = from.words[0]?.value.replace(text, '') ?? '';
        const isBroken = /^$|[:/@-]$|^[:@]/.test(image) && from.words[0]?.value.includes(text) === true;
        yield {
          span,
          args: { name: brief(name) },
          ...(!isBroken && { severity: 'warning' as const }),
          fix: changeTo(span, meant && text.replace(name, meant), true, meant),
        };
      }
    }
  },
  examples: {
    bad: [
      { text: 'ARG VERSION=3.22\nFROM alpine:«$VERSOIN»\n', fixed: 'ARG VERSION=3.22\nFROM alpine:$VERSION\n' },
      { text: 'FROM «$BASE»\n' },
      { text: 'FROM alpine:3.22 AS one\nARG TAG=3.22\nFROM alpine:«$TAG»\n' },
    ],
    good: ['ARG V=3.22\nFROM --platform=$BUILDPLATFORM alpine:${V}\nFROM alpine:${W:-3.22}\n'],
  },
};

import { changeTo } from '../../change-to';
import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { lineage } from '../stages';

/** A "~" that no shell replaces. */
export const df054: Rule<DockerFile> = {
  code: 'DF054',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: '"~" is not replaced here', zh: '这里的“~”不会被替换' },
  message: {
    en: 'No shell reads {keyword}: "{path}" is a directory that is really called "~".',
    zh: '{keyword} 不经过 shell，“{path}”就是一个名字真叫“~”的目录。',
  },
  why: {
    en: '`~` is the home directory for a shell only. In WORKDIR, COPY and ADD it is an ordinary letter, so that files end up in a folder `~` and nobody finds them. Write the path out: `/root`, `/home/app`.',
    zh: '`~` 只有在 shell 里才表示家目录。在 WORKDIR、COPY、ADD 里它只是普通字符，文件会落进名叫 `~` 的目录，谁也找不到。请写出完整路径：`/root`、`/home/app`。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const users = new Set(instructionsOf(file, 'USER').map(({ stage }) => stage));
    for (const instruction of instructionsOf(file, 'WORKDIR', 'COPY', 'ADD')) {
      const { keyword, stage } = instruction;
      const words = keyword === 'WORKDIR' ? instruction.words : (instruction.json ?? instruction.words);
      for (const word of words) {
        if (!/^~(\/|$)/.test(word.value)) continue;
        const isRoot =
          !lineage(file, stage).some((one) => users.has(one)) && (keyword === 'WORKDIR' || word === words.at(-1));
        const at = word.text.indexOf('~');
        const place = { start: word.span.start + at, end: word.span.start + at + 1 };
        yield {
          span: word.span,
          args: { keyword, path: brief(word.value) },
          fix: isRoot ? changeTo(place, '/root', false) : undefined,
        };
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nWORKDIR «~/app»\n', fixed: 'FROM alpine:3.22\nWORKDIR /root/app\n' },
      { text: 'FROM alpine:3.22\nUSER app\nCOPY a «~/a»\n' },
    ],
    good: ['FROM alpine:3.22\nWORKDIR /root/app\nCOPY a~ /x/\nRUN mkdir ~/b\n'],
  },
};

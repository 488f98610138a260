import { closest } from '../../distance';
import type { Fix, Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import type { Word } from '../logical';

/** HEALTHCHECK without CMD or NONE. */
export const df015: Rule<DockerFile> = {
  code: 'DF015',
  aliases: ['UNKNOWN_TYPE', 'HEALTHCHECK_CMD_ARGUMENT_MISSING'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'HEALTHCHECK without CMD or NONE', zh: 'HEALTHCHECK 缺少 CMD 或 NONE' },
  message: {
    en: 'After its flags HEALTHCHECK wants CMD and a command, or NONE alone: the build stops here.',
    zh: 'HEALTHCHECK 的选项之后必须是“CMD 命令”或单独的 NONE，构建会停在这里。',
  },
  why: {
    en: 'HEALTHCHECK does not run its arguments: the word CMD says that a command follows, and NONE switches off the check of the base image. Flags such as `--interval=30s` stand before that word.',
    zh: 'HEALTHCHECK 并不直接执行它的参数：CMD 表示后面是命令，NONE 表示关闭基础镜像的检查。`--interval=30s` 这类选项写在这个词之前。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const instruction of instructionsOf(file, 'HEALTHCHECK')) {
      const { words, keywordSpan } = instruction;
      const [first, second] = words;
      const kind = first?.text.toUpperCase();
      if (first === undefined) yield { span: keywordSpan };
      else if (kind === 'CMD' && second === undefined) yield { span: first.span };
      else if (kind === 'NONE' && second !== undefined && !second.text.startsWith('#')) yield { span: second.span };
      else if (kind !== 'CMD' && kind !== 'NONE') yield { span: first.span, fix: insertCmd(first) };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nHEALTHCHECK --interval=5s «wget» -q -O /dev/null http://localhost/\n',
        fixed: 'FROM alpine:3.22\nHEALTHCHECK --interval=5s CMD wget -q -O /dev/null http://localhost/\n',
      },
      { text: 'FROM alpine:3.22\nHEALTHCHECK «CMD»\n' },
      { text: 'FROM alpine:3.22\n«HEALTHCHECK»\n' },
    ],
    good: ['FROM alpine:3.22\nHEALTHCHECK none\nFROM alpine:3.22\nHEALTHCHECK --interval=5s CMD ["true"]\n'],
  },
};

function insertCmd(first: Word): Fix | undefined {
  if (closest(first.text.toUpperCase(), ['CMD', 'NONE']) !== undefined || /^(-|cmd|none)/i.test(first.text))
    return undefined;
  return {
    title: { en: 'Insert CMD', zh: '补上 CMD' },
    edits: [{ span: { start: first.span.start, end: first.span.start }, text: 'CMD ' }],
    safe: true,
  };
}

import type { Rule } from '../../rule';
import { copiesOf } from '../copies';
import type { DockerFile } from '../file';

/** Several sources, and a destination that is no directory. */
export const dl3021: Rule<DockerFile> = {
  code: 'DL3021',
  aliases: ['INVALID_DESTINATION'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Several sources need a directory', zh: '多个来源需要目录' },
  message: {
    en: 'Several sources go into a directory only, so the destination must end with "/".',
    zh: '多个来源只能复制到目录里，目标必须以“/”结尾。',
  },
  why: {
    en: 'With one source the destination may be the new name of the file. With several it can only be a directory, and Docker wants to see the slash that says so; the same holds for a pattern that matches several files.',
    zh: '只有一个来源时，目标可以是文件的新名字；有多个来源时只能是目录，而且必须用斜杠写明。通配符匹配到多个文件时也一样。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { sources, destination } of copiesOf(file)) {
      if (
        destination === undefined ||
        sources.length < 2 ||
        /[/\\]$|\$|[%}>]$/.test(destination.value) ||
        destination.text.startsWith('#')
      )
        continue;
      const quote = destination.text === destination.value ? 0 : 1;
      if (quote === 0 && /["'`]/.test(destination.text)) continue;
      const place = { start: destination.span.end - quote, end: destination.span.end - quote };
      const fix = { title: { en: 'Add "/"', zh: '加上“/”' }, edits: [{ span: place, text: '/' }], safe: true };
      // The builder of now takes "." for a directory, the one before it does not.
      const isDot = /(^|\/)\.\.?$/.test(destination.value);
      yield { span: destination.span, fix, ...(isDot && { severity: 'information' as const }) };
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nCOPY a b «/dst»\n', fixed: 'FROM alpine:3.22\nCOPY a b /dst/\n' },
      { text: 'FROM alpine:3.22\nCOPY ["a", "b", «"/dst"»]\n', fixed: 'FROM alpine:3.22\nCOPY ["a", "b", "/dst/"]\n' },
    ],
    good: ['FROM alpine:3.22\nARG TO\nCOPY a b /dst/\nCOPY a /dst\nCOPY a b $TO\nCOPY ["a b", "/c"]\n'],
  },
};

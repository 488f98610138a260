import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { pairsOf } from '../pairs';
import { rootImage } from '../stages';

/** PATH without the old PATH. */
export const df055: Rule<DockerFile> = {
  code: 'DF055',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'PATH replaced', zh: 'PATH 被整个替换' },
  message: {
    en: 'The old PATH is gone: from here on not even ls or sh is found by its name.',
    zh: '原来的 PATH 没有了：从这里起，连 ls、sh 都找不到。',
  },
  why: {
    en: 'PATH lists the folders in which programs are looked for. Setting it anew drops `/usr/bin` and `/bin` with the rest. Put your folder in front and keep what was there: `ENV PATH=/opt/bin:$PATH`.',
    zh: 'PATH 列出查找程序的目录。重新赋值会把 `/usr/bin`、`/bin` 一起丢掉。请把自己的目录放在前面并保留原值：`ENV PATH=/opt/bin:$PATH`。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of instructionsOf(file, 'ENV')) {
      if (!hasUsualPath(file, instruction.stage)) continue;
      for (const { name, value = '', written } of pairsOf(instruction)) {
        if (name !== 'PATH' || written === undefined || !isAnew(value)) continue;
        const span = written.span(0, written.text.length);
        const at = /["']$/.test(written.text) ? span.end - 1 : span.end;
        const title = { en: 'Keep the old PATH', zh: '保留原来的 PATH' };
        const fix = { title, edits: [{ span: { start: at, end: at }, text: ':$PATH' }], safe: true };
        yield { span, fix: written.text.startsWith("'") ? undefined : fix };
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nENV PATH=«/opt/bin»\n', fixed: 'FROM alpine:3.22\nENV PATH=/opt/bin:$PATH\n' },
      {
        text: 'FROM alpine:3.22\nENV PATH=«"/opt/bin:/opt/two"» A=1\n',
        fixed: 'FROM alpine:3.22\nENV PATH="/opt/bin:/opt/two:$PATH" A=1\n',
      },
    ],
    good: [
      'FROM alpine:3.22\nENV PATH=/x:$PATH\nENV PATH="${PATH}:/y"\nENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nFROM scratch\nENV PATH=/app\n',
    ],
  },
};

/** An empty base has no PATH to lose, and Windows has another. */
const hasUsualPath = (file: DockerFile, stage: number): boolean =>
  file.escape === '\\' && !/scratch|distroless|chainguard|windows|nanoserver/.test(rootImage(file, stage)?.name ?? '');

/** Neither with a variable, which may hold the old one, nor with the usual folders. */
const isAnew = (value: string): boolean => value.startsWith('/') && !/[$%\\;]|(^|:)(\/usr)?\/bin\/?(:|$)/.test(value);

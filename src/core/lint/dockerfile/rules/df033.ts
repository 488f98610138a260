import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { programsOf } from '../targets';

/** A script with line ends of Windows. */
export const df033: Rule<DockerFile> = {
  code: 'DF033',
  aliases: ['SC1017'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Script with line ends of Windows', zh: '脚本是 Windows 换行符' },
  message: {
    en: 'The lines of "{path}" end with CR LF: Linux looks for an interpreter "sh\\r", and says "no such file".',
    zh: '“{path}”的行尾是 CRLF：Linux 会去找名为“sh\\r”的解释器，报“no such file”。',
  },
  why: {
    en: 'The first line of a script names its interpreter up to the end of the line. With the line ends of Windows an invisible CR belongs to that name, so that nothing by it exists. Save the file with LF, and let `.gitattributes` say `*.sh text eol=lf`.',
    zh: '脚本第一行到行尾为止是解释器的名字。用 Windows 换行符时，名字末尾多出一个看不见的 CR，自然找不到。请用 LF 保存，并在 `.gitattributes` 里写 `*.sh text eol=lf`。',
  },
  lesson: 'docker/dockerfile',
  *check(file, nearby) {
    if (/dos2unix|\\r/.test(file.text)) return;
    for (const { source, path } of programsOf(file)) {
      const thing = nearby.at(path);
      if (thing?.kind !== 'file' || !/^#![^\n]*\r\n/.test(thing.text ?? '')) continue;
      const end = thing.text?.indexOf('\n') ?? 0;
      yield {
        span: source.span,
        args: { path: brief(path, 20) },
        related: [{ path, span: { start: 0, end: end - 1 }, message: related }],
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nCOPY --chmod=755 «start.sh» /start.sh\nENTRYPOINT ["/start.sh"]\n',
        beside: { 'start.sh': '#!/bin/sh\r\necho hi\r\n' },
      },
    ],
    good: [
      {
        text: 'FROM alpine:3.22\nCOPY --chmod=755 start.sh data.txt /usr/local/bin/\nENTRYPOINT ["start.sh"]\n',
        beside: { 'start.sh': '#!/bin/sh\necho hi\n', 'data.txt': 'a\r\n' },
      },
      {
        text: 'FROM alpine:3.22\nCOPY start.sh /start.sh\nRUN sed -i \'s/\\r$//\' /start.sh && chmod +x /start.sh\nENTRYPOINT ["/start.sh"]\n',
        beside: { 'start.sh': '#!/bin/sh\r\necho hi\r\n' },
      },
    ],
  },
};

const related = { en: 'This line ends with CR LF.', zh: '这一行以 CRLF 结尾。' };

import { type Fix, type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import type { Word } from '../logical';

/** FROM takes an image, or an image, AS and a name. */
export const df010: Rule<DockerFile> = {
  code: 'DF010',
  aliases: ['INVALID_AS', 'ARGUMENT_REQUIRES_ONE_OR_THREE', 'BASE_NAME_EMPTY'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'FROM of another shape', zh: 'FROM 的写法不对' },
  message: {
    en: 'FROM takes an image, or an image, AS and a name: the build stops at "{word}".',
    zh: 'FROM 只接受“镜像”或“镜像 AS 名字”，构建会停在“{word}”。',
  },
  why: {
    en: 'A FROM has one word, the image, or three: the image, `AS`, and a name for the stage, by which later stages copy from it. Anything else is refused before the build begins.',
    zh: 'FROM 后面要么是一个词（镜像），要么是三个词：镜像、`AS`、阶段名，后面的阶段靠这个名字从它复制文件。其他写法在构建开始前就会被拒绝。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const { words, rest } of instructionsOf(file, 'FROM')) {
      const wrong = /[{<%#]/.test(rest.text.replace(/\$\{\w+[^}]*\}/g, '')) ? undefined : wrongWord(words);
      if (wrong === undefined) continue;
      const fix = words.length === 2 && wrong === words[1] ? insertAs(wrong) : undefined;
      yield { span: wrong.span, args: { word: brief(wrong.text) }, fix };
    }
  },
  examples: {
    bad: [
      { text: 'FROM golang:1.26 «build»\n', fixed: 'FROM golang:1.26 AS build\n' },
      { text: 'FROM golang:1.26 «AS»\n' },
      { text: 'FROM golang:1.26 AS build «stage»\n' },
    ],
    good: ['FROM golang:1.26 AS build\nFROM alpine:3.22\nFROM build as last\n'],
  },
};

/** The word at which the line goes wrong; a blank inside an image is another rule's matter. */
function wrongWord([image, as, name, extra]: readonly Word[]): Word | undefined {
  if (image === undefined || as === undefined || /[:/@]$/.test(image.text)) return undefined;
  if (!/^as$/i.test(as.text)) return as;
  return name === undefined ? as : extra;
}

function insertAs(name: Word): Fix | undefined {
  if (!/^[A-Za-z][\w.-]*$/.test(name.text) || /^as$/i.test(name.text)) return undefined;
  return {
    title: { en: 'Insert AS', zh: '补上 AS' },
    edits: [{ span: { start: name.span.start, end: name.span.start }, text: 'AS ' }],
    safe: true,
  };
}

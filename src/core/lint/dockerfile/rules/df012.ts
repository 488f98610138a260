import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { nameWord, usesOf } from '../stage-uses';

/** A name that no stage can have. */
export const df012: Rule<DockerFile> = {
  code: 'DF012',
  aliases: ['INVALID_BUILD_STAGE_NAME'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Invalid stage name', zh: '阶段名不合法' },
  message: {
    en: '"{name}" cannot be the name of a stage: it starts with a letter; letters, digits, "-", "_", "." follow.',
    zh: '“{name}”不能作阶段名：须以字母开头，后跟字母、数字、“-”、“_”、“.”。',
  },
  why: {
    en: 'The name of a stage is what `COPY --from` and later FROM lines call it. A name of digits would be taken for the number of a stage, and other characters would make it look like an image, so Docker refuses them.',
    zh: '阶段名供 `COPY --from` 和后面的 FROM 引用。纯数字会和阶段编号混淆，其他字符会看起来像镜像名，所以 Docker 不接受。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const [index, { name }] of file.stages.entries()) {
      const word = nameWord(file, index);
      if (name === undefined || word === undefined || /^[a-z][\w.-]*$/i.test(name) || /[$<>{}%@#]/.test(name)) continue;
      const meant = name
        .replace(/[^\w.-]/g, '-')
        .replace(/^[^A-Za-z]/, (first) => `stage-${/\d/.test(first) ? first : ''}`);
      yield {
        span: word.span,
        args: { name: brief(name, 16) },
        fix: {
          title: { en: `Rename to ${meant}`, zh: `改名为 ${meant}` },
          edits: [word.span, ...usesOf(file, index)].map((span) => ({ span, text: meant })),
          safe: false,
        },
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM golang:1.26 AS «1st»\nFROM alpine:3.22\nCOPY --from=1st /a /a\n',
        fixed: 'FROM golang:1.26 AS stage-1st\nFROM alpine:3.22\nCOPY --from=stage-1st /a /a\n',
      },
    ],
    good: ['FROM golang:1.26 AS build-1.0_a\nFROM alpine:3.22 AS B\n'],
  },
};

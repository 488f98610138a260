import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { nameWord, usesOf } from '../stage-uses';

/** A stage name that is used twice. */
export const dl3024: Rule<DockerFile> = {
  code: 'DL3024',
  aliases: ['DuplicateStageName', 'DUPLICATE_BUILD_STAGE_NAME'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Stage name used twice', zh: '阶段名重复' },
  message: {
    en: 'Another stage is called "{name}" already: nobody can tell which of the two a line means.',
    zh: '已经有一个阶段叫“{name}”，引用时分不清是哪一个。',
  },
  why: {
    en: 'Names of stages are compared without regard to case. With two of a name `COPY --from` takes the one above it that comes last, and `docker build --target` may take the other. Give each its own name.',
    zh: '阶段名不区分大小写。两个同名时，`COPY --from` 取上方最近的那个，`docker build --target` 却可能取另一个。请给每个阶段取不同的名字。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    const seen = new Set<string>();
    const names = new Set(file.stages.map(({ name }) => name?.toLowerCase()));
    for (const [index, { name }] of file.stages.entries()) {
      const word = nameWord(file, index);
      if (name === undefined || word === undefined || /[$<>{}%]/.test(name)) continue;
      if (seen.has(name.toLowerCase())) {
        let number = 2;
        while (names.has(`${name.toLowerCase()}${number}`)) number += 1;
        const text = `${name}${number}`;
        const edits = [word.span, ...usesOf(file, index)].map((span) => ({ span, text }));
        yield {
          span: word.span,
          args: { name: brief(name) },
          fix: { title: { en: `Rename to ${text}`, zh: `改名为 ${text}` }, edits, safe: false },
        };
      }
      seen.add(name.toLowerCase());
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM golang:1.26 AS build\nFROM node:24 AS «build»\nFROM alpine:3.22\nCOPY --from=build /a /a\n',
        fixed: 'FROM golang:1.26 AS build\nFROM node:24 AS build2\nFROM alpine:3.22\nCOPY --from=build2 /a /a\n',
      },
    ],
    good: ['FROM golang:1.26 AS build\nFROM node:24 AS assets\nFROM alpine:3.22\n'],
  },
};

import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { fromUses, stageNamed } from '../stage-uses';

/** --from names its own stage. */
export const dl3023: Rule<DockerFile> = {
  code: 'DL3023',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: '--from names its own stage', zh: '--from 指向自己所在的阶段' },
  message: {
    en: '"{name}" is the stage that this line belongs to: a stage cannot copy from itself.',
    zh: '“{name}”就是这一行所在的阶段，阶段不能从自己复制。',
  },
  why: {
    en: '`COPY --from` takes files out of another stage that has been built before. Inside its own stage the files are there already: use `RUN cp`, or name the stage that was meant.',
    zh: '`COPY --from` 从另一个已经构建好的阶段取文件。自己阶段里的文件本来就在，用 `RUN cp` 即可，否则请写对阶段名。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const use of fromUses(file)) {
      const { value, span, instruction } = use;
      const own = file.stages[instruction.stage];
      const isOwn = own?.name?.toLowerCase() === value.toLowerCase() || value === String(instruction.stage);
      if (isOwn && !instruction.onbuild && stageNamed(file, use) === undefined)
        yield { span, args: { name: brief(value) } };
    }
  },
  examples: {
    bad: [
      { text: 'FROM golang:1.26 AS build\nFROM alpine:3.22 AS final\nCOPY --from=«final» /a /a\n' },
      { text: 'FROM golang:1.26 AS build\nFROM alpine:3.22\nCOPY --from=«1» /a /a\n' },
    ],
    good: ['FROM golang:1.26 AS build\nFROM build AS test\nCOPY --from=build /a /a\n'],
  },
};

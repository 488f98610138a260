import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { flagOf } from '../flags';

/** --platform=$TARGETPLATFORM is the default. */
export const dl3065: Rule<DockerFile> = {
  code: 'DL3065',
  aliases: ['RedundantTargetPlatform'],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: '--platform=$TARGETPLATFORM is the default', zh: '--platform=$TARGETPLATFORM 本来就是默认值' },
  message: {
    en: 'Every stage is built for the target platform anyway: this flag changes nothing.',
    zh: '每个阶段本来就按目标平台构建，这个选项不起作用。',
  },
  why: {
    en: 'Without a flag FROM takes the image for the platform that `docker build --platform` names. Only a stage that runs tools of the building machine needs one: `--platform=$BUILDPLATFORM`.',
    zh: '不写选项时，FROM 就取 `docker build --platform` 指定平台的镜像。只有要运行构建机自身工具的阶段才需要 `--platform=$BUILDPLATFORM`。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const { from } of file.stages) {
      const flag = flagOf(from, 'platform');
      const next = from.words[0];
      if (flag === undefined || next === undefined || !/^\$(TARGETPLATFORM|\{TARGETPLATFORM\})$/.test(flag.value ?? ''))
        continue;
      const edits = [{ span: { start: flag.span.start, end: next.span.start }, text: '' }];
      yield {
        span: flag.span,
        fix:
          from.flags.length === 1
            ? { title: { en: 'Remove the flag', zh: '去掉这个选项' }, edits, safe: true }
            : undefined,
      };
    }
  },
  examples: {
    bad: [{ text: 'FROM «--platform=$TARGETPLATFORM» alpine:3.22\n', fixed: 'FROM alpine:3.22\n' }],
    good: ['FROM --platform=$BUILDPLATFORM golang:1.26 AS build\nFROM alpine:3.22\n'],
  },
};

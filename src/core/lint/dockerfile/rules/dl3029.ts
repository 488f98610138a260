import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { flagOf } from '../flags';

/** A constant --platform on FROM. */
export const dl3029: Rule<DockerFile> = {
  code: 'DL3029',
  aliases: ['FromPlatformFlagConstDisallowed'],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'Constant --platform on FROM', zh: 'FROM 的 --platform 写死' },
  message: {
    en: '{platform} is fixed here, so the image has this platform whatever a build asks for.',
    zh: '此处写死了 {platform}，无论构建要求什么平台，镜像都是它。',
  },
  why: {
    en: 'The platform is chosen when an image is built, by `docker build --platform`. A constant in the file overrules that choice for this stage; `$BUILDPLATFORM` is the one for stages that only compile.',
    zh: '平台应在构建镜像时用 `docker build --platform` 选择。写死在文件里，这个阶段就不再理会该选择；只负责编译的阶段应使用 `$BUILDPLATFORM`。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    const names = new Set(file.stages.map(({ name }) => name?.toLowerCase()));
    for (const { from, name } of file.stages) {
      const flag = flagOf(from, 'platform');
      if (flag?.value === undefined || flag.value === '' || flag.value.includes('$')) continue;
      // Stages named for their platform are chosen between by a variable.
      if (name !== undefined && /amd64|arm|386|ppc64|s390|riscv/.test(name) && names.size > 1) continue;
      const title = { en: 'Use $BUILDPLATFORM', zh: '改用 $BUILDPLATFORM' };
      yield {
        span: flag.valueSpan,
        args: { platform: brief(flag.value) },
        fix: { title, edits: [{ span: flag.valueSpan, text: '$BUILDPLATFORM' }], safe: false },
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM --platform=«linux/amd64» alpine:3.22\n', fixed: 'FROM --platform=$BUILDPLATFORM alpine:3.22\n' },
    ],
    good: [
      'FROM --platform=$BUILDPLATFORM golang:1.26 AS build-amd64\nFROM --platform=linux/arm64 alpine:3.22 AS final-arm64\n',
    ],
  },
};

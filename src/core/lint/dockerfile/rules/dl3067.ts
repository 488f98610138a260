import { type Rule, brief } from '../../rule';
import { copiesOf } from '../copies';
import type { DockerFile } from '../file';
import { rootImage } from '../stages';

/** A whole file system copied from another stage. */
export const dl3067: Rule<DockerFile> = {
  code: 'DL3067',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'Whole file system of a stage copied', zh: '复制了整个阶段的文件系统' },
  message: {
    en: 'Everything of stage "{name}" is copied, build tools and all: the stages were split for nothing.',
    zh: '阶段“{name}”的内容连同构建工具全部被复制，拆分阶段就白费了。',
  },
  why: {
    en: 'Several stages keep compilers and sources out of the image. `COPY --from=build / /` brings all of them back; copy the files that the program needs. Into `scratch` it is a way to make one layer of many.',
    zh: '多阶段构建是为了不让编译器和源码进入镜像。`COPY --from=build / /` 又把它们全带了回来；应当只复制程序需要的文件。复制到 `scratch` 则是把多层压成一层的办法。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const { instruction, from, sources, destination } of copiesOf(file)) {
      if (from === undefined || destination?.value !== '/' || !sources.some(({ value }) => value === '/')) continue;
      // Into an empty image it makes one layer of many; xx is a tool box that is meant to be laid over an image.
      if (rootImage(file, instruction.stage)?.short === 'scratch' || from === 'xx') continue;
      const source = sources.find(({ value }) => value === '/');
      if (source !== undefined) yield { span: source.span, args: { name: brief(from) } };
    }
  },
  examples: {
    bad: [{ text: 'FROM golang:1.26 AS build\nFROM alpine:3.22\nCOPY --from=build «/» /\n' }],
    good: [
      'FROM golang:1.26 AS build\nFROM scratch\nCOPY --from=build / /\nFROM alpine:3.22\nCOPY --from=build /bin/a /\n',
    ],
  },
};

import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { lineage, rootImage } from '../stages';

/** No USER at all. */
export const df069: Rule<DockerFile> = {
  code: 'DF069',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'No USER', zh: '没有 USER' },
  message: {
    en: 'No line says USER: unless the base image does, containers run as root.',
    zh: '没有任何 USER 指令：除非基础镜像设置过，否则容器以 root 运行。',
  },
  why: {
    en: 'Programs hardly ever need root to serve requests. Make a user, give it the files that the program writes, and let `USER 10001` be one of the last lines. Many official images bring a user along: `USER node`.',
    zh: '程序处理请求几乎从不需要 root。创建一个用户，把程序要写的文件交给它，在末尾写 `USER 10001`。很多官方镜像自带用户，如 `USER node`。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    const last = file.stages.at(-1);
    if (
      last?.image === undefined ||
      /nonroot|rootless|distroless/.test(rootImage(file, file.stages.length - 1)?.name ?? '') ||
      /nonroot|rootless/.test(last.image.value)
    )
      return;
    const line = new Set(lineage(file, file.stages.length - 1));
    if (!instructionsOf(file, 'USER').some(({ stage }) => line.has(stage))) yield { span: last.image.span };
  },
  examples: {
    bad: [{ text: 'FROM golang:1.26 AS build\nUSER 1000\nFROM «alpine:3.22»\n' }],
    good: ['FROM alpine:3.22 AS base\nUSER 1000\nFROM base\n', 'FROM gcr.io/distroless/static:nonroot\n'],
  },
};

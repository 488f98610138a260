import { brief, type Rule } from '../../rule';
import type { DockerFile } from '../file';
import { isOpen, proposedTag, referenceOf } from '../image';

/** Base image tagged latest. */
export const dl3007: Rule<DockerFile> = {
  code: 'DL3007',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Base image tagged latest', zh: '基础镜像使用 latest 标签' },
  message: {
    en: '{image}:latest moves with every release: the same Dockerfile builds something else tomorrow.',
    zh: '{image}:latest 会随每次发布变动：同一个 Dockerfile 明天可能构建出不同的镜像。',
  },
  why: {
    en: '`latest` is no promise of anything: it is the tag that a push without a tag moves. A build that worked breaks one day without a change of yours, and two machines run two versions under one name. Name a release line such as `nginx:1.30`, or a digest.',
    zh: '`latest` 并不保证什么：它只是推送时不写标签就会被移动的那个标签。原本能用的构建，某天可能无缘无故失败；两台机器会以同一个名字运行两个版本。请写明版本系列（如 `nginx:1.30`）或 digest。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { image } of file.stages) {
      if (image === undefined || isOpen(image.value)) continue;
      const { name, tag, digest } = referenceOf(image.value);
      if (tag !== 'latest' || digest !== undefined) continue;
      const proposed = proposedTag(name);
      const place = { start: image.span.end - 'latest'.length, end: image.span.end };
      yield {
        span: image.text.endsWith('latest') ? place : image.span,
        args: { image: brief(name, 32) },
        fix:
          proposed === undefined || !image.text.endsWith('latest')
            ? undefined
            : {
                title: { en: `Name a release line: ${name}:${proposed}`, zh: `写明版本系列：${name}:${proposed}` },
                edits: [{ span: place, text: proposed }],
                safe: false,
              },
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM nginx:«latest»\n', fixed: 'FROM nginx:1.30\n' },
      { text: 'FROM registry.example.com:5000/team/app:«latest» AS app\n' },
    ],
    good: [
      'FROM nginx:1.30\n',
      'FROM nginx:latest@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1\n',
      'ARG TAG=latest\nFROM nginx:${TAG}\n',
    ],
  },
};

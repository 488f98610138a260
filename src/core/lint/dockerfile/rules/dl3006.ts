import { brief, type Rule } from '../../rule';
import type { DockerFile } from '../file';
import { isOpen, proposedTag, referenceOf } from '../image';

/** Base image without a tag. */
export const dl3006: Rule<DockerFile> = {
  code: 'DL3006',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Base image without a tag', zh: '基础镜像没有标签' },
  message: {
    en: '{image} has no tag and so means "latest": the same Dockerfile builds something else tomorrow.',
    zh: '{image} 没有标签，等于 latest：同一个 Dockerfile 明天可能构建出不同的镜像。',
  },
  why: {
    en: 'A name without a tag means `:latest`, and that tag moves with every release. A build that worked breaks one day without a change of yours, and nobody can tell which version runs. Name a release line such as `nginx:1.30`, or a digest.',
    zh: '不带标签的镜像名等于 `:latest`，而这个标签会随每次发布移动。原本能用的构建，某天可能无缘无故失败，也没人说得清跑的是哪个版本。请写明版本系列（如 `nginx:1.30`）或 digest。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { image, parent } of file.stages) {
      if (image === undefined || parent !== undefined || image.value === 'scratch' || isOpen(image.value)) continue;
      const { name, tag, digest } = referenceOf(image.value);
      if (tag !== undefined || digest !== undefined) continue;
      const proposed = proposedTag(name);
      const text = `${image.value}:${proposed ?? ''}`;
      yield {
        span: image.span,
        args: { image: brief(name, 32) },
        fix:
          proposed === undefined
            ? undefined
            : {
                title: { en: `Name a release line: ${text}`, zh: `写明版本系列：${text}` },
                edits: [{ span: { start: image.span.end, end: image.span.end }, text: `:${proposed}` }],
                safe: false,
              },
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM «httpd»\n', fixed: 'FROM httpd:2.4\n' },
      { text: 'FROM --platform=linux/amd64 «localhost:5000/team/app» AS base\n' },
    ],
    good: [
      'FROM golang:1.26 AS build\nFROM Build AS test\nFROM scratch\n',
      'ARG BASE=alpine:3.22\nFROM $BASE\nFROM ${BASE} AS two\n',
      'FROM alpine@sha256:4bcff63911fcb4448bd4fdacec207030997caf25e9bea4045fa6c8c44de311d1\n',
    ],
  },
};

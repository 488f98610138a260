import { changeTo } from '../../change-to';
import { type Fix, type Rule, brief } from '../../rule';
import { hasEnded, insteadOf, isSchemaOne } from '../end-of-life';
import type { DockerFile } from '../file';
import { isOpen, proposedTag, referenceOf } from '../image';
import type { Word } from '../logical';
import { shortName } from '../stages';

/** A base image past its end of life. */
export const df061: Rule<DockerFile> = {
  code: 'DF061',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Base image past its end of life', zh: '基础镜像已停止维护' },
  message: {
    en: '{image} is no longer maintained: holes that are found in it stay open.',
    zh: '{image} 已停止维护：再发现漏洞也不会修补。',
  },
  why: {
    en: 'Every release line ends one day; after that its image gets no updates, and its package lists may move away. Take a line that is maintained, and look once a year.',
    zh: '每个版本系列都有终止的一天，之后镜像不再更新，软件源也可能搬走。请换用仍在维护的系列，并每年检查一次。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { image, parent } of file.stages) {
      if (image === undefined || parent !== undefined || isOpen(image.value)) continue;
      const { name, tag, digest } = referenceOf(image.value);
      const short = shortName(name);
      if (tag === undefined || insteadOf(short, tag) !== undefined || isSchemaOne(short, tag) || !hasEnded(short, tag))
        continue;
      yield {
        span: image.span,
        args: { image: brief(image.value, 40) },
        fix: digest === undefined && image.text === image.value ? renew(image, short, tag) : undefined,
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM «nginx:1.21-alpine»\n', fixed: 'FROM nginx:1.30-alpine\n' },
      { text: 'FROM «python:3.9-slim» AS base\n', fixed: 'FROM python:3.13-slim AS base\n' },
      { text: 'FROM «ubuntu:18.04»\n', fixed: 'FROM ubuntu:24.04\n' },
      { text: 'FROM «node:24-bullseye»\n' },
      { text: 'FROM «amazonlinux:2018.03»\n', fixed: 'FROM amazonlinux:2023\n' },
    ],
    good: [
      'FROM node:24\nFROM alpine:3\nFROM python:3.13-slim-trixie\nFROM nginx:stable\nFROM amazonlinux:2023\nFROM debian:12\nFROM redis:6.2\nFROM mongo:8.0\nFROM registry.example.com/node:8\n',
    ],
  },
};

/** The same variant of a line that is maintained. */
function renew({ span }: Word, name: string, tag: string): Fix | undefined {
  const variant = /^\d+(?:\.\d+)*(-alpine|-slim)?$/.exec(tag);
  const proposed = proposedTag(name);
  if (variant === null || proposed === undefined) return undefined;
  const text = `${proposed}${variant[1] ?? ''}`;
  return changeTo({ start: span.end - tag.length, end: span.end }, text, false, `${name}:${text}`);
}

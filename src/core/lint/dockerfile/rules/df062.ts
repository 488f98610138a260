import { changeTo } from '../../change-to';
import { type Rule, brief } from '../../rule';
import { insteadOf } from '../end-of-life';
import type { DockerFile } from '../file';
import { isOpen, referenceOf } from '../image';
import { shortName } from '../stages';

/** A base image that is gone, or whose mirrors are. */
export const df062: Rule<DockerFile> = {
  code: 'DF062',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Base image whose mirrors are gone', zh: '基础镜像的软件源已下线' },
  message: {
    en: '{image} is withdrawn, or its package mirrors are gone: a build on it fails. Use {instead}.',
    zh: '{image} 已撤下，或软件源已下线，用它构建会失败。请改用 {instead}。',
  },
  why: {
    en: 'When a distribution ends, its packages move to an archive that the image knows nothing of, so that the first `yum install` or `apt-get update` fails. The official `centos` image ended with CentOS 8; Stream, Rocky Linux and AlmaLinux go on. The official `openjdk` image was given up, and its tags were deleted in 2025.',
    zh: '发行版终止后，软件包会搬到归档站，而镜像并不知道，于是第一次 `yum install` 或 `apt-get update` 就失败。官方 `centos` 镜像随 CentOS 8 终止；后继有 Stream、Rocky Linux 和 AlmaLinux。官方 `openjdk` 镜像已弃用，标签在 2025 年被删除。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { image, parent } of file.stages) {
      if (image === undefined || parent !== undefined || isOpen(image.value)) continue;
      const { name, tag = '', digest } = referenceOf(image.value);
      const instead = insteadOf(shortName(name), tag);
      if (instead === undefined) continue;
      const isPlain = digest === undefined && image.text === image.value;
      const fix = isPlain ? changeTo(image.span, instead, false) : undefined;
      yield { span: image.span, args: { image: brief(image.value, 24), instead }, fix };
    }
  },
  examples: {
    bad: [
      { text: 'FROM «centos»\n', fixed: 'FROM quay.io/centos/centos:stream9\n' },
      { text: 'FROM «debian:buster-slim»\n', fixed: 'FROM debian:13\n' },
      { text: 'FROM «openjdk:17-jdk-slim»\n', fixed: 'FROM eclipse-temurin:21\n' },
      { text: 'FROM «ubuntu:23.10»\n', fixed: 'FROM ubuntu:24.04\n' },
    ],
    good: [
      'FROM quay.io/centos/centos:stream9\nFROM debian:13\nFROM ubuntu:24.04\nFROM rockylinux:9\nFROM ubuntu:22.04\nFROM openjdk:27-ea-slim\n',
    ],
  },
};

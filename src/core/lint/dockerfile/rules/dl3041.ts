import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Pinning, unpinned } from '../pinning';

/** dnf packages without a version. */
export const dl3041: Rule<DockerFile> = {
  code: 'DL3041',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'dnf package without a version', zh: 'dnf 软件包没有指定版本' },
  message: {
    en: '{package} has no version: the same Dockerfile installs another one tomorrow.',
    zh: '{package} 没有指定版本，同一个 Dockerfile 明天装的可能就不一样。',
  },
  why: {
    en: '`name-1.2.3` asks for one version and fails when the mirror no longer has it. Teams that rebuild often pin the base image instead; those that must repeat a build exactly need versions.',
    zh: '`名字-1.2.3` 会要求某个版本，镜像源没有了就会失败。经常重新构建的团队通常只固定基础镜像；必须精确重现构建时才需要写明版本。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    yield* unpinned(file, pinning);
  },
  examples: {
    bad: [{ text: 'FROM rockylinux:9\nRUN dnf install -y «httpd» && dnf clean all\n' }],
    good: [
      'FROM rockylinux:9\nRUN dnf install -y httpd-2.4.62 nodejs:22 && microdnf install -y curl-8.12 && dnf clean all && microdnf clean all\n',
    ],
  },
};

const pinning: Pinning = {
  programs: ['dnf', 'microdnf'],
  verbs: ['install'],
  isPinned: (name) => /-\d|:\d|\.rpm$|^@/.test(name),
};

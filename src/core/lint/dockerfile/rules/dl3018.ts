import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Pinning, unpinned } from '../pinning';

/** apk packages without a version. */
export const dl3018: Rule<DockerFile> = {
  code: 'DL3018',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'apk package without a version', zh: 'apk 软件包没有指定版本' },
  message: {
    en: '{package} has no version: the same Dockerfile installs another one tomorrow.',
    zh: '{package} 没有指定版本，同一个 Dockerfile 明天装的可能就不一样。',
  },
  why: {
    en: 'Alpine keeps only the newest version of a package in a release: an exact version stops building at the next update, `name~=1.2` and a fixed tag of the base image hold longer. Whoever must repeat a build exactly needs it all the same.',
    zh: 'Alpine 的每个发行版只保留软件包的最新版本：写死版本，下次更新后就无法构建；`名字~=1.2` 加上固定的基础镜像标签更耐用。必须精确重现构建时仍然需要它。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    yield* unpinned(file, pinning);
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nRUN apk add --no-cache «curl» git=2.49.1-r0\n' }],
    good: [
      "FROM alpine:3.22\nRUN apk add --no-cache --virtual .build-deps curl~=8.14 git=2.49.1-r0 'vim<9.2' && apk del .build-deps\n",
    ],
  },
};

const pinning: Pinning = {
  programs: ['apk'],
  verbs: ['add'],
  withValue: ['-t', '--virtual', '-X', '--repository', '-p', '--root', '--keys-dir', '--arch', '--repositories-file'],
  isPinned: (name) => /[=<>~]|\.apk$/.test(name),
};

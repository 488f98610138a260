import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Pinning, unpinned } from '../pinning';

/** apt packages without a version. */
export const dl3008: Rule<DockerFile> = {
  code: 'DL3008',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'apt package without a version', zh: 'apt 软件包没有指定版本' },
  message: {
    en: '{package} has no version: the same Dockerfile installs another one tomorrow.',
    zh: '{package} 没有指定版本，同一个 Dockerfile 明天装的可能就不一样。',
  },
  why: {
    en: 'A version makes builds repeatable, and makes them fail when the mirror drops that version. Teams that rebuild often leave it out and pin the base image instead; those that must repeat a build exactly need it.',
    zh: '写明版本能让构建可重复，但镜像源一旦撤下该版本，构建就会失败。经常重新构建的团队通常不写，而是固定基础镜像；必须精确重现构建的团队才需要它。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    yield* unpinned(file, pinning);
  },
  examples: {
    bad: [
      {
        text: 'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends «curl» git=1:2.47.3-0+deb13u1 && rm -rf /var/lib/apt/lists/*\n',
      },
    ],
    good: [
      'FROM debian:13\nRUN apt-get update && apt-get install -y --no-install-recommends curl=8.14.1-2 ./local.deb git/trixie && rm -rf /var/lib/apt/lists/*\n',
    ],
  },
};

const pinning: Pinning = {
  programs: ['apt-get', 'apt'],
  verbs: ['install'],
  withValue: ['-t', '--target-release', '-o', '-c'],
  isPinned: (name) => /[=/]|\.deb$/.test(name),
};

import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { rpm, unpinned } from '../pinning';

/** yum packages without a version. */
export const dl3033: Rule<DockerFile> = {
  code: 'DL3033',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'yum package without a version', zh: 'yum 软件包没有指定版本' },
  message: {
    en: '{package} has no version: the same Dockerfile installs another one tomorrow.',
    zh: '{package} 没有指定版本，同一个 Dockerfile 明天装的可能就不一样。',
  },
  why: rpm.why,
  lesson: 'docker-deep/layers',
  check: (file) => unpinned(file, { programs: ['yum'], verbs: ['install'], isPinned: rpm.isPinned }),
  examples: {
    bad: [{ text: 'FROM rockylinux:9\nRUN yum install -y «httpd» && yum clean all\n' }],
    good: ['FROM rockylinux:9\nRUN yum install -y httpd-2.4.62 ./a.rpm && yum clean all\n'],
  },
};

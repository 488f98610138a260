import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { rpm, unpinned } from '../pinning';

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
  why: rpm.why,
  lesson: 'docker-deep/layers',
  check: (file) => unpinned(file, { programs: ['dnf', 'microdnf'], verbs: ['install'], isPinned: rpm.isPinned }),
  examples: {
    bad: [{ text: 'FROM rockylinux:9\nRUN dnf install -y «httpd» && dnf clean all\n' }],
    good: [
      'FROM rockylinux:9\nRUN dnf install -y httpd-2.4.62 nodejs:22 && microdnf install -y curl-8.12 && dnf clean all && microdnf clean all\n',
    ],
  },
};

import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Pinning, unpinned } from '../pinning';

/** gems without a version. */
export const dl3028: Rule<DockerFile> = {
  code: 'DL3028',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'gem without a version', zh: 'gem 没有指定版本' },
  message: {
    en: '{package} has no version: the same Dockerfile installs another one tomorrow.',
    zh: '{package} 没有指定版本，同一个 Dockerfile 明天装的可能就不一样。',
  },
  why: {
    en: '`gem install name` takes the newest release. Name one with `-v 1.2.3` or `name:1.2.3`, or keep a Gemfile with its lock file and run `bundle install`.',
    zh: '`gem install 名字` 会装最新的发布版。用 `-v 1.2.3` 或 `名字:1.2.3` 写明版本，或者维护 Gemfile 和锁文件并执行 `bundle install`。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    yield* unpinned(file, pinning);
  },
  examples: {
    bad: [{ text: 'FROM ruby:3.4\nRUN gem install «bundler»\n' }],
    good: [
      'FROM ruby:3.4\nRUN gem install bundler:2.6.2 && gem install rake -v 13.2 && gem install --version 1.0 thor\n',
    ],
  },
};

const pinning: Pinning = {
  programs: ['gem'],
  verbs: ['install', 'i'],
  elsewhere: /^(-v|--version)/,
  isPinned: (name) => name.includes(':') || name.endsWith('.gem'),
};

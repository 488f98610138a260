import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Pinning, unpinned } from '../pinning';

/** go install without a version. */
export const dl3062: Rule<DockerFile> = {
  code: 'DL3062',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'go install without a version', zh: 'go install 没有指定版本' },
  message: {
    en: '{package} has no version: the same Dockerfile installs another one tomorrow.',
    zh: '{package} 没有指定版本，同一个 Dockerfile 明天装的可能就不一样。',
  },
  why: {
    en: '`go install module@version` builds exactly that version; `@latest` is whatever is newest that day. Tools that a build depends on should not change by themselves.',
    zh: '`go install 模块@版本` 会编译指定的版本，`@latest` 则是当天最新的。构建所依赖的工具不该自己变。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    yield* unpinned(file, pinning);
  },
  examples: {
    bad: [{ text: 'FROM golang:1.26\nRUN go install «golang.org/x/tools/gopls@latest»\n' }],
    good: [
      'FROM golang:1.26\nRUN go install golang.org/x/tools/gopls@v0.20.0 && go install ./cmd/app && go install .\n',
    ],
  },
};

const pinning: Pinning = {
  programs: ['go'],
  verbs: ['install', 'get', 'run'],
  withValue: ['-ldflags', '-tags', '-C', '-mod', '-o'],
  isPinned: (name) => !/^[\w.-]+\.[a-z]+\/.+/.test(name) || /@(?!latest$|main$|master$)./.test(name),
};

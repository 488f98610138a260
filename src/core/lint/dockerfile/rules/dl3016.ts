import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Pinning, unpinned } from '../pinning';

/** npm packages without a version. */
export const dl3016: Rule<DockerFile> = {
  code: 'DL3016',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'npm package without a version', zh: 'npm 软件包没有指定版本' },
  message: {
    en: '{package} has no version: the same Dockerfile installs another one tomorrow.',
    zh: '{package} 没有指定版本，同一个 Dockerfile 明天装的可能就不一样。',
  },
  why: {
    en: '`npm install name` takes the newest version of that day. Dependencies of a program belong into package.json with its lock file and are installed by `npm ci`; tools for the build take `name@version`.',
    zh: '`npm install 名字` 会装当天最新的版本。程序的依赖应写在 package.json 和锁文件里，用 `npm ci` 安装；构建工具则写成 `名字@版本`。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    yield* unpinned(file, pinning);
  },
  examples: {
    bad: [{ text: 'FROM node:24\nRUN npm install -g «pm2»\n' }],
    good: [
      'FROM node:24\nRUN npm install -g pm2@6 @scope/tool@1.2.3 && npm install && npm ci && npm install ./a.tgz\n',
    ],
  },
};

const pinning: Pinning = {
  programs: ['npm'],
  verbs: ['install', 'i', 'add'],
  withValue: ['--prefix', '--registry', '--loglevel', '-C'],
  isPinned: (name) => /.@|\.(tgz|tar\.gz|tar)$|[/:]/.test(name.replace(/^@[^/]*\//, '')),
};

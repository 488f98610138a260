import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Keeping, keptCache } from '../kept-cache';

/** zypper's cache stays in the layer. */
export const dl3036: Rule<DockerFile> = {
  code: 'DL3036',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: "zypper's cache stays in the image", zh: 'zypper 缓存留在镜像里' },
  message: {
    en: '{program} leaves its downloads in this layer: weight that no container needs and no later RUN can free.',
    zh: '{program} 的下载内容留在了这一层：没有用处，后面的 RUN 再删也省不出空间。',
  },
  why: {
    en: 'Package managers keep indexes and packages for the next time, which in an image never comes. `zypper clean` in the same RUN removes them before the layer is written.',
    zh: '包管理器会把索引和软件包留到下次使用，而镜像里没有下次。在同一条 RUN 里执行 `zypper clean`，它们就不会写进这一层。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    yield* keptCache(file, keeping);
  },
  examples: {
    bad: [
      {
        text: 'FROM opensuse/leap:16.0\nRUN «zypper -n install» httpd\n',
        fixed: 'FROM opensuse/leap:16.0\nRUN zypper -n install httpd && zypper clean --all\n',
      },
    ],
    good: ['FROM opensuse/leap:16.0\nRUN zypper -n in httpd && zypper cc -a\n'],
  },
};

const keeping: Keeping = {
  programs: ['zypper'],
  verbs: ['install', 'in', 'patch', 'dup', 'update', 'up'],
  cache: /^\/var\/cache(\/|$)/,
  cleaners: ['clean', 'cc'],
  clean: 'zypper clean --all',
};

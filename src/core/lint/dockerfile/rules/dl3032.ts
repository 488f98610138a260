import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { type Keeping, keptCache } from '../kept-cache';

/** yum's cache stays in the layer. */
export const dl3032: Rule<DockerFile> = {
  code: 'DL3032',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: "yum's cache stays in the image", zh: 'yum 缓存留在镜像里' },
  message: {
    en: '{program} leaves its downloads in this layer: weight that no container needs and no later RUN can free.',
    zh: '{program} 的下载内容留在了这一层：没有用处，后面的 RUN 再删也省不出空间。',
  },
  why: {
    en: 'Package managers keep indexes and packages for the next time, which in an image never comes. `yum clean all` in the same RUN removes them before the layer is written.',
    zh: '包管理器会把索引和软件包留到下次使用，而镜像里没有下次。在同一条 RUN 里执行 `yum clean all`，它们就不会写进这一层。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    yield* keptCache(file, keeping);
  },
  examples: {
    bad: [
      {
        text: 'FROM rockylinux:9\nRUN «yum install» -y httpd\n',
        fixed: 'FROM rockylinux:9\nRUN yum install -y httpd && yum clean all\n',
      },
    ],
    good: [
      'FROM rockylinux:9\nRUN yum install -y httpd && yum clean all\nRUN yum install -y vim && rm -rf /var/cache/yum\n',
    ],
  },
};

const keeping: Keeping = {
  programs: ['yum'],
  verbs: ['install', 'localinstall', 'groupinstall', 'reinstall'],
  cache: /^\/var\/cache(\/|$)/,
  cleaners: ['clean'],
  clean: 'yum clean all',
};

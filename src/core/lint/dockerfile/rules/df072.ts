import { changeTo } from '../../change-to';
import { type Rule, brief } from '../../rule';
import { copiesOf, type Copy } from '../copies';
import type { DockerFile } from '../file';
import { knownBase } from '../known-bases';
import { rootImage } from '../stages';

/** A web page outside the server's folder. */
export const df072: Rule<DockerFile> = {
  code: 'DF072',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: "Web page outside the server's folder", zh: '网页不在服务器的目录里' },
  message: {
    en: '{image} serves "{root}" only: nobody will see a page in "{path}".',
    zh: '{image} 只提供“{root}”里的内容，放在“{path}”的网页没人看得到。',
  },
  why: {
    en: 'A web server shows what lies under its document root: `/usr/share/nginx/html` in the nginx image, `/usr/local/apache2/htdocs` in httpd. A page anywhere else needs a configuration that names its folder.',
    zh: 'Web 服务器只展示文档根目录下的内容：nginx 镜像是 `/usr/share/nginx/html`，httpd 是 `/usr/local/apache2/htdocs`。放在别处就要在配置里指明。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    if (/\.conf|sed|\/etc\//.test(file.text)) return;
    for (const copy of copiesOf(file)) {
      const root = rootImage(file, copy.instruction.stage);
      const pages = root && knownBase(root.short)?.pages;
      const to = copy.destination;
      if (root === undefined || pages === undefined || to === undefined || !isPage(copy)) continue;
      if (!to.value.startsWith('/') || to.value.startsWith(pages) || to.value.includes('$')) continue;
      const fix = changeTo(to.span, to.text.replace(to.value, `${pages}/`), false);
      yield { span: to.span, args: { image: root.short, root: pages, path: brief(to.value, 16) }, fix };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM httpd:2.4\nCOPY index.html «/»\n',
        fixed: 'FROM httpd:2.4\nCOPY index.html /usr/local/apache2/htdocs/\n',
      },
    ],
    good: [
      'FROM httpd:2.4\nCOPY index.html /usr/local/apache2/htdocs/\nFROM nginx:1.30\nCOPY index.html /usr/share/nginx/html/\n',
    ],
  },
};

const isPage = ({ from, sources }: Copy): boolean =>
  from === undefined && sources.some(({ value }) => /\.html?$/.test(value));

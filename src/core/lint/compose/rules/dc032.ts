import { brief, type Rule } from '../../rule';
import type { ComposeFile } from '../file';
import { isMissing, meantBeside, renamed } from '../missing-path';
import { sourcesOf } from '../surroundings';

/** Mounted file that is missing. */
export const dc032: Rule<ComposeFile> = {
  code: 'DC032',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Mounted file is missing', zh: '要挂载的文件不存在' },
  message: {
    en: 'There is no file {path}: Docker makes an empty folder of that name, and mounting it fails.',
    zh: '没有 {path} 这个文件：Docker 会建一个同名的空目录，挂载就会失败。',
  },
  why: {
    en: 'When the source of a mount is missing, Docker makes a folder for it; a folder cannot be mounted where the image has a file, and a program that expects its configuration finds a folder. Remove that folder afterwards: it stays and looks like the file.',
    zh: '挂载来源不存在时，Docker 会为它创建目录；而目录无法挂到镜像里的文件上，程序要读配置，看到的也是目录。事后记得删掉这个目录：它会一直留在那里，看起来像那个文件。',
  },
  lesson: 'docker/volumes',
  *check(file, nearby) {
    for (const service of file.services) {
      for (const named of sourcesOf(service)) {
        if (!isMissing(named, nearby)) continue;
        const source = named.scalar.text.split(':')[0] ?? '';
        yield {
          span: named.scalar.part(0, source.length),
          args: { path: brief(named.path, 40) },
          fix: renamed(named, meantBeside(named, nearby)),
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  web:\n    image: nginx:1.30\n    volumes:\n      - «./ngnix.conf»:/etc/nginx/nginx.conf:ro\n',
        fixed:
          'services:\n  web:\n    image: nginx:1.30\n    volumes:\n      - ./nginx.conf:/etc/nginx/nginx.conf:ro\n',
        beside: { 'nginx.conf': '' },
      },
      {
        text: 'services:\n  web:\n    image: nginx:1.30\n    volumes:\n      - { type: bind, source: «./conf/site.conf», target: /etc/nginx/conf.d/site.conf }\n',
        beside: { 'conf/': '' },
      },
    ],
    good: [
      {
        text: 'services:\n  web:\n    image: nginx:1.30\n    volumes:\n      - ./nginx.conf:/etc/nginx/nginx.conf:ro\n      - ./html:/usr/share/nginx/html\n      - ./cache.d:/cache.d\n      - /etc/hosts.conf:/etc/hosts.conf\n      - ./data:/var/data.db\n',
        beside: { 'nginx.conf': '' },
      },
      'services:\n  web:\n    image: nginx:1.30\n    volumes:\n      - ./nginx.conf:/etc/nginx/nginx.conf:ro\n',
    ],
  },
};

import { fill } from '../../../text';
import { brief, type Fix, type Rule } from '../../rule';
import { itemsOf, type Scalar } from '../../yaml/tree';
import { declare } from '../declare';
import { declaredIn, type ComposeFile } from '../file';
import { databaseOf } from '../images';
import type { Service } from '../service';

/** Database on a volume without a name. */
export const dc057: Rule<ComposeFile> = {
  code: 'DC057',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Database on a volume without a name', zh: '数据库用了匿名卷' },
  message: {
    en: 'A volume without a name belongs to this container: after docker compose down nobody finds {path} again.',
    zh: '匿名卷只属于这个容器：docker compose down 之后，{path} 里的数据就找不回来了。',
  },
  why: {
    en: 'An item with a path alone makes a volume with a random name. Compose takes it over while it replaces a container, but after `down` the next container gets a new one, and the old one fills the disk. A name makes it findable: `data:/path`.',
    zh: '只写一个路径会创建名字随机的卷。Compose 替换容器时会沿用它，但 `down` 之后新容器拿到的是新卷，旧卷则白占磁盘。起个名字就能找到：`data:/path`。',
  },
  lesson: 'docker/volumes',
  *check(file) {
    for (const service of file.services) {
      const database = databaseOf(service);
      if (database?.keeps !== true) continue;
      for (const { value, isAlias } of itemsOf(service.entry('volumes')?.value)) {
        if (value?.kind !== 'scalar' || !isOf(value.text, database.folder)) continue;
        yield {
          span: value.part(),
          args: { path: brief(value.text, 30) },
          fix: isAlias ? undefined : named(file, service, value),
        };
      }
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  db:\n    image: mysql:8.4\n    env_file: db.env\n    volumes:\n      - «/var/lib/mysql»\n',
        fixed:
          'services:\n  db:\n    image: mysql:8.4\n    env_file: db.env\n    volumes:\n      - db-data:/var/lib/mysql\nvolumes:\n  db-data:\n',
      },
    ],
    good: [
      'services:\n  db:\n    image: mysql:8.4\n    env_file: db.env\n    volumes: [data:/var/lib/mysql, /tmp]\n  cache:\n    image: redis:8\n    volumes: [/data]\nvolumes:\n  data:\n',
    ],
  },
};

function isOf(path: string, folder: string): boolean {
  const own = path.replace(/\/+$/, '');
  return own === folder || own.startsWith(`${folder}/`);
}

function named(file: ComposeFile, service: Service, path: Scalar): Fix | undefined {
  const name = `${service.name}-data`;
  const declared = declare(file, 'volumes', [`${name}:`]);
  if (path.inner === undefined || declared === undefined || !/^[A-Za-z][\w.-]*$/.test(name)) return undefined;
  if (declaredIn(file, 'volumes')?.has(name) !== false) return undefined;
  const title = fill({ en: 'Give it the name "{name}"', zh: '命名为“{name}”' }, { name: brief(name, 32) });
  const edits = [{ span: { start: path.inner, end: path.inner }, text: `${name}:` }, declared];
  return { title, edits, safe: false };
}

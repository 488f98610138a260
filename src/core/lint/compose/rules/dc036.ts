import { fill } from '../../../text';
import { referenceOf } from '../../dockerfile/image';
import { brief, type Edit, type Fix, type Rule } from '../../rule';
import { appendItem, appendTo, indentOf } from '../../yaml/edits';
import { itemsOf, mappingOf, textOf } from '../../yaml/tree';
import { declare } from '../declare';
import { declaredIn, type ComposeFile } from '../file';
import { databaseOf, type Database } from '../images';
import { mountsIn } from '../mounts';
import type { Service } from '../service';

/** Database whose data is on no volume. */
export const dc036: Rule<ComposeFile> = {
  code: 'DC036',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'Database without a volume', zh: '数据库没有数据卷' },
  message: {
    en: 'No volume holds {folder} of "{name}": after docker compose down it starts with an empty database.',
    zh: '“{name}”的 {folder} 不在数据卷上：docker compose down 之后，数据库又是空的。',
  },
  why: {
    en: 'What a container writes goes with the container, and `docker compose down`, or an `up` with a newer image, replaces it. The images of databases ask for a volume themselves, but it has no name, and the next container gets a new one. A named volume is found again.',
    zh: '容器里写入的数据随容器一起消失，而 `docker compose down` 或换了新镜像的 `up` 都会替换容器。数据库镜像自己会要一个匿名卷，但它没有名字，新容器拿到的又是新的卷。命名卷才能被再次找到。',
  },
  lesson: 'docker/volumes',
  *check(file) {
    if (!file.isWhole) return;
    for (const service of file.services) {
      const database = databaseOf(service);
      if (database?.keeps !== true || keepsData(service, database)) continue;
      yield {
        span: service.key.part(),
        args: { folder: database.folder, name: brief(service.name) },
        fix: withVolume(file, service, database),
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  «db»:\n    image: postgres:17\n    env_file: db.env\n    volumes:\n      - ./init.sql:/docker-entrypoint-initdb.d/init.sql\n',
        fixed:
          'services:\n  db:\n    image: postgres:17\n    env_file: db.env\n    volumes:\n      - ./init.sql:/docker-entrypoint-initdb.d/init.sql\n      - db-data:/var/lib/postgresql/data\nvolumes:\n  db-data:\n',
      },
      {
        text: 'services:\n  «db»:\n    image: mysql:8.4\n    env_file: db.env\n  web:\n    build: .\n\nvolumes:\n  uploads:\n',
        fixed:
          'services:\n  db:\n    image: mysql:8.4\n    env_file: db.env\n    volumes:\n      - db-data:/var/lib/mysql\n  web:\n    build: .\n\nvolumes:\n  uploads:\n  db-data:\n',
      },
      { text: 'services:\n  «db»: { image: mongo:8.0 }\n' },
    ],
    good: [
      'services:\n  db:\n    image: postgres:18\n    env_file: db.env\n    volumes: [data:/var/lib/postgresql]\n  test:\n    image: mysql:8.4\n    env_file: db.env\n    tmpfs: /var/lib/mysql\n  cache:\n    image: redis:8\nvolumes:\n  data:\n',
      'services:\n  db:\n    image: postgres:17\n    env_file: db.env\n    environment: { PGDATA: /pg }\n    volumes: [./pg:/pg]\n  old:\n    image: mysql:8.4\n    env_file: db.env\n    volumes: ["${DATA}:/var/lib/mysql"]\n',
      'x-db: &db\n  image: mariadb:11.8\n  env_file: db.env\n  volumes: [./data:/var/lib/mysql]\nservices:\n  db:\n    <<: *db\n  copy:\n    extends: db\n',
    ],
  },
};

/** Has somebody decided where the data goes, or may somebody have? */
function keepsData(service: Service, { folder }: Database): boolean {
  if (['volumes_from', 'tmpfs', 'command', 'entrypoint'].some((key) => decides(service, key))) return true;
  const environment = mappingOf(service.get('environment'));
  const isMoved =
    environment?.all.has('PGDATA') === true ||
    itemsOf(service.get('environment')).some((item) => textOf(item.value)?.startsWith('PGDATA=') === true);
  const mounts = service.valuesOf('volumes').flatMap((value) => mountsIn(value));
  return mounts.some(({ target }) => target === undefined || isMoved || isNear(target, folder));
}

function decides(service: Service, key: string): boolean {
  if (key === 'volumes_from' || key === 'tmpfs') return service.has(key);
  const value = service.get(key);
  const words = [textOf(value), ...itemsOf(value).map((item) => textOf(item.value))].join(' ');
  return /datadir|dbpath|data_directory|\$/.test(words);
}

/** Is one of the paths the other, or a folder above it? */
function isNear(target: string, folder: string): boolean {
  const [a, b] = [`${target.replace(/\/+$/, '')}/`, `${folder}/`];
  return a.startsWith(b) || b.startsWith(a);
}

function withVolume(file: ComposeFile, service: Service, database: Database): Fix | undefined {
  const name = `${service.name}-data`;
  if (declaredIn(file, 'volumes')?.has(name) !== false || !/^[A-Za-z][\w.-]*$/.test(name)) return undefined;
  const { tag } = referenceOf(service.text('image') ?? '');
  const mount = mounted(file, service, `${name}:${database.mountAt(tag)}`);
  const declared = declare(file, 'volumes', [`${name}:`]);
  if (mount === undefined || declared === undefined) return undefined;
  const title = { en: 'Keep the data in the volume "{name}"', zh: '把数据放进数据卷“{name}”' };
  const edits =
    mount.span.start === declared.span.start
      ? [{ span: mount.span, text: mount.text + declared.text }]
      : [mount, declared];
  return { title: fill(title, { name: brief(name, 32) }), edits, safe: false };
}

function mounted(file: ComposeFile, service: Service, item: string): Edit | undefined {
  const volumes = service.entry('volumes');
  if (volumes === undefined) return appendTo(file, service.body, ['volumes:', `${indentOf(file)}- ${item}`]);
  const isHere = service.body.own.includes(volumes) && !volumes.isAlias;
  return isHere && volumes.value?.kind === 'sequence' ? appendItem(file, volumes.value, item) : undefined;
}

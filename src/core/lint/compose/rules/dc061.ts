import { brief, type Fix, type Rule } from '../../rule';
import { appendTo, indentOf } from '../../yaml/edits';
import { entriesOf, itemsOf, textOf } from '../../yaml/tree';
import type { ComposeFile } from '../file';
import { imageOf, officialName } from '../images';
import { mountsIn } from '../mounts';
import type { Service } from '../service';

/** What images of databases want to be told before their first start, by their own documentation (November 2026): one of a row is enough. */
const wanted: Readonly<Record<string, RegExp>> = {
  mariadb:
    /^(?:MARIADB|MYSQL)_(?:ROOT_PASSWORD|ALLOW_EMPTY_(?:ROOT_)?PASSWORD|RANDOM_ROOT_PASSWORD|ROOT_PASSWORD_HASH)(?:_FILE)?$/,
  mysql: /^MYSQL_(?:ROOT_PASSWORD|ALLOW_EMPTY_PASSWORD|RANDOM_ROOT_PASSWORD)(?:_FILE)?$/,
  postgres: /^(?:POSTGRES_PASSWORD(?:_FILE)?|POSTGRES_HOST_AUTH_METHOD)$/,
};

const first: Readonly<Record<string, string>> = {
  mariadb: 'MARIADB_ROOT_PASSWORD',
  mysql: 'MYSQL_ROOT_PASSWORD',
  postgres: 'POSTGRES_PASSWORD',
};

/** Database without a password. */
export const dc061: Rule<ComposeFile> = {
  code: 'DC061',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Database without its password variable', zh: '数据库没有设置密码变量' },
  message: {
    en: '{image} does not start with an empty data folder unless it is told {variable} or the like.',
    zh: '数据目录为空时，{image} 必须得到 {variable} 之类的变量才会启动。',
  },
  why: {
    en: 'On its first start the image makes a database and its administrator, and ends with an error when nobody says what the password is to be. Take it from outside, `${…:?set it in .env}`, or from a secret (`…_FILE`). Later starts use what is in the volume.',
    zh: '首次启动时，镜像会初始化数据库和管理员账号，没人告诉它密码就报错退出。请从外部取值：`${…:?set it in .env}`，或使用 secret（`…_FILE`）。以后启动用的是数据卷里的内容。',
  },
  lesson: 'docker/compose',
  *check(file) {
    if (!file.isWhole) return;
    for (const service of file.services) {
      const name = officialName(imageOf(service) ?? '') ?? '';
      const pattern = Object.hasOwn(wanted, name) ? wanted[name] : undefined;
      const variable = first[name];
      if (pattern === undefined || variable === undefined || isTold(file, service, pattern)) continue;
      const image = service.entry('image')?.value;
      yield {
        span: image?.kind === 'scalar' ? image.part() : service.key.part(),
        args: { image: brief(name), variable },
        fix: told(file, service, variable),
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'services:\n  db:\n    image: «postgres:18»\n    volumes: [data:/var/lib/postgresql]\nvolumes:\n  data:\n',
        fixed:
          'services:\n  db:\n    image: postgres:18\n    volumes: [data:/var/lib/postgresql]\n    environment:\n      POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?set it in .env}\nvolumes:\n  data:\n',
      },
      {
        text: 'services:\n  db:\n    image: «mysql:8.4»\n    environment:\n      MYSQL_DATABASE: shop\n    volumes: [./data:/var/lib/mysql]\n',
        fixed:
          'services:\n  db:\n    image: mysql:8.4\n    environment:\n      MYSQL_DATABASE: shop\n      MYSQL_ROOT_PASSWORD: ${MYSQL_ROOT_PASSWORD:?set it in .env}\n    volumes: [./data:/var/lib/mysql]\n',
      },
    ],
    good: [
      'services:\n  a: { image: "postgres:18", environment: [POSTGRES_PASSWORD], volumes: ["./a:/var/lib/postgresql"] }\n  b: { image: "mariadb:11.8", environment: { MARIADB_RANDOM_ROOT_PASSWORD: "1" }, volumes: ["./b:/var/lib/mysql"] }\n  c: { image: "mysql:8.4", env_file: mysql.env, volumes: ["./c:/var/lib/mysql"] }\n  d: { image: "postgres:18", environment: { POSTGRES_PASSWORD_FILE: /run/secrets/d }, volumes: ["./d:/var/lib/postgresql"] }\n  e: { image: example/postgres:1.0 }\n',
    ],
  },
};

/** Has somebody told it, or may somebody have: by a file, by another program, or long ago? */
function isTold(file: ComposeFile, service: Service, pattern: RegExp): boolean {
  if (['env_file', 'entrypoint', 'command', 'configs'].some((key) => service.has(key))) return true;
  const names = service
    .valuesOf('environment')
    .flatMap((value) => [
      ...entriesOf(value).map(({ key }) => key.text),
      ...itemsOf(value).map((item) => textOf(item.value)?.split('=')[0] ?? '$'),
    ]);
  if (names.some((name) => pattern.test(name) || name.includes('$'))) return true;
  const mounts = service.valuesOf('volumes').flatMap((value) => mountsIn(value));
  return mounts.some(({ source, type }) => {
    const volume = entriesOf(file.root?.get('volumes')).find(({ key }) => key.text === source)?.value;
    return type === 'volume' && volume?.kind === 'mapping' && volume.all.has('external');
  });
}

function told(file: ComposeFile, service: Service, variable: string): Fix | undefined {
  const line = `${variable}: \${${variable}:?set it in .env}`;
  const entry = service.entry('environment');
  const title = { en: `Take ${variable} from .env`, zh: `从 .env 读取 ${variable}` };
  const isHere = entry !== undefined && service.body.own.includes(entry) && !entry.isAlias;
  const edit =
    entry === undefined
      ? appendTo(file, service.body, ['environment:', `${indentOf(file)}${line}`])
      : isHere && entry.value?.kind === 'mapping'
        ? appendTo(file, entry.value, [line])
        : undefined;
  return edit && { title, edits: [edit], safe: false };
}

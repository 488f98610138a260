import type { Condition, Exercise } from '../../lesson';
import { absent, anyOf, exists, includes, matches, none, not, oneOf, some } from '../../match';
import { composeFile, composeFindings, composeText, variable } from './compose-file';
import { clinicSecret } from './docker-compose-clinic-secret';

const services = ['web', 'cache', 'database', 'tools'] as const;

/** A finding of our rules in compose.yaml, and what to do about it. */
const finding = (id: string, code: string, en: string, zh: string): Condition['told'][number] => ({
  id,
  probe: composeFindings,
  shape: some({ code }),
  text: { en, zh },
});

const parses: Condition = {
  id: 'parses',
  title: {
    en: 'compose.yaml is valid YAML with all four services, and without a version',
    zh: 'compose.yaml 是有效的 YAML，四个服务都在，且没有 version',
  },
  when: 'now',
  expect: [
    {
      probe: composeFile,
      shape: {
        services: { web: anyOf({ build: exists }, { image: exists }), cache: exists, database: exists, tools: exists },
        version: absent,
      },
    },
  ],
  told: [
    {
      id: 'no-blank',
      probe: composeText,
      shape: matches(/^\s+build:[^\s]/m),
      text: {
        en: 'The parser complains about the line with `ports`, but look one line up: `build:.` needs a blank after the colon.',
        zh: '解析器抱怨的是 `ports` 那一行，问题却在上一行：`build:.` 的冒号后面必须有空格。',
      },
    },
    {
      id: 'version',
      probe: composeFile,
      shape: { services: exists, version: exists },
      text: {
        en: '`version` has been ignored since Compose 2, with a warning at every command: delete the line.',
        zh: '`version` 从 Compose 2 起就被忽略，每次执行命令还会给出警告：请删除这一行。',
      },
    },
    ...services.map((name) => ({
      id: `${name}-missing`,
      probe: composeFile,
      shape: { invalid: absent, services: anyOf(not(includes(name)), { [name]: absent }) },
      text: {
        en: `The service \`${name}\` is gone. Repair it instead of removing it.`,
        zh: `服务 \`${name}\` 不见了。请修好它，而不是删掉它。`,
      },
    })),
  ],
};

const refs: Condition = {
  id: 'refs',
  title: {
    en: 'Every name is defined, every image has a tag, the data has a volume, and nothing is read in two ways',
    zh: '引用的名字都有定义，镜像都有标签，数据在数据卷上，没有会被读成两种意思的写法',
  },
  when: 'now',
  after: 'parses',
  expect: [
    {
      probe: composeFindings,
      shape: none({ code: oneOf('DC009', 'DC010', 'DC011', 'DC012', 'DC015', 'DC021', 'DC036', 'DC039') }),
    },
  ],
  told: [
    {
      id: 'near-miss',
      probe: composeText,
      shape: matches(/\bdatabse\b/),
      text: {
        en: '`depends_on` names `databse`, and no service has this name. Did you mean `database`? (DC009)',
        zh: '`depends_on` 里写的是 `databse`，没有叫这个名字的服务。是不是想写 `database`？（DC009）',
      },
    },
    finding(
      'unknown-service',
      'DC009',
      'A service refers to one that this file does not have (DC009). Compare the names letter by letter.',
      '有服务引用了文件里不存在的服务（DC009）。请逐个字母核对名字。',
    ),
    finding(
      'no-network',
      'DC010',
      'A network is used but not declared: list it under `networks:` at the top level (DC010).',
      '用到了未声明的网络：请在顶层的 `networks:` 下列出它（DC010）。',
    ),
    finding(
      'volume-undeclared',
      'DC011',
      'A named volume is used but not declared: list it under `volumes:` at the top level, `dbdata:` with nothing behind it (DC011).',
      '用到了未声明的命名卷：请在顶层的 `volumes:` 下列出它，写成 `dbdata:`，后面什么都不用加（DC011）。',
    ),
    finding(
      'no-secret',
      'DC012',
      'A secret or config is used but not declared: list it under `secrets:` or `configs:` at the top level (DC012).',
      '用到了未声明的 secret 或 config：请在顶层的 `secrets:` 或 `configs:` 下列出它（DC012）。',
    ),
    finding(
      'host-with-ports',
      'DC015',
      '`network_mode: host` puts web on the network of the host itself; there is nothing left to publish, and `ports` is dropped (DC015). Keep one of the two; task 2 says which.',
      '`network_mode: host` 让 web 直接使用主机的网络，没有端口可以再发布，`ports` 会被丢弃（DC015）。两者只能留一个；留哪个，看第 2 步。',
    ),
    finding(
      'unquoted',
      'DC021',
      'Older YAML readers take `22:22` for the number 1342 and `no` for false. Quote both, so that every tool reads the same (DC021).',
      '老的 YAML 解析器会把 `22:22` 读成数字 1342，把 `no` 读成 false。给两者都加上引号，所有工具读到的才一样（DC021）。',
    ),
    finding(
      'no-volume',
      'DC036',
      'The database has lost its volume: its data would go with the container (DC036). Declare `dbdata`; do not remove the mount.',
      '数据库没有数据卷了：容器一删，数据就跟着没了（DC036）。应该声明 `dbdata`，而不是去掉挂载。',
    ),
    finding(
      'untagged',
      'DC039',
      'An image has no tag, so it is `latest`: another one next month (DC039). Write `redis:8-alpine`.',
      '有镜像没写标签，等于 `latest`，下个月可能就换了一个（DC039）。请写成 `redis:8-alpine`。',
    ),
  ],
};

const web = (shape: Condition['expect'][number]['shape']) => ({ services: { web: shape } });
const host = (value: RegExp) => web({ environment: variable('DB_HOST', value) });

const byName: Condition = {
  id: 'by-name',
  title: { en: 'web reaches the database by its service name', zh: 'web 用服务名访问数据库' },
  when: 'now',
  expect: [
    { probe: composeFile, shape: host(/database(?::3306)?/) },
    { probe: composeFile, shape: web({ network_mode: absent }) },
  ],
  told: [
    {
      id: 'localhost',
      probe: composeFile,
      shape: host(/localhost(?::\d+)?|127\.0\.0\.1(?::\d+)?/),
      text: {
        en: 'Inside web, localhost is web itself. Write the name of the service: `DB_HOST: database`.',
        zh: '在 web 里，localhost 就是 web 自己。请写服务名：`DB_HOST: database`。',
      },
    },
    {
      id: 'address',
      probe: composeFile,
      shape: host(/\d+(?:\.\d+){3}(?::\d+)?/),
      text: {
        en: 'Addresses change with every new container; use the service name: `DB_HOST: database`.',
        zh: '容器一重建，地址就可能变；请用服务名：`DB_HOST: database`。',
      },
    },
    {
      id: 'host-mode',
      probe: composeFile,
      shape: web({ network_mode: exists }),
      text: {
        en: 'With `network_mode`, web is not on the network of the project, and nobody there knows the name `database`: delete it.',
        zh: '有了 `network_mode`，web 就不在项目的网络里，名字 `database` 也就解析不了：请删掉它。',
      },
    },
  ],
};

/** Eight mistakes in one file, each of a kind that real files have. */
export const dockerComposeClinic: Exercise = {
  id: 'docker-compose-clinic',
  title: { en: 'Repair a Compose file', zh: '修好一个 Compose 文件' },
  core: false,
  minutes: 10,
  needs: ['files'],
  ports: [],
  tasks: [
    {
      en: 'Repair every problem in `compose.yaml` without removing a service: it can be parsed, every name that it uses is defined, every image has a tag, the data of the database stays on its volume, and text that older YAML tools misread is quoted. What needs no repair may stay as it is.',
      zh: '修好 `compose.yaml` 里的所有问题，但不许删服务：文件能解析，引用的名字都有定义，镜像都有标签，数据库的数据仍在数据卷上，会被老 YAML 工具误读的文本都加上引号。没有问题的地方可以不动。',
    },
    { en: '`web` must reach the database by its name.', zh: '`web` 必须能用名字访问数据库。' },
    {
      en: 'No password stands in the file: `MYSQL_ROOT_PASSWORD` comes from `.env`. Write `.env.example` with this key only, without a value.',
      zh: '密码不能写在文件里：`MYSQL_ROOT_PASSWORD` 要来自 `.env`。再写一个 `.env.example`，里面只有这个键，不写值。',
    },
  ],
  conditions: [parses, refs, byName, clinicSecret],
  hints: [
    {
      en: 'The parse error first: as long as the file is no YAML, nobody can see the rest.',
      zh: '先解决解析错误：文件还不是 YAML 时，其余的问题谁也看不见。',
    },
    {
      en: '`docker compose config` shows the file as Compose understands it, or its first complaint.',
      zh: '`docker compose config` 会显示 Compose 理解的文件，或者它的第一条报错。',
    },
    {
      en: '`MYSQL_ROOT_PASSWORD: ${MYSQL_ROOT_PASSWORD:?set it in .env}`',
      zh: '`MYSQL_ROOT_PASSWORD: ${MYSQL_ROOT_PASSWORD:?set it in .env}`',
    },
  ],
  mutants: [
    { name: 'blank-still-missing', refusedBy: 'parses', told: 'no-blank' },
    { name: 'version-kept', refusedBy: 'parses', told: 'version' },
    { name: 'tools-removed', refusedBy: 'parses', told: 'tools-missing' },
    { name: 'typo-kept', refusedBy: 'refs', told: 'near-miss' },
    { name: 'other-typo', refusedBy: 'refs', told: 'unknown-service' },
    { name: 'network-undeclared', refusedBy: 'refs', told: 'no-network' },
    { name: 'volume-undeclared', refusedBy: 'refs', told: 'volume-undeclared' },
    { name: 'secret-undeclared', refusedBy: 'refs', told: 'no-secret' },
    { name: 'host-mode-with-ports', refusedBy: 'refs', told: 'host-with-ports' },
    { name: 'unquoted', refusedBy: 'refs', told: 'unquoted' },
    { name: 'volume-removed', refusedBy: 'refs', told: 'no-volume' },
    { name: 'tag-complaint-silenced', refusedBy: 'refs', told: 'untagged' },
    { name: 'localhost', refusedBy: 'by-name', told: 'localhost' },
    { name: 'address', refusedBy: 'by-name', told: 'address' },
    { name: 'host-mode', refusedBy: 'by-name', told: 'host-mode' },
    { name: 'password-in-file', refusedBy: 'secret', told: 'literal' },
    { name: 'default-in-file', refusedBy: 'secret', told: 'default' },
    { name: 'password-dropped', refusedBy: 'secret', told: 'gone' },
    { name: 'password-in-example', refusedBy: 'secret', told: 'example-value' },
    { name: 'no-example', refusedBy: 'secret', told: 'file-absent' },
    { name: 'other-key', refusedBy: 'secret', told: 'example-key' },
  ],
};

import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, exists, matches, none, not, secret, some } from '../../match';
import { composeFile } from './compose-file';

const db: Probe = { source: 'container', name: 'tutor-wp-db-1' };
const dbLog: Probe = { source: 'logs', name: 'tutor-wp-db-1' };
const wordpress: Probe = { source: 'container', name: 'tutor-wp-wordpress-1' };

const data = '/var/lib/mysql';
/** The id that the engine gives to a volume without a name. */
const anonymous = matches(/^[0-9a-f]{64}$/);
const published = { HostConfig: { PortBindings: exists } };

/** The database, which only WordPress reaches. */
export const wordpressDb: Condition = {
  id: 'db',
  title: {
    en: 'db is healthy, keeps its data on a volume, and is not published',
    zh: 'db 健康，数据放在数据卷上，没有发布端口',
  },
  when: 'now',
  expect: [
    {
      probe: db,
      shape: {
        State: { Health: { Status: 'healthy' } },
        Mounts: some({ Type: 'volume', Destination: data, Name: not(anonymous) }),
        HostConfig: { PortBindings: absent },
      },
    },
  ],
  told: [
    {
      id: 'no-root-password',
      probe: dbLog,
      shape: matches(/password option is not specified/),
      text: {
        en: 'It wants a setting for the root password: `MARIADB_RANDOM_ROOT_PASSWORD: "yes"`, or `MARIADB_ROOT_PASSWORD`.',
        zh: '它要求设置 root 密码：`MARIADB_RANDOM_ROOT_PASSWORD: "yes"`，或者 `MARIADB_ROOT_PASSWORD`。',
      },
    },
    {
      id: 'published',
      probe: db,
      shape: published,
      text: {
        en: 'The database should not be reachable from outside: remove `ports` from db. WordPress reaches it without.',
        zh: '数据库不应该能从外面访问：请删掉 db 的 `ports`，WordPress 不需要它也能访问。',
      },
    },
    {
      id: 'no-health',
      probe: db,
      shape: { State: { Status: 'running', Health: absent } },
      text: {
        en: 'db has no healthcheck: `test: ["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]`, then `docker compose up -d`.',
        zh: 'db 没有健康检查：`test: ["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]`，然后执行 `docker compose up -d`。',
      },
    },
    {
      id: 'unhealthy',
      probe: db,
      shape: { State: { Health: { Status: 'unhealthy' } } },
      args: { output: { probe: db, path: ['State', 'Health', 'Log', 0, 'Output'] } },
      text: { en: 'The healthcheck fails, and says: {output}', zh: '健康检查失败了，它说：{output}' },
    },
    {
      id: 'anonymous-volume',
      probe: db,
      shape: { Mounts: none({ Destination: data, Name: not(anonymous) }) },
      text: {
        en: 'The data lies on a volume without a name, which nobody finds again. Declare one, and mount it: `- db:/var/lib/mysql`.',
        zh: '数据放在没有名字的数据卷上，以后谁也找不到它。请声明一个命名卷并挂载：`- db:/var/lib/mysql`。',
      },
    },
  ],
};

const host = (value: RegExp) => ({ Config: { Env: some(matches(new RegExp(`^WORDPRESS_DB_HOST=${value.source}$`))) } });

/** WordPress, which only the proxy reaches. */
export const wordpressWp: Condition = {
  id: 'wp',
  title: {
    en: 'wordpress waits for db, runs, finds it by name, and is not published',
    zh: 'wordpress 等 db 健康才启动，在运行，用名字访问它，没有发布端口',
  },
  when: 'now',
  expect: [
    {
      probe: wordpress,
      shape: {
        State: { Status: 'running' },
        Config: { Env: secret(some(matches(/^WORDPRESS_DB_HOST=db(?::3306)?$/))) },
        HostConfig: { PortBindings: absent },
      },
    },
    {
      probe: composeFile,
      shape: secret({ services: { wordpress: { depends_on: { db: { condition: 'service_healthy' } } } } }),
    },
  ],
  told: [
    {
      id: 'address',
      probe: wordpress,
      shape: host(/(?:localhost|\d+(?:\.\d+){3})(?::\d+)?/),
      text: {
        en: 'An address, or localhost, is not the database. Use the service name: `WORDPRESS_DB_HOST: db`.',
        zh: '写 IP 地址或 localhost 找不到数据库。请用服务名：`WORDPRESS_DB_HOST: db`。',
      },
    },
    {
      id: 'host-port',
      probe: wordpress,
      shape: allOf(host(/db:\d+/), not(host(/db:3306/))),
      text: {
        en: 'Between services the port of the container counts: 3306, which may be left out. Write `WORDPRESS_DB_HOST: db`.',
        zh: '服务之间用的是容器的端口 3306，可以省略不写。请写 `WORDPRESS_DB_HOST: db`。',
      },
    },
    {
      id: 'no-host',
      probe: wordpress,
      shape: { State: { Status: 'running' }, Config: { Env: not(some(matches(/^WORDPRESS_DB_HOST=db(?::3306)?$/))) } },
      text: {
        en: 'WordPress looks for its database under another name; the service is called `db`: `WORDPRESS_DB_HOST: db`.',
        zh: 'WordPress 用别的名字去找数据库；服务名叫 `db`：`WORDPRESS_DB_HOST: db`。',
      },
    },
    {
      id: 'published',
      probe: wordpress,
      shape: published,
      text: {
        en: 'Only proxy is published; it reaches wordpress by name. Remove `ports` from wordpress.',
        zh: '只有 proxy 需要发布端口，它用名字就能访问 wordpress。请删掉 wordpress 的 `ports`。',
      },
    },
    {
      id: 'not-waiting',
      probe: composeFile,
      shape: { services: { wordpress: { depends_on: not({ db: { condition: 'service_healthy' } }) } } },
      text: {
        en: 'wordpress does not wait until db is ready: `depends_on:` with `db:` and below it `condition: service_healthy`.',
        zh: 'wordpress 没有等 db 就绪：请在 `depends_on:` 下写 `db:`，再在它下面写 `condition: service_healthy`。',
      },
    },
  ],
};

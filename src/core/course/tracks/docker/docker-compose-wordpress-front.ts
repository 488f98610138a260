import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { anyOf, contains, matches, not, oneOf, secret, some } from '../../match';
import { composeFile } from './compose-file';

const proxy: Probe = { source: 'container', name: 'tutor-wp-proxy-1' };
const log: Probe = { source: 'logs', name: 'tutor-wp-proxy-1' };
const page: Probe = { source: 'http', port: 8087, path: '/' };

const conf = '/etc/nginx/conf.d/default.conf';

/** The one door. */
export const wordpressProxy: Condition = {
  id: 'only-proxy',
  title: {
    en: 'proxy starts after wordpress, is published on port 8087, and reads wp.conf',
    zh: 'proxy 在 wordpress 之后启动，发布在 8087 端口，读取 wp.conf',
  },
  when: 'now',
  expect: [
    {
      probe: proxy,
      shape: {
        State: { Status: 'running' },
        NetworkSettings: { Ports: { '80/tcp': some({ HostPort: '8087' }) } },
        Mounts: some({ Destination: conf, RW: false }),
      },
    },
    { probe: composeFile, shape: secret({ services: { proxy: { depends_on: contains('wordpress') } } }) },
  ],
  told: [
    {
      id: 'no-upstream',
      probe: log,
      shape: matches(/host not found in upstream/),
      text: {
        en: 'nginx says "host not found in upstream": it started before wordpress existed, or they share no network. Name wordpress in `depends_on`, then `docker compose up -d`.',
        zh: 'nginx 报“host not found in upstream”：它启动时 wordpress 还不存在，或者两者没有共同的网络。请在 `depends_on` 里写上 wordpress，再执行 `docker compose up -d`。',
      },
    },
    {
      id: 'folder-for-file',
      probe: proxy,
      shape: { State: { Error: matches(/not a directory/) } },
      text: {
        en: 'The file that you mount did not exist under this name, so Docker made a folder of it. Delete the folder and mount `./wp.conf`.',
        zh: '要挂载的文件不叫这个名字，Docker 就建了一个同名文件夹。请删掉这个文件夹，改为挂载 `./wp.conf`。',
      },
    },
    {
      id: 'not-mounted',
      probe: proxy,
      shape: { State: { Status: 'running' }, Mounts: not(some({ Destination: conf })) },
      text: {
        en: 'nginx still reads its own `default.conf`: mount yours in its place, `./wp.conf:/etc/nginx/conf.d/default.conf:ro`.',
        zh: 'nginx 读的还是自带的 `default.conf`：请用你的文件盖住它，`./wp.conf:/etc/nginx/conf.d/default.conf:ro`。',
      },
    },
    {
      id: 'writable',
      probe: proxy,
      shape: { Mounts: some({ Destination: conf, RW: true }) },
      text: {
        en: 'proxy may write into your `wp.conf`; it only has to read it: add `:ro`.',
        zh: 'proxy 可以改写你的 `wp.conf`，而它只需要读：请加上 `:ro`。',
      },
    },
    {
      id: 'other-port',
      probe: proxy,
      shape: {
        State: { Status: 'running' },
        HostConfig: { PortBindings: not({ '80/tcp': some({ HostPort: '8087' }) }) },
      },
      text: {
        en: 'proxy is not published on port 8087. The order is host:container: `"127.0.0.1:8087:80"`.',
        zh: 'proxy 没有发布在 8087 端口。顺序是 主机:容器：`"127.0.0.1:8087:80"`。',
      },
    },
    {
      id: 'not-waiting',
      probe: composeFile,
      shape: { services: { proxy: { depends_on: not(contains('wordpress')) } } },
      text: {
        en: 'proxy does not wait for wordpress, and nginx ends at once when it cannot resolve a name: `depends_on: [wordpress]`.',
        zh: 'proxy 没有等 wordpress，而 nginx 解析不了名字就会立刻退出：请写 `depends_on: [wordpress]`。',
      },
    },
  ],
};

/** What a visitor sees. */
export const wordpressAnswers: Condition = {
  id: 'answers',
  title: { en: 'WordPress answers on port 8087', zh: 'WordPress 在 8087 端口应答' },
  when: 'now',
  settle: 30,
  expect: [
    {
      probe: page,
      shape: anyOf({ status: 200 }, { status: 302, headers: { location: contains('wp-admin/install.php') } }),
    },
  ],
  or: [
    [
      {
        probe: page,
        shape: {
          status: oneOf(301, 302),
          headers: { location: matches(/^http:\/\/(?:localhost|127\.0\.0\.1):8087\//) },
        },
      },
    ],
  ],
  told: [
    {
      id: 'no-wordpress',
      probe: page,
      shape: { status: 502 },
      text: {
        en: 'proxy answers, but finds nobody behind it: wordpress is not up yet, or has crashed. See `docker compose logs wordpress`.',
        zh: 'proxy 有应答，但后面没有人：wordpress 还没起来，或者崩溃了。请看 `docker compose logs wordpress`。',
      },
    },
    {
      id: 'no-database',
      probe: page,
      shape: anyOf({ status: 500 }, { body: contains('Error establishing a database connection') }),
      text: {
        en: 'wordpress reaches no database: host, database name, user or password differ between the two services. If you changed them after the first start, the volume still has the old ones: `docker compose down -v`, then up again.',
        zh: 'wordpress 连不上数据库：两个服务里的主机、库名、用户或密码对不上。如果是第一次启动之后才改的，数据卷里还是旧的：请执行 `docker compose down -v`，再重新启动。',
      },
    },
  ],
};

import type { Condition } from '../../lesson';
import { absent, anyOf, contains, exists, includes, matches, none, not, some } from '../../match';
import { composeFile, composeFindings, mounted, variable } from './compose-file';

const web = (shape: Condition['expect'][number]['shape']) => ({ services: { web: shape } });
const redis = (shape: Condition['expect'][number]['shape']) => ({ services: { redis: shape } });
const command = matches(/redis-cli/);

/** What stands in compose.yaml. */
export const counterFile: Condition = {
  id: 'file',
  title: {
    en: 'compose.yaml describes web, redis, the volume, and who waits for whom',
    zh: 'compose.yaml 写明了 web、redis、数据卷，以及谁等谁',
  },
  when: 'now',
  expect: [
    {
      probe: composeFile,
      shape: {
        services: {
          web: {
            build: exists,
            environment: variable('REDIS_HOST', /redis|\$\{REDIS_HOST:?-redis\}/),
            depends_on: { redis: { condition: 'service_healthy' } },
          },
          redis: {
            healthcheck: { test: anyOf(command, some(command)) },
            volumes: mounted('data', '/data'),
          },
        },
        volumes: contains('data'),
      },
    },
    { probe: composeFindings, shape: none({ severity: 'error' }) },
  ],
  told: [
    {
      id: 'service-missing',
      probe: composeFile,
      shape: { invalid: absent, services: anyOf(absent, not(includes('web', 'redis'))) },
      text: {
        en: 'The file needs two services below `services:`, and their names are `web` and `redis`.',
        zh: '`services:` 下面要有两个服务，名字是 `web` 和 `redis`。',
      },
    },
    {
      id: 'no-build',
      probe: composeFile,
      shape: web({ build: absent }),
      text: {
        en: 'web has no `build`: the program is in this folder, so let Compose build it with `build: .`.',
        zh: 'web 没有 `build`：程序就在这个文件夹里，用 `build: .` 让 Compose 来构建。',
      },
    },
    {
      id: 'localhost',
      probe: composeFile,
      shape: web({ environment: variable('REDIS_HOST', /localhost|127\.0\.0\.1|::1/) }),
      text: {
        en: 'Inside web, localhost is web itself, and no redis runs there (DC033). Write the service name: `REDIS_HOST: redis`.',
        zh: '在 web 里，localhost 就是 web 自己，那里没有 redis（DC033）。请写服务名：`REDIS_HOST: redis`。',
      },
    },
    {
      id: 'short-depends-on',
      probe: composeFile,
      shape: web({ depends_on: some('redis') }),
      text: {
        en: 'A list in `depends_on` waits for the start, not for readiness: use the long form, `redis:` with `condition: service_healthy` below it.',
        zh: '`depends_on` 写成列表，等的是启动，不是就绪：请用完整形式，在 `redis:` 下面写 `condition: service_healthy`。',
      },
    },
    {
      id: 'no-healthcheck',
      probe: composeFile,
      shape: redis({ healthcheck: absent }),
      text: {
        en: 'redis has no `healthcheck`, so it can never become healthy: `test: ["CMD", "redis-cli", "ping"]`.',
        zh: 'redis 没有 `healthcheck`，也就永远不会变成 healthy：`test: ["CMD", "redis-cli", "ping"]`。',
      },
    },
    {
      id: 'not-named',
      probe: composeFile,
      shape: redis({ volumes: not(mounted('data', '/data')) }),
      text: {
        en: '`/data` of redis must be the named volume `data`: `- data:/data`. A path alone makes an anonymous volume, and nobody finds it again.',
        zh: 'redis 的 `/data` 必须是命名卷 `data`：`- data:/data`。只写路径得到的是匿名卷，以后谁也找不到它。',
      },
    },
    {
      id: 'volume-undeclared',
      probe: composeFile,
      shape: { services: exists, volumes: not(contains('data')) },
      text: {
        en: 'The volume is mounted but not declared (DC011): add `data:` under `volumes:` at the top level.',
        zh: '数据卷挂载了却没有声明（DC011）：请在顶层的 `volumes:` 下加上 `data:`。',
      },
    },
    {
      id: 'rule',
      probe: composeFindings,
      shape: some({ severity: 'error' }),
      text: {
        en: 'The editor marks an error in `compose.yaml`; see the Problems view, and repair that first.',
        zh: '编辑器在 `compose.yaml` 里标出了错误；请看“问题”面板，先把它修好。',
      },
    },
  ],
};

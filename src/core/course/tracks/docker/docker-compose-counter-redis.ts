import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, contains, exactly, exists, includes, matches, not, some } from '../../match';
import { web } from './docker-compose-counter-web';

const redis: Probe = { source: 'container', name: 'tutor-counter-redis-1' };
const log: Probe = { source: 'logs', name: 'tutor-counter-redis-1' };
const network: Probe = { source: 'network', name: 'tutor-counter_default' };
const volume: Probe = { source: 'volume', name: 'tutor-counter_data' };

const appendOnly = anyOf(
  { Config: { Cmd: includes('--appendonly', 'yes') } },
  { Config: { Cmd: some(matches(/--appendonly[ =]yes/)) } },
);
const redisState = {
  State: { Health: { Status: 'healthy' } },
  Mounts: some({ Type: 'volume', Name: 'tutor-counter_data', Destination: '/data' }),
  HostConfig: { PortBindings: absent },
};

/** The store, as it runs. */
export const counterRedis: Condition = {
  id: 'redis',
  title: {
    en: 'redis is healthy, append-only, and keeps its data on the volume',
    zh: 'redis 健康，开启了 append-only，数据放在数据卷上',
  },
  when: 'now',
  expect: [
    { probe: redis, shape: allOf(redisState, appendOnly) },
    { probe: volume, shape: {} },
  ],
  or: [
    [
      { probe: redis, shape: redisState },
      { probe: log, shape: matches(/\bAOF\b|append only file/i) },
      { probe: volume, shape: {} },
    ],
  ],
  told: [
    {
      id: 'no-health',
      probe: redis,
      shape: { State: { Status: 'running', Health: absent } },
      text: {
        en: 'No healthcheck took effect: the container is older than the file. Recreate it with `docker compose up -d`.',
        zh: '健康检查没有生效：容器比文件旧。请用 `docker compose up -d` 重建它。',
      },
    },
    {
      id: 'unhealthy',
      probe: redis,
      shape: { State: { Health: { Status: 'unhealthy' } } },
      args: { output: { probe: redis, path: ['State', 'Health', 'Log', 0, 'Output'] } },
      text: {
        en: 'The healthcheck fails, and says: {output}',
        zh: '健康检查失败了，它说：{output}',
      },
    },
    {
      id: 'published',
      probe: redis,
      shape: { HostConfig: { PortBindings: exists } },
      text: {
        en: 'Only web needs a port. Services reach redis on 6379 without `ports`: remove it from redis.',
        zh: '只有 web 需要发布端口。其他服务不用 `ports` 就能访问 redis 的 6379：请把它从 redis 里删掉。',
      },
    },
    {
      id: 'other-volume',
      probe: redis,
      shape: { Mounts: not(some({ Name: 'tutor-counter_data', Destination: '/data' })) },
      text: {
        en: 'Its `/data` is not the volume `tutor-counter_data`: the container is older than the file. Recreate it with `docker compose up -d`.',
        zh: '它的 `/data` 不是数据卷 `tutor-counter_data`：容器比文件旧。请用 `docker compose up -d` 重建它。',
      },
    },
    {
      id: 'memory-only',
      probe: redis,
      shape: { State: { Status: 'running' } },
      text: {
        en: 'redis writes a snapshot only now and then, and loses the last visits in a crash: `command: redis-server --appendonly yes`.',
        zh: 'redis 只会隔一阵子存一次快照，崩溃时会丢掉最近的访问次数：`command: redis-server --appendonly yes`。',
      },
    },
  ],
};

const networks = { NetworkSettings: { Networks: exactly('tutor-counter_default') } };

/** Where the two meet. */
export const counterNetwork: Condition = {
  id: 'one-net',
  title: { en: 'Both are on the default network of the project', zh: '两者都在项目的默认网络上' },
  when: 'now',
  expect: [
    { probe: web, shape: networks },
    { probe: redis, shape: networks },
    { probe: network, shape: {} },
  ],
  told: [
    {
      id: 'apart',
      probe: web,
      shape: { NetworkSettings: { Networks: not(contains('tutor-counter_default')) } },
      text: {
        en: 'They share no network: names cannot resolve. Remove `networks:` from the services; the default network is enough.',
        zh: '它们没有共同的网络，名字无法解析。请把各服务里的 `networks:` 删掉，默认网络就够了。',
      },
    },
    {
      id: 'redis-apart',
      probe: redis,
      shape: { NetworkSettings: { Networks: not(exactly('tutor-counter_default')) } },
      text: {
        en: 'redis is on other networks than web. Remove `networks:` from the services; the default network is enough.',
        zh: 'redis 和 web 所在的网络不一样。请把各服务里的 `networks:` 删掉，默认网络就够了。',
      },
    },
  ],
};

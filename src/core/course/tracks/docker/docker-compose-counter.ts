import type { Exercise } from '../../lesson';
import { counterFile } from './docker-compose-counter-file';
import { counterNetwork, counterRedis } from './docker-compose-counter-redis';
import { counterCounts, counterWeb } from './docker-compose-counter-web';

/** Two services that find each other by name, in the right order, with data that stays. */
export const dockerComposeCounter: Exercise = {
  id: 'docker-compose-counter',
  title: { en: 'A page that counts its visits', zh: '会数访问次数的网页' },
  core: true,
  minutes: 20,
  needs: ['docker', 'files'],
  project: 'tutor-counter',
  ports: [8088],
  tasks: [
    {
      en: 'In `compose.yaml`, write the service `web`: built from this folder, 127.0.0.1:8088 to container port 5000, variable `REDIS_HOST: redis`. Keep `name: tutor-counter`.',
      zh: '在 `compose.yaml` 里写服务 `web`：用本文件夹构建，127.0.0.1:8088 对应容器端口 5000，变量 `REDIS_HOST: redis`。保留 `name: tutor-counter`。',
    },
    {
      en: 'Write the service `redis`: image `redis:8-alpine`, append-only, the named volume `data` at `/data`, and a healthcheck with `redis-cli ping`.',
      zh: '写服务 `redis`：镜像 `redis:8-alpine`，开启 append-only，命名卷 `data` 挂载到 `/data`，用 `redis-cli ping` 做健康检查。',
    },
    {
      en: '`web` starts only when `redis` is healthy.',
      zh: '`redis` 健康之后，`web` 才启动。',
    },
    {
      en: 'Give both services, the default network and the volume the label `tutor.exercise=docker-compose-counter`.',
      zh: '给两个服务、默认网络和数据卷都加上标签 `tutor.exercise=docker-compose-counter`。',
    },
    {
      en: '`docker compose up -d --build`, then reload http://127.0.0.1:8088 a few times. (Each check adds one visit too.)',
      zh: '执行 `docker compose up -d --build`，然后把 http://127.0.0.1:8088 刷新几次。（每次检查也会算一次访问。）',
    },
  ],
  conditions: [counterFile, counterWeb, counterRedis, counterNetwork, counterCounts],
  hints: [
    {
      en: 'The file is a list of `docker run` commands without the order: each option has its key.',
      zh: '这个文件就是一串不分先后的 `docker run`：每个选项都有对应的键。',
    },
    {
      en: '`docker compose ps` and `docker compose logs web` show how far it got.',
      zh: '`docker compose ps` 和 `docker compose logs web` 能看到进行到了哪一步。',
    },
    {
      en: '`depends_on: { redis: { condition: service_healthy } }`',
      zh: '`depends_on: { redis: { condition: service_healthy } }`',
    },
  ],
  mutants: [
    { name: 'redis-missing', refusedBy: 'file', told: 'service-missing' },
    { name: 'ready-made-image', refusedBy: 'file', told: 'no-build' },
    { name: 'redis-on-localhost', refusedBy: 'file', told: 'localhost' },
    { name: 'short-depends-on', refusedBy: 'file', told: 'short-depends-on' },
    { name: 'no-healthcheck', refusedBy: 'file', told: 'no-healthcheck' },
    { name: 'anonymous-volume', refusedBy: 'file', told: 'not-named' },
    { name: 'volume-undeclared', refusedBy: 'file', told: 'volume-undeclared' },
    { name: 'network-undeclared', refusedBy: 'file', told: 'rule' },
    { name: 'other-project', refusedBy: 'web', told: 'other-project' },
    { name: 'plain-runs', refusedBy: 'web', told: 'not-compose' },
    { name: 'without-packages', refusedBy: 'web', told: 'packages-missing' },
    { name: 'ports-reversed', refusedBy: 'web', told: 'other-port' },
    { name: 'nothing-published', refusedBy: 'web', told: 'not-published' },
    { name: 'web-unlabelled', refusedBy: 'web', told: 'own' },
    { name: 'check-without-effect', refusedBy: 'redis', told: 'no-health' },
    { name: 'unhealthy', refusedBy: 'redis', told: 'unhealthy' },
    { name: 'redis-published', refusedBy: 'redis', told: 'published' },
    { name: 'file-mended-later', refusedBy: 'redis', told: 'other-volume' },
    { name: 'memory-only', refusedBy: 'redis', told: 'memory-only' },
    { name: 'volume-unlabelled', refusedBy: 'redis', told: 'own' },
    { name: 'web-apart', refusedBy: 'one-net', told: 'apart' },
    { name: 'redis-on-two-networks', refusedBy: 'one-net', told: 'redis-apart' },
    { name: 'network-unlabelled', refusedBy: 'one-net', told: 'own' },
    { name: 'redis-with-password', refusedBy: 'counts', told: 'no-redis' },
    { name: 'listens-inside-only', refusedBy: 'counts', told: 'only-inside' },
  ],
};

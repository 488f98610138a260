import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, exists, matches, not, some } from '../../match';

export const web: Probe = { source: 'container', name: 'tutor-counter-web-1' };
const log: Probe = { source: 'logs', name: 'tutor-counter-web-1' };
const containers: Probe = { source: 'containers' };
const page: Probe = { source: 'http', port: 8088, path: '/' };

const service = 'com.docker.compose.service';
/** Only containers that Compose has made bear it; service and project are on the images that it builds, too. */
const number = 'com.docker.compose.container-number';

/** The program, as Compose started it. */
export const counterWeb: Condition = {
  id: 'web',
  title: { en: 'web runs, published on port 8088', zh: 'web 在运行，发布在 8088 端口' },
  when: 'now',
  expect: [
    {
      probe: web,
      shape: {
        Config: { Labels: { [service]: 'web', [number]: exists } },
        State: { Status: 'running' },
        NetworkSettings: { Ports: { '5000/tcp': some({ HostPort: '8088' }) } },
      },
    },
  ],
  told: [
    {
      id: 'other-project',
      probe: containers,
      shape: allOf(
        some({
          Labels: {
            'com.docker.compose.project': not('tutor-counter'),
            [service]: 'web',
            'tutor.exercise': 'docker-compose-counter',
          },
        }),
        not(some({ Names: some('/tutor-counter-web-1') })),
      ),
      text: {
        en: 'It runs under another project name; `docker compose ls` shows which. Take that down, keep `name: tutor-counter` in the file, and give no `-p`.',
        zh: '它用了别的项目名在运行，`docker compose ls` 可以看到是哪个。请先撤下它，保留文件里的 `name: tutor-counter`，也不要加 `-p`。',
      },
    },
    {
      id: 'not-compose',
      probe: web,
      shape: { Config: { Labels: { [number]: absent } } },
      text: {
        en: 'This container was not started by Compose: it lacks the labels that Compose gives, such as `com.docker.compose.container-number`. Remove it, then `docker compose up -d --build`.',
        zh: '这个容器不是 Compose 启动的：它没有 Compose 会加上的标签，例如 `com.docker.compose.container-number`。请删除它，再执行 `docker compose up -d --build`。',
      },
    },
    {
      id: 'packages-missing',
      probe: log,
      shape: matches(/ModuleNotFoundError/),
      text: {
        en: 'The image lacks the packages: is the line with `pip install` in the Dockerfile, and did you build again with `--build`?',
        zh: '镜像里缺少依赖包：Dockerfile 里的 `pip install` 那一行还在吗？有没有用 `--build` 重新构建？',
      },
    },
    {
      id: 'other-port',
      probe: web,
      shape: {
        State: { Status: 'running' },
        HostConfig: { PortBindings: allOf(exists, not({ '5000/tcp': some({ HostPort: '8088' }) })) },
      },
      text: {
        en: 'Another port is published. The order is host:container, and the program listens on 5000: `"127.0.0.1:8088:5000"`.',
        zh: '发布的是别的端口。顺序是 主机:容器，程序监听 5000：`"127.0.0.1:8088:5000"`。',
      },
    },
    {
      id: 'not-published',
      probe: web,
      shape: { State: { Status: 'running' }, HostConfig: { PortBindings: absent } },
      text: {
        en: 'web runs, but nothing is published: `ports:` with `"127.0.0.1:8088:5000"`, then `docker compose up -d`.',
        zh: 'web 在运行，但没有发布端口：请在 `ports:` 下写 `"127.0.0.1:8088:5000"`，再执行 `docker compose up -d`。',
      },
    },
  ],
};

/** What the page says. */
export const counterCounts: Condition = {
  settle: 10,
  id: 'counts',
  title: { en: 'Port 8088 counts the visits', zh: '8088 端口会统计访问次数' },
  when: 'now',
  expect: [{ probe: page, shape: { status: 200, body: matches(/visits: \d+/) } }],
  told: [
    {
      id: 'no-redis',
      probe: page,
      shape: { status: 500 },
      text: {
        en: 'web answers 500: it cannot use redis. The last lines of `docker compose logs web` say why.',
        zh: 'web 返回 500：它用不了 redis。原因见 `docker compose logs web` 的最后几行。',
      },
    },
    {
      id: 'only-inside',
      probe: page,
      shape: { failure: 'reset' },
      text: {
        en: 'The port is published, but nobody answers behind it. Does the app listen on 0.0.0.0, not on 127.0.0.1?',
        zh: '端口发布了，后面却没有人应答。程序监听的是 0.0.0.0，而不是 127.0.0.1 吗？',
      },
    },
  ],
};

import type { Probe } from '../../check';
import type { Condition, Exercise, Expectation } from '../../lesson';
import {
  allOf,
  contains,
  differs,
  every,
  exists,
  image,
  matches,
  not,
  oneOf,
  sameAs,
  some,
  type Shape,
} from '../../match';

const httpd: Probe = { source: 'container', name: 'tutor-httpd' };
const nginx: Probe = { source: 'container', name: 'tutor-nginx' };
const any: Probe = { source: 'container', name: 'tutor-any' };
const answers: Probe = { source: 'file', path: 'answers.yaml', as: 'yaml' };
const written = { probe: answers, path: ['anyPort'] };

const running = (repository: string): { readonly [key: string]: Shape } => ({
  State: { Status: 'running' },
  Config: { Image: image(repository) },
});
const bound = (bindings: Shape): Shape => ({ HostConfig: { PortBindings: { '80/tcp': bindings } } });

const swapped = (probe: Probe, port: string, right: string): Condition['told'][number] => ({
  id: 'swapped',
  probe,
  shape: { HostConfig: { PortBindings: { [`${port}/tcp`]: exists } } },
  text: {
    en: `It is host:container, not the other way: the server listens on 80 inside. Remove the container and run it again with \`-p ${right}\`.`,
    zh: `顺序是 主机:容器，不是反过来：服务器在容器里监听 80。请删除容器，用 \`-p ${right}\` 重新运行。`,
  },
});

const local: Condition = {
  id: 'local',
  title: {
    en: 'tutor-httpd is published on port 8085 of this machine only',
    zh: 'tutor-httpd 只在本机的 8085 端口上发布',
  },
  when: 'now',
  expect: [
    {
      probe: httpd,
      shape: {
        ...running('httpd'),
        HostConfig: {
          PortBindings: {
            '80/tcp': allOf(
              some({ HostIp: '127.0.0.1', HostPort: '8085' }),
              every({ HostIp: oneOf('127.0.0.1', '::1') }),
            ),
          },
        },
      },
    },
  ],
  told: [
    {
      id: 'open',
      probe: httpd,
      shape: bound(some({ HostIp: oneOf('', '0.0.0.0', '::'), HostPort: '8085' })),
      text: {
        en: 'That listens on every address; put 127.0.0.1 in front: remove tutor-httpd and run it again with `-p 127.0.0.1:8085:80`.',
        zh: '这样会监听所有地址；请在前面加上 127.0.0.1：删除 tutor-httpd，用 `-p 127.0.0.1:8085:80` 重新运行。',
      },
    },
    swapped(httpd, '8085', '127.0.0.1:8085:80'),
  ],
};

const all: Condition = {
  id: 'all',
  title: {
    en: 'tutor-nginx is published on port 8086 of all addresses',
    zh: 'tutor-nginx 在所有地址的 8086 端口上发布',
  },
  when: 'now',
  expect: [
    {
      probe: nginx,
      shape: {
        ...running('nginx'),
        HostConfig: { PortBindings: { '80/tcp': some({ HostIp: oneOf('', '0.0.0.0'), HostPort: '8086' }) } },
      },
    },
  ],
  told: [
    {
      id: 'only-here',
      probe: nginx,
      shape: bound(some({ HostIp: matches(/^127\./) })),
      text: {
        en: 'This one should be open to all: remove tutor-nginx and run it again with `-p 8086:80`.',
        zh: '这一个应该对所有地址开放：请删除 tutor-nginx，用 `-p 8086:80` 重新运行。',
      },
    },
    {
      id: 'left-open',
      probe: nginx,
      shape: bound(some({ HostPort: oneOf('', '0') })),
      text: {
        en: 'You left the host port open, so Docker chose one: remove tutor-nginx and run it again with `-p 8086:80`.',
        zh: '你没有写主机端口，于是 Docker 自己挑了一个：请删除 tutor-nginx，用 `-p 8086:80` 重新运行。',
      },
    },
    swapped(nginx, '8086', '8086:80'),
  ],
};

const chosen: Expectation = { probe: any, shape: { ...running('nginx'), HostConfig: { PublishAllPorts: true } } };

const anyPort: Condition = {
  id: 'any',
  title: {
    en: 'tutor-any has a port that Docker chose, and answers.yaml says which',
    zh: 'tutor-any 的端口由 Docker 挑选，answers.yaml 里写着是哪个',
  },
  when: 'now',
  expect: [
    chosen,
    { probe: any, shape: { NetworkSettings: { Ports: { '80/tcp': some({ HostPort: sameAs(written) }) } } } },
    { probe: answers, shape: { anyPort: exists } },
  ],
  // A number without quotes: the list of containers tells ports as numbers.
  or: [
    [
      chosen,
      {
        probe: { source: 'containers' },
        shape: some({
          Names: contains('/tutor-any'),
          Ports: some({ PrivatePort: 80, PublicPort: sameAs(written) }),
        }),
      },
    ],
  ],
  told: [
    {
      id: 'one-port',
      probe: any,
      shape: { HostConfig: { PublishAllPorts: not(true) } },
      text: {
        en: 'Use capital -P: it publishes every port that the image exposes. Remove tutor-any and run it again with `-P`.',
        zh: '请用大写的 -P：它会发布镜像声明的所有端口。删除 tutor-any，加上 `-P` 重新运行。',
      },
    },
    {
      id: 'container-side',
      probe: answers,
      shape: { anyPort: oneOf('80', 80) },
      text: {
        en: "80 is the container's side; the host's side is what `docker port tutor-any` shows behind the arrow.",
        zh: '80 是容器一侧的端口；主机一侧的端口，见 `docker port tutor-any` 箭头后面的部分。',
      },
    },
    {
      id: 'other-port',
      probe: any,
      shape: { NetworkSettings: { Ports: { '80/tcp': every({ HostPort: differs(written) }) } } },
      text: {
        en: 'answers.yaml does not hold the port that Docker chose: write the number behind the last colon of `docker port tutor-any` into `anyPort`. After a restart it may be another one.',
        zh: 'answers.yaml 里不是 Docker 挑选的端口：请把 `docker port tutor-any` 中最后一个冒号后面的数字写进 `anyPort`。重启之后端口可能会变。',
      },
    },
  ],
};

const reach: Condition = {
  id: 'reach',
  title: { en: 'Ports 8085 and 8086 answer', zh: '8085 和 8086 端口有应答' },
  when: 'now',
  expect: [8085, 8086].map((port) => ({ probe: { source: 'http', port, path: '/' }, shape: { status: 200 } })),
  told: [],
};

/** Who may come in is decided by the address in front of the port. */
export const dockerPublish: Exercise = {
  id: 'docker-publish',
  title: { en: 'Three ways to publish a port', zh: '发布端口的三种方式' },
  core: false,
  minutes: 10,
  needs: ['docker', 'files'],
  ports: [8085, 8086],
  tasks: [
    {
      en: 'Run `httpd:2.4-alpine` in the background as `tutor-httpd`, reachable only from this machine, on port 8085 (container port 80). As always: `--label tutor.exercise=docker-publish`, here and below.',
      zh: '在后台运行 `httpd:2.4-alpine`，命名为 `tutor-httpd`，只允许本机访问，端口 8085（容器端口 80）。照例加上 `--label tutor.exercise=docker-publish`，下面也一样。',
    },
    {
      en: 'Run `nginx:1.30-alpine` as `tutor-nginx`, on all addresses, port 8086.',
      zh: '运行 `nginx:1.30-alpine`，命名为 `tutor-nginx`，在所有地址上开放，端口 8086。',
    },
    {
      en: 'Run `nginx:1.30-alpine` as `tutor-any` with `-P`, which leaves the host port to Docker. Write the port that Docker chose into `answers.yaml`.',
      zh: '运行 `nginx:1.30-alpine`，命名为 `tutor-any`，用 `-P` 让 Docker 自己挑主机端口。把它挑的端口写进 `answers.yaml`。',
    },
  ],
  conditions: [local, all, anyPort, reach],
  hints: [
    { en: 'Read `-p` from outside to inside.', zh: '`-p` 要从外往里读。' },
    { en: '`docker port tutor-any`', zh: '`docker port tutor-any`' },
    { en: '`-p 127.0.0.1:8085:80`', zh: '`-p 127.0.0.1:8085:80`' },
  ],
  mutants: [
    { name: 'httpd-for-all', refusedBy: 'local', told: 'open' },
    { name: 'httpd-pair-reversed', refusedBy: 'local', told: 'swapped' },
    { name: 'nginx-on-8085', refusedBy: 'local', told: 'other-image' },
    { name: 'httpd-unnamed', refusedBy: 'local', told: 'container-other-name' },
    { name: 'missing-label', refusedBy: 'local', told: 'own' },
    { name: 'nginx-only-here', refusedBy: 'all', told: 'only-here' },
    { name: 'nginx-port-left-open', refusedBy: 'all', told: 'left-open' },
    { name: 'nginx-pair-reversed', refusedBy: 'all', told: 'swapped' },
    { name: 'nginx-port-taken', refusedBy: 'all', told: 'port-taken' },
    { name: 'any-one-port', refusedBy: 'any', told: 'one-port' },
    { name: 'answer-80', refusedBy: 'any', told: 'container-side' },
    { name: 'answer-empty', refusedBy: 'any', told: 'other-port' },
    { name: 'answer-missing', refusedBy: 'any', told: 'file-absent' },
    { name: 'nothing-listens-inside', refusedBy: 'reach', told: 'nothing-inside' },
  ],
};

import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { atLeastVersion, contains, image, last, not, oneOf, some } from '../../match';
import { events } from './events';

const name = 'tutor-hello';
const engine: Probe = { source: 'engine' };
const containers: Probe = { source: 'containers' };
const hello: Probe = { source: 'container', name };
const log: Probe = { source: 'logs', name };

const helloWorld = { Image: image('hello-world') };
const otherName = { ...helloWorld, Labels: { 'tutor.exercise': 'docker-hello' }, Names: { 0: not(`/${name}`) } };

const conditions: readonly Condition[] = [
  {
    id: 'engine',
    title: { en: 'An engine answers', zh: '有引擎应答' },
    when: 'now',
    // What is older than this the backend refuses by itself.
    expect: [{ probe: engine, shape: { apiVersion: atLeastVersion('1.41') } }],
    told: [],
    notes: [
      {
        id: 'old',
        probe: engine,
        shape: { apiVersion: not(atLeastVersion('1.44')) },
        args: { engine: { probe: engine, path: ['name'] } },
        text: {
          en: '{engine} is older than Docker Engine 25: most lessons work, update when you can.',
          zh: '{engine} 比 Docker Engine 25 旧：多数课程能用，有机会请升级。',
        },
      },
    ],
  },
  {
    id: 'ran',
    title: {
      en: 'tutor-hello ran from hello-world and ended with code 0',
      zh: 'tutor-hello 用 hello-world 运行过，退出码为 0',
    },
    when: 'now',
    expect: [{ probe: hello, shape: { Config: helloWorld, State: { Status: 'exited', ExitCode: 0 } } }],
    told: [
      {
        id: 'removed',
        probe: events,
        shape: { events: last({ Type: 'container', Actor: { Attributes: { name } } }, { Action: 'destroy' }) },
        text: {
          en: '`tutor-hello` ran and was removed (did you use `--rm`?). Run it again without `--rm`.',
          zh: '`tutor-hello` 运行过，但已被删除（是不是用了 `--rm`？）。请去掉 `--rm` 再运行一次。',
        },
      },
      {
        id: 'generated-name',
        probe: containers,
        shape: some(otherName),
        args: { other: { probe: containers, path: [{ first: otherName }, 'Names', 0] } },
        text: {
          en: 'hello-world ran under the name {other}, which Docker made up because you gave none: `docker rename {other} tutor-hello`.',
          zh: 'hello-world 运行过，但你没有起名字，Docker 就编了一个 {other}：`docker rename {other} tutor-hello`。',
        },
      },
      {
        id: 'unnamed',
        probe: events,
        shape: {
          events: some({
            Type: 'container',
            Action: 'start',
            Actor: { Attributes: { name: not(name), image: image('hello-world') } },
          }),
        },
        text: {
          en: 'hello-world ran, but under another name. Run it again with `--name tutor-hello` and `--label tutor.exercise=docker-hello`.',
          zh: 'hello-world 运行过，但用的是别的名字。请加上 `--name tutor-hello` 和 `--label tutor.exercise=docker-hello` 再运行一次。',
        },
      },
    ],
  },
  {
    id: 'said',
    title: { en: 'Its log holds the greeting', zh: '它的日志里有那句问候' },
    when: 'now',
    expect: [
      { probe: hello, shape: {} },
      { probe: log, shape: contains('Hello from Docker!') },
    ],
    told: [
      {
        id: 'elsewhere',
        probe: hello,
        shape: { HostConfig: { LogConfig: { Type: not(oneOf('json-file', 'local', 'journald')) } } },
        args: { driver: { probe: hello, path: ['HostConfig', 'LogConfig', 'Type'] } },
        text: {
          en: 'Its output went elsewhere: the log driver is {driver}. Remove the container and run it without `--log-driver`.',
          zh: '它的输出去了别处：日志驱动是 {driver}。请删除这个容器，不带 `--log-driver` 重新运行。',
        },
      },
      {
        id: 'other-text',
        probe: log,
        shape: not(contains('Hello from Docker!')),
        text: {
          en: 'This is not what the hello-world program says. `docker image ls hello-world` shows what bears that name here; remove it and pull it again.',
          zh: '这不是 hello-world 程序会说的话。用 `docker image ls hello-world` 看看本地叫这个名字的是什么，删掉它再重新拉取。',
        },
      },
    ],
  },
];

/** The first container, from the client through the daemon to the registry and back. */
export const dockerHello: Exercise = {
  id: 'docker-hello',
  title: { en: 'The first container', zh: '第一个容器' },
  core: true,
  minutes: 5,
  needs: ['docker'],
  ports: [],
  tasks: [
    {
      en: 'Make the engine answer: `docker version` must show a Server part.',
      zh: '让引擎应答：`docker version` 要显示 Server 部分。',
    },
    {
      en: 'Run `hello-world` as `tutor-hello`, with `--label tutor.exercise=docker-hello`.',
      zh: '运行 `hello-world`，命名为 `tutor-hello`，加上 `--label tutor.exercise=docker-hello`。',
    },
    { en: 'Find it in `docker ps -a`.', zh: '在 `docker ps -a` 里找到它。' },
  ],
  conditions,
  hints: [
    { en: 'Client and server are two programs.', zh: '客户端和服务器是两个程序。' },
    { en: '`docker context ls` shows which engine is asked.', zh: '`docker context ls` 会显示问的是哪个引擎。' },
    {
      en: '`docker run --name tutor-hello --label tutor.exercise=docker-hello hello-world`',
      zh: '`docker run --name tutor-hello --label tutor.exercise=docker-hello hello-world`',
    },
  ],
  mutants: [
    { name: 'only-pulled', refusedBy: 'ran', told: 'container-absent' },
    { name: 'busybox-says-it', refusedBy: 'ran', told: 'other-image' },
    { name: 'unnamed', refusedBy: 'ran', told: 'generated-name' },
    { name: 'unnamed-and-unmarked', refusedBy: 'ran', told: 'unnamed' },
    { name: 'missing-label', refusedBy: 'ran', told: 'own' },
    { name: 'removed-at-once', refusedBy: 'ran', told: 'removed' },
    { name: 'only-created', refusedBy: 'ran', told: 'not-started' },
    { name: 'command-not-in-image', refusedBy: 'ran', told: 'command-not-found' },
    { name: 'impostor', refusedBy: 'said', told: 'other-text' },
  ],
};

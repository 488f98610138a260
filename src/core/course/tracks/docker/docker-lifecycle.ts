import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, exists, image, last, matches, none, oneOf, some } from '../../match';
import { containerEvent, events, happened } from './events';

const id = 'docker-lifecycle';
const name = 'tutor-redis';
const redis: Probe = { source: 'container', name };
const answers: Probe = { source: 'file', path: 'answers.yaml', as: 'yaml' };

const conditions: readonly Condition[] = [
  {
    id: 'started',
    title: { en: 'A redis container named tutor-redis was started', zh: '启动过名为 tutor-redis 的 redis 容器' },
    when: 'once',
    expect: [happened(id, 'start', name, { image: image('redis') })],
    told: [
      {
        id: 'never',
        probe: events,
        shape: { events: none(containerEvent('start', name)) },
        text: {
          en: 'No container named tutor-redis was started since you began this exercise.',
          zh: '自从开始这个练习以来，还没有启动过名为 tutor-redis 的容器。',
        },
      },
      {
        id: 'unmarked',
        probe: events,
        shape: { events: last(containerEvent('start', name), { Actor: { Attributes: { 'tutor.exercise': absent } } }) },
        text: {
          en: 'tutor-redis was started, but without `--label tutor.exercise=docker-lifecycle`. Run it again with the label.',
          zh: 'tutor-redis 启动过，但没有加 `--label tutor.exercise=docker-lifecycle`。请加上标签重新运行。',
        },
      },
      {
        id: 'other-image',
        probe: events,
        shape: { events: some(containerEvent('start', name)) },
        text: {
          en: 'tutor-redis was started from another image; this exercise needs redis.',
          zh: 'tutor-redis 是用别的镜像启动的；这个练习需要 redis。',
        },
      },
    ],
  },
  {
    id: 'ready',
    title: { en: 'answers.yaml holds the line that says redis is ready', zh: 'answers.yaml 里有 redis 就绪的那一行' },
    when: 'now',
    expect: [{ probe: answers, shape: { readyLine: matches(/Ready to accept connections/) } }],
    told: [
      {
        id: 'empty',
        probe: answers,
        shape: { invalid: absent, readyLine: absent },
        text: {
          en: '`readyLine` is still empty. `docker logs tutor-redis` shows what redis wrote.',
          zh: '`readyLine` 还是空的。`docker logs tutor-redis` 会显示 redis 写了什么。',
        },
      },
      {
        id: 'other-line',
        probe: answers,
        shape: { readyLine: exists },
        text: {
          en: 'That is a line from start-up; look further down for the one that says it accepts connections.',
          zh: '那是启动过程中的一行；再往下找，说可以接受连接的那一行才对。',
        },
      },
    ],
  },
  {
    id: 'stopped',
    title: { en: 'It was stopped the polite way (exit code 0)', zh: '它是正常停止的（退出码 0）' },
    when: 'once',
    expect: [happened(id, 'die', name, { exitCode: '0' })],
    told: [
      {
        id: 'killed',
        probe: events,
        shape: { events: last(containerEvent('die', name), { Actor: { Attributes: { exitCode: '137' } } }) },
        text: {
          en: 'It was killed (exit code 137). Run it again and use `docker stop`, which lets redis save first.',
          zh: '它是被强行杀掉的（退出码 137）。请重新运行，然后用 `docker stop`，让 redis 先保存数据。',
        },
      },
      {
        id: 'not-stopped',
        probe: events,
        shape: { events: none(containerEvent('die', name)) },
        text: { en: 'It was not stopped yet.', zh: '它还没有被停止过。' },
      },
    ],
  },
  {
    id: 'removed',
    title: { en: 'tutor-redis is gone', zh: 'tutor-redis 已被删除' },
    when: 'now',
    after: 'started',
    expect: [{ probe: redis, shape: absent }],
    told: [
      {
        id: 'kept',
        probe: redis,
        shape: { State: { Status: oneOf('exited', 'created', 'dead') } },
        text: {
          en: 'Stopped, but still there with its writable layer: `docker rm tutor-redis`.',
          zh: '已停止，但容器和它的可写层还在：`docker rm tutor-redis`。',
        },
      },
      {
        id: 'running',
        probe: redis,
        shape: { State: { Status: oneOf('running', 'paused', 'restarting') } },
        text: { en: 'Still running.', zh: '还在运行。' },
      },
    ],
  },
];

/** A container from its first start to its removal. */
export const dockerLifecycle: Exercise = {
  id,
  title: { en: 'The life of a container', zh: '容器的一生' },
  core: true,
  minutes: 10,
  needs: ['docker', 'files'],
  ports: [],
  tasks: [
    {
      en: 'Run `redis:8-alpine` in the background as `tutor-redis`, with `--label tutor.exercise=docker-lifecycle` and no published port.',
      zh: '在后台运行 `redis:8-alpine`，命名为 `tutor-redis`，加上 `--label tutor.exercise=docker-lifecycle`，不发布端口。',
    },
    {
      en: 'Read its log; copy the line that says it accepts connections into `answers.yaml`.',
      zh: '查看它的日志，把说明可以接受连接的那一行抄进 `answers.yaml`。',
    },
    {
      en: 'Stop it the polite way and look at `docker ps -a`.',
      zh: '正常停止它，看看 `docker ps -a` 的输出。',
    },
    { en: 'Remove it.', zh: '删除它。' },
  ],
  conditions,
  hints: [
    { en: 'Stopped is not removed.', zh: '停止不等于删除。' },
    { en: '`docker ps` hides stopped ones; `-a` shows them.', zh: '`docker ps` 不显示已停止的容器，`-a` 才会。' },
    {
      en: '`docker stop tutor-redis && docker rm tutor-redis`',
      zh: '`docker stop tutor-redis && docker rm tutor-redis`',
    },
  ],
  mutants: [
    { name: 'never-started', refusedBy: 'started', told: 'never' },
    { name: 'forced-removal', refusedBy: 'stopped', told: 'killed' },
    { name: 'kept', refusedBy: 'removed', told: 'kept' },
    { name: 'killed', refusedBy: 'stopped', told: 'killed' },
    { name: 'left-running', refusedBy: 'stopped', told: 'not-stopped' },
    { name: 'missing-label', refusedBy: 'started', told: 'unmarked' },
    { name: 'other-image', refusedBy: 'started', told: 'other-image' },
    { name: 'earlier-line', refusedBy: 'ready', told: 'other-line' },
    { name: 'answer-empty', refusedBy: 'ready', told: 'empty' },
  ],
};

import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, atLeast, exists, image, last, laterThan, matches, none, not, some } from '../../match';
import { containerEvent, events, happened } from './events';
import { anonymousName, mountOf } from './volumes-mounts';

const id = 'docker-redis-data';
const data: Probe = { source: 'volume', name: 'tutor-redisdata' };
const db1: Probe = { source: 'container', name: 'tutor-db1' };
const db2: Probe = { source: 'container', name: 'tutor-db2' };
const query: Probe = { source: 'container', name: 'tutor-query' };
const answer: Probe = { source: 'logs', name: 'tutor-query' };

const first: Condition = {
  id: 'first',
  title: { en: 'tutor-db1 ran and was removed', zh: 'tutor-db1 运行过，并已被删除' },
  when: 'once',
  expect: [happened(id, 'destroy', 'tutor-db1')],
  told: [
    {
      id: 'kept',
      probe: db1,
      shape: exists,
      text: {
        en: 'Remove tutor-db1, `docker stop tutor-db1` and `docker rm tutor-db1`: the data must outlive it. A restart proves nothing, it keeps the container.',
        zh: '请删除 tutor-db1，先 `docker stop tutor-db1` 再 `docker rm tutor-db1`：数据必须比它活得久。重启说明不了问题，容器还是那一个。',
      },
    },
    {
      id: 'unmarked',
      probe: events,
      shape: {
        events: last(containerEvent('destroy', 'tutor-db1'), { Actor: { Attributes: { 'tutor.exercise': absent } } }),
      },
      text: {
        en: 'tutor-db1 was removed, but it had no `--label tutor.exercise=docker-redis-data`. Do tasks 1 to 3 again with the label.',
        zh: 'tutor-db1 已被删除，但它没有 `--label tutor.exercise=docker-redis-data`。请加上标签重做第 1 到第 3 步。',
      },
    },
    {
      id: 'never',
      probe: events,
      shape: { events: none(containerEvent('destroy', 'tutor-db1')) },
      text: {
        en: 'No container tutor-db1 has been started and removed since you began.',
        zh: '自从开始这个练习以来，还没有名为 tutor-db1 的容器启动过又被删除。',
      },
    },
  ],
};

const second: Condition = {
  id: 'second',
  title: { en: 'tutor-db2 runs redis on the same volume', zh: 'tutor-db2 用同一个数据卷运行 redis' },
  when: 'now',
  expect: [
    {
      probe: db2,
      shape: {
        State: { Status: 'running' },
        Config: { Image: image('redis') },
        Mounts: some({ Type: 'volume', Name: 'tutor-redisdata', Destination: '/data' }),
      },
    },
    { probe: data, shape: exists },
  ],
  told: [
    {
      id: 'other-destination',
      probe: db2,
      shape: { Mounts: some({ Name: 'tutor-redisdata', Destination: not('/data') }) },
      text: {
        en: 'The volume is mounted at another place, but redis keeps its data in /data: `-v tutor-redisdata:/data`, for tutor-db1 as well.',
        zh: '数据卷挂载到了别处，而 redis 的数据在 /data：`-v tutor-redisdata:/data`，tutor-db1 也一样。',
      },
    },
    {
      id: 'anonymous',
      probe: db2,
      shape: { Mounts: some({ Type: 'volume', Name: anonymousName, Destination: '/data' }) },
      text: {
        en: 'The image declares a volume at /data; without `-v tutor-redisdata:/data` every container gets a fresh, empty one.',
        zh: '镜像在 /data 声明了数据卷；不加 `-v tutor-redisdata:/data`，每个容器都会得到一个全新的空卷。',
      },
    },
    {
      id: 'bind',
      probe: db2,
      shape: { Mounts: some({ Type: 'bind', Destination: '/data' }) },
      args: mountOf(db2, 'Source'),
      text: {
        en: 'What is mounted at /data is the host folder {source}. Without a slash before the colon it is a volume: `-v tutor-redisdata:/data`.',
        zh: '/data 上挂载的是主机文件夹 {source}。冒号前不带斜杠才是数据卷：`-v tutor-redisdata:/data`。',
      },
    },
    {
      id: 'other-volume',
      probe: db2,
      shape: { Mounts: some({ Type: 'volume', Name: not('tutor-redisdata'), Destination: '/data' }) },
      args: mountOf(db2, 'Name'),
      text: {
        en: 'What is mounted at /data is another volume: {name}.',
        zh: '/data 上挂载的是另一个数据卷：{name}。',
      },
    },
  ],
};

const asked: Condition = {
  id: 'query',
  title: { en: 'tutor-query got the answer docker', zh: 'tutor-query 得到的回答是 docker' },
  when: 'now',
  expect: [
    { probe: query, shape: { State: { Status: 'exited', ExitCode: 0 } } },
    { probe: answer, shape: matches(/^"?docker"?\r?$/m) },
  ],
  told: [
    {
      id: 'not-started',
      probe: query,
      shape: { State: { Status: 'created' } },
      text: {
        en: 'tutor-query was created but never ran; perhaps tutor-db2 was not running. Remove it, and run it again when tutor-db2 runs.',
        zh: 'tutor-query 已创建但从未运行；也许当时 tutor-db2 没有在运行。请删除它，等 tutor-db2 运行起来再重新执行。',
      },
    },
    {
      id: 'no-connection',
      probe: answer,
      shape: matches(/Could not connect|Connection refused/i),
      text: {
        en: 'It found no redis to talk to. Every container has a 127.0.0.1 of its own; run it in that of tutor-db2: `--network container:tutor-db2`.',
        zh: '它没有找到可以连接的 redis。每个容器都有自己的 127.0.0.1；请让它使用 tutor-db2 的网络：`--network container:tutor-db2`。',
      },
    },
    {
      id: 'failed',
      probe: query,
      shape: { State: { ExitCode: atLeast(1) } },
      args: { code: { probe: query, path: ['State', 'ExitCode'] } },
      text: {
        en: 'tutor-query ended with code {code}: see `docker logs tutor-query`. The command is `redis-cli get course`.',
        zh: 'tutor-query 以退出码 {code} 结束：请看 `docker logs tutor-query`。命令应为 `redis-cli get course`。',
      },
    },
    {
      id: 'nothing-stored',
      probe: answer,
      shape: matches(/^\s*(\(nil\))?\s*$/),
      text: {
        en: 'The key is not in this volume: tutor-db1 had another mount, the key was never set, or tutor-db1 was killed before it saved.',
        zh: '这个数据卷里没有这个键：tutor-db1 挂载的不是它，或者没有设置过这个键，又或者 tutor-db1 还没存盘就被杀掉了。',
      },
    },
    {
      id: 'other-answer',
      probe: answer,
      shape: exists,
      args: { answer: { probe: answer, path: [] } },
      text: {
        en: 'The answer was “{answer}”. The key `course` should hold `docker`, and tutor-query should ask for nothing else.',
        zh: '得到的回答是“{answer}”。键 `course` 的值应为 `docker`，tutor-query 也只需要查询它。',
      },
    },
  ],
};

const order: Condition = {
  id: 'order',
  title: {
    en: 'tutor-query asked tutor-db2, not an older database',
    zh: 'tutor-query 问的是 tutor-db2，不是更早的数据库',
  },
  when: 'now',
  after: 'query',
  expect: [{ probe: query, shape: { State: { StartedAt: laterThan({ probe: db2, path: ['State', 'StartedAt'] }) } } }],
  told: [
    {
      id: 'earlier',
      probe: db2,
      shape: { State: { StartedAt: laterThan({ probe: query, path: ['State', 'StartedAt'] }) } },
      text: {
        en: 'That was asked before tutor-db2 was started, of an older database: `docker rm tutor-query`, and ask again.',
        zh: '这次查询发生在 tutor-db2 启动之前，问的是更早的数据库：`docker rm tutor-query`，再问一次。',
      },
    },
  ],
};

/** A database container is replaced, its data is not. */
export const dockerRedisData: Exercise = {
  id,
  title: { en: 'Replace a database, keep its data', zh: '换掉数据库容器，留下数据' },
  core: false,
  minutes: 15,
  needs: ['docker'],
  ports: [],
  tasks: [
    {
      en: 'Create the volume `tutor-redisdata`, and run `redis:8-alpine` in the background as `tutor-db1` with it at `/data` and the command `redis-server --appendonly yes`. Here and below: `--label tutor.exercise=docker-redis-data`.',
      zh: '创建数据卷 `tutor-redisdata`，并在后台运行 `redis:8-alpine`，命名为 `tutor-db1`，数据卷挂载在 `/data`，命令为 `redis-server --appendonly yes`。这里和下面都要加上 `--label tutor.exercise=docker-redis-data`。',
    },
    {
      en: 'With `docker exec` and `redis-cli`, set the key `course` to `docker`.',
      zh: '用 `docker exec` 和 `redis-cli` 把键 `course` 设为 `docker`。',
    },
    { en: 'Stop `tutor-db1` and remove it.', zh: '停止并删除 `tutor-db1`。' },
    {
      en: 'Run `tutor-db2` the same way, with the same volume.',
      zh: '用同样的方式、同一个数据卷运行 `tutor-db2`。',
    },
    {
      en: 'Ask it with a third container, `tutor-query`: the redis image, `--network container:tutor-db2`, the command `redis-cli get course`.',
      zh: '用第三个容器 `tutor-query` 来查询：redis 镜像，`--network container:tutor-db2`，命令 `redis-cli get course`。',
    },
  ],
  conditions: [first, second, asked, order],
  hints: [
    { en: 'The container may go, the data must stay.', zh: '容器可以走，数据必须留。' },
    {
      en: "Look at what each of them mounts: `docker inspect -f '{{json .Mounts}}' tutor-db2`",
      zh: "看看它们各自挂载了什么：`docker inspect -f '{{json .Mounts}}' tutor-db2`",
    },
    {
      en: '`docker exec tutor-db1 redis-cli set course docker`',
      zh: '`docker exec tutor-db1 redis-cli set course docker`',
    },
  ],
  mutants: [
    { name: 'mounted-elsewhere', refusedBy: 'second', told: 'other-destination' },
    { name: 'restarted-not-replaced', refusedBy: 'first', told: 'kept' },
    { name: 'asked-the-first', refusedBy: 'order', told: 'earlier' },
    { name: 'only-the-second', refusedBy: 'first', told: 'never' },
    { name: 'first-unmarked', refusedBy: 'first', told: 'unmarked' },
    { name: 'second-without-volume', refusedBy: 'second', told: 'anonymous' },
    { name: 'second-on-a-folder', refusedBy: 'second', told: 'bind' },
    { name: 'second-on-another-volume', refusedBy: 'second', told: 'other-volume' },
    { name: 'second-stopped', refusedBy: 'second', told: 'first-process-ended' },
    { name: 'first-without-volume', refusedBy: 'query', told: 'nothing-stored' },
    { name: 'query-alone', refusedBy: 'query', told: 'no-connection' },
    { name: 'query-created-only', refusedBy: 'query', told: 'not-started' },
    { name: 'query-mistyped', refusedBy: 'query', told: 'failed' },
    { name: 'other-value', refusedBy: 'query', told: 'other-answer' },
  ],
};

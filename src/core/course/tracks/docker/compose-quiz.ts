import type { Question } from '../../lesson';

/** The questions at the end of docker/compose. */
export const quiz: readonly Question[] = [
  {
    id: 'names-without-networks',
    question: {
      en: '`REDIS_HOST: redis` works in Compose without any network section in the file. Why?',
      zh: 'Compose 文件里没有写任何网络，`REDIS_HOST: redis` 却能用，为什么？',
    },
    options: [
      {
        en: 'Compose writes the address of redis into the variable when it starts web.',
        zh: 'Compose 启动 web 时，会把 redis 的地址填进变量里。',
      },
      {
        en: 'Compose makes one network for the project, and the service names resolve there.',
        zh: 'Compose 为项目建了一个网络，服务名在里面能被解析。',
      },
      {
        en: 'On the default bridge of Docker, all containers find each other by name.',
        zh: '在 Docker 的默认 bridge 上，所有容器都能用名字互相找到。',
      },
      { en: '`depends_on` opens a connection to redis.', zh: '`depends_on` 会打开通往 redis 的连接。' },
    ],
    answer: 1,
    why: {
      en: 'Without `networks:` every service joins `<project>_default`, a user-defined bridge with its own DNS; the default bridge has none. `depends_on` orders the start and connects nothing.',
      zh: '没写 `networks:` 时，所有服务都加入 `<project>_default`，这是一个自带 DNS 的自定义 bridge；默认 bridge 没有 DNS。`depends_on` 只管启动顺序，不负责连通。',
    },
  },
  {
    id: 'down-and-up',
    question: {
      en: 'You have written a text in WordPress; its database lies on a named volume. After `docker compose down` and `docker compose up -d`, is the text still there?',
      zh: '你在 WordPress 里写了一篇文章，它的数据库放在命名卷上。执行 `docker compose down` 再 `docker compose up -d` 之后，文章还在吗？',
    },
    options: [
      {
        en: 'No: `down` removes the containers, and their data with them.',
        zh: '不在了：`down` 会删除容器，数据也跟着没了。',
      },
      {
        en: 'Only if the containers were stopped with `docker compose stop` first.',
        zh: '只有先用 `docker compose stop` 停止容器才在。',
      },
      {
        en: 'Yes: `down` removes containers and networks, and the named volume stays.',
        zh: '还在：`down` 只删除容器和网络，命名卷会留下。',
      },
    ],
    answer: 2,
    why: {
      en: 'The new database container finds the old volume and goes on. Only `docker compose down -v` would have dropped it, without asking.',
      zh: '新的数据库容器接上旧的数据卷继续用。只有 `docker compose down -v` 才会把它删掉，而且不会问你。',
    },
  },
  {
    id: 'scale-with-fixed-port',
    question: {
      en: 'web has `ports: ["8088:5000"]`. What does `docker compose up -d --scale web=3` do?',
      zh: 'web 写了 `ports: ["8088:5000"]`，执行 `docker compose up -d --scale web=3` 会怎样？',
    },
    options: [
      {
        en: 'Compose spreads the requests to port 8088 over three containers.',
        zh: 'Compose 会把 8088 端口的请求分发给三个容器。',
      },
      { en: 'The containers get the ports 8088, 8089 and 8090.', zh: '三个容器分别得到 8088、8089、8090 端口。' },
      { en: 'Nothing: only `docker swarm` can scale.', zh: '什么也不做：只有 `docker swarm` 才能扩容。' },
      {
        en: 'The second container cannot start: `port is already allocated`.',
        zh: '第二个容器无法启动：`port is already allocated`。',
      },
    ],
    answer: 3,
    why: {
      en: 'A host port belongs to one container. Leave the host port away (`"5000"`) or put one published proxy in front; a fixed `container_name` stands in the way in the same manner.',
      zh: '一个主机端口只能归一个容器。要么不写主机端口（`"5000"`），要么在前面放一个发布端口的代理；写死的 `container_name` 也会同样碍事。',
    },
  },
  {
    id: 'started-or-ready',
    question: {
      en: 'web has `depends_on: [db]`, and still fails at its first start with "connection refused". What is missing?',
      zh: 'web 写了 `depends_on: [db]`，第一次启动还是报“connection refused”而失败。缺了什么？',
    },
    options: [
      {
        en: 'A healthcheck on db and `condition: service_healthy`: the short form waits only until db is started.',
        zh: 'db 的健康检查和 `condition: service_healthy`：简写形式只等 db 启动，不等它就绪。',
      },
      { en: 'A published port on db.', zh: 'db 没有发布端口。' },
      { en: 'The order of the file: db must stand above web.', zh: '文件里的顺序：db 必须写在 web 上面。' },
      { en: '`links: [db]` on web.', zh: 'web 上缺少 `links: [db]`。' },
    ],
    answer: 0,
    why: {
      en: 'A database process runs seconds before it answers. And because it can also restart later, when nobody waits, the program should retry in any case.',
      zh: '数据库进程跑起来之后，要过几秒才能应答。而且它日后也可能重启，那时没有人等它，所以程序自己无论如何都应该重试。',
    },
  },
];

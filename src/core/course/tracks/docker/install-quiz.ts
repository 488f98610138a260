import type { Question } from '../../lesson';

/** The questions at the end of docker/install. */
export const quiz: readonly Question[] = [
  {
    id: 'permission-denied',
    question: {
      en: '`docker ps` says `permission denied while trying to connect to the docker API at unix:///var/run/docker.sock`. What is the best first answer?',
      zh: '`docker ps` 报错 `permission denied while trying to connect to the docker API at unix:///var/run/docker.sock`。最好的第一反应是什么？',
    },
    options: [
      {
        en: '`chmod 666 /var/run/docker.sock`, so that everybody may use it.',
        zh: '`chmod 666 /var/run/docker.sock`，让所有人都能用。',
      },
      {
        en: 'Your user lacks rights on the socket. Adding it to the group `docker` makes it as good as root on this host, so decide knowingly.',
        zh: '你的用户没有访问套接字的权限。把它加入 `docker` 组，等于让它在这台主机上和 root 一样，要想清楚再做。',
      },
      { en: 'The daemon is down: `systemctl start docker`.', zh: '守护进程没有运行：`systemctl start docker`。' },
      { en: 'The client is too old: update it.', zh: '客户端太旧：升级它。' },
    ],
    answer: 1,
    why: {
      en: 'The daemon runs, the socket is there, you may not open it. Whoever may can start a container that mounts `/` of the host. `sudo`, the group, or rootless mode: choose. With mode 666 every process on the machine would be root.',
      zh: '守护进程在运行，套接字也在，只是你打不开它。能打开它的人，就能启动一个把主机 `/` 挂进去的容器。`sudo`、用户组、rootless 模式，三选一。设成 666，机器上的每个进程都成了 root。',
    },
  },
  {
    id: 'where-it-is-built',
    question: {
      en: 'You type `docker build` on your laptop, and the context points to an engine on a server. Where is the image built?',
      zh: '你在笔记本上执行 `docker build`，而 context 指向一台服务器上的引擎。镜像是在哪里构建的？',
    },
    options: [
      { en: 'On the laptop; the finished image is sent to the server.', zh: '在笔记本上，构建好的镜像再发给服务器。' },
      { en: 'In the registry.', zh: '在镜像仓库里。' },
      {
        en: 'On the server: the client sends files and requests over the API.',
        zh: '在服务器上：客户端通过 API 把文件和请求发过去。',
      },
    ],
    answer: 2,
    why: {
      en: 'The client only talks to the API. Building, pulling and running are done by the daemon and its builder, with the files that the client sends.',
      zh: '客户端只负责和 API 对话。构建、拉取、运行都由守护进程和它的构建器完成，用的是客户端发来的文件。',
    },
  },
  {
    id: 'engine-stays-down',
    question: {
      en: 'You edited `/etc/docker/daemon.json`, and now the engine does not start. Where do you look first?',
      zh: '你改了 `/etc/docker/daemon.json`，现在引擎起不来了。先看哪里？',
    },
    options: [
      { en: '`docker logs`', zh: '`docker logs`' },
      {
        en: 'At the syntax of the file, then at `journalctl -u docker`.',
        zh: '先看文件的语法，再看 `journalctl -u docker`。',
      },
      { en: 'Reinstall the package, which writes a new file.', zh: '重装软件包，它会写一份新文件。' },
      { en: '`docker info`', zh: '`docker info`' },
    ],
    answer: 1,
    why: {
      en: 'A comma too many is enough. `dockerd --validate --config-file /etc/docker/daemon.json` names it, and the journal holds what dockerd said when it gave up. `docker logs` and `docker info` need a running daemon.',
      zh: '多一个逗号就够了。`dockerd --validate --config-file /etc/docker/daemon.json` 会指出来，dockerd 放弃时说的话都在 journal 里。`docker logs` 和 `docker info` 都要守护进程在运行才行。',
    },
  },
  {
    id: 'insecure-entry',
    question: {
      en: 'Your registry listens at `http://192.168.56.11:5000`, without TLS. What goes into `insecure-registries`?',
      zh: '你的镜像仓库监听在 `http://192.168.56.11:5000`，没有 TLS。`insecure-registries` 里该写什么？',
    },
    options: [
      { en: '`"http://192.168.56.11:5000"`', zh: '`"http://192.168.56.11:5000"`' },
      { en: '`"192.168.56.11:5000"`', zh: '`"192.168.56.11:5000"`' },
      { en: '`"192.168.56.11"`', zh: '`"192.168.56.11"`' },
      { en: '`"https://192.168.56.11:5000"`', zh: '`"https://192.168.56.11:5000"`' },
    ],
    answer: 1,
    why: {
      en: 'The entry is compared with the first part of the image name, `192.168.56.11:5000/app`: host and port, no scheme. A mirror is the opposite: there the scheme is required.',
      zh: '条目要和镜像名的第一部分比较，例如 `192.168.56.11:5000/app`：主机和端口，不带协议。镜像加速正相反：那里必须写协议。',
    },
  },
];

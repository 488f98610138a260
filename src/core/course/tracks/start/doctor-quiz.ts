import type { Question } from '../../lesson';

/** The questions at the end of start/doctor. */
export const quiz: readonly Question[] = [
  {
    id: 'new-member',
    question: {
      en: 'Five minutes ago you put your user into the group `docker`. `docker ps` in the same terminal still says `permission denied`. Why?',
      zh: '五分钟前你把自己的用户加入了 `docker` 组。在同一个终端里，`docker ps` 仍然报 `permission denied`。为什么？',
    },
    options: [
      {
        en: 'The daemon has to be restarted, so that it reads the group anew.',
        zh: '要重启守护进程，让它重新读取用户组。',
      },
      {
        en: 'A process gets its groups when you log in; the terminal still has the old ones.',
        zh: '进程的用户组在登录时确定，这个终端还是旧的组。',
      },
      { en: 'The group is only for `sudo docker`.', zh: '这个组只对 `sudo docker` 有效。' },
      { en: 'The socket needs mode 666 as well.', zh: '套接字还需要设成 666 权限。' },
    ],
    answer: 1,
    why: {
      en: 'Groups are read at login and handed down from process to process. Log in again; with WSL or SSH, restart the server of VS Code too, because the terminals of the editor and the tutor are its children. `id -nG` shows what a shell really has.',
      zh: '用户组在登录时读取，由父进程传给子进程。请重新登录；如果用 WSL 或 SSH，还要重启 VS Code 服务端，因为编辑器的终端和本教程都是它的子进程。`id -nG` 会显示当前 shell 实际拥有的组。',
    },
  },
  {
    id: 'what-the-group-grants',
    question: {
      en: 'Why is membership of the group `docker` a decision and not a formality?',
      zh: '为什么说加入 `docker` 组要慎重决定，而不是走个形式？',
    },
    options: [
      { en: 'Each member costs a licence.', zh: '每个成员都要占用一份许可。' },
      { en: 'Members may read the images of others.', zh: '成员可以读取别人的镜像。' },
      {
        en: 'A member can start a container that mounts `/` of the host, and is root in there.',
        zh: '成员可以启动一个挂载主机 `/` 的容器，并在里面拥有 root 权限。',
      },
    ],
    answer: 2,
    why: {
      en: 'The daemon runs as root and does what the API asks. Whoever may open its socket is root on that machine, without a password and without a line in the log of sudo. Rootless Docker, Docker Desktop or the practice lab do not grant that.',
      zh: '守护进程以 root 身份运行，API 让它做什么它就做什么。能打开它的套接字，就等于是这台机器的 root，不需要密码，也不会在 sudo 日志里留下记录。Rootless Docker、Docker Desktop 和练习环境都不会给出这种权限。',
    },
  },
  {
    id: 'skew',
    question: {
      en: 'Your kubectl is 1.34, the server is 1.37. Is that supported?',
      zh: '你的 kubectl 是 1.34，服务器是 1.37。这样搭配受支持吗？',
    },
    options: [
      { en: 'No: one minor version either way is the limit.', zh: '不受支持：上下最多相差一个次版本。' },
      { en: 'Yes: a client may be three minor versions older.', zh: '支持：客户端可以旧三个次版本。' },
      { en: 'Yes: within a major version all is compatible.', zh: '支持：同一个主版本内都兼容。' },
      { en: 'Only for reading: `get` works, `apply` is refused.', zh: '只支持读取：`get` 可用，`apply` 会被拒绝。' },
    ],
    answer: 0,
    why: {
      en: 'kubectl 1.36 to 1.38 fits a server 1.37. Nothing refuses an older one, which is worse: most commands work, and some leave out fields that they do not know.',
      zh: '服务器 1.37 适合用 kubectl 1.36 到 1.38。更旧的版本不会被拒绝，这反而更糟：多数命令能用，有些却会漏掉它不认识的字段。',
    },
  },
  {
    id: 'refused-at-8080',
    question: {
      en: '`kubectl get pods` says `The connection to the server localhost:8080 was refused`. What is broken?',
      zh: '`kubectl get pods` 报 `The connection to the server localhost:8080 was refused`。哪里坏了？',
    },
    options: [
      { en: 'The API server has crashed: restart it.', zh: 'API server 崩溃了：重启它。' },
      { en: 'A firewall blocks port 8080.', zh: '防火墙挡住了 8080 端口。' },
      { en: 'The Pods listen on the wrong port.', zh: 'Pod 监听了错误的端口。' },
      {
        en: 'Nothing: kubectl found no kubeconfig and tried its default address.',
        zh: '什么都没坏：kubectl 没找到 kubeconfig，于是试了默认地址。',
      },
    ],
    answer: 3,
    why: {
      en: 'No cluster of today listens on `localhost:8080`; it is what kubectl falls back on without a kubeconfig. Start minikube or kind, which write one, or set `KUBECONFIG` to the file that you were given.',
      zh: '如今的集群都不会监听 `localhost:8080`，那是 kubectl 没有 kubeconfig 时的默认值。启动 minikube 或 kind，它们会写好配置；或者把 `KUBECONFIG` 设为别人给你的文件。',
    },
  },
];

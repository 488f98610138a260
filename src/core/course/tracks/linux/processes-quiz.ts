import type { Question } from '../../lesson';

/** The questions at the end of linux/processes. */
export const quiz: readonly Question[] = [
  {
    id: 'enabled-inactive',
    question: {
      en: 'A service is `enabled` but `inactive`. What does that mean?',
      zh: '一个服务是 `enabled`，但又是 `inactive`。这是什么意思？',
    },
    options: [
      { en: 'It failed at the last start.', zh: '上次启动失败了。' },
      { en: 'It runs, but answers nobody.', zh: '它在运行，但不响应任何请求。' },
      { en: 'It will start at boot; it does not run now.', zh: '开机时会启动；现在没有运行。' },
      { en: 'systemd has not read its unit yet.', zh: 'systemd 还没有读取它的单元。' },
    ],
    answer: 2,
    why: {
      en: '`enable` makes a link for the next boot and starts nothing; `start` is for now. `systemctl enable --now` does both. One that failed is called `failed`.',
      zh: '`enable` 只为下次开机建一个链接，不启动任何东西；`start` 管现在。`systemctl enable --now` 两样都做。启动失败的状态叫 `failed`。',
    },
  },
  {
    id: 'zombie',
    question: {
      en: '`kill 3188` on a zombie does nothing. Why?',
      zh: '对僵尸进程执行 `kill 3188`，没有任何反应。为什么？',
    },
    options: [
      { en: 'It is dead already: signal or restart its parent.', zh: '它已经死了：要给父进程发信号，或者重启父进程。' },
      { en: 'TERM is too weak: use `kill -9`.', zh: 'TERM 力度不够：要用 `kill -9`。' },
      { en: 'Only root may signal a zombie.', zh: '只有 root 才能给僵尸进程发信号。' },
    ],
    answer: 0,
    why: {
      en: 'Only its entry in the list is left, until the parent asks how it ended. When the parent is gone, PID 1 does that. One zombie costs nothing; thousands use up the process ids.',
      zh: '它只剩列表里的一条记录，等父进程来问它是怎么结束的。父进程不在了，就由 PID 1 来问。一个僵尸不碍事；成千上万个会把进程号用光。',
    },
  },
  {
    id: 'after-editing',
    question: {
      en: 'You edited a unit file of a running service. Which two commands bring the change in?',
      zh: '你修改了一个运行中服务的单元文件。要让修改生效，该执行哪两条命令？',
    },
    options: [
      { en: '`systemctl reload`, then `systemctl enable`', zh: '`systemctl reload`，再 `systemctl enable`' },
      {
        en: '`systemctl daemon-reload`, then `systemctl restart` with the name of the service',
        zh: '`systemctl daemon-reload`，再 `systemctl restart` 加服务名',
      },
      { en: '`systemctl stop`, then `systemctl start`', zh: '`systemctl stop`，再 `systemctl start`' },
      { en: '`systemctl restart`, then `reboot`', zh: '`systemctl restart`，再 `reboot`' },
    ],
    answer: 1,
    why: {
      en: '`daemon-reload` makes systemd read the unit again, `restart` starts the program by it. `reload` is about the configuration of the program, which systemd does not read.',
      zh: '`daemon-reload` 让 systemd 重新读单元，`restart` 按新的单元启动程序。`reload` 针对的是程序自己的配置，systemd 并不读它。',
    },
  },
];

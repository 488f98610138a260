import type { Question } from '../../lesson';

/** The questions at the end of linux/logs. */
export const quiz: readonly Question[] = [
  {
    id: 'boot-before',
    question: {
      en: '`journalctl -b -1` says that there is no such boot: the journal is not kept. What do you do?',
      zh: '`journalctl -b -1` 说没有这次启动：journal 没有保存下来。怎么办？',
    },
    options: [
      { en: 'Run it with sudo: root sees older boots.', zh: '加上 sudo 运行：root 能看到更早的启动。' },
      {
        en: 'Restore them with `journalctl --vacuum-time=1d`.',
        zh: '用 `journalctl --vacuum-time=1d` 把它们恢复出来。',
      },
      { en: 'Reboot once more, then `-b -1` is there.', zh: '再重启一次，`-b -1` 就有了。' },
      {
        en: 'Create `/var/log/journal`, or set `Storage=persistent`, and restart journald; older boots stay lost.',
        zh: '建立 `/var/log/journal`，或设置 `Storage=persistent`，再重启 journald；更早的启动记录找不回来了。',
      },
    ],
    answer: 3,
    why: {
      en: 'Without that folder the journal lives in `/run`, in memory, and each reboot begins a new one. From the restart on it is kept on disk, for the next time.',
      zh: '没有那个目录，journal 就在 `/run` 里，也就是内存里，每次重启都从头开始。重启 journald 之后才会存到磁盘上，下次就有了。',
    },
  },
  {
    id: 'ping-works',
    question: {
      en: 'The site is down: `ping` works, `curl` is refused. Which log do you read first?',
      zh: '网站打不开：`ping` 得通，`curl` 被拒绝。先看哪个日志？',
    },
    options: [
      { en: 'The kernel log: the network card is broken.', zh: '内核日志：网卡坏了。' },
      {
        en: "The web server's, for a failed start; then `ss -tlnp` for the port.",
        zh: '网页服务器的，看是不是启动失败；再用 `ss -tlnp` 看端口。',
      },
      { en: "The DNS server's.", zh: 'DNS 服务器的。' },
      { en: '`auth.log`', zh: '`auth.log`' },
    ],
    answer: 1,
    why: {
      en: '"Refused" is an answer of the host: it is reachable, and nobody listens on the port. A firewall that drops packets would give a timeout, a wrong name an error of resolution.',
      zh: '“拒绝”是主机给的回答：主机能到达，只是端口上没人监听。防火墙丢包会表现为超时，名字不对则是解析错误。',
    },
  },
  {
    id: 'first-error',
    question: { en: 'Why do you look for the first error?', zh: '为什么要找第一个错误？' },
    options: [
      { en: 'Later ones are often its consequences.', zh: '后面的往往只是它的后果。' },
      { en: 'Because logs show the newest line first.', zh: '因为日志把最新的一行放在最前面。' },
      { en: 'Because only the first one has a time.', zh: '因为只有第一个带时间。' },
      { en: 'Because rotation deletes the later ones.', zh: '因为轮转会删掉后面的。' },
    ],
    answer: 0,
    why: {
      en: '"still could not bind()" tells that it failed, the line before it why. And the time of the first error says where to look for the change that caused it.',
      zh: '“still could not bind()”只说失败了，前面那一行才说为什么。而第一个错误的时间，会告诉你去哪里找引发它的变更。',
    },
  },
  {
    id: 'proof',
    question: {
      en: 'You moved nginx to another port, and `nginx -t` says `test is successful`. Is the site back?',
      zh: '你给 nginx 换了端口，`nginx -t` 说 `test is successful`。网站恢复了吗？',
    },
    options: [
      { en: 'Yes, the test starts nginx.', zh: '恢复了，这个测试会启动 nginx。' },
      { en: 'Yes, because a taken port would be an error of the test.', zh: '恢复了，因为端口被占的话测试会报错。' },
      {
        en: 'Not known: it checks the configuration, not the port. Restart, then ask the site with `curl`.',
        zh: '还不知道：它检查的是配置，不是端口。重启之后，用 `curl` 访问网站。',
      },
      { en: 'No, the test stops nginx.', zh: '没有，这个测试会停掉 nginx。' },
    ],
    answer: 2,
    why: {
      en: 'A repair is proven by the symptom: what users could not do, they can do again. Everything before that is a sign, not a proof.',
      zh: '修复要用现象来验证：用户原来做不到的事，现在又能做了。在那之前的一切都只是迹象，不是证明。',
    },
  },
];

import type { Question } from '../../lesson';

/** The questions at the end of linux/network. */
export const quiz: readonly Question[] = [
  {
    id: 'refused',
    question: {
      en: '`nc -vz db 5432` says `Connection refused`, and `ping db` works. Where is the fault?',
      zh: '`nc -vz db 5432` 报 `Connection refused`，而 `ping db` 是通的。故障在哪里？',
    },
    options: [
      { en: 'In the network between the two: a route is missing.', zh: '在两者之间的网络里：缺一条路由。' },
      { en: 'In DNS: the name leads to an old address.', zh: '在 DNS：名字指向了旧地址。' },
      { en: 'At a firewall that drops the packets.', zh: '在防火墙：它把包丢掉了。' },
      {
        en: 'On the host: nothing listens on that address and port.',
        zh: '在那台主机上：那个地址和端口上没有程序监听。',
      },
    ],
    answer: 3,
    why: {
      en: 'A refusal is an answer of the host itself: name and route are fine. Look there with `ss -tlnp`: is the database down, on another port, or bound to 127.0.0.1 only? A firewall that drops packets shows as a timeout.',
      zh: '拒绝是那台主机自己给出的回答：名字和路由都没问题。到那边用 `ss -tlnp` 看：数据库没启动，换了端口，还是只绑定在 127.0.0.1？防火墙丢包表现为超时。',
    },
  },
  {
    id: 'dig-and-ping',
    question: {
      en: '`dig node1` finds nothing, `ping node1` works. Why?',
      zh: '`dig node1` 查不到，`ping node1` 却是通的。为什么？',
    },
    options: [
      {
        en: '`ping` looks into `/etc/hosts` as programs do; `dig` asks DNS only.',
        zh: '`ping` 和普通程序一样会查 `/etc/hosts`；`dig` 只问 DNS。',
      },
      { en: '`ping` keeps an old answer in its cache.', zh: '`ping` 缓存了以前的结果。' },
      { en: '`dig` needs root.', zh: '`dig` 需要 root 权限。' },
    ],
    answer: 0,
    why: {
      en: 'Programs ask the system, which reads `/etc/hosts` before DNS. To ask as they do, use `getent hosts node1`; `dig` shows what the DNS server alone knows.',
      zh: '程序问的是系统，系统先看 `/etc/hosts`，再问 DNS。想按程序的方式查，用 `getent hosts node1`；`dig` 显示的只是 DNS 服务器知道的内容。',
    },
  },
  {
    id: 'ufw-and-docker',
    question: {
      en: 'A container publishes `8080:80`, ufw denies 8080, and the page is still reachable from outside. Why?',
      zh: '容器发布了 `8080:80`，ufw 拒绝了 8080，但从外面仍然能访问页面。为什么？',
    },
    options: [
      { en: 'ufw filters UDP only.', zh: 'ufw 只过滤 UDP。' },
      { en: 'ufw works after the next reboot.', zh: 'ufw 要重启之后才生效。' },
      {
        en: "Docker's own NAT rules come first, and ufw's rules never see these packets.",
        zh: 'Docker 自己的 NAT 规则排在前面，这些包根本到不了 ufw 的规则。',
      },
      { en: 'The container has its own firewall, which is off.', zh: '容器有自己的防火墙，而且是关着的。' },
    ],
    answer: 2,
    why: {
      en: 'A published port is forwarded to the container before the rules for the host itself are asked. Publish on one address, `127.0.0.1:8080:80`, or filter in the chain `DOCKER-USER`.',
      zh: '发布的端口在查询主机自己的规则之前，就已经转发给容器了。请只发布到一个地址：`127.0.0.1:8080:80`，或者在 `DOCKER-USER` 链里过滤。',
    },
  },
];

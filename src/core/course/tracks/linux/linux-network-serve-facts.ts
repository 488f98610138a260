import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, anyOf, atLeast, exists, matches, none, not, sameAs } from '../../match';

const facts: Probe = { source: 'file', path: 'facts.yaml', as: 'yaml' };
const routes: Probe = { source: 'host', path: '/proc/net/route', as: 'routes' };

const ipv4 = matches(/^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/);

/** The answers, as far as they can be judged by themselves. */
export const answers: Condition = {
  id: 'facts',
  title: { en: 'The facts of your machine are right', zh: '本机的各项事实正确' },
  when: 'now',
  expect: [
    {
      probe: facts,
      shape: { gateway: anyOf(ipv4, 'none'), loopbackName: matches(/^localhost\b/), refused: atLeast(1) },
    },
  ],
  told: [
    {
      id: 'open',
      probe: facts,
      shape: anyOf({ gateway: absent }, { loopbackName: absent }, { refused: absent }),
      text: {
        en: 'An answer in `facts.yaml` is still empty. `ip route`, `getent hosts 127.0.0.1`, and `echo $?` right after `nc` or `curl`.',
        zh: '`facts.yaml` 里还有没填的答案。用 `ip route`、`getent hosts 127.0.0.1`，以及紧跟在 `nc` 或 `curl` 后面的 `echo $?`。',
      },
    },
    {
      id: 'zero',
      probe: facts,
      shape: { refused: 0 },
      text: {
        en: '0 would mean that something listens on 18079. A refused connection is status 1 of `nc` and 7 of `curl`; `echo $?` must come right after it.',
        zh: '0 表示有程序在监听 18079。连接被拒绝时，`nc` 的退出状态是 1，`curl` 是 7；`echo $?` 必须紧跟在它后面。',
      },
    },
    {
      id: 'not-a-status',
      probe: facts,
      shape: { refused: not(atLeast(1)) },
      text: {
        en: '`refused` is a number: the exit status that `echo $?` prints.',
        zh: '`refused` 应该是一个数字：`echo $?` 打印的退出状态。',
      },
    },
    {
      id: 'name',
      probe: facts,
      shape: { loopbackName: not(matches(/^localhost\b/)) },
      text: {
        en: 'The name behind 127.0.0.1 is the first one of its line in `/etc/hosts`: `getent hosts 127.0.0.1`.',
        zh: '127.0.0.1 对应的名字，是 `/etc/hosts` 那一行里的第一个：`getent hosts 127.0.0.1`。',
      },
    },
    {
      id: 'no-address',
      probe: facts,
      shape: { gateway: exists },
      text: {
        en: '`gateway` is an IPv4 address like 192.168.56.2, without a prefix length; `none` if `ip route` has no line that begins with `default`.',
        zh: '`gateway` 是形如 192.168.56.2 的 IPv4 地址，不带前缀长度；如果 `ip route` 没有以 `default` 开头的行，就写 `none`。',
      },
    },
  ],
};

const gatewayAt = (index: number) => sameAs({ probe: routes, path: ['gateways', index] });

/** The gateway, compared with the routing table of the kernel. */
export const gateway: Condition = {
  id: 'gateway',
  title: { en: 'The gateway is the one of this machine', zh: '网关就是这台机器的网关' },
  when: 'now',
  after: 'facts',
  excusedBy: ['not-linux'],
  expect: [{ probe: facts, shape: { gateway: anyOf(gatewayAt(0), gatewayAt(1), gatewayAt(2)) } }],
  // A machine without a default gateway: whatever stands there cannot be proven wrong.
  or: [[{ probe: routes, shape: { gateways: none(exists) } }]],
  told: [
    {
      id: 'not-none',
      probe: facts,
      shape: { gateway: 'none' },
      args: { gateway: { probe: routes, path: ['gateways', 0] } },
      text: {
        en: 'This machine has a default gateway, {gateway}: `ip route` shows it in the line that begins with `default`.',
        zh: '这台机器有默认网关 {gateway}：`ip route` 里以 `default` 开头的那一行就是。',
      },
    },
    {
      id: 'other-address',
      probe: facts,
      shape: { gateway: exists },
      args: { found: { probe: facts, path: ['gateway'] } },
      text: {
        en: '{found} is not your default gateway. In `ip route` it comes after `via` in the line that begins with `default`; the address after `src` is your own.',
        zh: '{found} 不是默认网关。在 `ip route` 里以 `default` 开头的那一行，`via` 后面才是网关；`src` 后面是你自己的地址。',
      },
    },
  ],
};

import type { Condition } from '../../lesson';
import { absent, anyOf, every, exists, matches, not, oneOf, some, type Shape } from '../../match';
import { yaml } from './linux-network-node-file';

const card = (shape: Shape): Shape => ({ network: { ethernets: { ens160: shape } } });

const address = '192.168.56.11/24';
// netplan reads YAML 1.1, where these words are false; without the key it is false too.
const noDhcp = anyOf(absent, oneOf(false, 'no', 'off', 'n'));
const toAll = oneOf('default', '0.0.0.0/0', '::/0');
const ip = matches(/^(?:\d{1,3}(?:\.\d{1,3}){3}|(?=.*:)[0-9a-fA-F:]+)$/);

/** One static address. */
export const addr: Condition = {
  id: 'addr',
  title: { en: 'ens160 has its static address', zh: 'ens160 有自己的静态地址' },
  when: 'now',
  after: 'parse',
  expect: [
    {
      probe: yaml,
      shape: card({ dhcp4: noDhcp, addresses: some(anyOf(address, { [address]: exists })) }),
    },
  ],
  told: [
    {
      id: 'other-card',
      probe: yaml,
      shape: { network: { ethernets: { ens160: absent } } },
      text: {
        en: 'There is no `ens160` below `network.ethernets`. `ip link` shows the real names of a machine; the plan says `ens160`.',
        zh: '`network.ethernets` 下面没有 `ens160`。机器上的真实网卡名用 `ip link` 查看；规划里写的是 `ens160`。',
      },
    },
    {
      id: 'no-list',
      probe: yaml,
      shape: card({ addresses: matches(/./) }),
      text: {
        en: '`addresses` is a list, even of one: `[192.168.56.11/24]`.',
        zh: '`addresses` 是列表，只有一项也一样：`[192.168.56.11/24]`。',
      },
    },
    {
      id: 'no-prefix',
      probe: yaml,
      shape: card({ addresses: some(matches(/^[\d.]+$/)) }),
      text: {
        en: 'netplan needs the prefix length: `192.168.56.11/24`. Without it nobody knows which addresses are neighbours.',
        zh: 'netplan 需要前缀长度：`192.168.56.11/24`。没有它，就不知道哪些地址在同一个网段。',
      },
    },
    {
      id: 'dhcp',
      probe: yaml,
      shape: card({ dhcp4: not(noDhcp) }),
      text: {
        en: '`dhcp4: true` asks for a second address beside the static one, and the node then has both. Write `dhcp4: false`.',
        zh: '`dhcp4: true` 会在静态地址之外再申请一个地址，节点上就有了两个。请写 `dhcp4: false`。',
      },
    },
    {
      id: 'other-address',
      probe: yaml,
      shape: { network: exists },
      text: {
        en: 'The plan gives `k8s-master` the address 192.168.56.11/24.',
        zh: '规划里 `k8s-master` 的地址是 192.168.56.11/24。',
      },
    },
  ],
};

/** The way to everywhere else. */
export const route: Condition = {
  id: 'route',
  title: { en: 'The default route leads over 192.168.56.2', zh: '默认路由经过 192.168.56.2' },
  when: 'now',
  after: 'parse',
  expect: [
    {
      probe: yaml,
      shape: card({ gateway4: absent, routes: some({ to: oneOf('default', '0.0.0.0/0'), via: '192.168.56.2' }) }),
    },
  ],
  told: [
    {
      id: 'gateway4',
      probe: yaml,
      shape: card({ gateway4: exists }),
      text: {
        en: '`gateway4` is deprecated, and netplan warns. Write `routes` with `to: default` and `via: 192.168.56.2` instead.',
        zh: '`gateway4` 已经弃用，netplan 会警告。请改用 `routes`，写 `to: default` 和 `via: 192.168.56.2`。',
      },
    },
    {
      id: 'no-route',
      probe: yaml,
      shape: card({ routes: absent }),
      text: {
        en: 'Without `routes` below `ens160` the node reaches its own subnet only.',
        zh: '`ens160` 下面没有 `routes`，节点就只能访问自己的网段。',
      },
    },
    {
      id: 'no-list',
      probe: yaml,
      shape: card({ routes: { to: exists } }),
      text: {
        en: '`routes` is a list: begin the route with `- to: default`.',
        zh: '`routes` 是列表：路由要以 `- to: default` 开头。',
      },
    },
    {
      id: 'outside',
      probe: yaml,
      shape: card({ routes: some({ to: toAll, via: not(matches(/^192\.168\.56\./)) }) }),
      text: {
        en: 'A gateway must lie in a subnet of the node, here 192.168.56.0/24: otherwise there is no way to the gateway itself.',
        zh: '网关必须在节点所在的网段内，这里是 192.168.56.0/24：否则连网关本身都到不了。',
      },
    },
    {
      id: 'other-route',
      probe: yaml,
      shape: card({ routes: exists }),
      text: {
        en: 'The plan says: to `default`, via 192.168.56.2.',
        zh: '规划要求：目的地 `default`，经过 192.168.56.2。',
      },
    },
  ],
};

/** Who is asked for names. */
export const dns: Condition = {
  id: 'dns',
  title: { en: 'DNS servers are a list of addresses', zh: 'DNS 服务器是地址列表' },
  when: 'now',
  after: 'parse',
  expect: [{ probe: yaml, shape: card({ nameservers: { addresses: every(ip) } }) }],
  told: [
    {
      id: 'text',
      probe: yaml,
      shape: card({ nameservers: { addresses: matches(/./) } }),
      text: {
        en: 'One text is not a list: write `addresses: [192.168.56.2]` below `nameservers`.',
        zh: '单个文本不是列表：请在 `nameservers` 下面写 `addresses: [192.168.56.2]`。',
      },
    },
    {
      id: 'missing',
      probe: yaml,
      shape: card({ nameservers: anyOf(absent, { addresses: absent }) }),
      text: {
        en: 'Without `nameservers` with `addresses`, names cannot be resolved: a static configuration gets none from DHCP.',
        zh: '没有带 `addresses` 的 `nameservers`，就无法解析名字：静态配置不会从 DHCP 得到 DNS。',
      },
    },
    {
      id: 'no-address',
      probe: yaml,
      shape: card({ nameservers: exists }),
      text: {
        en: 'DNS servers are given by address, not by name: who would resolve it?',
        zh: 'DNS 服务器要写地址，不能写名字：名字又由谁来解析呢？',
      },
    },
  ],
};

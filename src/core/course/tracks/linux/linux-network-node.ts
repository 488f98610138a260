import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, allOf, anyOf, count, exactly, exists, matches, none, sequence, some } from '../../match';
import { mode, parse } from './linux-network-node-file';
import { addr, dns, route } from './linux-network-node-netplan';

const hostsFile: Probe = { source: 'file', path: 'root/etc/hosts', as: 'lines' };
const hostnameFile: Probe = { source: 'file', path: 'root/etc/hostname', as: 'lines' };

const nodes = { 'k8s-master': 11, 'k8s-node1': 12, 'k8s-node2': 13 } as const;
type Node = keyof typeof nodes;
const names = Object.keys(nodes) as Node[];

const named = (name: string) => matches(new RegExp(`\\s${name}(?:\\.\\S+)?(?:\\s|$)`));
const isNode = (name: Node) => matches(new RegExp(`^192\\.168\\.56\\.${nodes[name]}\\s+(?:[^#]*\\s)?${name}(?:\\s|$)`));
const at = (name: Node) => matches(new RegExp(`^192\\.168\\.56\\.${nodes[name]}\\s`));
const localhost = matches(/^127\.0\.0\.1\s+(?:[^#]*\s)?localhost(?:\s|$)/);
const nodeOnLoopback = matches(/^(?:127\.|::1\s)[^#]*\sk8s-/);

const hosts: Condition = {
  id: 'hosts',
  title: { en: 'hosts names localhost and all three nodes', zh: 'hosts 里有 localhost 和全部三个节点' },
  when: 'now',
  expect: [
    {
      probe: hostsFile,
      shape: allOf(
        some(localhost),
        none(nodeOnLoopback),
        ...names.flatMap((one) => [count(isNode(one), 1), count(named(one), 1)]),
      ),
    },
  ],
  told: [
    {
      id: 'loopback',
      probe: hostsFile,
      shape: some(nodeOnLoopback),
      text: {
        en: 'A node name stands on a loopback address, so this node would look for it on itself: a cluster member then talks to nobody else. Only `localhost` belongs there.',
        zh: '有节点名写在了回环地址上，这个节点会到自己身上去找它：集群成员就谁也联系不上了。那里只该写 `localhost`。',
      },
    },
    {
      id: 'no-localhost',
      probe: hostsFile,
      shape: none(localhost),
      text: {
        en: 'The line `127.0.0.1 localhost` is missing, and programs that talk to themselves need it.',
        zh: '缺少 `127.0.0.1 localhost` 这一行，而与自己通信的程序都要用到它。',
      },
    },
    {
      id: 'name-first',
      probe: hostsFile,
      shape: some(matches(/^[A-Za-z]\S*\s+\d+\.\d+\.\d+\.\d+/)),
      args: { line: { probe: hostsFile, path: [{ first: matches(/^[A-Za-z]\S*\s+\d/) }] } },
      text: {
        en: 'The address comes first, then its names; this line is the other way round: {line}',
        zh: '先写地址，再写名字；这一行写反了：{line}',
      },
    },
    {
      id: 'shared',
      probe: hostsFile,
      shape: anyOf(
        some(matches(/\sk8s-\S+\s+(?:[^#]*\s)?k8s-(?!\S*\.)/)),
        ...names.map((one) => sequence(at(one), at(one))),
      ),
      text: {
        en: 'Two nodes share one address. Each node of the plan has its own: 11, 12 and 13 at the end.',
        zh: '有两个节点用了同一个地址。规划里每个节点都有自己的地址，末尾分别是 11、12、13。',
      },
    },
    {
      id: 'twice',
      probe: hostsFile,
      shape: anyOf(...names.map((one) => count(named(one), 2, 99))),
      text: {
        en: 'A node is named twice. The first line wins, and who changes the second wonders why nothing happens: keep one.',
        zh: '有节点名写了两次。先写的那行生效，以后改第二行的人会奇怪为什么没有变化：请只留一行。',
      },
    },
    {
      id: 'missing',
      probe: hostsFile,
      shape: anyOf(...names.map((one) => none(named(one)))),
      text: {
        en: 'A node is missing: the file needs `k8s-master`, `k8s-node1` and `k8s-node2`, its own name too.',
        zh: '少了一个节点：文件里要有 `k8s-master`、`k8s-node1` 和 `k8s-node2`，自己的名字也要写。',
      },
    },
    {
      id: 'other-address',
      probe: hostsFile,
      shape: exists,
      text: {
        en: 'A node has another address than in the plan of `README.md`.',
        zh: '有节点的地址和 `README.md` 里的规划不一致。',
      },
    },
  ],
};

const hostname: Condition = {
  id: 'hostname',
  title: { en: 'The node is called k8s-master', zh: '节点名是 k8s-master' },
  when: 'now',
  expect: [{ probe: hostnameFile, shape: exactly('k8s-master') }],
  told: [
    {
      id: 'characters',
      probe: hostnameFile,
      shape: some(matches(/[^a-z0-9.-]/)),
      text: {
        en: 'A host name has letters, digits and hyphens, and Kubernetes wants lower case: `k8s-master`, nothing else in the file.',
        zh: '主机名由字母、数字和连字符组成，Kubernetes 还要求小写：文件里只写 `k8s-master`。',
      },
    },
    {
      id: 'domain',
      probe: hostnameFile,
      shape: some(matches(/^k8s-master\./)),
      text: {
        en: 'Only the short name belongs into `/etc/hostname`; a domain comes from DNS or from `/etc/hosts`.',
        zh: '`/etc/hostname` 里只写短名；域名来自 DNS 或 `/etc/hosts`。',
      },
    },
    {
      id: 'empty',
      probe: hostnameFile,
      shape: absent,
      text: {
        en: '`root/etc/hostname` is empty or gone: one line with `k8s-master`.',
        zh: '`root/etc/hostname` 是空的或者不见了：写一行 `k8s-master`。',
      },
    },
    {
      id: 'other-name',
      probe: hostnameFile,
      shape: exists,
      text: {
        en: 'The plan calls this node `k8s-master`.',
        zh: '规划里这个节点叫 `k8s-master`。',
      },
    },
  ],
};

/** The files that make a machine a node: address, names, its own name. */
export const linuxNetworkNode: Exercise = {
  id: 'linux-network-node',
  title: { en: 'Give a node its address and its names', zh: '给节点配好地址和名字' },
  core: true,
  minutes: 30,
  needs: ['files'],
  ports: [],
  tasks: [
    {
      en: 'Read the plan in `README.md`; `root/` stands for `/` of the node `k8s-master`. Rewrite `root/etc/netplan/60-tutor.yaml` with the static address, the default route and the DNS server.',
      zh: '阅读 `README.md` 里的规划；`root/` 代表节点 `k8s-master` 的 `/`。重写 `root/etc/netplan/60-tutor.yaml`：静态地址、默认路由和 DNS 服务器。',
    },
    { en: 'Give the file the mode that netplan asks for.', zh: '给这个文件设置 netplan 要求的权限。' },
    {
      en: 'Repair `root/etc/hosts`: `localhost` on 127.0.0.1, and all three nodes, each once.',
      zh: '修好 `root/etc/hosts`：127.0.0.1 对应 `localhost`，三个节点都要有，每个只写一次。',
    },
    { en: 'Write the name of the node into `root/etc/hostname`.', zh: '把节点的名字写进 `root/etc/hostname`。' },
  ],
  conditions: [parse, addr, route, dns, mode, hosts, hostname],
  hints: [
    {
      en: 'Let the editor show white space: an arrow at the start of a line is a tab.',
      zh: '让编辑器显示空白字符：行首的箭头就是制表符。',
    },
    {
      en: 'Compare with the netplan file in the lesson; the snippet `netplan-static` writes one, `hosts-nodes` the other.',
      zh: '对照课文里的 netplan 文件；代码片段 `netplan-static` 和 `hosts-nodes` 可以直接生成这两份。',
    },
    {
      en: 'Below `ens160`: `dhcp4: false`, `addresses: [192.168.56.11/24]`, `routes: [{to: default, via: 192.168.56.2}]`, `nameservers: {addresses: [192.168.56.2]}`. Then `chmod 600 root/etc/netplan/60-tutor.yaml`. In `hosts`: `127.0.0.1 localhost`, `192.168.56.11 k8s-master`, `192.168.56.12 k8s-node1`, `192.168.56.13 k8s-node2`.',
      zh: '在 `ens160` 下面写：`dhcp4: false`，`addresses: [192.168.56.11/24]`，`routes: [{to: default, via: 192.168.56.2}]`，`nameservers: {addresses: [192.168.56.2]}`。然后 `chmod 600 root/etc/netplan/60-tutor.yaml`。在 `hosts` 里写：`127.0.0.1 localhost`，`192.168.56.11 k8s-master`，`192.168.56.12 k8s-node1`，`192.168.56.13 k8s-node2`。',
    },
  ],
  mutants: [
    { name: 'tabs-kept', refusedBy: 'parse', told: 'tab' },
    { name: 'network-twice', refusedBy: 'parse', told: 'twice' },
    { name: 'bad-indent', refusedBy: 'parse', told: 'not-yaml' },
    { name: 'no-version', refusedBy: 'parse', told: 'version' },
    { name: 'netplan-deleted', refusedBy: 'parse', told: 'file-absent' },
    { name: 'other-card', refusedBy: 'addr', told: 'other-card' },
    { name: 'address-as-text', refusedBy: 'addr', told: 'no-list' },
    { name: 'no-prefix', refusedBy: 'addr', told: 'no-prefix' },
    { name: 'dhcp-kept', refusedBy: 'addr', told: 'dhcp' },
    { name: 'other-address', refusedBy: 'addr', told: 'other-address' },
    { name: 'gateway4-kept', refusedBy: 'route', told: 'gateway4' },
    { name: 'no-route', refusedBy: 'route', told: 'no-route' },
    { name: 'route-without-list', refusedBy: 'route', told: 'no-list' },
    { name: 'gateway-outside', refusedBy: 'route', told: 'outside' },
    { name: 'gateway-itself', refusedBy: 'route', told: 'other-route' },
    { name: 'dns-as-text', refusedBy: 'dns', told: 'text' },
    { name: 'no-dns', refusedBy: 'dns', told: 'missing' },
    { name: 'dns-by-name', refusedBy: 'dns', told: 'no-address' },
    { name: 'mode-644', refusedBy: 'mode', told: 'others-read' },
    { name: 'mode-700', refusedBy: 'mode', told: 'other-mode' },
    { name: 'node-on-loopback', refusedBy: 'hosts', told: 'loopback' },
    { name: 'no-localhost', refusedBy: 'hosts', told: 'no-localhost' },
    { name: 'name-first', refusedBy: 'hosts', told: 'name-first' },
    { name: 'shared-address', refusedBy: 'hosts', told: 'shared' },
    { name: 'named-twice', refusedBy: 'hosts', told: 'twice' },
    { name: 'node-missing', refusedBy: 'hosts', told: 'missing' },
    { name: 'addresses-swapped', refusedBy: 'hosts', told: 'other-address' },
    { name: 'underscore', refusedBy: 'hostname', told: 'characters' },
    { name: 'with-domain', refusedBy: 'hostname', told: 'domain' },
    { name: 'hostname-empty', refusedBy: 'hostname', told: 'empty' },
    { name: 'hostname-kept', refusedBy: 'hostname', told: 'other-name' },
  ],
};

import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, contains, exists, lacks, matches, not, oneOf } from '../../match';

const net: Probe = { source: 'network', name: 'tutor-net' };
const cache: Probe = { source: 'container', name: 'tutor-cache' };
const ping: Probe = { source: 'container', name: 'tutor-ping' };
const pingLog: Probe = { source: 'logs', name: 'tutor-ping' };
const lonely: Probe = { source: 'container', name: 'tutor-ping-default' };
const lonelyLog: Probe = { source: 'logs', name: 'tutor-ping-default' };

const address = /^PING \d/m;
/** What ping says of a name that nobody knows: busybox, then iputils. */
const unresolved = /bad address|not known|name resolution/;
const defaultNetwork = oneOf('bridge', 'default');

const conditions: readonly Condition[] = [
  {
    id: 'net',
    title: { en: 'tutor-net is a network of the bridge driver', zh: 'tutor-net 是一个 bridge 驱动的网络' },
    when: 'now',
    expect: [{ probe: net, shape: { Driver: 'bridge' } }],
    told: [
      {
        id: 'other-driver',
        probe: net,
        shape: { Driver: exists },
        args: { driver: { probe: net, path: ['Driver'] } },
        text: {
          en: 'tutor-net has the driver {driver} (overlay, for one, needs a swarm). Remove it and create it again without `--driver`.',
          zh: 'tutor-net 的驱动是 {driver}（例如 overlay 就需要 swarm）。请删除它，不带 `--driver` 重新创建。',
        },
      },
    ],
  },
  {
    id: 'cache',
    title: {
      en: 'tutor-cache runs on tutor-net and publishes nothing',
      zh: 'tutor-cache 在 tutor-net 上运行，没有发布端口',
    },
    when: 'now',
    expect: [
      {
        probe: cache,
        shape: {
          State: { Status: 'running' },
          NetworkSettings: { Networks: contains('tutor-net') },
          HostConfig: { PortBindings: absent, PublishAllPorts: not(true) },
        },
      },
    ],
    told: [
      {
        id: 'default-network',
        probe: cache,
        shape: { State: { Status: 'running' }, NetworkSettings: { Networks: lacks('tutor-net') } },
        text: {
          en: 'tutor-cache is not on tutor-net; without `--network` a container goes to the default network. `docker network connect tutor-net tutor-cache`, or remove it and run it again with `--network tutor-net`.',
          zh: 'tutor-cache 不在 tutor-net 上；不加 `--network`，容器就会进入默认网络。请执行 `docker network connect tutor-net tutor-cache`，或者删除它，加上 `--network tutor-net` 重新运行。',
        },
      },
      ...[{ PortBindings: exists }, { PublishAllPorts: true }].map((HostConfig, index) => ({
        id: index === 0 ? 'published' : 'published-all',
        probe: cache,
        shape: { State: { Status: 'running' }, HostConfig },
        text: {
          en: 'Neighbours need no published port: remove tutor-cache and run it again without `-p` and `-P`.',
          zh: '同一网络里的邻居不需要发布端口：请删除 tutor-cache，去掉 `-p` 和 `-P` 重新运行。',
        },
      })),
    ],
  },
  {
    id: 'by-name',
    title: {
      en: 'On tutor-net, tutor-ping reached tutor-cache by its name',
      zh: '在 tutor-net 上，tutor-ping 用名字连通了 tutor-cache',
    },
    when: 'now',
    expect: [
      {
        probe: ping,
        shape: { NetworkSettings: { Networks: contains('tutor-net') }, State: { Status: 'exited', ExitCode: 0 } },
      },
      { probe: pingLog, shape: matches(/^PING tutor-cache/m) },
      { probe: pingLog, shape: matches(/, 0% packet loss/) },
    ],
    told: [
      {
        id: 'elsewhere',
        probe: ping,
        shape: { NetworkSettings: { Networks: lacks('tutor-net') } },
        text: {
          en: 'tutor-ping was not on tutor-net. Remove it and run it again with `--network tutor-net`.',
          zh: 'tutor-ping 不在 tutor-net 上。请删除它，加上 `--network tutor-net` 重新运行。',
        },
      },
      {
        id: 'endless',
        probe: ping,
        shape: { State: { Status: 'running' } },
        text: {
          en: 'tutor-ping is still at it. If it does not end within seconds, it has no count: stop and remove it, then `ping -c 2 tutor-cache`.',
          zh: 'tutor-ping 还在 ping。如果几秒内没有结束，就是没有给次数：停掉并删除它，再用 `ping -c 2 tutor-cache`。',
        },
      },
      {
        id: 'unknown-name',
        probe: pingLog,
        shape: matches(unresolved),
        text: {
          en: 'There was no such name on its network: is tutor-cache on tutor-net, and running? Then remove tutor-ping and run it again.',
          zh: '它所在的网络上没有这个名字：tutor-cache 在 tutor-net 上吗？在运行吗？确认之后删除 tutor-ping，重新运行。',
        },
      },
      {
        id: 'no-answer',
        probe: pingLog,
        shape: matches(/, 100% packet loss/),
        text: {
          en: 'The name was found, but no answer came: was tutor-cache stopped meanwhile, or told not to answer pings? Then remove tutor-ping and run it again.',
          zh: '名字找到了，但没有应答：是不是 tutor-cache 中途停了，或者被设置成不应答 ping？处理好之后删除 tutor-ping，重新运行。',
        },
      },
      {
        id: 'by-address',
        probe: pingLog,
        shape: matches(address),
        text: {
          en: 'It pinged an address, which needs no name service. Remove tutor-ping and let it `ping -c 2 tutor-cache`.',
          zh: '它 ping 的是地址，用不着名字解析。请删除 tutor-ping，让它执行 `ping -c 2 tutor-cache`。',
        },
      },
    ],
  },
  {
    id: 'no-name',
    title: {
      en: 'On the default network, tutor-ping-default found no such name',
      zh: '在默认网络上，tutor-ping-default 找不到这个名字',
    },
    when: 'now',
    expect: [
      {
        probe: lonely,
        shape: { HostConfig: { NetworkMode: defaultNetwork }, State: { Status: 'exited', ExitCode: not(0) } },
      },
      { probe: lonelyLog, shape: matches(unresolved) },
    ],
    told: [
      {
        id: 'other-network',
        probe: lonely,
        shape: { HostConfig: { NetworkMode: not(defaultNetwork) } },
        text: {
          en: 'This one should fail: leave out `--network`, so that it goes to the default network. Remove tutor-ping-default and run it again.',
          zh: '这一个应该失败：去掉 `--network`，让它进入默认网络。请删除 tutor-ping-default 再重新运行。',
        },
      },
      {
        id: 'by-address',
        probe: lonelyLog,
        shape: matches(address),
        text: {
          en: 'It pinged an address; the comparison is about the name. Remove tutor-ping-default and let it `ping -c 2 tutor-cache`.',
          zh: '它 ping 的是地址，而要比较的是名字。请删除 tutor-ping-default，让它执行 `ping -c 2 tutor-cache`。',
        },
      },
      {
        id: 'found',
        probe: lonely,
        shape: { State: { Status: 'exited', ExitCode: 0 } },
        text: {
          en: 'It found the name, which the default network does not know by itself: leave out `--link` and `--add-host`. Remove tutor-ping-default and run it again.',
          zh: '它找到了名字，而默认网络本身并不认识名字：请去掉 `--link` 和 `--add-host`。删除 tutor-ping-default 再重新运行。',
        },
      },
    ],
  },
];

/** Names work on a network of one's own, and on no other. */
export const dockerNameDns: Exercise = {
  id: 'docker-name-dns',
  title: { en: 'Found by name', zh: '用名字找到邻居' },
  core: true,
  minutes: 10,
  needs: ['docker'],
  ports: [],
  tasks: [
    {
      en: 'Create the network `tutor-net`, with `--label tutor.exercise=docker-name-dns`. Give the containers below the same label.',
      zh: '创建网络 `tutor-net`，加上 `--label tutor.exercise=docker-name-dns`。下面的容器也都加上同一个标签。',
    },
    {
      en: 'Run `redis:8-alpine` in the background as `tutor-cache` on that network, publishing nothing.',
      zh: '在这个网络上后台运行 `redis:8-alpine`，命名为 `tutor-cache`，不发布任何端口。',
    },
    {
      en: 'Run `tutor-ping` from `busybox:1.37` on the same network, with the command `ping -c 2 tutor-cache`. Keep it: no `--rm`.',
      zh: '在同一网络上用 `busybox:1.37` 运行 `tutor-ping`，命令为 `ping -c 2 tutor-cache`。结束后留着它：不要加 `--rm`。',
    },
    {
      en: 'Run `tutor-ping-default` with the same image and command on the default network. Compare.',
      zh: '用同样的镜像和命令，在默认网络上运行 `tutor-ping-default`。比较两者。',
    },
  ],
  conditions,
  hints: [
    { en: 'Who answers name queries inside a container?', zh: '在容器里，是谁回答名字查询？' },
    {
      en: '`docker run --rm --network tutor-net busybox:1.37 cat /etc/resolv.conf`; then the same without `--network tutor-net`.',
      zh: '`docker run --rm --network tutor-net busybox:1.37 cat /etc/resolv.conf`；然后去掉 `--network tutor-net` 再试一次。',
    },
    {
      en: '`docker run --name tutor-ping --label tutor.exercise=docker-name-dns --network tutor-net busybox:1.37 ping -c 2 tutor-cache`',
      zh: '`docker run --name tutor-ping --label tutor.exercise=docker-name-dns --network tutor-net busybox:1.37 ping -c 2 tutor-cache`',
    },
  ],
  mutants: [
    { name: 'no-network', refusedBy: 'net', told: 'network-absent' },
    { name: 'cache-on-default', refusedBy: 'cache', told: 'default-network' },
    { name: 'cache-published', refusedBy: 'cache', told: 'published' },
    { name: 'cache-published-all', refusedBy: 'cache', told: 'published-all' },
    { name: 'cache-stopped', refusedBy: 'cache', told: 'first-process-ended' },
    { name: 'address-on-default', refusedBy: 'by-name', told: 'elsewhere' },
    { name: 'ping-without-count', refusedBy: 'by-name', told: 'endless' },
    { name: 'ping-before-cache', refusedBy: 'by-name', told: 'unknown-name' },
    { name: 'cache-ignores-pings', refusedBy: 'by-name', told: 'no-answer' },
    { name: 'address-on-net', refusedBy: 'by-name', told: 'by-address' },
    { name: 'ping-removed', refusedBy: 'by-name', told: 'container-removed' },
    { name: 'both-on-net', refusedBy: 'no-name', told: 'other-network' },
    { name: 'default-by-address', refusedBy: 'no-name', told: 'by-address' },
    { name: 'missing-label', refusedBy: 'no-name', told: 'own' },
    { name: 'default-linked', refusedBy: 'no-name', told: 'found' },
  ],
};

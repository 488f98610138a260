import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import {
  allOf,
  atLeast,
  every,
  exists,
  last,
  matches,
  none,
  sameAs,
  some,
  type Matcher,
  type Shape,
} from '../../match';

const settings: Probe = { source: 'file', path: 'root/etc/sysctl.d/90-tutor.conf', as: 'lines' };
const modules: Probe = { source: 'file', path: 'root/etc/modules-load.d/tutor.conf', as: 'lines' };
const fstab: Probe = { source: 'file', path: 'root/etc/fstab', as: 'lines' };
const asShipped: Probe = { source: 'starter', path: 'root/etc/fstab', as: 'lines' };

/** The file is there, even if no line of it says anything. */
const isRead: Shape = { length: atLeast(0) };

const forward = 'net[./]ipv4[./](?:ip_forward|conf[./]all[./]forwarding)';
const bridge = (family: string): string => `net[./]bridge[./]bridge-nf-call-${family}`;

/** A key whose last line says 1: of two lines the later one counts. */
const isOne = (key: string): Matcher => last(matches(new RegExp(String.raw`^-?${key}\s*=`)), matches(/=\s*1$/));
const isNamed = (key: string): Matcher => some(matches(new RegExp(String.raw`^-?${key}\s*=`)));

const sysctl: Condition = {
  id: 'sysctl',
  title: { en: 'Forwarding and both bridge keys are 1 after each boot', zh: '每次启动后，转发和两个网桥参数都是 1' },
  when: 'now',
  expect: [{ probe: settings, shape: allOf(isOne(forward), isOne(bridge('iptables')), isOne(bridge('ip6tables'))) }],
  told: [
    {
      id: 'command-for-now',
      probe: settings,
      shape: some(matches(/\becho\b|>/)),
      text: {
        en: 'That is a command, and it works until the next boot; this file holds `key = value` for every boot.',
        zh: '那是一条命令，只管到下次启动；这个文件里写的是 `key = value`，每次启动都生效。',
      },
    },
    {
      id: 'sysctl-w',
      probe: settings,
      shape: some(matches(/^(?:sudo\s+)?sysctl\b/)),
      text: {
        en: 'Leave out `sysctl -w`: the file is read by a program, not by a shell. Only `key = value`.',
        zh: '不要写 `sysctl -w`：读这个文件的是程序，不是 shell。只写 `key = value`。',
      },
    },
    {
      id: 'no-such-key',
      probe: settings,
      shape: some(matches(/^-?net[./]ipv4[./](?!ip_forward\s*=|conf[./])\w*forward\w*\s*=/)),
      text: {
        en: 'The kernel has no such key: `sysctl -a` lists all, and the one for IPv4 is `net.ipv4.ip_forward`.',
        zh: '内核没有这个参数：`sysctl -a` 会列出全部，IPv4 转发的参数是 `net.ipv4.ip_forward`。',
      },
    },
    {
      id: 'no-forward',
      probe: settings,
      shape: allOf(isRead, none(matches(/forward/))),
      text: {
        en: 'Forwarding is missing: without `net.ipv4.ip_forward = 1` a packet for a Pod stops at this host.',
        zh: '缺少转发：没有 `net.ipv4.ip_forward = 1`，发往 Pod 的包到这台主机就停了。',
      },
    },
    {
      id: 'one-bridge-key',
      probe: settings,
      shape: some(matches(/bridge-nf-call-ip6?tables/)),
      text: {
        en: 'Two bridge keys are wanted, both 1: `bridge-nf-call-iptables` for IPv4 and `bridge-nf-call-ip6tables` for IPv6.',
        zh: '网桥参数要两个，都设为 1：`bridge-nf-call-iptables` 管 IPv4，`bridge-nf-call-ip6tables` 管 IPv6。',
      },
    },
    {
      id: 'no-bridge-keys',
      probe: settings,
      shape: isNamed(forward),
      text: {
        en: 'Both keys below `net.bridge` are missing: packets that cross a bridge would pass by the firewall rules.',
        zh: '缺少 `net.bridge` 下的两个参数：经过网桥的包会绕开防火墙规则。',
      },
    },
  ],
};

const moduleName = /^br[-_]netfilter$/;

const load: Condition = {
  id: 'modules',
  title: { en: 'Both modules are loaded at each boot', zh: '每次启动都加载两个模块' },
  when: 'now',
  expect: [{ probe: modules, shape: allOf(some('overlay'), some(matches(moduleName)), every(matches(/^[\w-]+$/))) }],
  told: [
    {
      id: 'command',
      probe: modules,
      shape: some(matches(/\b(?:modprobe|insmod)\b/)),
      text: {
        en: 'Names only, no command: systemd-modules-load reads the file and does the `modprobe`.',
        zh: '只写名称，不写命令：systemd-modules-load 读取这个文件，`modprobe` 由它来做。',
      },
    },
    {
      id: 'extension',
      probe: modules,
      shape: some(matches(/\.ko\b|\//)),
      text: {
        en: 'The name of the module, please, not of its file: no path and no `.ko`.',
        zh: '请写模块名，而不是文件名：不带路径，也不带 `.ko`。',
      },
    },
    {
      id: 'one-line',
      probe: modules,
      shape: some(matches(/[\s,]/)),
      text: {
        en: 'One name per line: what follows on the same line is not a second module.',
        zh: '每行一个名称：同一行后面的内容不会被当成第二个模块。',
      },
    },
    {
      id: 'no-br-netfilter',
      probe: modules,
      shape: some('overlay'),
      text: {
        en: 'Missing `br_netfilter`: without it the keys below `net.bridge` do not exist at boot, and your settings file fails.',
        zh: '缺少 `br_netfilter`：没有它，启动时就不存在 `net.bridge` 下的参数，你的参数文件会报错。',
      },
    },
    {
      id: 'no-overlay',
      probe: modules,
      shape: isRead,
      text: {
        en: 'Missing `overlay`: without it the container runtime cannot stack the layers of an image.',
        zh: '缺少 `overlay`：没有它，容器运行时就没法把镜像的各层叠起来。',
      },
    },
  ],
};

const swapLine = matches(/^\S+\s+\S+\s+swap\b/);

const mounts: Condition = {
  id: 'fstab',
  title: { en: 'No swap after a boot, and all else is mounted as before', zh: '启动后不再启用交换空间，其他挂载照旧' },
  when: 'now',
  expect: [
    {
      probe: fstab,
      shape: allOf(
        none(swapLine),
        none(matches(/\bswapoff\b/)),
        some(sameAs({ probe: asShipped, path: [0] })),
        some(sameAs({ probe: asShipped, path: [1] })),
      ),
    },
  ],
  told: [
    {
      id: 'swapoff',
      probe: fstab,
      shape: some(matches(/\bswapoff\b/)),
      text: {
        en: 'fstab holds mounts, not commands: `swapoff -a` is for the shell, now; here the line goes.',
        zh: 'fstab 里写的是挂载，不是命令：`swapoff -a` 在 shell 里执行，管当下；这里要去掉的是那一行。',
      },
    },
    {
      id: 'emptied',
      probe: fstab,
      shape: allOf(isRead, none(matches(/^\S+\s+\/\s/))),
      text: {
        en: 'The machine would not boot: restore the line of `/`.',
        zh: '这样机器就启动不了了：请恢复 `/` 那一行。',
      },
    },
    {
      id: 'still-swap',
      probe: fstab,
      shape: some(swapLine),
      text: {
        en: 'A line of type `swap` is still active: put a `#` in front of it.',
        zh: '还有一行类型为 `swap` 的在生效：请在行首加上 `#`。',
      },
    },
    {
      id: 'changed',
      probe: fstab,
      shape: exists,
      text: {
        en: 'Another line was changed or removed: only the one of swap goes, `/` and `/boot` stay as they were.',
        zh: '别的行被改动或删掉了：只去掉交换空间那一行，`/` 和 `/boot` 保持原样。',
      },
    },
  ],
};

/** What is written for the next boot. */
export const nextBoot: readonly Condition[] = [sysctl, load, mounts];

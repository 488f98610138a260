import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, exists, holdsTextOf, matches, oneOf, sameAs } from '../../match';

const file: Probe = { source: 'file', path: 'engines.yaml', as: 'yaml' };
const release: Probe = { source: 'host', path: '/etc/os-release', as: 'ini' };
const releaseText: Probe = { source: 'host', path: '/etc/os-release', as: 'text' };

const id = { probe: release, path: ['', 'ID', 0] };
const written = { probe: file, path: ['host', 'os'] };

/** Distributions that put their ID into quotes, which is part of the line and not of the name. */
const quoted = [
  'rhel',
  'rocky',
  'almalinux',
  'centos',
  'ol',
  'fedora',
  'amzn',
  'opensuse-leap',
  'opensuse-tumbleweed',
  'sles',
];

/** The system of the extension host; Windows and macOS have no such file, and need not say. */
export const hostOs: Condition = {
  id: 'host-os',
  title: { en: '`host.os` is the system of this machine', zh: '`host.os` 是这台机器的操作系统' },
  when: 'now',
  after: 'form',
  excusedBy: ['not-linux'],
  expect: [{ probe: file, shape: { host: { os: sameAs(id) } } }],
  or: [
    [
      { probe: file, shape: { host: { os: oneOf(...quoted) } } },
      { probe: releaseText, shape: matches(/^ID="/m) },
      { probe: releaseText, shape: holdsTextOf(written) },
    ],
  ],
  told: [
    {
      id: 'empty',
      probe: file,
      shape: { host: { os: absent } },
      text: {
        en: '`host.os` is empty: write what stands behind `ID=` in `/etc/os-release`.',
        zh: '`host.os` 是空的：请填写 `/etc/os-release` 中 `ID=` 后面的内容。',
      },
    },
    {
      id: 'kernel',
      probe: file,
      shape: { host: { os: matches(/^linux$/i) } },
      text: {
        en: 'Linux is the kernel. Which distribution? See `ID=` in `/etc/os-release`.',
        zh: 'Linux 是内核。是哪个发行版？请看 `/etc/os-release` 中的 `ID=`。',
      },
    },
    {
      id: 'window',
      probe: file,
      shape: { host: { os: matches(/^(windows|win32|macos|darwin|mac)/i) } },
      text: {
        en: 'That may be the machine of the window, but the extension runs on Linux: in WSL, in a container or over SSH. Look at `/etc/os-release` in a terminal of the editor.',
        zh: '那也许是窗口所在的机器，但插件运行在 Linux 上：WSL、容器或 SSH 远程主机。请在编辑器的终端里查看 `/etc/os-release`。',
      },
    },
    {
      id: 'capital',
      probe: file,
      shape: { host: { os: matches(/[A-Z"=\s]/) } },
      text: {
        en: 'Copy only the value of `ID=`: one word in lower case. `NAME=` and `PRETTY_NAME=` are for people.',
        zh: '只抄 `ID=` 的值：一个小写单词。`NAME=` 和 `PRETTY_NAME=` 是给人看的。',
      },
    },
    {
      id: 'other',
      probe: file,
      shape: { host: { os: exists } },
      args: { found: written, id },
      text: {
        en: 'This machine calls itself {id}, the file says {found}.',
        zh: '这台机器的 ID 是 {id}，文件里写的是 {found}。',
      },
    },
  ],
};

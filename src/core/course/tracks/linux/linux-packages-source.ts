import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, anyOf, exists, matches } from '../../match';
import { change, held, nginx, removed } from './linux-packages-source-answers';
import { arch, field, key, stanzas } from './linux-packages-source-key';

const folder = 'root/etc/apt/sources.list.d';
const text: Probe = { source: 'file', path: `${folder}/docker.sources`, as: 'text' };
const old: Probe = { source: 'file', path: `${folder}/docker.list`, as: 'facts' };

const conditions: readonly Condition[] = [
  {
    id: 'stanza',
    title: { en: 'docker.sources is one stanza for noble', zh: 'docker.sources 是一段给 noble 用的配置' },
    when: 'now',
    expect: [
      {
        probe: stanzas,
        shape: {
          '0': {
            Types: 'deb',
            URIs: matches(/^https:\/\/(?:download\.docker\.com|[^\s/]+(?:\/\S+)?\/docker-ce)\/linux\/ubuntu\/?$/),
            Suites: 'noble',
            Components: 'stable',
            Enabled: anyOf(absent, matches(/^(?:yes|true|1|on|with|enable)$/i)),
          },
          '1': absent,
        },
      },
    ],
    told: [
      {
        id: 'one-line-format',
        probe: text,
        shape: matches(/^\s*deb(?:-src)?\s/m),
        text: {
          en: 'That is the one-line format of `.list` files. A `.sources` file is deb822: one `Key: value` per line.',
          zh: '这是 `.list` 文件的单行格式。`.sources` 文件用 deb822 格式：每行一个 `Key: value`。',
        },
      },
      {
        id: 'two-stanzas',
        probe: stanzas,
        shape: { '1': exists },
        text: {
          en: 'A blank line ends a stanza, so these are two, and each lacks what the other has: keep the keys together.',
          zh: '空行会结束一段配置，所以这里成了两段，各缺一半：请让这些键紧挨在一起。',
        },
      },
      {
        id: 'disabled',
        probe: stanzas,
        shape: { '0': { Enabled: matches(/^(?:no|false|0|off|without|disable)$/i) } },
        text: {
          en: '`Enabled: no` makes apt pass over the whole stanza: leave the line out.',
          zh: '`Enabled: no` 会让 apt 跳过整段配置：请去掉这一行。',
        },
      },
      {
        id: 'other-release',
        probe: stanzas,
        shape: { '0': { Suites: matches(/^(?:jammy|focal|bionic|xenial|bookworm|trixie)$/i) } },
        args: { suite: field('Suites') },
        text: {
          en: '{suite} is another release. The sample is noble: `VERSION_CODENAME` in `machine/etc/os-release`.',
          zh: '{suite} 是另一个发行版本。样例机器是 noble：看 `machine/etc/os-release` 里的 `VERSION_CODENAME`。',
        },
      },
      {
        id: 'suite',
        probe: stanzas,
        shape: { '0': { Suites: matches(/^(?!noble$)/) } },
        args: { suite: field('Suites') },
        text: {
          en: "Docker has no suite {suite}. A suite is the release's code name: `VERSION_CODENAME` in `machine/etc/os-release`.",
          zh: 'Docker 没有名为 {suite} 的 suite。suite 要写发行版的代号：`machine/etc/os-release` 里的 `VERSION_CODENAME`。',
        },
      },
      {
        id: 'plain-http',
        probe: stanzas,
        shape: { '0': { URIs: matches(/^http:/i) } },
        text: {
          en: 'Use https: the lists are signed, but nobody on the way should see or delay what you fetch.',
          zh: '请用 https：列表虽然有签名，但不该让路上的任何人看到或拖延你取的内容。',
        },
      },
      {
        id: 'other-address',
        probe: stanzas,
        shape: { '0': { URIs: matches(/^(?!https:\/\/\S+\/linux\/ubuntu\/?$)/) } },
        args: { uri: field('URIs') },
        text: {
          en: '{uri} is not the repository for Ubuntu: `https://download.docker.com/linux/ubuntu`.',
          zh: '{uri} 不是 Ubuntu 用的软件源：应为 `https://download.docker.com/linux/ubuntu`。',
        },
      },
      {
        id: 'components',
        probe: stanzas,
        shape: { '0': { Components: anyOf(absent, matches(/^(?!stable$)/)) } },
        text: {
          en: 'The component is `stable` and nothing else: `test` brings unfinished versions, and without a component apt refuses the file.',
          zh: '组件只写 `stable`：`test` 会带来未完成的版本；不写组件，apt 会拒绝这个文件。',
        },
      },
      {
        id: 'types',
        probe: stanzas,
        shape: { '0': { Types: anyOf(absent, matches(/^(?!deb$)/)) } },
        text: {
          en: 'Write `Types: deb`: you want binary packages, and Docker offers no source packages there.',
          zh: '请写 `Types: deb`：要的是二进制包，而且 Docker 在那里不提供源码包。',
        },
      },
    ],
  },
  key,
  arch,
  {
    id: 'old-gone',
    title: { en: 'docker.list is gone', zh: 'docker.list 已删除' },
    when: 'now',
    expect: [{ probe: old, shape: absent }],
    told: [
      {
        id: 'kept',
        probe: old,
        shape: exists,
        text: {
          en: '`docker.list` is still there: both files would configure the same source twice, and the old line is for jammy. Delete it.',
          zh: '`docker.list` 还在：两个文件会把同一个源配置两遍，而旧的那一行是给 jammy 的。请删掉它。',
        },
      },
    ],
  },
  nginx,
  removed,
  held,
  change,
];

/** A vendor's repository in today's format, and what dpkg and apt have written down. */
export const linuxPackagesSource: Exercise = {
  id: 'linux-packages-source',
  title: { en: 'A repository with its own key', zh: '带专属密钥的软件源' },
  core: true,
  minutes: 25,
  needs: ['files'],
  ports: [],
  tasks: [
    {
      en: '`root/` stands for `/` of the sample machine. Replace `docker.list` in `root/etc/apt/sources.list.d/` by `docker.sources`, in deb822 format, for the release that `machine/etc/os-release` names.',
      zh: '`root/` 代表样例机器的 `/`。把 `root/etc/apt/sources.list.d/` 里的 `docker.list` 换成 deb822 格式的 `docker.sources`，对应 `machine/etc/os-release` 里写的发行版。',
    },
    {
      en: "Docker's repository for Ubuntu over https, component `stable`, architecture `amd64`, key `/etc/apt/keyrings/docker.asc`.",
      zh: 'Docker 给 Ubuntu 的软件源，走 https，组件 `stable`，架构 `amd64`，密钥 `/etc/apt/keyrings/docker.asc`。',
    },
    {
      en: 'In `answers.yaml`: the installed version of nginx, the package that is removed but not purged, and the package on hold. All three are in `machine/var/lib/dpkg/status`.',
      zh: '在 `answers.yaml` 里填写：nginx 的已安装版本、已移除但未清除的软件包、被锁定的软件包。三项都在 `machine/var/lib/dpkg/status` 里。',
    },
    {
      en: 'From `machine/var/log/apt/history.log`: which command by which user brought apache2, and when it started.',
      zh: '从 `machine/var/log/apt/history.log` 里找：apache2 是谁用什么命令装上的，什么时候开始的。',
    },
  ],
  conditions,
  hints: [
    {
      en: 'Look how `machine/etc/apt/sources.list.d/ubuntu.sources` is written, or read `man sources.list`, section DEB822-STYLE FORMAT.',
      zh: '看看 `machine/etc/apt/sources.list.d/ubuntu.sources` 是怎么写的，或者读 `man sources.list` 的 DEB822-STYLE FORMAT 一节。',
    },
    {
      en: 'Six keys, one per line, no blank line between them. In `dpkg/status` the line `Status` has three words: what is wanted, whether all is well, what is there.',
      zh: '六个键，每行一个，中间不留空行。`dpkg/status` 里的 `Status` 行有三个词：想要怎样、是否正常、实际怎样。',
    },
    {
      en: '`Types: deb`, `URIs: https://download.docker.com/linux/ubuntu`, `Suites: noble`, `Components: stable`, `Architectures: amd64`, `Signed-By: /etc/apt/keyrings/docker.asc`; then `rm docker.list`. The answers: `1.24.0-2ubuntu7.5`, `telnetd`, `docker-ce`; `apt install apache2` by `student` at `2026-11-16 08:12:31`.',
      zh: '`Types: deb`、`URIs: https://download.docker.com/linux/ubuntu`、`Suites: noble`、`Components: stable`、`Architectures: amd64`、`Signed-By: /etc/apt/keyrings/docker.asc`；然后 `rm docker.list`。答案：`1.24.0-2ubuntu7.5`、`telnetd`、`docker-ce`；`student` 在 `2026-11-16 08:12:31` 执行了 `apt install apache2`。',
    },
  ],
  mutants: [
    { name: 'trusted', refusedBy: 'key', told: 'trusted' },
    { name: 'suite-jammy', refusedBy: 'stanza', told: 'other-release' },
    { name: 'one-line', refusedBy: 'stanza', told: 'one-line-format' },
    { name: 'key-missing', refusedBy: 'key', told: 'no-key' },
    { name: 'not-written', refusedBy: 'stanza', told: 'file-absent' },
    { name: 'suite-number', refusedBy: 'stanza', told: 'suite' },
    { name: 'plain-http', refusedBy: 'stanza', told: 'plain-http' },
    { name: 'debian-tree', refusedBy: 'stanza', told: 'other-address' },
    { name: 'component-missing', refusedBy: 'stanza', told: 'components' },
    { name: 'component-test', refusedBy: 'stanza', told: 'components' },
    { name: 'source-packages', refusedBy: 'stanza', told: 'types' },
    { name: 'two-stanzas', refusedBy: 'stanza', told: 'two-stanzas' },
    { name: 'switched-off', refusedBy: 'stanza', told: 'disabled' },
    { name: 'key-elsewhere', refusedBy: 'key', told: 'other-key' },
    { name: 'key-in-mini-root', refusedBy: 'key', told: 'mini-root' },
    { name: 'arch-x86-64', refusedBy: 'arch', told: 'kernel-name' },
    { name: 'arch-missing', refusedBy: 'arch', told: 'missing' },
    { name: 'old-kept', refusedBy: 'old-gone', told: 'kept' },
    { name: 'old-commented', refusedBy: 'old-gone', told: 'kept' },
    { name: 'answer-broken', refusedBy: 'nginx', told: 'file-invalid' },
    { name: 'answers-empty', refusedBy: 'nginx', told: 'empty' },
    { name: 'version-upstream', refusedBy: 'nginx', told: 'upstream-only' },
    { name: 'version-before', refusedBy: 'nginx', told: 'earlier' },
    { name: 'version-of-another', refusedBy: 'nginx', told: 'another-package' },
    { name: 'removed-empty', refusedBy: 'removed', told: 'empty' },
    { name: 'removed-apache2', refusedBy: 'removed', told: 'other' },
    { name: 'held-empty', refusedBy: 'held', told: 'empty' },
    { name: 'held-apache2', refusedBy: 'held', told: 'other' },
    { name: 'held-cli', refusedBy: 'held', told: 'other' },
    { name: 'command-empty', refusedBy: 'change', told: 'empty' },
    { name: 'command-apache2', refusedBy: 'change', told: 'command' },
    { name: 'user-alice', refusedBy: 'change', told: 'user' },
    { name: 'user-number', refusedBy: 'change', told: 'user' },
    { name: 'time-of-end', refusedBy: 'change', told: 'end-time' },
    { name: 'time-without-date', refusedBy: 'change', told: 'time' },
  ],
};

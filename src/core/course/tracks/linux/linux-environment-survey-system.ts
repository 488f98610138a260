import type { Condition } from '../../lesson';
import { absent, anyOf, atLeast, exists, matches, oneOf, sameAs } from '../../match';
import {
  answers,
  answerTo,
  chose,
  empty,
  equalTo,
  hostFile,
  machine,
  sampleFile,
} from './linux-environment-survey-ways';

const sampleRelease = sampleFile('etc/os-release', 'env');
const hostRelease = hostFile('/etc/os-release', 'env');
const sampleKernel = { probe: sampleFile('proc/sys/kernel/osrelease', 'lines'), path: [0] };
const hostKernel = { probe: hostFile('/proc/sys/kernel/osrelease', 'lines'), path: [0] };
const hostInit = { probe: hostFile('/proc/1/comm', 'lines'), path: [0] };

const distro: Condition = {
  id: 'distro',
  title: { en: '`distribution` is the ID of its os-release', zh: '`distribution` 与 os-release 里的 ID 一致' },
  when: 'now',
  after: 'source',
  ...equalTo('distribution', { probe: sampleRelease, path: ['ID'] }, { probe: hostRelease, path: ['ID'] }),
  told: [
    empty('distribution'),
    {
      id: 'with-version',
      probe: answers,
      shape: { distribution: matches(/\s|\d/) },
      text: {
        en: 'The ID and the version are two fields, and the ID is one word in lower case: what stands after `ID=`.',
        zh: 'ID 和版本是两个字段，ID 是一个小写的词，也就是 `ID=` 后面的内容。',
      },
    },
    {
      id: 'kernel-name',
      probe: answers,
      shape: { distribution: matches(/^(?:gnu\/)?linux$/i) },
      text: {
        en: 'That is the kernel, not the distribution: `ID` in `/etc/os-release` names who put the system together.',
        zh: '那是内核，不是发行版：`/etc/os-release` 里的 `ID` 写的才是谁打包了这套系统。',
      },
    },
    {
      id: 'upper-case',
      probe: answers,
      shape: { distribution: matches(/[A-Z]/) },
      text: {
        en: 'That is the name for people. Scripts compare `ID`, which is in lower case.',
        zh: '那是给人看的名称。脚本比较的是 `ID`，它是小写的。',
      },
    },
    {
      id: 'family',
      probe: answers,
      shape: { source: 'sample', distribution: 'debian' },
      text: {
        en: 'That is `ID_LIKE`, the family that it descends from. `ID` is the distribution itself.',
        zh: '那是 `ID_LIKE`，即它所属的家族。`ID` 才是发行版本身。',
      },
    },
    {
      id: 'other',
      probe: answers,
      shape: { distribution: exists },
      args: { found: answerTo('distribution') },
      text: {
        en: 'The os-release of the machine that you chose does not say {found} after `ID=`. Did you mean the other `source`?',
        zh: '你所选机器的 os-release 里，`ID=` 后面不是 {found}。`source` 是不是选错了？',
      },
    },
  ],
};

const versions = equalTo(
  'version',
  { probe: sampleRelease, path: ['VERSION_ID'] },
  { probe: hostRelease, path: ['VERSION_ID'] },
);

const version: Condition = {
  id: 'version',
  title: { en: '`version` is its VERSION_ID, as text', zh: '`version` 与 VERSION_ID 一致，且是文本' },
  when: 'now',
  after: 'source',
  ...versions,
  // A rolling distribution has no version.
  or: [
    ...versions.or,
    [
      chose('live'),
      { probe: answers, shape: { version: absent } },
      { probe: hostRelease, shape: { ID: exists, VERSION_ID: absent } },
    ],
  ],
  told: [
    empty('version'),
    {
      id: 'number',
      probe: answers,
      shape: { version: atLeast(0) },
      args: { found: answerTo('version') },
      text: {
        en: 'YAML read a number, {found}: a version belongs in quotes, or 24.10 becomes 24.1.',
        zh: 'YAML 把它读成了数字 {found}：版本要加引号，否则 24.10 会变成 24.1。',
      },
    },
    {
      id: 'kernel-version',
      probe: answers,
      shape: { version: matches(/^\d+\.\d+\.\d+[-+]/) },
      text: {
        en: 'That is the version of the kernel. The one of the distribution stands after `VERSION_ID=`.',
        zh: '那是内核的版本。发行版的版本写在 `VERSION_ID=` 后面。',
      },
    },
    {
      id: 'more-than-id',
      probe: answers,
      shape: { version: matches(/[a-z]|\..*\./i) },
      text: {
        en: 'Only what stands after `VERSION_ID=`, please: no point release, no code name, no LTS.',
        zh: '只写 `VERSION_ID=` 后面的内容：不带小版本号，不带代号，也不带 LTS。',
      },
    },
    {
      id: 'other',
      probe: answers,
      shape: { version: exists },
      args: { found: answerTo('version') },
      text: {
        en: 'The os-release of the machine that you chose does not say {found} after `VERSION_ID=`.',
        zh: '你所选机器的 os-release 里，`VERSION_ID=` 后面不是 {found}。',
      },
    },
  ],
};

const kernel: Condition = {
  id: 'kernel',
  title: { en: '`kernel` is the release that its kernel tells', zh: '`kernel` 与内核报告的版本一致' },
  when: 'now',
  after: 'source',
  ...equalTo('kernel', sampleKernel, hostKernel),
  told: [
    empty('kernel'),
    {
      id: 'distribution-version',
      probe: answers,
      shape: { kernel: anyOf(atLeast(0), matches(/^\d+(?:\.\d+)?$/)) },
      args: { found: answerTo('kernel') },
      text: {
        en: '{found} is the version of the distribution, or only the beginning of a kernel release. Use `uname -r`.',
        zh: '{found} 是发行版的版本，或者只是内核版本的开头。请用 `uname -r`。',
      },
    },
    {
      id: 'sample-kernel',
      probe: answers,
      shape: { source: 'live', kernel: sameAs(sampleKernel) },
      text: {
        en: 'That is the kernel of the sample machine, but `source` says live: ask your own machine, or write sample.',
        zh: '那是样例机的内核，而 `source` 填的是 live：请查你自己的机器，或者改成 sample。',
      },
    },
    {
      id: 'own-kernel',
      probe: answers,
      shape: { source: 'sample', kernel: sameAs(hostKernel) },
      text: {
        en: 'That is the kernel of your own machine, but `source` says sample: read `machine/proc/sys/kernel/osrelease`.',
        zh: '那是你自己机器的内核，而 `source` 填的是 sample：请看 `machine/proc/sys/kernel/osrelease`。',
      },
    },
    {
      id: 'whole-line',
      probe: answers,
      shape: { kernel: matches(/\s/) },
      text: {
        en: 'Only the release, please: `uname -r` prints it and nothing else.',
        zh: '只写内核版本：`uname -r` 打印的就是它，没有别的。',
      },
    },
    {
      id: 'other',
      probe: answers,
      shape: { kernel: exists },
      args: { found: answerTo('kernel') },
      text: {
        en: 'The machine that you chose does not run {found}. Copy the whole line, with everything behind the hyphens.',
        zh: '你所选的机器运行的不是 {found}。请把整行抄下来，包括连字符后面的部分。',
      },
    },
  ],
};

const arch: Condition = {
  id: 'arch',
  title: { en: '`arch` is the machine name of its kernel', zh: '`arch` 与内核报告的机器名一致' },
  when: 'now',
  after: 'source',
  expect: [chose('sample'), { probe: answers, shape: { arch: 'x86_64' } }],
  or: [
    [
      chose('live'),
      { probe: answers, shape: { arch: sameAs({ probe: machine, path: ['arch'] }) } },
      { probe: hostKernel.probe, shape: exists },
    ],
  ],
  told: [
    empty('arch'),
    {
      id: 'debian-name',
      probe: answers,
      shape: { arch: oneOf('amd64', 'arm64') },
      args: { found: answerTo('arch') },
      text: {
        en: '{found} is what Debian and Docker call it. The kernel says `x86_64` or `aarch64`: ask `uname -m`.',
        zh: '{found} 是 Debian 和 Docker 的叫法。内核的叫法是 `x86_64` 或 `aarch64`：请用 `uname -m` 查。',
      },
    },
    {
      id: 'other-spelling',
      probe: answers,
      shape: { arch: anyOf(64, matches(/^(?:x86-64|x64|x86|64|(?:x86.)?64[ -]?bit|64 ?位)$/i)) },
      args: { found: answerTo('arch') },
      text: {
        en: '{found} is another spelling. Scripts compare the one of `uname -m`, letter by letter.',
        zh: '{found} 是另一种写法。脚本逐字比较的是 `uname -m` 的写法。',
      },
    },
    {
      id: 'other',
      probe: answers,
      shape: { arch: exists },
      args: { found: answerTo('arch') },
      text: {
        en: 'The kernel of the machine that you chose does not call itself {found}: `uname -m`, in the sample the last words but one of `uname -a`.',
        zh: '你所选机器的内核不叫 {found}：请用 `uname -m` 查，样例机则看 `uname -a` 倒数第二个词。',
      },
    },
  ],
};

const init: Condition = {
  id: 'init',
  title: { en: '`init` is the name of process 1', zh: '`init` 是 1 号进程的名称' },
  when: 'now',
  after: 'source',
  ...equalTo('init', { probe: sampleFile('proc/1/comm', 'lines'), path: [0] }, hostInit),
  told: [
    empty('init'),
    {
      id: 'no-systemd',
      probe: answers,
      shape: { source: 'live', init: 'systemd' },
      args: { found: hostInit },
      text: {
        en: 'No systemd here: process 1 is {found}. You are probably in a container, or in a WSL without systemd.',
        zh: '这里没有 systemd：1 号进程是 {found}。你多半在容器里，或者在没有启用 systemd 的 WSL 里。',
      },
    },
    {
      id: 'path',
      probe: answers,
      shape: { init: matches(/\//) },
      text: {
        en: 'That is how it was started, often through a link. Its name is in `/proc/1/comm`.',
        zh: '那是启动它的命令，往往还是个链接。它的名称在 `/proc/1/comm` 里。',
      },
    },
    {
      id: 'number',
      probe: answers,
      shape: { init: oneOf(1, '1') },
      text: { en: '1 is its number. Which program is it?', zh: '1 是它的编号。它是哪个程序？' },
    },
    {
      id: 'other',
      probe: answers,
      shape: { init: exists },
      args: { found: answerTo('init') },
      text: {
        en: 'Process 1 of the machine that you chose is not called {found}: `ps -p 1 -o comm=` prints its name.',
        zh: '你所选机器的 1 号进程不叫 {found}：`ps -p 1 -o comm=` 会打印它的名称。',
      },
    },
  ],
};

/** What a machine is: its distribution, its kernel, its first process. */
export const system: readonly Condition[] = [distro, version, kernel, arch, init];

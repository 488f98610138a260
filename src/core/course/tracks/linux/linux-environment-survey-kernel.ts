import type { Condition } from '../../lesson';
import { anyOf, atLeast, exists, matches, oneOf, sameAs } from '../../match';
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

const sampleKernel = { probe: sampleFile('proc/sys/kernel/osrelease', 'lines'), path: [0] };
const hostKernel = { probe: hostFile('/proc/sys/kernel/osrelease', 'lines'), path: [0] };
const hostInit = { probe: hostFile('/proc/1/comm', 'lines'), path: [0] };

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

/** What was booted: the kernel and its first process. */
export const booted: readonly Condition[] = [kernel, arch, init];

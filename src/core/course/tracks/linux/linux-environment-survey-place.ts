import type { Condition, Expectation } from '../../lesson';
import { absent, anyOf, exists, matches, none, not, oneOf, some } from '../../match';
import { answers, answerTo, chose, empty, hostFile } from './linux-environment-survey-ways';

const docker = hostFile('/.dockerenv', 'facts');
const podman = hostFile('/run/.containerenv', 'facts');
// What systemd found out about itself: lxc, systemd-nspawn, wsl …
const manager = hostFile('/run/systemd/container', 'lines');
const kernel = hostFile('/proc/sys/kernel/osrelease', 'text');
const first = hostFile('/proc/1/comm', 'text');
const mounts = hostFile('/proc/self/mountinfo', 'text');

const microsoft = matches(/microsoft/i);
const unmarked: readonly Expectation[] = [
  { probe: docker, shape: absent },
  { probe: podman, shape: absent },
  { probe: manager, shape: none(not('wsl')) },
];

const is = (...words: readonly string[]): readonly Expectation[] => [
  chose('live'),
  { probe: answers, shape: { runsIn: oneOf(...words) }, guard: true },
];

/** On what the machine runs: several words may be right, because the signs are not the same everywhere. */
export const place: Condition = {
  id: 'runs-in',
  title: { en: '`runsIn` fits the signs of the machine', zh: '`runsIn` 与机器上的迹象相符' },
  when: 'now',
  after: 'source',
  expect: [chose('sample'), { probe: answers, shape: { runsIn: 'vm' } }],
  or: [
    [...is('vm', 'physical', 'cloud'), ...unmarked, { probe: kernel, shape: not(microsoft) }],
    [...is('wsl'), { probe: kernel, shape: microsoft }],
    [...is('container'), { probe: docker, shape: exists }],
    [...is('container'), { probe: podman, shape: exists }],
    [...is('container'), { probe: manager, shape: some(not('wsl')) }],
    // A container of Kubernetes bears no mark: its first process is no init, and its root is made of layers.
    [...is('container'), { probe: first, shape: not(matches(/^(?:systemd|init)\b/)) }],
    [...is('container'), { probe: mounts, shape: matches(/^\d+ \d+ \S+ \S+ \/ .* - overlay /m) }],
  ],
  told: [
    empty('runsIn'),
    {
      id: 'other-word',
      probe: answers,
      shape: { runsIn: not(oneOf('vm', 'physical', 'wsl', 'container', 'cloud')) },
      args: { found: answerTo('runsIn') },
      text: {
        en: '{found} is none of the five words: `vm`, `physical`, `wsl`, `container`, `cloud`.',
        zh: '{found} 不是这五个词之一：`vm`、`physical`、`wsl`、`container`、`cloud`。',
      },
    },
    {
      id: 'sample',
      probe: answers,
      shape: { source: 'sample' },
      args: { found: answerTo('runsIn') },
      text: {
        en: 'The sample machine does not run as {found}: its `systemd-detect-virt` was asked, see `machine/commands`.',
        zh: '样例机不是 {found}：有人在上面执行过 `systemd-detect-virt`，看 `machine/commands`。',
      },
    },
    {
      id: 'not-wsl',
      probe: answers,
      shape: { runsIn: 'wsl' },
      text: {
        en: 'A kernel of WSL has `microsoft` in its release, and this one has not.',
        zh: 'WSL 的内核版本里带有 `microsoft`，而这个没有。',
      },
    },
    {
      id: 'in-docker',
      probe: docker,
      shape: exists,
      args: { found: answerTo('runsIn') },
      text: {
        en: 'Process 1 and `/.dockerenv` say container, not {found}: what the container runs on is not the question.',
        zh: '1 号进程和 `/.dockerenv` 都表明这是容器，而不是 {found}：容器跑在什么上面，不是这里要问的。',
      },
    },
    {
      id: 'in-wsl',
      probe: kernel,
      shape: microsoft,
      args: { found: answerTo('runsIn') },
      text: {
        en: 'The release of the kernel says `microsoft`: this is WSL. It is a virtual machine inside, but {found} is not what one calls it.',
        zh: '内核版本里写着 `microsoft`：这是 WSL。它的内部确实是虚拟机，但不叫 {found}。',
      },
    },
    {
      id: 'in-container',
      probe: answers,
      shape: { runsIn: anyOf('vm', 'physical', 'cloud') },
      text: {
        en: 'There is `/run/.containerenv` or `/run/systemd/container`: this is a container.',
        zh: '机器上有 `/run/.containerenv` 或 `/run/systemd/container`：这是容器。',
      },
    },
    {
      id: 'no-container',
      probe: answers,
      shape: { runsIn: 'container' },
      text: {
        en: 'Nothing here looks like a container: process 1 is a real init, and there is no `/.dockerenv`.',
        zh: '这里没有一点容器的迹象：1 号进程是真正的 init，也没有 `/.dockerenv`。',
      },
    },
  ],
};

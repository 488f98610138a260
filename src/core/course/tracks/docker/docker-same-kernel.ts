import type { Probe } from '../../check';
import type { Condition, Exercise, FoundCase } from '../../lesson';
import { image, matches, not } from '../../match';
import { answers } from './docker-same-kernel-answers';
import { a, b, distro, kernel } from './docker-same-kernel-logs';

const ended = (repository: string) => ({
  State: { Status: 'exited', ExitCode: 0 },
  Config: { Image: image(repository) },
});

/** What goes wrong with a command that should end, the same for both containers. */
const commandCases = (probe: Probe, name: string): readonly FoundCase[] => [
  {
    id: 'running',
    probe,
    shape: { State: { Status: 'running' } },
    text: {
      en: `It still runs: give it a command that ends, not a shell. Remove it with \`docker rm -f ${name}\` and run it again.`,
      zh: `它还在运行：请给它一条会结束的命令，而不是一个 shell。用 \`docker rm -f ${name}\` 删除它，再运行一次。`,
    },
  },
  {
    id: 'one-word',
    probe,
    shape: { State: { Status: 'created', ExitCode: 127 }, Path: matches(/\s/) },
    text: {
      en: `The command was taken as one word, and no program has that name; wrap it in \`sh -c '…'\`. First \`docker rm ${name}\`.`,
      zh: `整条命令被当成了一个词，而没有叫这个名字的程序；请用 \`sh -c '…'\` 包起来。先执行 \`docker rm ${name}\`。`,
    },
  },
  {
    id: 'failed',
    probe,
    shape: { State: { Status: 'exited', ExitCode: not(0) } },
    args: { code: { probe, path: ['State', 'ExitCode'] } },
    text: {
      en: `Its command ended with code {code}: \`docker logs ${name}\` says why.`,
      zh: `它的命令以退出码 {code} 结束：原因见 \`docker logs ${name}\`。`,
    },
  },
];

const containerA: Probe = { source: 'container', name: a.name };
const containerB: Probe = { source: 'container', name: b.name };

const conditions: readonly Condition[] = [
  {
    id: 'ran-a',
    title: {
      en: 'tutor-kernel-a ran from alpine and ended with code 0',
      zh: 'tutor-kernel-a 用 alpine 运行过，退出码为 0',
    },
    when: 'now',
    expect: [{ probe: containerA, shape: ended(a.distribution) }],
    told: [
      {
        id: 'swapped',
        probe: containerA,
        shape: { Config: { Image: image(b.distribution) } },
        text: {
          en: 'tutor-kernel-a comes from ubuntu: a and b are swapped, or both are from ubuntu.',
          zh: 'tutor-kernel-a 用的是 ubuntu：要么 a 和 b 弄反了，要么两个都用了 ubuntu。',
        },
      },
      ...commandCases(containerA, a.name),
    ],
  },
  {
    id: 'ran-b',
    title: {
      en: 'tutor-kernel-b ran from ubuntu and ended with code 0',
      zh: 'tutor-kernel-b 用 ubuntu 运行过，退出码为 0',
    },
    when: 'now',
    expect: [{ probe: containerB, shape: ended(b.distribution) }],
    told: [
      {
        id: 'both-alpine',
        probe: containerB,
        shape: { Config: { Image: image(a.distribution) } },
        text: {
          en: 'tutor-kernel-b comes from alpine, too: the point is two different distributions. Remove it and run it from `ubuntu:24.04`.',
          zh: 'tutor-kernel-b 用的也是 alpine：关键在于两个不同的发行版。请删除它，用 `ubuntu:24.04` 运行。',
        },
      },
      ...commandCases(containerB, b.name),
    ],
  },
  kernel,
  distro,
  answers,
];

/** Two distributions, one kernel. */
export const dockerSameKernel: Exercise = {
  id: 'docker-same-kernel',
  title: { en: 'Two distributions, one kernel', zh: '两个发行版，一个内核' },
  core: true,
  minutes: 10,
  needs: ['docker', 'files'],
  ports: [],
  tasks: [
    {
      en: 'From `alpine:3.22`, run a container named `tutor-kernel-a`, with `--label tutor.exercise=docker-same-kernel`. Its command prints the kernel release and the distribution: `uname -r; cat /etc/os-release`.',
      zh: '用 `alpine:3.22` 运行一个容器，命名为 `tutor-kernel-a`，加上 `--label tutor.exercise=docker-same-kernel`。它的命令打印内核版本和发行版：`uname -r; cat /etc/os-release`。',
    },
    {
      en: 'Do the same from `ubuntu:24.04` with the name `tutor-kernel-b` and the same label.',
      zh: '用 `ubuntu:24.04` 再做一遍，命名为 `tutor-kernel-b`，label 相同。',
    },
    {
      en: 'Compare the two logs. Fill in `answers.yaml`: the kernel release that you saw, whether the two share it, whether an image contains a kernel.',
      zh: '比较两份日志，填写 `answers.yaml`：你看到的内核版本、两个容器是否共用它、镜像里有没有内核。',
    },
  ],
  conditions,
  hints: [
    { en: 'One command may print both facts.', zh: '一条命令就能把两样都打印出来。' },
    {
      en: 'Read `docker logs tutor-kernel-a`, then the log of `tutor-kernel-b`.',
      zh: '先看 `docker logs tutor-kernel-a`，再看 `tutor-kernel-b` 的日志。',
    },
    {
      en: "`docker run --name tutor-kernel-a --label tutor.exercise=docker-same-kernel alpine:3.22 sh -c 'uname -r; cat /etc/os-release'`",
      zh: "`docker run --name tutor-kernel-a --label tutor.exercise=docker-same-kernel alpine:3.22 sh -c 'uname -r; cat /etc/os-release'`",
    },
  ],
  mutants: [
    { name: 'both-from-alpine', refusedBy: 'ran-b', told: 'both-alpine' },
    { name: 'release-missing', refusedBy: 'kernel', told: 'no-release-ubuntu' },
    { name: 'removed-at-once', refusedBy: 'ran-a', told: 'container-removed' },
    { name: 'sharing-denied', refusedBy: 'answers', told: 'not-shared' },
    { name: 'swapped', refusedBy: 'ran-a', told: 'swapped' },
    { name: 'shell-left-running', refusedBy: 'ran-a', told: 'running' },
    { name: 'command-in-one-word', refusedBy: 'ran-a', told: 'one-word' },
    { name: 'command-failed', refusedBy: 'ran-b', told: 'failed' },
    { name: 'missing-label', refusedBy: 'ran-a', told: 'own' },
    { name: 'typed-elsewhere', refusedBy: 'kernel', told: 'empty-alpine' },
    { name: 'release-made-up', refusedBy: 'kernel', told: 'other-release-alpine' },
    { name: 'cat-without-quotes', refusedBy: 'distro', told: 'no-id-alpine' },
    { name: 'answers-unfilled', refusedBy: 'answers', told: 'unfilled' },
    { name: 'distribution-version', refusedBy: 'answers', told: 'distribution-version' },
    { name: 'release-cut-short', refusedBy: 'answers', told: 'other-release' },
    { name: 'answered-yes', refusedBy: 'answers', told: 'not-boolean' },
    { name: 'kernel-in-image', refusedBy: 'answers', told: 'kernel-in-image' },
  ],
};

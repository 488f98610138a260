import type { Place, Probe } from '../../check';
import type { Condition, Expectation, FoundCase } from '../../lesson';
import { allOf, exists, hasLineOf, hides, lines, matches, not, type Shape } from '../../match';

const info: Probe = { source: 'info' };
const engine: Place = { probe: info, path: ['Name'] };
/** The kernel release of the engine's host, as `uname -r` prints it. */
export const release: Place = { probe: info, path: ['KernelVersion'] };

/** The two containers: the name, and the repository and id of the distribution. */
export const a = { name: 'tutor-kernel-a', distribution: 'alpine' } as const;
export const b = { name: 'tutor-kernel-b', distribution: 'ubuntu' } as const;
const both = [a, b] as const;
type One = (typeof both)[number];

const log = ({ name }: One): Probe => ({ source: 'logs', name });

const inBothLogs = (shape: (one: One) => Shape): readonly Expectation[] =>
  both.flatMap((one) => [
    { probe: { source: 'container', name: one.name }, shape: {} },
    { probe: log(one), shape: shape(one) },
  ]);

const empty = (one: One): FoundCase => ({
  id: `empty-${one.distribution}`,
  probe: log(one),
  shape: matches(/^\s*$/),
  text: {
    en: `The log of \`${one.name}\` is empty: it keeps only what this container itself printed, not what you typed in another one. Remove it and run it again with both commands in \`sh -c '…'\`.`,
    zh: `\`${one.name}\` 的日志是空的：日志只保存这个容器自己打印的内容，你在别的容器里敲的命令不算。请删除它，把两条命令都写进 \`sh -c '…'\`，再运行一次。`,
  },
});

const noRelease = (one: One): FoundCase => ({
  id: `no-release-${one.distribution}`,
  probe: log(one),
  shape: lines(/^(?:Linux\s.*?)?\d+\.\d+\.\d+/, 0, 0),
  text: {
    en: `\`${one.name}\` printed no kernel release; its command needs \`uname -r\`.`,
    zh: `\`${one.name}\` 没有打印内核版本；它的命令里要有 \`uname -r\`。`,
  },
});

const otherRelease = (one: One): FoundCase => ({
  id: `other-release-${one.distribution}`,
  probe: log(one),
  shape: allOf(exists, hides(release)),
  args: { engine, release },
  text: {
    en: `\`${one.name}\` printed another release than that of the kernel on which {engine} runs now, {release}: the kernel was changed since, or \`uname -r\` did not print this line. Remove the container and run it again.`,
    zh: `\`${one.name}\` 打印的版本和 {engine} 现在运行的内核 {release} 不一样：要么内核后来换过，要么这一行不是 \`uname -r\` 打印的。请删除这个容器，再运行一次。`,
  },
});

/** A release within a line, as `uname -a` prints it, is right as well. */
const withinALine = allOf(exists, not(hides(release)));

/** Both containers run on the engine's kernel. */
export const kernel: Condition = {
  id: 'kernel',
  title: { en: "Both printed the kernel release of the engine's host", zh: '两个容器打印的都是引擎所在主机的内核版本' },
  when: 'now',
  expect: inBothLogs(() => hasLineOf(release)),
  or: [[{ probe: info, shape: { KernelVersion: exists } }, ...inBothLogs(() => withinALine)]],
  told: both.flatMap((one) => [empty(one), noRelease(one), otherRelease(one)]),
};

const noId = (one: One): FoundCase => ({
  id: `no-id-${one.distribution}`,
  probe: log(one),
  shape: lines(/^(?:ID=|alpine\b|ubuntu\b)/, 0, 0),
  text: {
    en: `No ID line in the log of \`${one.name}\`: add \`cat /etc/os-release\`, inside the quotes of \`sh -c '…'\`. Outside of them, your own shell runs it.`,
    zh: `\`${one.name}\` 的日志里没有 ID 那一行：请加上 \`cat /etc/os-release\`，写在 \`sh -c '…'\` 的引号里面；写在外面，执行它的就是你自己的 shell。`,
  },
});

/** The files come from the image: a line of os-release with the distribution's id, or the id alone. */
export const distro: Condition = {
  id: 'distro',
  title: { en: 'Each printed the id of its own distribution', zh: '两个容器各自打印了自己发行版的 ID' },
  when: 'now',
  expect: inBothLogs(({ distribution }) => matches(new RegExp(`^(?:ID=)?["']?${distribution}\\b`, 'm'))),
  told: both.flatMap((one) => [empty(one), noId(one)]),
};

import type { Place, Probe } from '../../check';
import type { Condition, Expectation, FoundCase } from '../../lesson';
import { exists, hasLineOf, hides, lines, allOf, matches, not } from '../../match';

const info: Probe = { source: 'info' };
/** The kernel release of the engine's host, as `uname -r` prints it. */
export const release: Place = { probe: info, path: ['KernelVersion'] };
const engine: Place = { probe: info, path: ['Name'] };

/** The two containers, by their names. */
export const names = { a: 'tutor-kernel-a', b: 'tutor-kernel-b' } as const;

const container = (name: string): Probe => ({ source: 'container', name });
const log = (name: string): Probe => ({ source: 'logs', name });

/** A line of `uname`, whatever the release. */
const anyRelease = /^(?:Linux\s.*?)?\d+\.\d+\.\d+/;

const both = (shape: (name: string) => Expectation['shape']): readonly Expectation[] =>
  [names.a, names.b].flatMap((name) => [
    { probe: container(name), shape: {} },
    { probe: log(name), shape: shape(name) },
  ]);

/** A log that never got a line. */
const empty = (name: string): FoundCase => ({
  id: `empty-${name}`,
  probe: log(name),
  shape: matches(/^\s*$/),
  text: {
    en: `The log of \`${name}\` is empty: it keeps only what this container's own first process printed. Remove it and run it again with both commands in \`sh -c '…'\`.`,
    zh: `\`${name}\` 的日志是空的：日志只保存这个容器自己的第一个进程打印的内容。请删除它，把两条命令都写进 \`sh -c '…'\`，再运行一次。`,
  },
});

const noRelease = (name: string): FoundCase => ({
  id: `no-release-${name}`,
  probe: log(name),
  shape: lines(anyRelease, 0, 0),
  text: {
    en: `\`${name}\` printed no kernel release; its command needs \`uname -r\`.`,
    zh: `\`${name}\` 没有打印内核版本；它的命令里要有 \`uname -r\`。`,
  },
});

const otherRelease = (name: string): FoundCase => ({
  id: `other-release-${name}`,
  probe: log(name),
  shape: allOf(exists, hides(release)),
  args: { engine, release },
  text: {
    en: `\`${name}\` printed another release than the kernel that {engine} runs on now, {release}: that kernel was changed since, or the line was not printed by \`uname -r\`. Remove the container and run it again.`,
    zh: `\`${name}\` 打印的版本与 {engine} 现在运行的内核 {release} 不同：要么内核后来换过，要么这一行不是 \`uname -r\` 打印的。请删除容器再运行一次。`,
  },
});

/** Both containers run on the engine's kernel; a release within a line, as `uname -a` prints it, is right as well. */
export const kernelCondition: Condition = {
  id: 'kernel',
  title: { en: "Both printed the kernel release of the engine's host", zh: '两个容器都打印了引擎所在主机的内核版本' },
  when: 'now',
  expect: both(() => hasLineOf(release)),
  or: [both(() => allOf(exists, not(hides(release))))],
  told: [names.a, names.b].flatMap((name) => [empty(name), noRelease(name), otherRelease(name)]),
};

/** A line of os-release with the distribution's id, or the id alone. */
const idOf = (distribution: string): RegExp => new RegExp(`^(?:ID=)?["']?${distribution}\\b`, 'm');

const distributions = { [names.a]: 'alpine', [names.b]: 'ubuntu' } as const;

const noId = (name: keyof typeof distributions): FoundCase => ({
  id: `no-id-${name}`,
  probe: log(name),
  shape: not(matches(idOf('\\w'))),
  text: {
    en: `No ID line in the log of \`${name}\`: add \`cat /etc/os-release\`, inside the quotes of \`sh -c '…'\`. Outside of them your own shell runs it.`,
    zh: `\`${name}\` 的日志里没有 ID 那一行：请加上 \`cat /etc/os-release\`，写在 \`sh -c '…'\` 的引号里面。写在引号外面，执行它的就是你自己的 shell。`,
  },
});

/** The files come from the image: each says another distribution. */
export const distroCondition: Condition = {
  id: 'distro',
  title: { en: 'Each printed the id of its own distribution', zh: '两个容器各自打印了自己发行版的 ID' },
  when: 'now',
  expect: both((name) => matches(idOf(distributions[name as keyof typeof distributions]))),
  told: [names.a, names.b].flatMap((name) => [empty(name), noId(name)]),
};

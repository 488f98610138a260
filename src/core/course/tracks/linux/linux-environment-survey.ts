import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { allOf, atLeast, atMost, exists, matches, none, some } from '../../match';
import { distribution } from './linux-environment-survey-distribution';
import { booted } from './linux-environment-survey-kernel';
import { place } from './linux-environment-survey-place';
import { account } from './linux-environment-survey-user';
import { answers, source } from './linux-environment-survey-ways';

const commandLines: Probe = { source: 'file', path: 'commands.txt', as: 'lines' };

/** A prompt in front of a command: `$ uname`, `student@node1:~$ uname`, `PS C:\> type`. */
const prompt = matches(/^(?:[\w.-]+@[\w.-]+[^$#]*[$#]|\$|%|PS [^>]*>|[A-Z]:\\[^>]*>)\s/);

const commands: Condition = {
  id: 'commands',
  title: { en: 'commands.txt holds the commands that you used', zh: 'commands.txt 里是你用过的命令' },
  when: 'now',
  expect: [
    {
      probe: commandLines,
      shape: allOf({ length: atLeast(4) }, some(matches(/\buname\b/)), some(matches(/os-release/)), none(prompt)),
    },
  ],
  or: [
    [
      // Not every machine has uname, but the sample can be read on all of them.
      { probe: answers, shape: { source: 'sample' } },
      {
        probe: commandLines,
        shape: allOf({ length: atLeast(4) }, some(matches(/osrelease/)), some(matches(/os-release/)), none(prompt)),
      },
    ],
  ],
  told: [
    {
      id: 'prompts',
      probe: commandLines,
      shape: some(prompt),
      text: {
        en: 'Leave out the prompt: the `$` is the shell asking, not part of the command.',
        zh: '不要写提示符：`$` 是 shell 在等你输入，不是命令的一部分。',
      },
    },
    {
      id: 'too-few',
      probe: commandLines,
      shape: { length: atMost(3) },
      args: { count: { probe: commandLines, path: ['length'] } },
      text: {
        en: '{count} commands so far; four or more are wanted, one per line.',
        zh: '目前只有 {count} 条命令；至少要四条，每行一条。',
      },
    },
    {
      id: 'no-release',
      probe: commandLines,
      shape: allOf(exists, none(matches(/os-release/))),
      text: {
        en: 'Nothing here reads `os-release`, and without it the distribution is a guess.',
        zh: '没有一条命令读取 `os-release`，没有它，发行版只能靠猜。',
      },
    },
    {
      id: 'no-uname',
      probe: commandLines,
      shape: exists,
      text: {
        en: 'Nothing here asks the kernel: add the `uname` that you used, or what you read instead.',
        zh: '没有一条命令是问内核的：请补上你用的 `uname`，或者你用来代替它的读取命令。',
      },
    },
  ],
};

/** A machine nobody told you anything about. */
export const linuxEnvironmentSurvey: Exercise = {
  id: 'linux-environment-survey',
  title: { en: 'Survey a machine', zh: '摸清一台机器' },
  core: true,
  minutes: 20,
  needs: ['files'],
  ports: [],
  tasks: [
    {
      en: 'Decide which machine you describe in `machine.yaml`: `source: live` for the Linux on which the editor works, or `source: sample` for the one below `machine/`, on which you are `student`.',
      zh: '先决定在 `machine.yaml` 里描述哪台机器：`source: live` 表示编辑器所在的 Linux；`source: sample` 表示 `machine/` 里的样例机，你在上面是 `student`。',
    },
    {
      en: 'Fill in every field. `distribution` is the ID in lower case, `init` the name of process 1, `runsIn` one of `vm`, `physical`, `wsl`, `container`, `cloud`.',
      zh: '把每个字段都填上。`distribution` 是小写的 ID，`init` 是 1 号进程的名称，`runsIn` 取 `vm`、`physical`、`wsl`、`container`、`cloud` 之一。',
    },
    {
      en: 'Save the commands that you used in `commands.txt`, one per line.',
      zh: '把用过的命令保存到 `commands.txt`，每行一条。',
    },
  ],
  conditions: [source('source', 'machine/'), ...distribution, ...booted, ...account, place, commands],
  hints: [
    { en: 'Two files and one command answer almost all.', zh: '两个文件加一条命令，几乎就够了。' },
    {
      en: 'Look at `/etc/os-release`, `/proc/1/comm` and `uname -rm`; in the sample the same paths are below `machine/`.',
      zh: '看 `/etc/os-release`、`/proc/1/comm` 和 `uname -rm`；样例机里同样的路径都在 `machine/` 下面。',
    },
    {
      en: '`. /etc/os-release; echo $ID $VERSION_ID; uname -rm; ps -p 1 -o comm=; getent passwd "$USER"`',
      zh: '`. /etc/os-release; echo $ID $VERSION_ID; uname -rm; ps -p 1 -o comm=; getent passwd "$USER"`',
    },
  ],
  mutants: [
    { name: 'neither-machine', refusedBy: 'source', told: 'other-source' },
    { name: 'not-yaml', refusedBy: 'source', told: 'file-invalid' },
    { name: 'name-for-people', refusedBy: 'distro', told: 'with-version' },
    { name: 'kernel-as-distribution', refusedBy: 'distro', told: 'kernel-name' },
    { name: 'capital-letter', refusedBy: 'distro', told: 'upper-case' },
    { name: 'family', refusedBy: 'distro', told: 'family' },
    { name: 'other-distribution', refusedBy: 'distro', told: 'other' },
    { name: 'version-not-quoted', refusedBy: 'version', told: 'number' },
    { name: 'kernel-as-version', refusedBy: 'version', told: 'kernel-version' },
    { name: 'point-release', refusedBy: 'version', told: 'more-than-id' },
    { name: 'older-version', refusedBy: 'version', told: 'other' },
    { name: 'version-as-kernel', refusedBy: 'kernel', told: 'distribution-version' },
    { name: 'sample-kernel-as-live', refusedBy: 'kernel', told: 'sample-kernel' },
    { name: 'own-kernel-as-sample', refusedBy: 'kernel', told: 'own-kernel' },
    { name: 'whole-uname', refusedBy: 'kernel', told: 'whole-line' },
    { name: 'kernel-cut-short', refusedBy: 'kernel', told: 'other' },
    { name: 'debian-architecture', refusedBy: 'arch', told: 'debian-name' },
    { name: 'hostnamectl-architecture', refusedBy: 'arch', told: 'other-spelling' },
    { name: 'other-architecture', refusedBy: 'arch', told: 'other' },
    { name: 'init-by-path', refusedBy: 'init', told: 'path' },
    { name: 'init-by-number', refusedBy: 'init', told: 'number' },
    { name: 'bash-as-init', refusedBy: 'init', told: 'other' },
    { name: 'no-uid', refusedBy: 'user', told: 'empty' },
    { name: 'uid-quoted', refusedBy: 'user', told: 'text' },
    { name: 'alice', refusedBy: 'user', told: 'not-student' },
    { name: 'uid-of-alice', refusedBy: 'user', told: 'sample-uid' },
    { name: 'other-name-live', refusedBy: 'user', told: 'other-name' },
    { name: 'shell-by-name', refusedBy: 'shell', told: 'name-only' },
    { name: 'shell-of-bob', refusedBy: 'shell', told: 'bob' },
    { name: 'other-shell', refusedBy: 'shell', told: 'other' },
    { name: 'laptop', refusedBy: 'runs-in', told: 'other-word' },
    { name: 'sample-in-cloud', refusedBy: 'runs-in', told: 'sample' },
    { name: 'one-field-empty', refusedBy: 'runs-in', told: 'empty' },
    { name: 'no-commands', refusedBy: 'commands', told: 'file-absent' },
    { name: 'with-prompts', refusedBy: 'commands', told: 'prompts' },
    { name: 'three-commands', refusedBy: 'commands', told: 'too-few' },
    { name: 'release-not-read', refusedBy: 'commands', told: 'no-release' },
    { name: 'kernel-not-asked', refusedBy: 'commands', told: 'no-uname' },
  ],
};

import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { exists, matches, oneOf, some } from '../../match';
import { facts, modeCase, otherMode } from './linux-permissions-modes';

const hello: Probe = { source: 'file', path: 'hello.sh', as: 'lines' };

/** A directory in which a group works together. */
export const shared: Condition = {
  id: 'shared',
  title: { en: '`shared` is writable for the group and hands its group on', zh: '`shared` 属组可写，新文件继承属组' },
  when: 'now',
  expect: [
    { probe: facts('shared'), shape: { type: 'folder', mode: oneOf('2775', '2770', '2771', '3775', '3770', '3771') } },
  ],
  told: [
    modeCase('others-write', 'shared', /^\d\d\d[2367]$/, {
      en: '`shared` has mode {mode}: others may write, too, and only the group should. Use 2775 or 2770.',
      zh: '`shared` 的权限是 {mode}：其他人也能写，而只有属组应该能写。请用 2775 或 2770。',
    }),
    modeCase('no-setgid', 'shared', /^[0145]77\d$/, {
      en: '`shared` has mode {mode}: the group may write, but setgid is missing, so new files get the group of whoever makes them. Use `chmod g+s shared`.',
      zh: '`shared` 的权限是 {mode}：属组可以写了，但没有 setgid 位，新文件还是会用创建者自己的组。请用 `chmod g+s shared`。',
    }),
    modeCase('group-reads', 'shared', /^\d\d[0-6]\d$/, {
      en: '`shared` has mode {mode}: to create and delete files in it, the group needs `rwx` on the directory. Use `chmod g+rwxs shared`.',
      zh: '`shared` 的权限是 {mode}：要在里面创建和删除文件，属组需要目录的 `rwx`。请用 `chmod g+rwxs shared`。',
    }),
    otherMode('shared', '2775'),
  ],
};

/** What a umask takes away from new files. */
export const umask: Condition = {
  id: 'umask',
  title: {
    en: '`made.txt` and `made` were created with umask 027',
    zh: '`made.txt` 和 `made` 是在 umask 027 下创建的',
  },
  when: 'now',
  expect: [
    { probe: facts('made.txt'), shape: { type: 'file', mode: '0640' } },
    { probe: facts('made'), shape: { type: 'folder', mode: '0750' } },
  ],
  told: [
    modeCase('too-late', 'made.txt', /^06[46]4$/, {
      en: '`made.txt` has mode {mode}: your umask was 022 or 002 when you created it. A umask works on what is made after it: remove both, set 027, make them again.',
      zh: '`made.txt` 的权限是 {mode}：创建它的时候，umask 是 022 或 002。umask 只影响之后创建的东西：请删除两者，设成 027，再重新创建。',
    }),
    modeCase('folder-too-late', 'made', /^07[57]5$/, {
      en: '`made` has mode {mode}: your umask was 022 or 002 when you created it. Remove it, set 027, make it again in the same shell.',
      zh: '`made` 的权限是 {mode}：创建它的时候，umask 是 022 或 002。请删除它，设成 027，在同一个 shell 里重新创建。',
    }),
    modeCase('umask-077', 'made.txt', /^0600$/, {
      en: '`made.txt` has mode {mode}: that is what umask 077 leaves. 027 takes write from the group and everything from others.',
      zh: '`made.txt` 的权限是 {mode}：这是 umask 077 的结果。027 只去掉属组的写权限，以及其他人的全部权限。',
    }),
    {
      id: 'swapped',
      probe: facts('made.txt'),
      shape: { type: 'folder' },
      text: {
        en: '`made.txt` is a directory: `touch made.txt` makes the file, `mkdir made` the directory.',
        zh: '`made.txt` 是目录：`touch made.txt` 创建文件，`mkdir made` 创建目录。',
      },
    },
    {
      id: 'other-mode',
      probe: facts('made.txt'),
      shape: { mode: exists },
      args: {
        file: { probe: facts('made.txt'), path: ['mode'] },
        folder: { probe: facts('made'), path: ['mode'] },
      },
      text: {
        en: 'With umask 027 a file is 666 less 027, which is 640, and a directory 777 less 027, which is 750. Found: `made.txt` {file}, `made` {folder}.',
        zh: 'umask 027 时，文件是 666 去掉 027，即 640；目录是 777 去掉 027，即 750。实际：`made.txt` {file}，`made` {folder}。',
      },
    },
  ],
};

/** A script that does what its only word seemed to say. */
export const helloRuns: Condition = {
  id: 'hello',
  title: { en: '`./hello.sh` can be run and prints Hello', zh: '`./hello.sh` 可以运行，并打印 Hello' },
  when: 'now',
  expect: [
    { probe: hello, shape: some(matches(/^(?:\S*\/)?(?:echo|printf?)\b.*\bHello\b/)) },
    { probe: facts('hello.sh'), shape: { type: 'file', mode: matches(/^\d[1357]\d\d$/) } },
  ],
  told: [
    {
      id: 'one-word',
      probe: hello,
      shape: some(matches(/^["']?Hello["']?$/)),
      text: {
        en: '`hello.sh` still holds just the word Hello, and the shell would look for a program of that name (`not found`, exit code 127). Let the line say `echo Hello`.',
        zh: '`hello.sh` 里还是只有 Hello 一个词，shell 会去找叫这个名字的程序（`not found`，退出码 127）。请把这一行写成 `echo Hello`。',
      },
    },
    {
      id: 'quoted',
      probe: hello,
      shape: some(matches(/^(["'])(?:echo|printf) .*\1$/)),
      text: {
        en: 'The quotes make one word of the whole line, so the shell looks for a program that is called so, blank included. Write `echo Hello` without them.',
        zh: '引号把整行变成了一个词，shell 会去找名字就是这一整串（连空格在内）的程序。请去掉引号，写成 `echo Hello`。',
      },
    },
    modeCase('not-executable', 'hello.sh', /^\d[0246]\d\d$/, {
      en: '`hello.sh` has mode {mode}: `./hello.sh` says `Permission denied`. Give yourself `x`: `chmod u+x hello.sh`.',
      zh: '`hello.sh` 的权限是 {mode}：`./hello.sh` 会报 `Permission denied`。请给自己加上 `x`：`chmod u+x hello.sh`。',
    }),
    {
      id: 'other-words',
      probe: facts('hello.sh'),
      shape: { type: 'file' },
      text: {
        en: 'No line of `hello.sh` prints Hello, letter for letter. One line is enough: `echo Hello`.',
        zh: '`hello.sh` 里没有一行会打印 Hello（大小写也要一致）。一行就够：`echo Hello`。',
      },
    },
  ],
};

import type { Question } from '../../lesson';

/** The questions at the end of linux/permissions. */
export const quiz: readonly Question[] = [
  {
    id: 'neither-owner-nor-group',
    question: {
      en: 'A directory has mode 750. You are neither its owner nor in its group. What can you do in it?',
      zh: '一个目录的权限是 750，你既不是属主，也不在属组里。你能在里面做什么？',
    },
    options: [
      { en: 'List the names, and nothing else.', zh: '只能列出名字。' },
      { en: 'Read files in it whose full path you know.', zh: '知道完整路径的文件可以读。' },
      { en: 'Nothing, you cannot even enter it.', zh: '什么都不能，连进都进不去。' },
      { en: 'Whatever the modes of the files in it allow.', zh: '里面文件的权限允许什么，就能做什么。' },
    ],
    answer: 2,
    why: {
      en: 'The third digit counts for you, and it is 0. Without `x` on the directory you cannot reach what is below it, however open that is. With 751 you could read files whose path you know.',
      zh: '对你生效的是第三位，也就是 0。目录没有 `x`，下面的东西再开放也到不了。如果是 751，知道完整路径的文件就可以读。',
    },
  },
  {
    id: 'why-not-777',
    question: { en: 'Why is `chmod 777` no repair?', zh: '为什么 `chmod 777` 不算修好？' },
    options: [
      {
        en: 'It hides the wrong owner or group, and lets every process change the file.',
        zh: '它掩盖了属主或属组不对的问题，还让任何进程都能改这个文件。',
      },
      { en: 'It works only until the next reboot.', zh: '重启之后就失效了。' },
      { en: 'It takes the rights of the owner away.', zh: '它会拿走属主的权限。' },
    ],
    answer: 0,
    why: {
      en: 'The message goes away, its cause stays, and every program of the machine may now change what you run or read. Find out who asks and which digit counts, and change that one thing.',
      zh: '报错没有了，原因还在，而且机器上的任何程序都能改动你要运行或读取的内容。先弄清是谁在访问、哪一位生效，再只改那一处。',
    },
  },
  {
    id: 'usermod-without-a',
    question: {
      en: 'Somebody types `usermod -G docker bob` instead of `usermod -aG docker bob`. What happens?',
      zh: '有人执行了 `usermod -G docker bob`，而不是 `usermod -aG docker bob`。会怎样？',
    },
    options: [
      { en: 'An error: `-G` needs `-a`.', zh: '报错：`-G` 必须和 `-a` 一起用。' },
      { en: 'The primary group of bob becomes `docker`.', zh: 'bob 的主组变成 `docker`。' },
      { en: 'The same: `-a` is only shorter to read.', zh: '没有区别，`-a` 只是写法不同。' },
      { en: 'bob loses all other supplementary groups.', zh: 'bob 失去其他所有附加组。' },
    ],
    answer: 3,
    why: {
      en: '`-G` sets the whole list, `-a` appends to it. If bob was in `sudo`, he is not any more, and it shows only when he logs in again. The primary group is `-g`.',
      zh: '`-G` 设定整个列表，`-a` 才是追加。如果 bob 原来在 `sudo` 组里，现在就不在了，而且要到下次登录才会发现。改主组用的是 `-g`。',
    },
  },
  {
    id: 'delete-what-is-not-yours',
    question: {
      en: 'In a directory of yours (mode 755) lies a file of root with mode 444. Can you delete it?',
      zh: '在你自己的目录（权限 755）里，有一个属于 root、权限为 444 的文件。你能删除它吗？',
    },
    options: [
      { en: 'No: the file belongs to root.', zh: '不能：文件属于 root。' },
      { en: 'Yes: deleting takes `w` on the directory.', zh: '能：删除要的是目录的 `w`。' },
      { en: 'No: nobody may write into a file with 444.', zh: '不能：444 的文件谁都不能写。' },
    ],
    answer: 1,
    why: {
      en: 'To delete is to change the directory, not the file. That is why `/tmp` has the sticky bit (1777): everybody may write there, and still delete only what is theirs.',
      zh: '删除改动的是目录，不是文件。所以 `/tmp` 才要设 sticky 位（1777）：所有人都能在里面写，却只能删除自己的东西。',
    },
  },
];

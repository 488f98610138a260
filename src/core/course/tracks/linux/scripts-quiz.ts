import type { Question } from '../../lesson';

/** Questions of linux/scripts. */
export const quiz: readonly Question[] = [
  {
    id: 'unset-variable',
    question: {
      en: 'A script without `set -u` says `rm -rf $DIR/tmp`, and `DIR` is not set. What happens?',
      zh: '脚本没有 `set -u`，里面写着 `rm -rf $DIR/tmp`，而 `DIR` 没有赋值。会发生什么？',
    },
    options: [
      { en: 'Nothing: an unset variable is an error.', zh: '什么也不发生：变量未赋值就是错误。' },
      { en: 'It removes `tmp` in the current directory.', zh: '删除当前目录里的 `tmp`。' },
      { en: 'It removes `/tmp`.', zh: '删除 `/tmp`。' },
      { en: 'It removes a folder that is called `$DIR`.', zh: '删除名为 `$DIR` 的目录。' },
    ],
    answer: 2,
    why: {
      en: 'An unset variable is empty, and what remains is `rm -rf /tmp`. `set -u` stops the script there, and `"${DIR:?}"` guards this one place.',
      zh: '没有赋值的变量是空的，剩下的就是 `rm -rf /tmp`。`set -u` 会让脚本在这里停下，`"${DIR:?}"` 则只保护这一处。',
    },
  },
  {
    id: 'sort-before-uniq',
    question: {
      en: 'Why `sort | uniq`, and not `uniq` alone?',
      zh: '为什么要写 `sort | uniq`，而不是只写 `uniq`？',
    },
    options: [
      { en: '`uniq` compares neighbours only.', zh: '`uniq` 只比较相邻的行。' },
      { en: '`uniq` cannot read standard input.', zh: '`uniq` 不能读标准输入。' },
      { en: '`sort` makes it faster, the result is the same.', zh: '加上 `sort` 更快，结果一样。' },
    ],
    answer: 0,
    why: {
      en: '`uniq` looks at one line and the one before it. Equal lines that do not stand next to each other stay, so bring them together first. `sort -u` does both.',
      zh: '`uniq` 只拿一行和它的上一行比。不相邻的相同行会留下来，所以先排序把它们放到一起。`sort -u` 一步做完两件事。',
    },
  },
  {
    id: 'source-not-found',
    question: {
      en: 'A task of Ansible’s `shell` module runs `source /etc/profile.d/app.sh` on Ubuntu and fails with 127, `source: not found`. Why?',
      zh: 'Ansible 的 `shell` 模块在 Ubuntu 上执行 `source /etc/profile.d/app.sh`，以 127 失败：`source: not found`。为什么？',
    },
    options: [
      { en: 'The file is not executable.', zh: '这个文件没有执行权限。' },
      { en: 'The file does not exist.', zh: '这个文件不存在。' },
      { en: '`source` needs root.', zh: '`source` 需要 root。' },
      {
        en: '`/bin/sh` is dash there, which has no such command: write `.`, or ask for bash.',
        zh: '那里的 `/bin/sh` 是 dash，没有这个命令：请写 `.`，或者指定用 bash。',
      },
    ],
    answer: 3,
    why: {
      en: '127 means that a command was not found, and the command is `source` itself. The module runs `/bin/sh`; `.` is known to every shell, and `executable: /bin/bash` takes the other one.',
      zh: '127 表示找不到命令，而找不到的正是 `source` 本身。这个模块用的是 `/bin/sh`；`.` 是每种 shell 都认识的写法，`executable: /bin/bash` 则换成 bash。',
    },
  },
  {
    id: 'pipeline-code',
    question: {
      en: 'In bash, without `pipefail`: `cat no-such-file | sort` prints an error. What is `$?` then?',
      zh: '在 bash 里，没有设置 `pipefail`：`cat no-such-file | sort` 打印了一条错误。这时 `$?` 是多少？',
    },
    options: [
      { en: '1, the code of `cat`.', zh: '1，`cat` 的退出码。' },
      { en: '0, the code of `sort`.', zh: '0，`sort` 的退出码。' },
      { en: '127, because a file was not found.', zh: '127，因为没找到文件。' },
    ],
    answer: 1,
    why: {
      en: 'A pipeline has the code of its last command, and `sort` sorted nothing without trouble. With `pipefail` the 1 of `cat` counts, and `-e` can act on it.',
      zh: '管道的退出码是最后一条命令的，而 `sort` 顺利地排完了零行。设置 `pipefail` 后，`cat` 的 1 才算数，`-e` 也才能据此停下。',
    },
  },
];

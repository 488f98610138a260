import type { Question } from '../../lesson';

/** The questions at the end of start/toolbox. */
export const quiz: readonly Question[] = [
  {
    id: 'status-137',
    question: { en: 'A program ends with status 137. What happened?', zh: '一个程序以状态 137 结束。发生了什么？' },
    options: [
      { en: 'It was not found.', zh: '没有找到这个程序。' },
      { en: 'It was killed with signal 9.', zh: '它被信号 9 杀掉了。' },
      { en: 'It ended normally and printed 137 lines.', zh: '它正常结束，打印了 137 行。' },
      { en: 'Somebody pressed Ctrl+C.', zh: '有人按了 Ctrl+C。' },
    ],
    answer: 1,
    why: {
      en: 'Above 128 the rest is the number of a signal: 137 = 128 + 9, and 9 is KILL. Very often it was the kernel, because memory ran out. Not found is 127, Ctrl+C is 130.',
      zh: '大于 128 时，多出来的部分是信号编号：137 = 128 + 9，9 就是 KILL。很多时候是内存不够，内核下的手。找不到命令是 127，Ctrl+C 是 130。',
    },
  },
  {
    id: 'pasted-prompt',
    question: {
      en: 'You pasted `# docker ps` into the shell, and nothing happened. Why?',
      zh: '你把 `# docker ps` 粘贴进 shell，什么也没发生。为什么？',
    },
    options: [
      { en: 'Docker is not installed.', zh: '没有安装 Docker。' },
      { en: 'No container runs.', zh: '没有正在运行的容器。' },
      { en: 'The command needs root.', zh: '这个命令需要 root 权限。' },
      { en: '`#` begins a comment, so there was no command.', zh: '`#` 开始一段注释，所以根本没有命令。' },
    ],
    answer: 3,
    why: {
      en: 'In texts `#` often stands for the prompt of root and `$` for that of anybody else. Neither is part of the command. Even with no container `docker ps` would print its heading.',
      zh: '在文档里，`#` 常表示 root 的提示符，`$` 表示普通用户的提示符，都不是命令的一部分。就算没有容器，`docker ps` 也会打印表头。',
    },
  },
  {
    id: 'committed-password',
    question: {
      en: 'You committed a file with a password and pushed it, and then added the file to `.gitignore`. Is the password safe now?',
      zh: '你提交并推送了一个含密码的文件，之后才把它加进 `.gitignore`。密码现在安全吗？',
    },
    options: [
      { en: 'No: the history holds it. Replace the password.', zh: '不安全：历史里还有。请更换密码。' },
      { en: 'Yes, from the next commit on.', zh: '安全，从下一次提交起。' },
      { en: 'Yes, after `git rm --cached`.', zh: '安全，执行 `git rm --cached` 之后。' },
    ],
    answer: 0,
    why: {
      en: '`.gitignore` is about files that Git does not track yet, and `git rm --cached` about the next commit. Everybody who has the repository has the old commits as well. What was pushed once counts as known.',
      zh: '`.gitignore` 只管 Git 还没有跟踪的文件，`git rm --cached` 只管下一次提交。拿到仓库的人都有以前的提交。推送过的机密，就当作已经泄露。',
    },
  },
  {
    id: 'where-errors-go',
    question: {
      en: 'After `ls /no/such/path > out.txt` the message still stands on the screen, and `out.txt` is empty. Why?',
      zh: '执行 `ls /no/such/path > out.txt` 之后，报错仍然显示在屏幕上，`out.txt` 是空的。为什么？',
    },
    options: [
      { en: 'The disk is full.', zh: '磁盘满了。' },
      { en: '`ls` ignores `>`.', zh: '`ls` 不理会 `>`。' },
      {
        en: 'Errors go to a second output, stderr, which `2>` redirects.',
        zh: '报错走第二个输出 stderr，要用 `2>` 重定向。',
      },
    ],
    answer: 2,
    why: {
      en: 'A program has two outputs, so that a message never mixes with data. `>` redirects the first, `2>` the second, and `> all.txt 2>&1` sends both into one file.',
      zh: '程序有两个输出，这样消息就不会混进数据里。`>` 重定向第一个，`2>` 重定向第二个，`> all.txt 2>&1` 把两个都送进同一个文件。',
    },
  },
];

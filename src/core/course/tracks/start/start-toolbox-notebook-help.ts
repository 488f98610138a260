import type { Probe } from '../../check';
import type { Condition, FoundCase } from '../../lesson';
import { allOf, exists, lines, matches } from '../../match';

const status: Probe = { source: 'file', path: 'help/status.txt', as: 'text' };
const error: Probe = { source: 'file', path: 'help/error.txt', as: 'text' };
const help: Probe = { source: 'file', path: 'help/cp.txt', as: 'text' };

const told = (id: string, probe: Probe, shape: FoundCase['shape'], en: string, zh: string): FoundCase => ({
  id,
  probe,
  shape,
  text: { en, zh },
});

/** The exit status of the command that failed: 2 from GNU, 1 from BSD and BusyBox. */
export const exitStatus: Condition = {
  id: 'status',
  title: { en: '`help/status.txt` holds the exit status of `ls`', zh: '`help/status.txt` 里是 `ls` 的退出状态' },
  when: 'now',
  expect: [{ probe: status, shape: matches(/^\s*[12]\s*$/) }],
  told: [
    told(
      'zero',
      status,
      matches(/^\s*0\s*$/),
      'A status of 0 means success: this is the status of `echo`, `cat` or another later command. Read `$?` right after `ls`, with nothing between.',
      '状态 0 表示成功：这是 `echo`、`cat` 或后面某个命令的状态。请在 `ls` 之后立刻读取 `$?`，中间不要有别的命令。',
    ),
    told(
      'empty',
      status,
      matches(/^\s*$/),
      'The file is empty: nothing was printed into it. Write the status with `echo $? > help/status.txt`.',
      '文件是空的：没有内容写进去。请用 `echo $? > help/status.txt` 写入状态。',
    ),
    told(
      'literal',
      status,
      matches(/\$\?/),
      'The file holds `$?` itself: single quotes or a backslash keep the shell from putting the number there. Use `echo $?` without them.',
      '文件里就是 `$?` 这两个字符：单引号或反斜杠让 shell 没有把它换成数字。请写 `echo $?`，不要加它们。',
    ),
    told(
      'not-found',
      status,
      matches(/^\s*127\s*$/),
      '127 means that the shell found no such command. Look at the spelling of `ls` and run it again.',
      '127 表示 shell 找不到这个命令。请检查 `ls` 有没有拼错，再运行一次。',
    ),
    told(
      'powershell',
      status,
      matches(/^\W*(?:true|false)/i),
      'This is the `$?` of PowerShell. The lesson speaks of a Unix shell: use WSL, Git Bash or a Linux terminal.',
      '这是 PowerShell 的 `$?`。本课讲的是 Unix shell：请使用 WSL、Git Bash 或 Linux 终端。',
    ),
    told(
      'other',
      status,
      exists,
      'The file should hold one number and nothing else: the status of `ls` for a path that does not exist, 2 on Linux and 1 on macOS.',
      '文件里应该只有一个数字：`ls` 一个不存在的路径时的状态，Linux 上是 2，macOS 上是 1。',
    ),
  ],
};

/** What the command said on its second output. */
export const errorText: Condition = {
  id: 'error',
  title: { en: '`help/error.txt` holds the error message', zh: '`help/error.txt` 里是报错信息' },
  when: 'now',
  expect: [{ probe: error, shape: matches(/\/no\/such\/path/) }],
  told: [
    told(
      'empty',
      error,
      matches(/^\s*$/),
      'The file is empty: errors go to the second output, stderr. Redirect with `2>`, not with `>`.',
      '文件是空的：报错走的是第二个输出 stderr。请用 `2>` 重定向，不是 `>`。',
    ),
    told(
      'other',
      error,
      exists,
      'There is something else in it. It should be the message of `ls /no/such/path`, which names that path.',
      '里面是别的内容。应该是 `ls /no/such/path` 的报错，其中会提到这个路径。',
    ),
  ],
};

/** The help of cp, whole or its beginning: ten lines, and the option for whole folders in whatever spelling. */
export const helpText: Condition = {
  id: 'help',
  title: { en: '`help/cp.txt` holds the help of `cp`', zh: '`help/cp.txt` 里是 `cp` 的帮助' },
  when: 'now',
  expect: [{ probe: help, shape: allOf(lines(/\S/, 10), matches(/\bcp\b/i), matches(/(?:^|[\s[,])-[\w-]*[rR]/m)) }],
  told: [
    told(
      'empty',
      help,
      matches(/^\s*$/),
      'The file is empty. `cp --help > help/cp.txt` fills it on Ubuntu; where `cp` prints its help as an error, use `cp --help > help/cp.txt 2>&1`, on macOS `man cp | col -b > help/cp.txt`.',
      '文件是空的。Ubuntu 上用 `cp --help > help/cp.txt`；如果 `cp` 把帮助当作错误输出，请用 `cp --help > help/cp.txt 2>&1`，macOS 上用 `man cp | col -b > help/cp.txt`。',
    ),
    told(
      'short',
      help,
      lines(/\S/, 1, 9),
      'This is too short for the help of `cp`. Save all of it; on macOS, where `--help` is unknown, `man cp | col -b > help/cp.txt`.',
      '这点内容不够 `cp` 的帮助。请保存全部；macOS 不认识 `--help`，请用 `man cp | col -b > help/cp.txt`。',
    ),
    told(
      'other',
      help,
      exists,
      'This is not the help of `cp`: it says nothing of the option `-r` or `-R`, which copies whole folders.',
      '这不是 `cp` 的帮助：里面没有提到 `-r` 或 `-R`，也就是复制整个文件夹的选项。',
    ),
  ],
};

import { brief, type Rule } from '../../rule';
import { callsOf, type ShellFile } from '../file';

/** The locks of a package manager. */
export const sh024: Rule<ShellFile> = {
  code: 'SH024',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Lock of the package manager deleted', zh: '删除了包管理器的锁' },
  message: {
    en: '{file} says that another installation runs: without it two of them spoil the list of packages.',
    zh: '{file} 表示另一个安装正在进行：删掉它，两个安装会同时破坏软件包数据库。',
  },
  why: {
    en: 'The lock belongs to a process, mostly to the updates that a new machine begins by itself, and is free again when that ends. Wait for it: `apt-get -o DPkg::Lock::Timeout=60 install …` does.',
    zh: '锁属于某个进程，多半是新机器自动进行的更新，进程结束就会释放。请等它结束：`apt-get -o DPkg::Lock::Timeout=60 install …` 会自动等待。',
  },
  lesson: 'linux/packages',
  *check(file) {
    for (const { args } of callsOf(file, 'rm'))
      for (const { text, span } of args) if (locks.test(text)) yield { span, args: { file: brief(text, 36) } };
  },
  examples: {
    bad: [
      { text: 'sudo rm -f «/var/lib/dpkg/lock-frontend»\nsudo apt-get update\n' },
      { text: 'rm «/var/cache/apt/archives/lock»\n' },
    ],
    good: ['rm -rf /var/lib/apt/lists/*\nls /var/lib/dpkg/lock\nrm -f "$ROOT/var/lib/dpkg/lock"\n'],
  },
};

const locks =
  /^\/var\/(?:lib\/dpkg\/lock(?:-frontend)?|lib\/apt\/lists\/lock|cache\/apt\/archives\/lock|run\/(?:yum|dnf)\.pid)$/;

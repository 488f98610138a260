import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, exists, includes, lines, matches, some } from '../../match';
import { facts, modeCase, otherMode } from './linux-permissions-modes';

const folder: Probe = { source: 'folder', path: 'root/etc/sudoers.d' };
const file = 'root/etc/sudoers.d/deploy';
const text: Probe = { source: 'file', path: file, as: 'text' };

// The grammar of a rule: `who host=(as) command, command`; a backslash continues a line.
const gap = '(?:[ \\t]|\\\\\\r?\\n)';
const tags = `(?:(?:NO)?PASSWD:${gap}*)?`;
const command = (verb: string): string => `/usr/bin/systemctl${gap}+${verb}${gap}+nginx`;
const comma = `${gap}*,${gap}*`;
const both = `(?:${command('restart')}${comma}${tags}${command('reload')}|${command('reload')}${comma}${tags}${command('restart')})`;
const root = '(?:root|ALL)';
const who = `%(?:developers|#2000)${gap}+(?:ALL|node1)${gap}*=${gap}*(?:\\(${gap}*${root}(?:${gap}*:${gap}*${root})?${gap}*\\)${gap}*)?${tags}`;
const end = '[ \\t]*(?:#.*)?';
const next = `${end}(?:\\r?\\n${end})*\\r?\\n[ \\t]*`;
const whole = [
  `${who}${both}`,
  `${who}${command('restart')}${next}${who}${command('reload')}`,
  `${who}${command('reload')}${next}${who}${command('restart')}`,
  `Cmnd_Alias${gap}+([A-Z][A-Z0-9_]*)${gap}*=${gap}*${both}${next}${who}\\1`,
].join('|');
const rightRule = matches(new RegExp(`^(?:${end}\\r?\\n)*[ \\t]*(?:${whole})${end}(?:\\r?\\n${end})*$`));

/** A file that sudo would read. */
export const name: Condition = {
  id: 'name',
  title: { en: 'The file is called `root/etc/sudoers.d/deploy`', zh: '文件名是 `root/etc/sudoers.d/deploy`' },
  when: 'now',
  expect: [{ probe: folder, shape: includes('deploy') }],
  told: [
    {
      id: 'none',
      probe: folder,
      shape: absent,
      text: {
        en: 'There is no file in `root/etc/sudoers.d` yet. Create `deploy` in it, without an ending.',
        zh: '`root/etc/sudoers.d` 里还没有文件。请在里面创建 `deploy`，不带后缀。',
      },
    },
    {
      id: 'dot',
      probe: folder,
      shape: some(matches(/\./)),
      text: {
        en: 'The name has a dot, and sudo skips such files in `sudoers.d`, without a message. Rename it to `deploy`.',
        zh: '文件名里有点号，而 `sudoers.d` 里这样的文件会被 sudo 跳过，也不会提示。请改名为 `deploy`。',
      },
    },
    {
      id: 'tilde',
      probe: folder,
      shape: some(matches(/~/)),
      text: {
        en: 'The name has a `~`, the mark of a backup, and sudo skips such files. Rename it to `deploy`.',
        zh: '文件名里有 `~`，这是备份文件的标记，sudo 会跳过。请改名为 `deploy`。',
      },
    },
    {
      id: 'other-name',
      probe: folder,
      shape: some(exists),
      text: {
        en: 'There is a file, but the task asks for the name `deploy`. Rename it.',
        zh: '已经有文件了，但题目要求的名字是 `deploy`。请改名。',
      },
    },
  ],
};

/** Two commands and nothing more. */
export const rule: Condition = {
  id: 'rule',
  title: {
    en: 'The group may run the two commands as root, and nothing else',
    zh: '这个组只能以 root 身份运行两个命令',
  },
  when: 'now',
  expect: [{ probe: text, shape: rightRule }],
  told: [
    {
      id: 'everything',
      probe: text,
      shape: lines(/^[^#]*=(?:[^#]*[):,\s])?ALL\s*(?:$|[,#])/),
      text: {
        en: 'The rule grants the command `ALL`: that is full root, and with `NOPASSWD` even without a password. Name the two commands.',
        zh: '这条规则放行的命令是 `ALL`：等于完整的 root；加上 `NOPASSWD`，连密码都不用。请写出那两个命令。',
      },
    },
    {
      id: 'wildcard',
      probe: text,
      shape: lines(/^[^#]*systemctl[^#]*\*/),
      text: {
        en: 'The `*` also allows `systemctl edit`, which starts an editor as root, and from there a shell. Write both commands out.',
        zh: '`*` 也放行了 `systemctl edit`：它会以 root 身份启动编辑器，从编辑器里就能打开 shell。请把两个命令完整写出来。',
      },
    },
    {
      id: 'user-name',
      probe: text,
      shape: lines(/^\s*developers\s/),
      text: {
        en: '`developers` without `%` is the name of a user. Groups start with the sign: `%developers`.',
        zh: '不带 `%` 的 `developers` 是用户名。组名前面要加这个符号：`%developers`。',
      },
    },
    {
      id: 'no-path',
      probe: text,
      shape: lines(/^[^#]*[=),:\s](?:systemctl|service)\s/),
      text: {
        en: 'sudo wants the full path of a command, or anybody could put another `systemctl` first in the `PATH`. Write `/usr/bin/systemctl`.',
        zh: 'sudo 要求写命令的完整路径，否则谁都可以在 `PATH` 前面放一个别的 `systemctl`。请写 `/usr/bin/systemctl`。',
      },
    },
    {
      id: 'no-arguments',
      probe: text,
      shape: lines(/^[^#]*\/systemctl\s*(?:,|$)/),
      text: {
        en: '`/usr/bin/systemctl` without arguments allows every use of it, `edit` and `poweroff` included. Write verb and service behind it.',
        zh: '`/usr/bin/systemctl` 后面不写参数，就放行了它的一切用法，包括 `edit` 和 `poweroff`。请在后面写上动作和服务名。',
      },
    },
    {
      id: 'one-command',
      probe: text,
      shape: matches(/^(?![^]*\breload\b)[^]*\brestart\b|^(?![^]*\brestart\b)[^]*\breload\b/),
      text: {
        en: 'Only one of the two commands is there. Commands are separated by a comma: `… restart nginx, … reload nginx`, each with its full path.',
        zh: '两个命令只写了一个。命令之间用逗号隔开：`… restart nginx, … reload nginx`，每个都要写完整路径。',
      },
    },
    {
      id: 'as-whom',
      probe: text,
      shape: lines(/^[^#]*=\s*\(\s*(?!\s|root\b|ALL\b)/),
      text: {
        en: 'The parentheses name as whom the commands run. Restarting a service takes root: `ALL=(root)`.',
        zh: '括号里写的是以谁的身份运行命令。重启服务要用 root：`ALL=(root)`。',
      },
    },
    {
      id: 'other-rule',
      probe: text,
      shape: exists,
      text: {
        en: 'sudo would refuse this file, or it grants something else. One line is enough: who, host, `=(root)`, and the two commands separated by a comma. `visudo -cf root/etc/sudoers.d/deploy` finds mistakes of spelling.',
        zh: '这个文件 sudo 不会接受，或者放行的不是题目要求的内容。一行就够：谁、主机、`=(root)`，再加上用逗号隔开的两个命令。`visudo -cf root/etc/sudoers.d/deploy` 可以查出书写错误。',
      },
    },
  ],
};

/** The mode that sudo asks for. */
export const mode: Condition = {
  id: 'mode',
  title: { en: 'Its mode is 0440', zh: '它的权限是 0440' },
  when: 'now',
  expect: [{ probe: facts(file), shape: { type: 'file', mode: '0440' } }],
  excusedBy: ['not-linux'],
  told: [
    modeCase('others', file, /^\d\d\d[1-7]$/, {
      en: 'The file has mode {mode}: everybody can read which commands lead to root. Use `chmod 440`.',
      zh: '文件的权限是 {mode}：所有人都能读到哪些命令可以取得 root 权限。请用 `chmod 440`。',
    }),
    modeCase('writable', file, /^\d(?:[2367]\d|\d[2367])\d$/, {
      en: 'The file has mode {mode}: nobody writes into it, `visudo` changes it as root. Use `chmod 440`.',
      zh: '文件的权限是 {mode}：谁都不直接写它，要改就用 `visudo` 以 root 身份改。请用 `chmod 440`。',
    }),
    otherMode(file, '0440'),
  ],
};

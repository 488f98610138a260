import type { Exercise } from '../../lesson';
import { passwd } from './linux-permissions-sudo-answers';
import { mode, name, rule } from './linux-permissions-sudo-rule';
import { user } from './linux-permissions-sudo-user';

/** Who is who on a machine, and two commands of root for a group. */
export const linuxPermissionsSudo: Exercise = {
  id: 'linux-permissions-sudo',
  title: { en: 'Who is who, and a narrow sudo rule', zh: '认清用户和组，写一条范围很窄的 sudo 规则' },
  core: true,
  minutes: 20,
  needs: ['files'],
  ports: [],
  tasks: [
    {
      en: 'Read `machine/etc/passwd` and `machine/etc/group` of the sample machine, and answer in `answers.yaml`.',
      zh: '阅读示例机器的 `machine/etc/passwd` 和 `machine/etc/group`，在 `answers.yaml` 里作答。',
    },
    {
      en: 'Write `root/etc/sudoers.d/deploy` (`root/` stands for `/`, so you need no root): the group `developers` may run, as root, only `/usr/bin/systemctl restart nginx` and `/usr/bin/systemctl reload nginx`.',
      zh: '编写 `root/etc/sudoers.d/deploy`（`root/` 代表 `/`，所以不需要 root 权限）：`developers` 组只能以 root 身份运行 `/usr/bin/systemctl restart nginx` 和 `/usr/bin/systemctl reload nginx`。',
    },
    { en: 'Give the file the mode that sudo wants.', zh: '把文件的权限改成 sudo 要求的样子。' },
    {
      en: '[root] Only where you may change the machine: create the user `tutor-student` with home and bash, and the group `tutor-dev`, and add the user to the group.',
      zh: '[root] 只在允许改动的机器上做：创建用户 `tutor-student`（有家目录，shell 用 bash）和组 `tutor-dev`，再把用户加入这个组。',
    },
  ],
  conditions: [passwd, name, rule, mode, user],
  hints: [
    { en: 'Read `man sudoers`, the section with the examples.', zh: '阅读 `man sudoers` 里的示例一节。' },
    {
      en: 'The form of a rule: who host=(as) command, command.',
      zh: '规则的格式：谁 主机=(以谁的身份) 命令, 命令。',
    },
    {
      en: '`%developers ALL=(root) /usr/bin/systemctl restart nginx, /usr/bin/systemctl reload nginx`, then `chmod 440`',
      zh: '`%developers ALL=(root) /usr/bin/systemctl restart nginx, /usr/bin/systemctl reload nginx`，然后 `chmod 440`',
    },
  ],
  mutants: [
    { name: 'half-answered', refusedBy: 'passwd', told: 'open' },
    { name: 'names-without-brackets', refusedBy: 'passwd', told: 'not-a-list' },
    { name: 'uid-of-root', refusedBy: 'passwd', told: 'uid' },
    { name: 'alice-missing', refusedBy: 'passwd', told: 'members' },
    { name: 'sync-logs-in', refusedBy: 'passwd', told: 'no-shell' },
    { name: 'root-forgotten', refusedBy: 'passwd', told: 'who-logs-in' },
    { name: 'all-who-log-in-use-sudo', refusedBy: 'passwd', told: 'who-uses-sudo' },
    { name: 'deploy-refused', refusedBy: 'passwd', told: 'who-is-refused' },
    { name: 'no-rule', refusedBy: 'name', told: 'none' },
    { name: 'dot-in-the-name', refusedBy: 'name', told: 'dot' },
    { name: 'a-backup', refusedBy: 'name', told: 'tilde' },
    { name: 'another-name', refusedBy: 'name', told: 'other-name' },
    { name: 'root-without-password', refusedBy: 'rule', told: 'everything' },
    { name: 'all-on-all', refusedBy: 'rule', told: 'everything' },
    { name: 'wildcard', refusedBy: 'rule', told: 'wildcard' },
    { name: 'user-instead-of-group', refusedBy: 'rule', told: 'user-name' },
    { name: 'command-without-path', refusedBy: 'rule', told: 'no-path' },
    { name: 'command-without-arguments', refusedBy: 'rule', told: 'no-arguments' },
    { name: 'restart-only', refusedBy: 'rule', told: 'one-command' },
    { name: 'as-deploy', refusedBy: 'rule', told: 'as-whom' },
    { name: 'one-command-more', refusedBy: 'rule', told: 'other-rule' },
    { name: 'without-comma', refusedBy: 'rule', told: 'other-rule' },
    { name: 'a-rule-more', refusedBy: 'rule', told: 'other-rule' },
    { name: 'mode-644', refusedBy: 'mode', told: 'others' },
    { name: 'mode-640', refusedBy: 'mode', told: 'writable' },
    { name: 'mode-400', refusedBy: 'mode', told: 'other-mode' },
  ],
};

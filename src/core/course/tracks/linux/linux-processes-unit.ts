import type { HostFile, Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, contains, exists, not, some } from '../../match';
import { noShell, unit } from './linux-processes-unit-heartbeat';
import { prom, ssh } from './linux-processes-unit-system';

const ofUser = (name: string): Probe => ({
  source: 'host',
  path: `~/.config/systemd/user/${name}` as HostFile,
  as: 'facts',
});
const installed = ofUser('tutor-heartbeat.service');
const wanted = ofUser('default.target.wants/tutor-heartbeat.service');
const heartbeat: Probe = { source: 'processes', name: 'heartbeat.sh' };
const inUnit = contains('tutor-heartbeat.service');

const linked: Condition = {
  id: 'linked',
  title: { en: 'The unit is known to your manager', zh: '你的服务管理器认识这个单元' },
  when: 'now',
  optional: true,
  excusedBy: ['no-systemd', 'not-linux'],
  expect: [{ probe: installed, shape: exists }],
  told: [
    {
      id: 'not-linked',
      probe: installed,
      shape: absent,
      text: {
        en: 'Your manager does not know the unit yet: `systemctl --user link "$PWD/units/tutor-heartbeat.service"`.',
        zh: '你的服务管理器还不认识这个单元：`systemctl --user link "$PWD/units/tutor-heartbeat.service"`。',
      },
    },
  ],
};

const enabled: Condition = {
  id: 'enabled',
  title: { en: 'The unit starts with your next login', zh: '下次登录时单元会启动' },
  when: 'now',
  optional: true,
  excusedBy: ['no-systemd', 'not-linux'],
  expect: [{ probe: wanted, shape: { type: 'link' } }],
  told: [
    {
      id: 'not-enabled',
      probe: wanted,
      shape: absent,
      text: {
        en: '`start` is for now, `enable` is for the next login: `systemctl --user enable tutor-heartbeat`.',
        zh: '`start` 管现在，`enable` 管下次登录：`systemctl --user enable tutor-heartbeat`。',
      },
    },
  ],
};

const running: Condition = {
  id: 'running',
  title: { en: 'The heartbeat runs as a service', zh: '心跳脚本作为服务在运行' },
  when: 'now',
  optional: true,
  excusedBy: ['no-systemd', 'not-linux'],
  expect: [
    // Without systemd this is what says so.
    { probe: installed, shape: exists },
    { probe: heartbeat, shape: some({ cgroup: inUnit }) },
  ],
  told: [
    {
      id: 'by-hand',
      probe: heartbeat,
      shape: some({ cgroup: not(inUnit) }),
      args: { pid: { probe: heartbeat, path: [0, 'pid'] } },
      text: {
        en: '`heartbeat.sh` runs (pid {pid}), but you started it by hand: end it with `kill {pid}`, then `systemctl --user start tutor-heartbeat`.',
        zh: '`heartbeat.sh` 在运行（pid {pid}），但它是你手动启动的：先 `kill {pid}` 结束它，再执行 `systemctl --user start tutor-heartbeat`。',
      },
    },
    {
      id: 'not-running',
      probe: heartbeat,
      shape: absent,
      text: {
        en: 'No heartbeat runs. `systemctl --user status tutor-heartbeat` says why: `203/EXEC` means that the path is wrong or that the script lacks its x bit (`chmod u+x bin/heartbeat.sh`).',
        zh: '心跳脚本没有在运行。`systemctl --user status tutor-heartbeat` 会说明原因：`203/EXEC` 表示路径不对，或者脚本没有执行权限（`chmod u+x bin/heartbeat.sh`）。',
      },
    },
  ],
};

/** A service of one's own, one to repair, and a drop-in that comes first. */
export const linuxProcessesUnit: Exercise = {
  id: 'linux-processes-unit',
  title: { en: 'Write and repair systemd units', zh: '编写和修复 systemd 单元' },
  core: true,
  minutes: 30,
  needs: ['files'],
  ports: [],
  workers: [{ name: 'heartbeat.sh' }],
  tasks: [
    {
      en: 'Write `units/tutor-heartbeat.service` as a user unit for `bin/heartbeat.sh`: a description, the absolute path of the script, a restart five seconds after a failure, started with the default target of the user.',
      zh: '为 `bin/heartbeat.sh` 编写用户单元 `units/tutor-heartbeat.service`：有描述，写脚本的绝对路径，失败五秒后重启，并随用户的默认 target 启动。',
    },
    {
      en: 'Repair `root/etc/systemd/system/prometheus.service`: one command with both options, the user `prometheus`, started after the network is online, restarted on failure.',
      zh: '修好 `root/etc/systemd/system/prometheus.service`：一条带两个选项的命令，用户为 `prometheus`，在网络就绪之后启动，失败时重启。',
    },
    {
      en: 'Write the drop-in `root/etc/ssh/sshd_config.d/10-tutor.conf`: root may not log in, and nobody with a password. Leave the other file as it is.',
      zh: '编写配置片段 `root/etc/ssh/sshd_config.d/10-tutor.conf`：禁止 root 登录，任何人都不能用密码登录。另一个文件保持不动。',
    },
    {
      en: 'With systemd (optional): make the script executable, then link, enable and start your unit with `systemctl --user`. End it afterwards with `systemctl --user disable --now tutor-heartbeat`.',
      zh: '有 systemd 时（选做）：给脚本加上执行权限，再用 `systemctl --user` 链接、启用并启动你的单元。做完之后用 `systemctl --user disable --now tutor-heartbeat` 收尾。',
    },
  ],
  conditions: [unit, noShell, prom, ssh, linked, enabled, running],
  hints: [
    {
      en: 'A unit has three sections: what it is, what it runs, and what starts it.',
      zh: '单元有三个小节：它是什么，运行什么，由谁来启动。',
    },
    {
      en: '`man systemd.service` explains every key; `systemd-analyze verify` finds what is misspelt. The editor marks wrapped lines too.',
      zh: '`man systemd.service` 解释每个键；`systemd-analyze verify` 能找出拼写错误。编辑器也会标出断行的问题。',
    },
    {
      en: '`[Unit]` with `Description=Heartbeat`; `[Service]` with `ExecStart=/home/me/linux-processes-unit/bin/heartbeat.sh` (your path), `Restart=on-failure`, `RestartSec=5s`; `[Install]` with `WantedBy=default.target`. For the drop-in: `PermitRootLogin no` and `PasswordAuthentication no`.',
      zh: '`[Unit]` 里写 `Description=Heartbeat`；`[Service]` 里写 `ExecStart=/home/me/linux-processes-unit/bin/heartbeat.sh`（换成你的路径）、`Restart=on-failure`、`RestartSec=5s`；`[Install]` 里写 `WantedBy=default.target`。配置片段里写 `PermitRootLogin no` 和 `PasswordAuthentication no`。',
    },
  ],
  mutants: [
    { name: 'unit-missing', refusedBy: 'unit', told: 'file-absent' },
    { name: 'no-install', refusedBy: 'unit', told: 'section' },
    { name: 'relative-path', refusedBy: 'unit', told: 'relative' },
    { name: 'relative-after-shell', refusedBy: 'unit', told: 'relative' },
    { name: 'tilde', refusedBy: 'unit', told: 'relative' },
    { name: 'other-program', refusedBy: 'unit', told: 'other-program' },
    { name: 'user-named', refusedBy: 'unit', told: 'user' },
    { name: 'multi-user', refusedBy: 'unit', told: 'system-target' },
    { name: 'no-target', refusedBy: 'unit', told: 'no-target' },
    { name: 'restart-always', refusedBy: 'unit', told: 'restart' },
    { name: 'no-pause', refusedBy: 'unit', told: 'pause' },
    { name: 'forking', refusedBy: 'unit', told: 'forking' },
    { name: 'no-description', refusedBy: 'unit', told: 'description' },
    { name: 'piped', refusedBy: 'no-shell', told: 'shell-words' },
    { name: 'wrapped-kept', refusedBy: 'prom', told: 'wrapped' },
    { name: 'one-backslash', refusedBy: 'prom', told: 'wrapped' },
    { name: 'two-commands', refusedBy: 'prom', told: 'two-commands' },
    { name: 'option-gone', refusedBy: 'prom', told: 'option-gone' },
    { name: 'as-root', refusedBy: 'prom', told: 'root' },
    { name: 'after-only', refusedBy: 'prom', told: 'ordered-only' },
    { name: 'network-target', refusedBy: 'prom', told: 'not-online' },
    { name: 'never-restarted', refusedBy: 'prom', told: 'restart' },
    { name: 'drop-in-late', refusedBy: 'ssh', told: 'sorts-late' },
    { name: 'drop-in-no-conf', refusedBy: 'ssh', told: 'no-conf' },
    { name: 'drop-in-missing', refusedBy: 'ssh', told: 'absent' },
    { name: 'drop-in-no-value', refusedBy: 'ssh', told: 'no-value' },
    { name: 'root-by-password', refusedBy: 'ssh', told: 'root-login' },
    { name: 'passwords-kept', refusedBy: 'ssh', told: 'passwords' },
  ],
};

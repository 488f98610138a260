import type { Exercise } from '../../lesson';
import { change, lasting } from './linux-logs-incident-change';
import { logins, ssh } from './linux-logs-incident-files';
import { nginx } from './linux-logs-incident-nginx';
import { cause, firstError, readable, unit } from './linux-logs-incident-report';

/** An incident, from the symptom to the lasting measure, on what a host left behind. */
export const linuxLogsIncident: Exercise = {
  id: 'linux-logs-incident',
  title: { en: 'The site is down since the morning', zh: '网站从早上起就不对了' },
  core: true,
  minutes: 45,
  needs: ['files'],
  ports: [],
  tasks: [
    {
      en: 'Since the morning visitors of node1 see a strange default page instead of the site. Read what `machine/` holds: the output of commands in `commands/`, and `var/log/`. Fill in `report.yaml`: the failed unit, the first error with its time, the program, pid and port behind it, the change that started it.',
      zh: '从早上起，node1 的访客看到的是陌生的默认页面，不是我们的网站。请看 `machine/` 里的材料：`commands/` 里的命令输出，还有 `var/log/`。填好 `report.yaml`：失败的单元，第一个错误和它的时间，背后的程序、pid 和端口，以及引发故障的变更。',
    },
    {
      en: 'apache2 may keep port 80. Make nginx listen on 8080 in `root/etc/nginx/sites-available/default`, on the IPv4 and the IPv6 line; `root/` stands for `/`.',
      zh: '80 端口留给 apache2。在 `root/etc/nginx/sites-available/default` 里让 nginx 监听 8080，IPv4 和 IPv6 两行都要改；`root/` 代表 `/`。',
    },
    {
      en: 'While you are there: sshd refuses `root/etc/ssh/sshd_config.d/10-tutor.conf`. Repair it; `machine/commands/sshd-t.txt` says what is wrong.',
      zh: '顺手再修一处：sshd 不接受 `root/etc/ssh/sshd_config.d/10-tutor.conf`。请修好它，`machine/commands/sshd-t.txt` 说明了哪里不对。',
    },
    {
      en: 'Write `reports/failed-logins.txt` from `machine/var/log/auth.log`: a line per address, first how many passwords failed, then the address, most first.',
      zh: '根据 `machine/var/log/auth.log` 写出 `reports/failed-logins.txt`：每个地址一行，先写密码失败的次数，再写地址，多的在前。',
    },
    {
      en: 'Add one lasting measure to `report.yaml`, as `prevention`.',
      zh: '在 `report.yaml` 的 `prevention` 里写一条长久的措施。',
    },
  ],
  conditions: [readable, unit, firstError, cause, change, nginx, ssh, logins, lasting],
  hints: [
    {
      en: 'Begin with `machine/commands/systemctl-status-nginx.txt`, then read `error.log` from its beginning.',
      zh: '从 `machine/commands/systemctl-status-nginx.txt` 开始，再从头读 `error.log`。',
    },
    {
      en: 'In the order of time: nginx stopped at 08:11, apt at 08:12, the first error at 08:20. `ss-tlnp.txt` says who listens on the port that the error names.',
      zh: '按时间排：08:11 停 nginx，08:12 运行 apt，08:20 第一个错误。报错里的端口被谁占着，看 `ss-tlnp.txt`。',
    },
    {
      en: "`nginx`, `08:20:05`, `98: Address already in use`; `apache2`, `2211`, `80`; `apt install apache2` by `student`. `listen 8080` and `listen [::]:8080`, `PermitRootLogin no`, and `grep 'Failed password' machine/var/log/auth.log | grep -oE '([0-9]+\\.){3}[0-9]+' | sort | uniq -c | sort -rn | awk '{print $1, $2}' > reports/failed-logins.txt`. A measure: ask for the port before a server is installed, and take `apache2-utils` when only `ab` is wanted.",
      zh: "`nginx`、`08:20:05`、`98: Address already in use`；`apache2`、`2211`、`80`；`student` 执行了 `apt install apache2`。`listen 8080` 和 `listen [::]:8080`，`PermitRootLogin no`，以及 `grep 'Failed password' machine/var/log/auth.log | grep -oE '([0-9]+\\.){3}[0-9]+' | sort | uniq -c | sort -rn | awk '{print $1, $2}' > reports/failed-logins.txt`。措施之一：装服务之前先查端口；只要 `ab` 的话，装 `apache2-utils` 就够了。",
    },
  ],
  mutants: [
    { name: 'unit-apache2', refusedBy: 'unit', told: 'apache2' },
    { name: 'nginx-only-ipv4', refusedBy: 'nginx', told: 'ipv6-still-80' },
    { name: 'ssh-deleted', refusedBy: 'ssh', told: 'deleted' },
    { name: 'logins-total', refusedBy: 'logins', told: 'total' },
    { name: 'report-colon', refusedBy: 'report', told: 'colon' },
    { name: 'report-quote', refusedBy: 'report', told: 'not-yaml' },
    { name: 'report-deleted', refusedBy: 'report', told: 'file-absent' },
    { name: 'unit-empty', refusedBy: 'unit', told: 'empty' },
    { name: 'unit-ssh', refusedBy: 'unit', told: 'other' },
    { name: 'time-empty', refusedBy: 'first-error', told: 'empty' },
    { name: 'time-retry', refusedBy: 'first-error', told: 'retry' },
    { name: 'time-status', refusedBy: 'first-error', told: 'retry' },
    { name: 'time-cause', refusedBy: 'first-error', told: 'time-of-cause' },
    { name: 'time-favicon', refusedBy: 'first-error', told: 'other-error' },
    { name: 'error-consequence', refusedBy: 'first-error', told: 'consequence' },
    { name: 'cause-empty', refusedBy: 'cause', told: 'empty' },
    { name: 'process-disk', refusedBy: 'cause', told: 'disk' },
    { name: 'process-nginx', refusedBy: 'cause', told: 'nginx' },
    { name: 'pid-of-nginx', refusedBy: 'cause', told: 'nginx' },
    { name: 'pid-of-child', refusedBy: 'cause', told: 'child' },
    { name: 'port-443', refusedBy: 'cause', told: 'port' },
    { name: 'change-empty', refusedBy: 'change', told: 'empty' },
    { name: 'change-stop', refusedBy: 'change', told: 'stop' },
    { name: 'change-unattended', refusedBy: 'change', told: 'other-change' },
    { name: 'user-root', refusedBy: 'change', told: 'user' },
    { name: 'nginx-untouched', refusedBy: 'nginx', told: 'both-still-80' },
    { name: 'nginx-only-ipv6', refusedBy: 'nginx', told: 'ipv4-still-80' },
    { name: 'nginx-both', refusedBy: 'nginx', told: 'ipv4-still-80' },
    { name: 'nginx-ipv6-deleted', refusedBy: 'nginx', told: 'one-family' },
    { name: 'nginx-root-removed', refusedBy: 'nginx', told: 'root-removed' },
    { name: 'nginx-no-semicolon', refusedBy: 'nginx', told: 'semicolon' },
    { name: 'nginx-commented', refusedBy: 'nginx', told: 'no-listen' },
    { name: 'nginx-other-port', refusedBy: 'nginx', told: 'other-port' },
    { name: 'ssh-untouched', refusedBy: 'ssh', told: 'misspelt' },
    { name: 'ssh-both', refusedBy: 'ssh', told: 'misspelt' },
    { name: 'ssh-commented', refusedBy: 'ssh', told: 'deleted' },
    { name: 'ssh-opened', refusedBy: 'ssh', told: 'opened' },
    { name: 'ssh-other-typo', refusedBy: 'ssh', told: 'unknown-word' },
    { name: 'ssh-no-value', refusedBy: 'ssh', told: 'no-value' },
    { name: 'logins-missing', refusedBy: 'logins', told: 'file-absent' },
    { name: 'logins-empty', refusedBy: 'logins', told: 'empty' },
    { name: 'logins-accepted', refusedBy: 'logins', told: 'accepted' },
    { name: 'logins-uncounted', refusedBy: 'logins', told: 'uncounted' },
    { name: 'logins-address-first', refusedBy: 'logins', told: 'address-first' },
    { name: 'logins-by-address', refusedBy: 'logins', told: 'order' },
    { name: 'logins-ascending', refusedBy: 'logins', told: 'order' },
    { name: 'logins-every-line', refusedBy: 'logins', told: 'other-lines' },
    { name: 'prevention-empty', refusedBy: 'lasting', told: 'empty' },
    { name: 'prevention-restart', refusedBy: 'lasting', told: 'restart' },
    { name: 'prevention-short', refusedBy: 'lasting', told: 'short' },
  ],
};

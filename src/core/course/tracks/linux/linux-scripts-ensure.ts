import type { Exercise } from '../../lesson';
import { cron } from './linux-scripts-ensure-cron';
import { ensured } from './linux-scripts-ensure-runs';
import { firstLine, parses } from './script-rows';

/** A script that cron may run as often as it likes: it starts what is missing and leaves alone what runs. */
export const linuxScriptsEnsure: Exercise = {
  id: 'linux-scripts-ensure',
  title: { en: 'Started only when it is missing', zh: '没在运行才启动' },
  core: false,
  minutes: 30,
  needs: ['linux', 'runner'],
  ports: [],
  tasks: [
    {
      en: 'Write `ensure.sh PIDFILE COMMAND…`. It tests whether the process whose number is in PIDFILE is alive. If so, it appends `<ISO time> running` to `ensure.log` in the current directory; if not, it runs COMMAND with its arguments and appends `<ISO time> started`. It ends with 0. To try it, use `start.sh`, which notes each call in `calls.log`.',
      zh: '编写 `ensure.sh PIDFILE COMMAND…`：检查 PIDFILE 里的进程号对应的进程是否活着。活着，就在当前目录的 `ensure.log` 末尾追加 `<ISO time> running`；不在，就带参数运行 COMMAND，并追加 `<ISO time> started`。最后以 0 退出。可以用 `start.sh` 来试，它每被调用一次，就在 `calls.log` 里记一笔。',
    },
    {
      en: 'Write into `schedule.cron` the line that runs `/opt/tutor/ensure.sh /run/tutor.pid /opt/tutor/start.sh` at 02:00 every day, and appends all of its output to `/var/log/tutor-ensure.log`.',
      zh: '在 `schedule.cron` 里写一行：每天 02:00 运行 `/opt/tutor/ensure.sh /run/tutor.pid /opt/tutor/start.sh`，并把它的全部输出追加到 `/var/log/tutor-ensure.log`。',
    },
  ],
  conditions: [firstLine('ensure.sh'), parses('ensure.sh'), ...ensured, cron],
  hints: [
    {
      en: '`kill -0 PID` sends no signal; it only says by its code whether the process is there. The pid file may be missing, or hold the number of a process that has ended.',
      zh: '`kill -0 PID` 不发送任何信号，只用退出码说明进程在不在。pid 文件可能不存在，里面的进程也可能已经结束。',
    },
    {
      en: 'In a crontab the minute comes first, then hour, day, month, weekday, and then the command. `>> file 2>&1` appends both streams, in this order.',
      zh: 'crontab 里分钟在最前面，然后是时、日、月、星期，最后是命令。`>> file 2>&1` 追加两个流，顺序就是这样。',
    },
    {
      en: '`pidfile=$1; shift`, then `if [[ -f $pidfile ]] && kill -0 "$(<"$pidfile")" 2>/dev/null; then state=running; else "$@"; state=started; fi`, then `echo "$(date +%FT%T%z) $state" >>ensure.log`. The cron line: `0 2 * * * /opt/tutor/ensure.sh /run/tutor.pid /opt/tutor/start.sh >> /var/log/tutor-ensure.log 2>&1`',
      zh: '先写 `pidfile=$1; shift`，再写 `if [[ -f $pidfile ]] && kill -0 "$(<"$pidfile")" 2>/dev/null; then state=running; else "$@"; state=started; fi`，然后 `echo "$(date +%FT%T%z) $state" >>ensure.log`。cron 那一行：`0 2 * * * /opt/tutor/ensure.sh /run/tutor.pid /opt/tutor/start.sh >> /var/log/tutor-ensure.log 2>&1`',
    },
  ],
  mutants: [
    { name: 'file-deleted', refusedBy: 'first-line', told: 'file-absent' },
    { name: 'no-first-line', refusedBy: 'first-line', told: 'missing' },
    { name: 'started-by-make', refusedBy: 'first-line', told: 'other' },
    { name: 'windows-line-ends', refusedBy: 'syntax', told: 'crlf' },
    { name: 'if-not-closed', refusedBy: 'syntax', told: 'error' },
    { name: 'pid-file-must-exist', refusedBy: 'absent', told: 'pid-file-read' },
    { name: 'missing-is-running', refusedBy: 'absent', told: 'not-called' },
    { name: 'does-not-log', refusedBy: 'absent', told: 'no-log' },
    { name: 'no-time', refusedBy: 'absent', told: 'no-time' },
    { name: 'local-time-words', refusedBy: 'absent', told: 'no-time' },
    { name: 'always-running', refusedBy: 'absent', told: 'other-word' },
    { name: 'called-twice', refusedBy: 'absent', told: 'twice' },
    { name: 'ends-with-1', refusedBy: 'absent', told: 'exit-code' },
    { name: 'first-word-only', refusedBy: 'words', told: 'lost' },
    { name: 'unquoted-command', refusedBy: 'words', told: 'split' },
    { name: 'kills', refusedBy: 'alive', told: 'killed' },
    { name: 'restarts', refusedBy: 'alive', told: 'killed' },
    { name: 'always-starts', refusedBy: 'alive', told: 'called' },
    { name: 'silent-when-running', refusedBy: 'alive', told: 'no-log' },
    { name: 'no-time-when-running', refusedBy: 'alive', told: 'no-time' },
    { name: 'started-in-any-case', refusedBy: 'alive', told: 'other-word' },
    { name: 'file-only', refusedBy: 'stale', told: 'not-called' },
    { name: 'log-overwritten', refusedBy: 'append', told: 'one-line' },
    { name: 'day-zero', refusedBy: 'cron', told: 'day-zero' },
    { name: 'hour-first', refusedBy: 'cron', told: 'hour-first' },
    { name: 'every-minute', refusedBy: 'cron', told: 'every-minute' },
    { name: 'four-fields', refusedBy: 'cron', told: 'four-fields' },
    { name: 'with-a-user', refusedBy: 'cron', told: 'user-column' },
    { name: 'errors-elsewhere', refusedBy: 'cron', told: 'order' },
    { name: 'redirect-of-bash', refusedBy: 'cron', told: 'of-bash' },
    { name: 'new-log-each-night', refusedBy: 'cron', told: 'truncates' },
    { name: 'errors-to-mail', refusedBy: 'cron', told: 'no-errors' },
    { name: 'no-line', refusedBy: 'cron', told: 'empty' },
    { name: 'schedule-deleted', refusedBy: 'cron', told: 'gone' },
    { name: 'relative-paths', refusedBy: 'cron', told: 'command' },
    { name: 'two-lines', refusedBy: 'cron', told: 'two-lines' },
    { name: 'on-sundays', refusedBy: 'cron', told: 'other' },
  ],
};

import type { Probe } from '../../check';
import type { Condition, FoundCase } from '../../lesson';
import { absent, allOf, count, every, matches, not, some } from '../../match';

const schedule: Probe = { source: 'file', path: 'schedule.cron', as: 'lines' };

/** Lines that set a variable, such as SHELL, are no jobs. */
const setting = matches(/^\w+\s*=/);
const job = not(setting);

const time = String.raw`0?0\s+0?2\s+\*(?:/1)?\s+\*(?:/1)?\s+(?:\*(?:/1)?|0-6|0-7|1-7)`;
const command = String.raw`/opt/tutor/ensure\.sh\s+/run/tutor\.pid\s+/opt/tutor/start\.sh`;
const log = String.raw`["']?/var/log/tutor-ensure\.log["']?`;
const line = (redirect: string): RegExp => new RegExp(`^${time}\\s+${command}\\s*${redirect}$`);

const jobs = (pattern: RegExp) => allOf(count(job, 1), some(matches(pattern)));

const onLine = (id: string, pattern: RegExp, text: FoundCase['text']): FoundCase => ({
  id,
  probe: schedule,
  shape: some(matches(pattern)),
  text,
});

/** The line of a crontab. */
export const cron: Condition = {
  id: 'cron',
  title: {
    en: 'schedule.cron: every day at 02:00, all output appended to the log',
    zh: 'schedule.cron：每天 02:00，全部输出追加到日志',
  },
  when: 'now',
  expect: [{ probe: schedule, shape: jobs(line(`>>\\s*${log}\\s+2>(?:&1|>\\s*${log})`)) }],
  or: [
    // cron's shell is sh, unless a line says otherwise.
    [{ probe: schedule, shape: allOf(some(matches(/^SHELL\s*=\s*["']?\S*\/bash/)), jobs(line(`&>>\\s*${log}`))) }],
  ],
  told: [
    {
      id: 'gone',
      probe: { source: 'file', path: 'schedule.cron', as: 'text' },
      shape: absent,
      text: {
        en: 'There is no `schedule.cron` in the exercise folder: write the line there.',
        zh: '练习目录里没有 `schedule.cron`：请把那一行写在里面。',
      },
    },
    {
      id: 'empty',
      probe: schedule,
      shape: not(some(job)),
      text: {
        en: 'There is no job in `schedule.cron` yet, only comments: add one line with five fields and the command.',
        zh: '`schedule.cron` 里还没有任务，只有注释：请加一行，五个时间字段加命令。',
      },
    },
    {
      id: 'two-lines',
      probe: schedule,
      shape: not(count(job, 1)),
      text: {
        en: 'There is more than one job in `schedule.cron`: a crontab knows no continuation, so the whole job stands on one line.',
        zh: '`schedule.cron` 里不止一个任务：crontab 没有续行，整个任务要写在一行里。',
      },
    },
    onLine('day-zero', /^\d+\s+\d+\s+0\s/, {
      en: 'The third field is the day of the month, and day 0 does not exist: five fields, `0 2 * * *`. The asterisks got lost.',
      zh: '第三个字段是日，而 0 日不存在：要写五个字段，`0 2 * * *`。星号丢了。',
    }),
    onLine('hour-first', /^0?2\s+0?0?\s/, {
      en: 'That is 00:02: the minute comes first, then the hour.',
      zh: '这是 00:02：分钟在前，小时在后。',
    }),
    onLine('every-minute', /^\*\s+0?2\s/, {
      en: 'With `*` for the minute it runs sixty times, from 02:00 to 02:59: write `0`.',
      zh: '分钟写 `*`，会从 02:00 到 02:59 运行六十次：请写 `0`。',
    }),
    onLine('four-fields', /^(?:[\d*/,-]+\s+){1,4}\//, {
      en: 'A field is missing: minute, hour, day of month, month, weekday, and then the command.',
      zh: '少了一个字段：分、时、日、月、星期，然后才是命令。',
    }),
    onLine('user-column', /^(?:[\d*/,-]+\s+){5}[a-z][\w-]*\s+\//, {
      en: 'A user stands before the command. `/etc/crontab` and `/etc/cron.d` have this column, the crontab of a user has not: cron would look for a program of that name.',
      zh: '命令前面写了用户名。`/etc/crontab` 和 `/etc/cron.d` 里才有这一列，用户的 crontab 没有：cron 会去找叫这个名字的程序。',
    }),
    onLine('order', /2>&1\s*>/, {
      en: 'Order: first the file, then `2>&1`. The other way round, errors go where stdout went before, into a mail.',
      zh: '顺序：先写文件，再写 `2>&1`。反过来写，错误会去 stdout 原来的去处，也就是邮件。',
    }),
    onLine('of-bash', /&>/, {
      en: 'cron runs the line with `/bin/sh`, and there `&>>` means: in the background. Write `>> file 2>&1`.',
      zh: 'cron 用 `/bin/sh` 执行这一行，在那里 `&>>` 的意思是放到后台。请写 `>> file 2>&1`。',
    }),
    onLine('truncates', /(?:^|[^>\d])>\s*["']?\/var/, {
      en: 'A single `>` empties the log each night, and yesterday is gone: append with `>>`.',
      zh: '单个 `>` 每晚都会清空日志，昨天的就没了：请用 `>>` 追加。',
    }),
    onLine('no-errors', />>\s*["']?\/var\/log\/tutor-ensure\.log["']?$/, {
      en: 'Errors do not go into the log: add `2>&1` behind the file.',
      zh: '错误信息没有写进日志：在文件后面加上 `2>&1`。',
    }),
    {
      id: 'command',
      probe: schedule,
      shape: every(not(matches(new RegExp(`\\s${command}(?:\\s|>|$)`)))),
      text: {
        en: 'The command must be `/opt/tutor/ensure.sh /run/tutor.pid /opt/tutor/start.sh`, with whole paths: cron starts in the home of the user, with a short PATH.',
        zh: '命令必须是 `/opt/tutor/ensure.sh /run/tutor.pid /opt/tutor/start.sh`，路径写全：cron 从用户的主目录启动，PATH 也很短。',
      },
    },
    {
      id: 'other',
      probe: schedule,
      shape: some(job),
      text: {
        en: 'This is another time or another log: `0 2 * * *`, then the command, then `>> /var/log/tutor-ensure.log 2>&1`.',
        zh: '时间或日志不对：`0 2 * * *`，接着是命令，最后是 `>> /var/log/tutor-ensure.log 2>&1`。',
      },
    },
  ],
};

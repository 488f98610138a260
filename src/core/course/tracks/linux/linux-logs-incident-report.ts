import type { Place, Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, anyOf, exists, matches, not } from '../../match';

/** The learner's report. */
export const report: Probe = { source: 'file', path: 'report.yaml', as: 'yaml' };
const text: Probe = { source: 'file', path: 'report.yaml', as: 'text' };
/** A value of the report. */
export const at = (key: string): Place => ({ probe: report, path: [key] });

/** The report is YAML at all. */
export const readable: Condition = {
  id: 'report',
  title: { en: 'report.yaml can be read', zh: 'report.yaml 能正常解析' },
  when: 'now',
  expect: [{ probe: report, shape: { invalid: absent } }],
  told: [
    {
      id: 'colon',
      probe: text,
      shape: matches(/^\w+:[ \t]+[^'"|>\s#][^\n]*:[ \t]/m),
      text: {
        en: "A value with a colon and a blank in it looks like a key to YAML: put it in quotes, `'…'`.",
        zh: "值里有冒号加空格，YAML 会把它当成键：请用引号括起来，`'…'`。",
      },
    },
    {
      id: 'not-yaml',
      probe: report,
      shape: { invalid: exists },
      args: { line: at('line'), why: at('invalid') },
      text: {
        en: 'Not YAML at line {line}: {why}. Look for a quote that is not closed.',
        zh: '第 {line} 行不是合法的 YAML：{why}。看看是不是有引号没有闭合。',
      },
    },
  ],
};

/** The unit that failed. */
export const unit: Condition = {
  id: 'unit',
  title: { en: 'The unit that failed', zh: '失败的单元' },
  when: 'now',
  after: 'report',
  expect: [{ probe: report, shape: { unit: matches(/^nginx(?:\.service)?(?:\s+-\s.*)?$/i) } }],
  told: [
    {
      id: 'empty',
      probe: report,
      shape: { unit: absent },
      text: {
        en: 'Begin with the component that users talk to: `machine/commands/systemctl-status-nginx.txt`.',
        zh: '先看用户直接访问的那个组件：`machine/commands/systemctl-status-nginx.txt`。',
      },
    },
    {
      id: 'apache2',
      probe: report,
      shape: { unit: matches(/apache/i) },
      text: {
        en: 'That one works. Which unit failed?',
        zh: '它好好地在运行。失败的是哪个单元？',
      },
    },
    {
      id: 'other',
      probe: report,
      shape: { unit: exists },
      args: { found: at('unit') },
      text: {
        en: '{found} did not fail that morning: in syslog look for `Failed to start`.',
        zh: '那天早上失败的不是 {found}：在 syslog 里找 `Failed to start`。',
      },
    },
  ],
};

const time = matches(/^(?:2026-11-16(?:T|\s+)|Nov 16\s+)?0?8:20(?::05(?:[.,]\d+)?)?(?:\s*(?:\+08(?::?00)?|CST|AM))?$/i);
const words = anyOf(98, matches(/\b98\b|address already in use/i));

/** The first error in time, not the last. */
export const firstError: Condition = {
  id: 'first-error',
  title: { en: 'The first error: time and words', zh: '第一个错误：时间和原文' },
  when: 'now',
  after: 'report',
  expect: [{ probe: report, shape: { time, error: words } }],
  told: [
    {
      id: 'empty',
      probe: report,
      shape: anyOf({ time: absent }, { error: absent }),
      text: {
        en: 'Time or words are missing: `machine/var/log/nginx/error.log` has both in one line.',
        zh: '缺时间或者原文：`machine/var/log/nginx/error.log` 里同一行两样都有。',
      },
    },
    {
      id: 'retry',
      probe: report,
      shape: { time: matches(/0?8:(?:2[1-9]|3\d)/) },
      args: { found: at('time') },
      text: {
        en: '{found} is a retry, and the status shows only the last one. Search for the first `[emerg]`.',
        zh: '{found} 是后来的重试，状态里只显示最后一次。请找第一个 `[emerg]`。',
      },
    },
    {
      id: 'time-of-cause',
      probe: report,
      shape: { time: matches(/0?8:1\d/) },
      args: { found: at('time') },
      text: {
        en: '{found} is the time of the cause. Nothing had failed then; when was the first error?',
        zh: '{found} 是起因发生的时间，那时还没有东西失败。第一个错误是什么时候？',
      },
    },
    {
      id: 'other-error',
      probe: report,
      shape: { time: not(time) },
      args: { found: at('time') },
      text: {
        en: '{found} is another event: nginx served on after it. An error that stops nginx is marked `[emerg]`.',
        zh: '{found} 是另一件事：之后 nginx 照常服务。让 nginx 停下的错误标着 `[emerg]`。',
      },
    },
    {
      id: 'consequence',
      probe: report,
      shape: { error: not(words) },
      text: {
        en: 'The time is right, the words are not those of the first line: it names an error number and what it means.',
        zh: '时间对了，原文不是第一行的：那一行写着错误编号和含义。',
      },
    },
  ],
};

const program = matches(/^(?:\/usr\/sbin\/)?apache2(?:\s+-k start)?$/i);
const pid = anyOf(2211, '2211');
const port = anyOf(80, matches(/^(?:\*?:)?80(?:\/tcp)?$/i));

/** Who holds the port. */
export const cause: Condition = {
  id: 'cause',
  title: { en: 'The program that causes it, its pid and port', zh: '肇事的程序、pid 和端口' },
  when: 'now',
  after: 'report',
  expect: [{ probe: report, shape: { process: program, pid, port } }],
  told: [
    {
      id: 'empty',
      probe: report,
      shape: anyOf({ process: absent }, { pid: absent }, { port: absent }),
      text: {
        en: 'Program, pid or port is missing: `machine/commands/ss-tlnp.txt` says who listens where.',
        zh: '程序、pid、端口还没填全：`machine/commands/ss-tlnp.txt` 写着谁在哪里监听。',
      },
    },
    {
      id: 'disk',
      probe: report,
      shape: { process: matches(/disk|df|磁盘|\/var/i) },
      text: {
        en: '71 % is not full, and a full disk says `No space left on device`. What does the error name?',
        zh: '71 % 并没有满，而且磁盘满时会报 `No space left on device`。报错里说的是什么？',
      },
    },
    {
      id: 'nginx',
      probe: report,
      shape: anyOf({ process: matches(/nginx/i) }, { pid: anyOf(2788, 2931, 3155, '2788', '2931', '3155') }),
      text: {
        en: 'nginx is the one that did not get the port. Who listens on it, says `ss -tlnp`.',
        zh: 'nginx 是没抢到端口的那一个。谁在监听，`ss -tlnp` 会说。',
      },
    },
    {
      id: 'child',
      probe: report,
      shape: { process: program, pid: anyOf(2214, 2215, '2214', '2215') },
      text: {
        en: 'That is a child, which inherited the socket. The parent opened it: the smallest pid, which also stands in `machine/var/log/apache2/error.log`.',
        zh: '那是子进程，套接字是继承来的。打开它的是父进程：pid 最小的那个，`machine/var/log/apache2/error.log` 里也有。',
      },
    },
    {
      id: 'port',
      probe: report,
      shape: { process: program, pid, port: not(port) },
      text: {
        en: 'Program and pid are right. The port is the one in `bind() to 0.0.0.0:…`.',
        zh: '程序和 pid 都对。端口就是 `bind() to 0.0.0.0:…` 里的那个。',
      },
    },
  ],
};

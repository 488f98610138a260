import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, exists, matches, none, not, some } from '../../match';
import { sshdKeyword } from './sshd-keywords';

const dropIn = 'root/etc/ssh/sshd_config.d/10-tutor.conf';
const sshd: Probe = { source: 'file', path: dropIn, as: 'sshd' };
const words: Probe = { source: 'file', path: dropIn, as: 'lines' };
const known = none(not(matches(sshdKeyword)));

/** The drop-in that sshd refuses. */
export const ssh: Condition = {
  id: 'ssh',
  title: {
    en: 'sshd accepts its drop-in, root logs in with no password',
    zh: 'sshd 接受这份配置，root 不能用密码登录',
  },
  when: 'now',
  expect: [
    {
      probe: sshd,
      shape: { invalid: absent, permitrootlogin: matches(/^(?:no|prohibit-password|without-password)$/i) },
    },
    { probe: words, shape: known },
  ],
  told: [
    {
      id: 'no-value',
      probe: sshd,
      shape: { invalid: exists },
      args: { line: { probe: sshd, path: ['line'] } },
      text: {
        en: 'Line {line} has a keyword without a value: sshd would say `missing argument` and not start.',
        zh: '第 {line} 行只有关键字，没有值：sshd 会报 `missing argument`，无法启动。',
      },
    },
    {
      id: 'misspelt',
      probe: words,
      shape: some(matches(/^PermitRootLogon\b/i)),
      text: {
        en: '`PermitRootLogon` is still there, and sshd does not start with it: `machine/commands/sshd-t.txt` names the line. One letter is wrong.',
        zh: '`PermitRootLogon` 还在，有它 sshd 就无法启动：`machine/commands/sshd-t.txt` 指出了是哪一行。错了一个字母。',
      },
    },
    {
      id: 'opened',
      probe: sshd,
      shape: { permitrootlogin: matches(/^(?!(?:no|prohibit-password|without-password)$)/i) },
      args: { found: { probe: sshd, path: ['permitrootlogin'] } },
      text: {
        en: '`PermitRootLogin {found}` is not what the line was written for: correct the spelling and keep the value `no`.',
        zh: '`PermitRootLogin {found}` 违背了这一行的本意：请改正拼写，保留原来的值 `no`。',
      },
    },
    {
      id: 'deleted',
      probe: words,
      shape: known,
      text: {
        en: 'sshd would start, but without the line the default `prohibit-password` counts. Correct the spelling, do not delete.',
        zh: 'sshd 能启动了，但没有这一行，生效的就是默认值 `prohibit-password`。请改正拼写，不要删掉。',
      },
    },
    {
      id: 'unknown-word',
      probe: words,
      shape: some(not(matches(sshdKeyword))),
      text: {
        en: 'Another line begins with a word that sshd does not know: `man sshd_config` has them all.',
        zh: '另有一行的开头是 sshd 不认识的词：`man sshd_config` 里有全部关键字。',
      },
    },
  ],
  notes: [
    {
      id: 'keys-only',
      probe: sshd,
      shape: { permitrootlogin: matches(/-password$/i) },
      text: {
        en: 'Passwords are refused, keys of root still count. The line said `no`, which refuses both.',
        zh: '密码登录被拒绝，root 的密钥仍然有效。原来写的是 `no`，两样都拒绝。',
      },
    },
  ],
};

const table: Probe = { source: 'file', path: 'reports/failed-logins.txt', as: 'lines' };
const rows = [/^12\s+203\.0\.113\.7$/, /^5\s+198\.51\.100\.23$/, /^2\s+192\.0\.2\.99$/].map(matches);

/** Failed passwords counted by address. */
export const logins: Condition = {
  id: 'logins',
  title: { en: 'Failed logins by address, most first', zh: '按地址统计的失败登录，多的在前' },
  when: 'now',
  expect: [{ probe: table, shape: { ...Object.fromEntries(rows.entries()), '3': absent } }],
  told: [
    {
      id: 'empty',
      probe: { source: 'file', path: 'reports/failed-logins.txt', as: 'text' },
      shape: matches(/^\s*$/),
      text: {
        en: 'The file is empty: the pipeline found nothing. Look at what its first command prints.',
        zh: '文件是空的：管道什么也没找到。先看看第一条命令打印了什么。',
      },
    },
    {
      id: 'accepted',
      probe: table,
      shape: some(matches(/192\.168\.56\.1\b/)),
      text: {
        en: 'The login from 192.168.56.1 succeeded, with a key: count only `Failed password`.',
        zh: '来自 192.168.56.1 的那次登录成功了，用的是密钥：只统计 `Failed password`。',
      },
    },
    {
      id: 'total',
      probe: table,
      shape: allOf({ '0': matches(/^\D*19\D*$/), '1': absent }),
      text: {
        en: '19 is the number of all: count per address, with `sort | uniq -c`.',
        zh: '19 是总数：请按地址统计，用 `sort | uniq -c`。',
      },
    },
    {
      id: 'uncounted',
      probe: table,
      shape: some(matches(/^(?:\d+\.){3}\d+$/)),
      text: {
        en: 'Those are the addresses, not yet counted: `sort | uniq -c` puts equal lines together.',
        zh: '这些是地址，还没有计数：`sort | uniq -c` 会把相同的行合并起来。',
      },
    },
    {
      id: 'address-first',
      probe: table,
      shape: some(matches(/^(?:\d+\.){3}\d+\s+\d+$/)),
      text: {
        en: "The count comes first, then the address: `awk '{print $1, $2}'` on what `uniq -c` prints.",
        zh: "先写次数，再写地址：对 `uniq -c` 的输出用 `awk '{print $1, $2}'`。",
      },
    },
    {
      id: 'order',
      probe: table,
      shape: allOf(...rows.map(some)),
      text: {
        en: 'The numbers are right, the order is not: `sort -rn` puts the largest count first.',
        zh: '数字对了，顺序不对：`sort -rn` 把次数最多的排在最前。',
      },
    },
    {
      id: 'other-lines',
      probe: table,
      shape: exists,
      text: {
        en: 'The counts are not those of failed passwords. Each try leaves more than one line: take only those with `Failed password`.',
        zh: '这不是密码失败的次数。每次尝试会留下不止一行：只取带 `Failed password` 的行。',
      },
    },
  ],
};

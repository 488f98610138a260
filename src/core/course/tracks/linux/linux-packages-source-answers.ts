import type { Place, Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, exists, matches, not } from '../../match';

const answers: Probe = { source: 'file', path: 'answers.yaml', as: 'yaml' };
const at = (...path: readonly string[]): Place => ({ probe: answers, path });

/** The version of nginx, whole, as dpkg compares it. */
export const nginx: Condition = {
  id: 'nginx',
  title: { en: 'The installed version of nginx', zh: 'nginx 的已安装版本' },
  when: 'now',
  expect: [{ probe: answers, shape: { nginx: '1.24.0-2ubuntu7.5' } }],
  told: [
    {
      id: 'empty',
      probe: answers,
      shape: { invalid: absent, nginx: absent },
      text: {
        en: 'No answer for nginx yet: its stanza in `machine/var/lib/dpkg/status` has a `Version` line.',
        zh: 'nginx 一栏还没有填：看 `machine/var/lib/dpkg/status` 里它那一段的 `Version` 行。',
      },
    },
    {
      id: 'upstream-only',
      probe: answers,
      shape: { nginx: matches(/^1\.24\.0$|^1\.24$/) },
      text: {
        en: "That is upstream's number only. The part behind the hyphen is Ubuntu's, and security fixes change just that: write the whole `Version`.",
        zh: '这只是上游的版本号。连字符后面是 Ubuntu 自己的修订号，安全修复改的正是它：请写出完整的 `Version`。',
      },
    },
    {
      id: 'earlier',
      probe: answers,
      shape: { nginx: '1.24.0-2ubuntu7.4' },
      text: {
        en: 'That was the version before 2026-11-11. `history.log` tells what happened, `dpkg/status` what is installed now.',
        zh: '那是 2026-11-11 之前的版本。`history.log` 记录发生过什么，`dpkg/status` 才是现在装着什么。',
      },
    },
    {
      id: 'another-package',
      probe: answers,
      shape: { nginx: exists },
      args: { found: at('nginx') },
      text: {
        en: '{found} is not the version of nginx. Read the whole stanza that begins with `Package: nginx`; it ends at the blank line.',
        zh: '{found} 不是 nginx 的版本。请读以 `Package: nginx` 开头的那一整段，它到空行为止。',
      },
    },
  ],
};

/** The package of which only the configuration is left. */
export const removed: Condition = {
  id: 'removed',
  title: { en: 'The package that is removed, but not purged', zh: '已移除但未清除的软件包' },
  when: 'now',
  expect: [{ probe: answers, shape: { removed: matches(/^telnetd(?::amd64)?$/) } }],
  told: [
    {
      id: 'empty',
      probe: answers,
      shape: { invalid: absent, removed: absent },
      text: {
        en: 'No answer yet: look for the Status line that ends in `config-files`.',
        zh: '还没有填：找以 `config-files` 结尾的 Status 行。',
      },
    },
    {
      id: 'other',
      probe: answers,
      shape: { removed: exists },
      args: { found: at('removed') },
      text: {
        en: '{found} is not removed. The one that is has `Status: deinstall ok config-files`, which `dpkg -l` shows as `rc`.',
        zh: '{found} 没有被移除。被移除的那个是 `Status: deinstall ok config-files`，在 `dpkg -l` 里显示为 `rc`。',
      },
    },
  ],
};

/** The package that no upgrade touches. */
export const held: Condition = {
  id: 'held',
  title: { en: 'The package on hold', zh: '被锁定的软件包' },
  when: 'now',
  expect: [{ probe: answers, shape: { held: matches(/^docker-ce(?::amd64)?$/) } }],
  told: [
    {
      id: 'empty',
      probe: answers,
      shape: { invalid: absent, held: absent },
      text: {
        en: 'No answer yet: look for a Status line that does not begin with `install`.',
        zh: '还没有填：找不以 `install` 开头的 Status 行。',
      },
    },
    {
      id: 'other',
      probe: answers,
      shape: { held: exists },
      args: { found: at('held') },
      text: {
        en: '{found} may be upgraded. A hold is in the Status line of the package itself: `hold ok installed`.',
        zh: '{found} 可以被升级。锁定写在软件包自己的 Status 行里：`hold ok installed`。',
      },
    },
  ],
};

const command = matches(/^(?:sudo\s+)?apt\s+install\s+apache2$/);
const user = matches(/^student(?:\s*\(1000\))?$/);
const time = matches(/^2026-11-16(?:\s+|T)08:12(?::31)?(?:\s*(?:\+08(?::?00)?|CST))?$/);

/** The change that brought apache2: command, user, time. */
export const change: Condition = {
  id: 'change',
  title: { en: 'How apache2 came: command, user, time', zh: 'apache2 从何而来：命令、用户、时间' },
  when: 'now',
  expect: [{ probe: answers, shape: { apache2: { command, user, time } } }],
  told: [
    {
      id: 'empty',
      probe: answers,
      shape: {
        invalid: absent,
        apache2: anyOf(absent, { command: absent }, { user: absent }, { time: absent }),
      },
      text: {
        en: 'One of the three is empty. `machine/var/log/apt/history.log` has a block for each run of apt: `Commandline`, `Requested-By`, `Start-Date`.',
        zh: '三项里还有空的。`machine/var/log/apt/history.log` 里每运行一次 apt 就有一段：`Commandline`、`Requested-By`、`Start-Date`。',
      },
    },
    {
      id: 'command',
      probe: answers,
      shape: { apache2: { command: not(command) } },
      text: {
        en: 'Write the command as `Commandline` has it, in the block that installs `apache2`.',
        zh: '命令要照安装 `apache2` 的那一段里的 `Commandline` 来写。',
      },
    },
    {
      id: 'user',
      probe: answers,
      shape: { apache2: { user: not(user) } },
      args: { found: at('apache2', 'user') },
      text: {
        en: 'Not {found}: `Requested-By` in the same block names the user who called sudo.',
        zh: '不是 {found}：同一段里的 `Requested-By` 写着是谁用了 sudo。',
      },
    },
    {
      id: 'end-time',
      probe: answers,
      shape: { apache2: { time: matches(/08:12:43/) } },
      text: {
        en: 'That is when apt was done. The task asks when it started: `Start-Date`.',
        zh: '那是 apt 结束的时间。题目问的是开始时间：`Start-Date`。',
      },
    },
    {
      id: 'time',
      probe: answers,
      shape: { apache2: allOf({ time: exists }, { time: not(time) }) },
      args: { found: at('apache2', 'time') },
      text: {
        en: '{found} is not the start with its date: write it as `Start-Date` has it, year first.',
        zh: '{found} 不是带日期的开始时间：请照 `Start-Date` 来写，年份在前。',
      },
    },
  ],
};

import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, count, every, exists, last, matches, none, not, some } from '../../match';

const promPath = 'root/etc/systemd/system/prometheus.service';
const promIni: Probe = { source: 'file', path: promPath, as: 'ini' };
const promText: Probe = { source: 'file', path: promPath, as: 'text' };
const drops = 'root/etc/ssh/sshd_config.d';
const mine: Probe = { source: 'file', path: `${drops}/10-tutor.conf`, as: 'sshd' };
const dropIns: Probe = { source: 'folder', path: drops };

const anything = matches(/^/);
const online = some(matches(/(?:^|\s)network-online\.target(?:\s|$)/));
const whole = allOf(matches(/--config\.file[= ]\S/), matches(/--storage\.tsdb\.path[= ]\S/));
// An option at the start of a line whose line before does not end with a backslash.
const wrapped = matches(/(?:^|\n)(?![ \t]*[#;])[^\n]*[^\\\s][ \t]*\r?\n(?:[ \t]*(?:[#;][^\n]*)?\n)*[ \t]*--/);

/** A unit that was copied from a page, with its command cut into pieces. */
export const prom: Condition = {
  id: 'prom',
  title: { en: 'prometheus.service is whole', zh: 'prometheus.service 完整可用' },
  when: 'now',
  expect: [
    { probe: promText, shape: not(wrapped) },
    {
      probe: promIni,
      shape: allOf(
        {
          Unit: { After: online },
          Service: {
            ExecStart: allOf(count(matches(/\S/), 1), every(whole)),
            User: last(anything, 'prometheus'),
            Restart: last(anything, 'on-failure'),
          },
        },
        { Unit: anyOf({ Wants: online }, { Requires: online }) },
      ),
    },
  ],
  told: [
    {
      id: 'wrapped',
      probe: promText,
      shape: wrapped,
      text: {
        en: 'A line that begins with `--` is a key that systemd does not know: it says `Unknown key` and ignores it. End the line above with a backslash, or write the command in one line.',
        zh: '以 `--` 开头的行，在 systemd 看来是不认识的键：它会报 `Unknown key` 并忽略这一行。请在上一行末尾加反斜杠，或者把命令写成一行。',
      },
    },
    {
      id: 'two-commands',
      probe: promIni,
      shape: { Service: { ExecStart: count(matches(/\S/), 2, 99) } },
      text: {
        en: 'Two `ExecStart=`: only `Type=oneshot` may have more than one. Give one command with both options.',
        zh: '有两个 `ExecStart=`：只有 `Type=oneshot` 才能有多个。请写成一条命令，同时带上两个选项。',
      },
    },
    {
      id: 'option-gone',
      probe: promIni,
      shape: { Service: { ExecStart: anyOf(absent, none(whole)) } },
      text: {
        en: 'The command needs both options: `--config.file=` and `--storage.tsdb.path=`.',
        zh: '这条命令需要两个选项：`--config.file=` 和 `--storage.tsdb.path=`。',
      },
    },
    {
      id: 'root',
      probe: promIni,
      shape: { Service: { User: not(last(anything, 'prometheus')) } },
      text: {
        en: 'Without `User=prometheus` in `[Service]` the service runs as root, and so does whoever breaks into it.',
        zh: '`[Service]` 里没有 `User=prometheus`，服务就以 root 运行，攻破它的人也就成了 root。',
      },
    },
    {
      id: 'ordered-only',
      probe: promIni,
      shape: { Unit: { After: online, Wants: not(online) } },
      text: {
        en: '`After=` only orders; it starts nothing. Add `Wants=network-online.target`, which does.',
        zh: '`After=` 只决定先后，不会启动任何东西。请再加上 `Wants=network-online.target`，由它来启动。',
      },
    },
    {
      id: 'not-online',
      probe: promIni,
      shape: { Unit: { After: not(online) } },
      text: {
        en: '`network.target` only says that the network is being set up. For addresses that are there, name `network-online.target` in both `After=` and `Wants=`.',
        zh: '`network.target` 只表示网络开始配置了。要等到地址可用，请在 `After=` 和 `Wants=` 里都写 `network-online.target`。',
      },
    },
    {
      id: 'restart',
      probe: promIni,
      shape: { Service: { Restart: not(last(anything, 'on-failure')) } },
      text: {
        en: 'Say what happens after a crash: `Restart=on-failure` in `[Service]`.',
        zh: '请写明崩溃之后怎么办：在 `[Service]` 里写 `Restart=on-failure`。',
      },
    },
  ],
};

/** What sshd reads first counts. */
export const ssh: Condition = {
  id: 'ssh',
  title: { en: 'No root login, no passwords over SSH', zh: 'SSH 禁止 root 登录和密码登录' },
  when: 'now',
  expect: [
    {
      probe: mine,
      shape: {
        permitrootlogin: matches(/^(?:no|prohibit-password|without-password)$/i),
        passwordauthentication: matches(/^no$/i),
      },
    },
  ],
  told: [
    {
      id: 'sorts-late',
      probe: dropIns,
      shape: some(matches(/^(?:5[1-9]|[6-9]\d|[a-z]).*\.conf$/i)),
      text: {
        en: 'The first value that sshd reads wins, and it reads drop-ins in the order of their names: `50-cloud-init.conf` says `yes` before your file is read. Call it `10-tutor.conf`.',
        zh: 'sshd 以先读到的值为准，并按文件名顺序读取片段：轮到你的文件之前，`50-cloud-init.conf` 已经说了 `yes`。请把文件命名为 `10-tutor.conf`。',
      },
    },
    {
      id: 'no-conf',
      probe: dropIns,
      shape: allOf(some(matches(/tutor/)), none(matches(/^10-tutor\.conf$/))),
      text: {
        en: 'sshd reads only files whose names end in `.conf`. Call yours `10-tutor.conf`.',
        zh: 'sshd 只读取以 `.conf` 结尾的文件。请把你的文件命名为 `10-tutor.conf`。',
      },
    },
    {
      id: 'absent',
      probe: mine,
      shape: absent,
      text: {
        en: 'There is no `10-tutor.conf` with settings in `root/etc/ssh/sshd_config.d` yet. The file of cloud-init stays as it is: it may be written anew.',
        zh: '`root/etc/ssh/sshd_config.d` 里还没有写好设置的 `10-tutor.conf`。cloud-init 的文件不要动：它可能会被重新生成。',
      },
    },
    {
      id: 'no-value',
      probe: mine,
      shape: { invalid: exists },
      args: { why: { probe: mine, path: ['invalid'] }, line: { probe: mine, path: ['line'] } },
      text: {
        en: 'Line {line} of `10-tutor.conf` is not what sshd reads: {why}. Then sshd would not start: `sshd -t` finds that before a restart.',
        zh: 'sshd 读不懂 `10-tutor.conf` 的第 {line} 行：{why}。这样 sshd 就起不来了：重启前用 `sshd -t` 可以发现。',
      },
    },
    {
      id: 'root-login',
      probe: mine,
      shape: { permitrootlogin: not(matches(/^(?:no|prohibit-password|without-password)$/i)) },
      text: {
        en: '`PermitRootLogin no` is missing: log in as yourself and use `sudo`, which leaves a name in the log.',
        zh: '缺少 `PermitRootLogin no`：请用自己的账号登录，再用 `sudo`，日志里会留下名字。',
      },
    },
    {
      id: 'passwords',
      probe: mine,
      shape: { passwordauthentication: not(matches(/^no$/i)) },
      text: {
        en: '`PasswordAuthentication no` is missing in your file, so the `yes` of `50-cloud-init.conf` counts.',
        zh: '你的文件里缺少 `PasswordAuthentication no`，于是 `50-cloud-init.conf` 里的 `yes` 生效。',
      },
    },
  ],
  notes: [
    {
      id: 'keys-of-root',
      probe: mine,
      shape: { permitrootlogin: matches(/-password$/i) },
      text: {
        en: 'With `prohibit-password`, root may still log in with a key.',
        zh: '写成 `prohibit-password`，root 仍然可以用密钥登录。',
      },
    },
  ],
};

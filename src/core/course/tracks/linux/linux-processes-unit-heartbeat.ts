import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, exists, last, matches, none, not, oneOf, some } from '../../match';

const path = 'units/tutor-heartbeat.service';
const ini: Probe = { source: 'file', path, as: 'ini' };

// One of the prefixes that systemd knows, perhaps a quote, then an absolute path.
const absolute = matches(/^[-@:+!]*"?(?:\/|%h\/)/);
const relative = matches(/(?:^[-@:+!]*|\s)"?(?:\.{0,2}\/?(?:bin\/)?(?<!\/)heartbeat\.sh|\.{1,2}\/|bin\/|~|\$)/);
const byShell = matches(/^[-@:+!]*(?:\/usr)?\/bin\/(?:ba|da)?sh\s+-\w*c\s/);
const shellWords = matches(/\||&&|[<>]|(?:\s|^)&(?:\s|$)/);
const anything = matches(/^/);
const fiveSeconds = matches(/^(?:5(?:\.0+)?\s*(?:s|sec|seconds?)?|5000\s*ms(?:ec)?)$/);
const word = (name: string) => matches(new RegExp(`(?:^|\\s)${name.replaceAll('.', '\\.')}(?:\\s|$)`));

/** The unit for the user's own manager. */
export const unit: Condition = {
  id: 'unit',
  title: { en: 'A user unit for the heartbeat', zh: '心跳脚本的用户单元' },
  when: 'now',
  expect: [
    {
      probe: ini,
      shape: {
        Unit: { Description: some(matches(/\S/)) },
        Service: {
          Type: anyOf(absent, oneOf('simple', 'exec'), last(anything, oneOf('simple', 'exec'))),
          ExecStart: allOf(some(allOf(absolute, matches(/heartbeat\.sh/))), none(relative)),
          Restart: last(anything, 'on-failure'),
          RestartSec: last(anything, fiveSeconds),
          User: absent,
        },
        Install: { WantedBy: allOf(some(word('default.target')), none(word('multi-user.target'))) },
      },
    },
  ],
  told: [
    {
      id: 'section',
      probe: ini,
      shape: anyOf({ Unit: absent }, { Service: absent }, { Install: absent }),
      text: {
        en: 'A unit like this has three sections, written exactly so: `[Unit]`, `[Service]`, `[Install]`. One is missing or misspelt.',
        zh: '这种单元有三个小节，必须写成：`[Unit]`、`[Service]`、`[Install]`。其中有一个缺失或写错了。',
      },
    },
    {
      id: 'relative',
      probe: ini,
      shape: { Service: { ExecStart: some(anyOf(relative, not(absolute))) } },
      text: {
        en: 'systemd stands in no folder of yours and expands no `~`: give `ExecStart` the absolute path of `heartbeat.sh`, or one that begins with `%h/`, your home folder.',
        zh: 'systemd 并不在你的文件夹里运行，也不会展开 `~`：请在 `ExecStart` 里写 `heartbeat.sh` 的绝对路径，或者用 `%h/` 开头，它代表你的家目录。',
      },
    },
    {
      id: 'other-program',
      probe: ini,
      shape: { Service: { ExecStart: anyOf(absent, none(matches(/heartbeat\.sh/))) } },
      text: {
        en: '`ExecStart` in `[Service]` does not start `heartbeat.sh`.',
        zh: '`[Service]` 里的 `ExecStart` 没有启动 `heartbeat.sh`。',
      },
    },
    {
      id: 'user',
      probe: ini,
      shape: { Service: { User: exists } },
      text: {
        en: 'A user unit already runs as you, and its manager may not become another user: leave `User=` out.',
        zh: '用户单元本来就以你的身份运行，它的管理器也无权切换到别的用户：请去掉 `User=`。',
      },
    },
    {
      id: 'system-target',
      probe: ini,
      shape: { Install: { WantedBy: some(word('multi-user.target')) } },
      text: {
        en: '`multi-user.target` belongs to the system manager. User units are started by `default.target`.',
        zh: '`multi-user.target` 属于系统管理器。用户单元由 `default.target` 启动。',
      },
    },
    {
      id: 'no-target',
      probe: ini,
      shape: { Install: { WantedBy: anyOf(absent, none(word('default.target'))) } },
      text: {
        en: 'Without `WantedBy=default.target` in `[Install]`, `enable` has no target to hang the unit on.',
        zh: '`[Install]` 里没有 `WantedBy=default.target`，`enable` 就不知道该把单元挂到哪个 target 上。',
      },
    },
    {
      id: 'restart',
      probe: ini,
      shape: { Service: { Restart: not(last(anything, 'on-failure')) } },
      text: {
        en: '`Restart=on-failure` brings it back after a crash and leaves it ended after a clean end. `always` would start it again after its two hours as well, and without the line nothing is restarted.',
        zh: '`Restart=on-failure` 会在崩溃后拉起它，正常结束则不管。写成 `always`，两小时正常结束后也会被拉起；不写这一行，则什么都不会重启。',
      },
    },
    {
      id: 'pause',
      probe: ini,
      shape: { Service: { RestartSec: not(last(anything, fiveSeconds)) } },
      text: {
        en: 'Wait five seconds before a restart: `RestartSec=5s`. Without it systemd waits 100 ms, and gives up after five failures in ten seconds.',
        zh: '重启前请等五秒：`RestartSec=5s`。不写的话 systemd 只等 100 毫秒，十秒内失败五次就会放弃。',
      },
    },
    {
      id: 'forking',
      probe: ini,
      shape: { Service: { Type: exists } },
      text: {
        en: '`heartbeat.sh` stays in the foreground, so its type is `simple`, which is the default: leave `Type=` out.',
        zh: '`heartbeat.sh` 一直在前台运行，所以类型是默认的 `simple`：请去掉 `Type=`。',
      },
    },
    {
      id: 'description',
      probe: ini,
      shape: { Unit: { Description: absent } },
      text: {
        en: '`Description=` in `[Unit]` is missing: it is what `systemctl status` and the journal call the service.',
        zh: '`[Unit]` 里缺少 `Description=`：`systemctl status` 和日志里显示的就是它。',
      },
    },
  ],
};

/** What only a shell understands is given to one. */
export const noShell: Condition = {
  id: 'no-shell',
  title: { en: 'ExecStart needs no shell', zh: 'ExecStart 不依赖 shell' },
  when: 'now',
  after: 'unit',
  expect: [{ probe: ini, shape: { Service: { ExecStart: none(allOf(shellWords, not(byShell))) } } }],
  told: [
    {
      id: 'shell-words',
      probe: ini,
      shape: { Service: { ExecStart: exists } },
      text: {
        en: '`ExecStart` is not a shell: a pipe, `>` or `&&` arrives at the program as one more word. Put it into a script; what the service prints is in the journal anyway.',
        zh: '`ExecStart` 不是 shell：管道、`>`、`&&` 会原样作为参数传给程序。请把它们写进脚本；而且服务的输出本来就会进 journal。',
      },
    },
  ],
};

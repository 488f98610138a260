import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, atLeast, every, lines, matches, not, oneOf, some } from '../../match';

/** A worker of this exercise, wherever it was started from: it goes into the exercise folder itself. */
export const worker = (name: string): Probe => ({ source: 'processes', name: 'worker.sh', args: [name], here: true });
/** What a worker wrote about itself. */
export const logOf = (name: string): Probe => ({ source: 'file', path: `run/${name}.log`, as: 'text' });

const running = oneOf('R', 'S', 'D');
const cleanedUp = /: TERM received, cleaning up\s*$/;

/** Runs in the background. */
export const alpha: Condition = {
  id: 'alpha',
  title: { en: 'alpha runs in the background', zh: 'alpha 在后台运行' },
  when: 'now',
  excusedBy: ['not-linux'],
  expect: [{ probe: worker('alpha'), shape: some({ state: running }) }],
  told: [
    {
      id: 'suspended',
      probe: worker('alpha'),
      shape: some({ state: 'T' }),
      text: {
        en: 'alpha is suspended (state `T`): `bg` in its terminal lets it go on, or `kill -CONT` with its pid.',
        zh: 'alpha 处于挂起状态（状态为 `T`）：在它的终端里执行 `bg`，或者用 `kill -CONT` 加它的 pid，让它继续。',
      },
    },
    {
      id: 'ended',
      probe: logOf('alpha'),
      shape: matches(cleanedUp),
      text: {
        en: 'alpha was asked to end, and did. Start it again: `sh bin/worker.sh alpha &`.',
        zh: 'alpha 收到了结束请求，已经退出。请重新启动：`sh bin/worker.sh alpha &`。',
      },
    },
    {
      id: 'gone',
      probe: logOf('alpha'),
      shape: matches(/: started\s*$/),
      text: {
        en: 'alpha is gone and did not clean up: its terminal was closed, or it was ended with Ctrl+C or `kill -9`. Start it again.',
        zh: 'alpha 不见了，而且没有清理：可能是终端被关掉，也可能是被 Ctrl+C 或 `kill -9` 结束了。请重新启动它。',
      },
    },
    {
      id: 'never-started',
      probe: worker('alpha'),
      shape: absent,
      text: {
        en: 'No worker alpha runs from this folder yet: `sh bin/worker.sh alpha &` in a terminal that stands in the exercise folder.',
        zh: '这个文件夹里还没有运行 alpha：在位于练习文件夹的终端里执行 `sh bin/worker.sh alpha &`。',
      },
    },
  ],
};

/** Is suspended, and there. */
export const beta: Condition = {
  id: 'beta',
  title: { en: 'beta is suspended', zh: 'beta 处于挂起状态' },
  when: 'now',
  excusedBy: ['not-linux'],
  expect: [{ probe: worker('beta'), shape: every({ state: 'T' }) }],
  told: [
    {
      id: 'two',
      probe: worker('beta'),
      shape: allOf(some({ state: 'T' }), some({ state: running })),
      text: {
        en: 'Two workers beta: one is suspended, another runs. End the running one, or suspend it too.',
        zh: '有两个 beta：一个挂起，另一个还在运行。请结束正在运行的那个，或者也把它挂起。',
      },
    },
    {
      id: 'running',
      probe: worker('beta'),
      shape: some({ state: running }),
      text: {
        en: 'beta still runs. Ctrl+Z in its terminal suspends it, `kill -STOP` with its pid does so from anywhere.',
        zh: 'beta 还在运行。在它的终端里按 Ctrl+Z 可以挂起它，用 `kill -STOP` 加它的 pid 则在哪里都可以。',
      },
    },
    {
      id: 'ended',
      probe: logOf('beta'),
      shape: matches(/\S/),
      text: {
        en: 'beta was started and is gone. Ctrl+Z suspends, Ctrl+C ends: start it again.',
        zh: 'beta 启动过，但已经不在了。Ctrl+Z 是挂起，Ctrl+C 是结束：请重新启动它。',
      },
    },
    {
      id: 'never-started',
      probe: worker('beta'),
      shape: absent,
      text: {
        en: 'No worker beta was started from this folder yet: `sh bin/worker.sh beta`, then Ctrl+Z.',
        zh: '这个文件夹里还没有启动过 beta：执行 `sh bin/worker.sh beta`，再按 Ctrl+Z。',
      },
    },
  ],
};

/** Was asked to end, cleaned up, and is gone. */
export const gamma: Condition = {
  id: 'gamma',
  title: { en: 'gamma cleaned up and ended', zh: 'gamma 清理之后结束了' },
  when: 'now',
  excusedBy: ['not-linux'],
  expect: [
    { probe: worker('gamma'), shape: absent },
    { probe: logOf('gamma'), shape: lines(/^gamma: TERM received/) },
  ],
  told: [
    {
      id: 'pending',
      probe: worker('gamma'),
      shape: some({ state: 'T' }),
      text: {
        en: 'gamma is suspended. It takes a TERM only when it goes on: send `kill -CONT` as well.',
        zh: 'gamma 处于挂起状态。要等它继续运行，才会处理 TERM：请再发一个 `kill -CONT`。',
      },
    },
    {
      id: 'running',
      probe: worker('gamma'),
      shape: some({ state: running }),
      text: {
        en: "gamma still runs, whatever stands in its log. Ask it to end: `kill $(pgrep -f 'worker.sh gamma')`.",
        zh: "不管日志里写了什么，gamma 还在运行。请让它结束：`kill $(pgrep -f 'worker.sh gamma')`。",
      },
    },
    {
      id: 'killed',
      probe: logOf('gamma'),
      shape: allOf(matches(/\S/), not(lines(/TERM received/))),
      text: {
        en: 'gamma is gone, but nothing was cleaned up: `kill -9` (SIGKILL) cannot be caught, and Ctrl+C sends INT. Start it again and use `kill` without a number.',
        zh: 'gamma 不在了，但什么也没清理：`kill -9`（SIGKILL）无法捕获，Ctrl+C 发的是 INT。请重新启动它，再用不带编号的 `kill`。',
      },
    },
    {
      id: 'never-started',
      probe: logOf('gamma'),
      shape: absent,
      text: {
        en: 'gamma has not run yet: `sh bin/worker.sh gamma &`, then `kill %3` with the number that `jobs` shows.',
        zh: 'gamma 还没有运行过：先执行 `sh bin/worker.sh gamma &`，再用 `jobs` 显示的编号执行 `kill %3`。',
      },
    },
  ],
};

/** Gives way to others. */
export const delta: Condition = {
  id: 'delta',
  title: { en: 'delta runs with nice 10', zh: 'delta 以 nice 10 运行' },
  when: 'now',
  excusedBy: ['not-linux'],
  expect: [{ probe: worker('delta'), shape: every({ nice: 10, state: running }) }],
  told: [
    {
      id: 'suspended',
      probe: worker('delta'),
      shape: some({ state: 'T' }),
      text: {
        en: 'delta is suspended (state `T`): let it go on with `bg` or `kill -CONT`.',
        zh: 'delta 处于挂起状态（状态为 `T`）：用 `bg` 或 `kill -CONT` 让它继续。',
      },
    },
    {
      id: 'inherited',
      probe: worker('delta'),
      shape: some({ nice: atLeast(11) }),
      args: { nice: { probe: worker('delta'), path: [0, 'nice'] } },
      text: {
        en: 'delta has nice {nice}: `nice -n 10` was added to a value that the terminal already had. Only root may lower it: start it again from a terminal with nice 0.',
        zh: 'delta 的 nice 值是 {nice}：`nice -n 10` 加在了终端原有的值上。只有 root 能调低：请在 nice 为 0 的终端里重新启动它。',
      },
    },
    {
      id: 'not-nice',
      probe: worker('delta'),
      shape: some({ nice: not(10) }),
      args: { nice: { probe: worker('delta'), path: [0, 'nice'] } },
      text: {
        en: 'delta has nice {nice}. Put `nice -n 10` before the command, or use `renice -n 10 -p` with its pid.',
        zh: 'delta 的 nice 值是 {nice}。在命令前面加 `nice -n 10`，或者用 `renice -n 10 -p` 加它的 pid。',
      },
    },
    {
      id: 'not-there',
      probe: worker('delta'),
      shape: absent,
      text: {
        en: 'No worker delta runs from this folder: `nice -n 10 sh bin/worker.sh delta &`.',
        zh: '这个文件夹里没有运行 delta：`nice -n 10 sh bin/worker.sh delta &`。',
      },
    },
  ],
};

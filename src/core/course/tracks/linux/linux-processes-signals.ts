import type { Place, Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { absent, allOf, anyOf, exists, matches, not, sameAs } from '../../match';
import { alpha, beta, delta, gamma, worker } from './linux-processes-signals-workers';

const answers: Probe = { source: 'file', path: 'answers.yaml', as: 'yaml' };
// A file of one number is that number to the reader of YAML; of several lines it is a text.
const pidFile: Probe = { source: 'file', path: 'run/alpha.pid', as: 'yaml' };
const pidText: Probe = { source: 'file', path: 'run/alpha.pid', as: 'text' };

const pidOf = (name: string, index = 0): Place => ({ probe: worker(name), path: [index, 'pid'] });

const read: Condition = {
  id: 'read',
  title: { en: 'The process list is read', zh: '读懂了进程列表' },
  when: 'now',
  expect: [{ probe: answers, shape: { suspended_worker: 3120, zombie: 3188, act_on: 3177, highest_nice: 3201 } }],
  told: [
    {
      id: 'not-yaml',
      probe: answers,
      shape: { invalid: exists },
      args: { why: { probe: answers, path: ['invalid'] } },
      text: {
        en: '`answers.yaml` cannot be read: {why}. Keep one `key: number` on each line.',
        zh: '`answers.yaml` 无法读取：{why}。请保持每行一个 `key: number`。',
      },
    },
    {
      id: 'open',
      probe: answers,
      shape: anyOf({ suspended_worker: absent }, { zombie: absent }, { act_on: absent }, { highest_nice: absent }),
      text: {
        en: 'An answer in `answers.yaml` is still empty. Column `S` of `machine/commands/ps-efl.txt` is the state, `NI` the nice value, `PPID` the parent.',
        zh: '`answers.yaml` 里还有没填的答案。在 `machine/commands/ps-efl.txt` 里，`S` 列是状态，`NI` 列是 nice 值，`PPID` 列是父进程。',
      },
    },
    {
      id: 'not-a-worker',
      probe: answers,
      shape: { suspended_worker: 3099 },
      text: {
        en: '3099 is suspended, but it is an editor, not a worker. Look for state `T` and `worker.sh` in one line.',
        zh: '3099 确实挂起了，但它是编辑器，不是 worker。请找状态是 `T`、命令是 `worker.sh` 的那一行。',
      },
    },
    {
      id: 'suspended',
      probe: answers,
      shape: { suspended_worker: not(3120) },
      text: {
        en: 'The suspended worker is the one with `T` in column `S`. `S` means sleeping, which is how nearly every process waits.',
        zh: '挂起的 worker 是 `S` 列为 `T` 的那个。`S` 表示睡眠，几乎所有进程等待时都是这样。',
      },
    },
    {
      id: 'zombie',
      probe: answers,
      shape: { zombie: not(3188) },
      text: {
        en: 'A zombie has `Z` in column `S` and `<defunct>` at the end of its line. Its number is in column `PID`.',
        zh: '僵尸进程的 `S` 列是 `Z`，行尾有 `<defunct>`。它的编号在 `PID` 列。',
      },
    },
    {
      id: 'dead-already',
      probe: answers,
      shape: { act_on: 3188 },
      text: {
        en: 'A zombie is already dead, and no signal reaches it. Its parent must collect it: act on the process in its column `PPID`.',
        zh: '僵尸进程已经死了，任何信号对它都没有用。要由父进程来收尸：该处理的是它 `PPID` 列里的那个进程。',
      },
    },
    {
      id: 'parent',
      probe: answers,
      shape: { act_on: not(3177) },
      text: {
        en: 'The process to act on is the parent of the zombie: column `PPID` of its line.',
        zh: '该处理的是僵尸进程的父进程：看它那一行的 `PPID` 列。',
      },
    },
    {
      id: 'priority',
      probe: answers,
      shape: { highest_nice: not(3201) },
      text: {
        en: 'Compare column `NI`, not `PRI`: the highest nice value is the process that gives way most readily. `-` is a real-time process without one.',
        zh: '要比较的是 `NI` 列，不是 `PRI` 列：nice 值最高的进程最会谦让。`-` 表示实时进程，没有 nice 值。',
      },
    },
  ],
};

const pidfile: Condition = {
  id: 'pidfile',
  title: { en: 'run/alpha.pid holds the pid of alpha', zh: 'run/alpha.pid 里是 alpha 的 pid' },
  when: 'now',
  after: 'alpha',
  excusedBy: ['not-linux'],
  // More than one process may bear the words for a moment: the shell's own copy, before it becomes `sleep`.
  expect: [
    { probe: pidFile, shape: anyOf(sameAs(pidOf('alpha')), sameAs(pidOf('alpha', 1)), sameAs(pidOf('alpha', 2))) },
  ],
  told: [
    {
      id: 'absent',
      probe: pidText,
      shape: absent,
      text: {
        en: '`run/alpha.pid` is not there yet, or is empty: `>` writes what `pgrep` prints into it.',
        zh: '`run/alpha.pid` 还不存在，或者是空的：用 `>` 把 `pgrep` 打印的内容写进去。',
      },
    },
    {
      id: 'several',
      probe: pidText,
      shape: matches(/\d\s+\d/),
      text: {
        en: "Several numbers: `pgrep -f worker.sh` finds all workers. Add the name: `pgrep -f 'worker.sh alpha'`, and start alpha only once.",
        zh: "里面有好几个数字：`pgrep -f worker.sh` 会找到所有 worker。请加上名字：`pgrep -f 'worker.sh alpha'`，而且 alpha 只启动一个。",
      },
    },
    {
      id: 'other-worker',
      probe: pidFile,
      shape: anyOf(sameAs(pidOf('beta')), sameAs(pidOf('delta'))),
      text: {
        en: 'That is the pid of another worker. Compare with `ps -o pid,stat,ni,args`.',
        zh: '这是另一个 worker 的 pid。请用 `ps -o pid,stat,ni,args` 对照一下。',
      },
    },
    {
      id: 'not-a-number',
      probe: pidText,
      shape: not(matches(/^\s*\d+\s*$/)),
      text: {
        en: 'Only the number belongs into the file. `pgrep -a` adds the command line: leave `-a` out.',
        zh: '文件里只应该有数字。`pgrep -a` 会加上命令行：请去掉 `-a`。',
      },
    },
    {
      id: 'old',
      probe: pidFile,
      shape: allOf(exists),
      args: { found: { probe: pidFile, path: [] }, pid: pidOf('alpha') },
      text: {
        en: 'The file says {found}, but alpha is {pid}: it was started again, and every start gets a new pid. Write the file anew.',
        zh: '文件里写的是 {found}，而 alpha 是 {pid}：它重新启动过，每次启动都会得到新的 pid。请重新写这个文件。',
      },
    },
  ],
};

/** Workers in every state: running, suspended, ended, nice. */
export const linuxProcessesSignals: Exercise = {
  id: 'linux-processes-signals',
  title: { en: 'Jobs and signals', zh: '作业与信号' },
  core: true,
  minutes: 35,
  needs: ['linux'],
  ports: [],
  workers: ['alpha', 'beta', 'gamma', 'delta'].map((name) => ({ name: 'worker.sh', args: [name] })),
  tasks: [
    {
      en: 'Read `machine/commands/ps-efl.txt` (a process list of the host `node1`, without kernel threads) and fill in `answers.yaml`: the pid of the suspended worker, of the zombie, of the process to act on to get rid of the zombie, and of the process with the highest nice value.',
      zh: '阅读 `machine/commands/ps-efl.txt`（主机 `node1` 的进程列表，不含内核线程），填写 `answers.yaml`：挂起的 worker、僵尸进程、要消除这个僵尸该处理的进程，以及 nice 值最高的进程，各填一个 pid。',
    },
    {
      en: 'In a terminal that stands in the exercise folder, start `sh bin/worker.sh alpha` in the background. Without a Linux host, task 1 is all there is to do.',
      zh: '在位于练习文件夹的终端里，把 `sh bin/worker.sh alpha` 放到后台运行。如果没有 Linux 主机，只做任务 1 即可。',
    },
    { en: 'Start the worker `beta` the same way and suspend it.', zh: '用同样的方式启动 worker `beta`，并把它挂起。' },
    {
      en: 'Start the worker `gamma`, then end it in such a way that it can clean up.',
      zh: '启动 worker `gamma`，再结束它，而且要让它来得及清理。',
    },
    { en: 'Start the worker `delta` with nice 10.', zh: '以 nice 10 启动 worker `delta`。' },
    {
      en: 'Find the pid of alpha with `pgrep` and write it to `run/alpha.pid`. Check while the workers run; each ends by itself after an hour.',
      zh: '用 `pgrep` 找到 alpha 的 pid，写进 `run/alpha.pid`。请在 worker 运行时检查；它们一小时后会自己结束。',
    },
  ],
  conditions: [read, alpha, beta, gamma, delta, pidfile],
  hints: [
    {
      en: 'One terminal for each worker makes visible what happens to it. `run/NAME.log` says what it noticed.',
      zh: '给每个 worker 开一个终端，就能看清它发生了什么。`run/NAME.log` 记录了它察觉到的事。',
    },
    {
      en: '`jobs -l` lists the jobs of this terminal; `ps -o pid,stat,ni,args` shows state and nice value.',
      zh: '`jobs -l` 列出当前终端的作业；`ps -o pid,stat,ni,args` 显示状态和 nice 值。',
    },
    {
      en: "`sh bin/worker.sh alpha &`, `sh bin/worker.sh beta &`, `kill -STOP %2`, `sh bin/worker.sh gamma &`, `kill %3`, `nice -n 10 sh bin/worker.sh delta &`, `pgrep -f 'worker.sh alpha' > run/alpha.pid`. Task 1: 3120, 3188, 3177, 3201.",
      zh: "`sh bin/worker.sh alpha &`，`sh bin/worker.sh beta &`，`kill -STOP %2`，`sh bin/worker.sh gamma &`，`kill %3`，`nice -n 10 sh bin/worker.sh delta &`，`pgrep -f 'worker.sh alpha' > run/alpha.pid`。任务 1：3120、3188、3177、3201。",
    },
  ],
  mutants: [
    { name: 'answers-open', refusedBy: 'read', told: 'open' },
    { name: 'answers-broken', refusedBy: 'read', told: 'not-yaml' },
    { name: 'editor-for-worker', refusedBy: 'read', told: 'not-a-worker' },
    { name: 'sleeping-for-suspended', refusedBy: 'read', told: 'suspended' },
    { name: 'parent-for-zombie', refusedBy: 'read', told: 'zombie' },
    { name: 'zombie-to-act-on', refusedBy: 'read', told: 'dead-already' },
    { name: 'shell-to-act-on', refusedBy: 'read', told: 'parent' },
    { name: 'priority-for-nice', refusedBy: 'read', told: 'priority' },
    { name: 'alpha-never-started', refusedBy: 'alpha', told: 'never-started' },
    { name: 'alpha-suspended', refusedBy: 'alpha', told: 'suspended' },
    { name: 'alpha-ended', refusedBy: 'alpha', told: 'ended' },
    { name: 'alpha-killed', refusedBy: 'alpha', told: 'gone' },
    { name: 'alpha-elsewhere', refusedBy: 'alpha', told: 'never-started' },
    { name: 'beta-running', refusedBy: 'beta', told: 'running' },
    { name: 'beta-interrupted', refusedBy: 'beta', told: 'ended' },
    { name: 'beta-never-started', refusedBy: 'beta', told: 'never-started' },
    { name: 'beta-twice', refusedBy: 'beta', told: 'two' },
    { name: 'gamma-killed', refusedBy: 'gamma', told: 'killed' },
    { name: 'gamma-log-by-hand', refusedBy: 'gamma', told: 'running' },
    { name: 'gamma-never-started', refusedBy: 'gamma', told: 'never-started' },
    { name: 'gamma-suspended', refusedBy: 'gamma', told: 'pending' },
    { name: 'delta-not-nice', refusedBy: 'delta', told: 'not-nice' },
    { name: 'delta-nicer', refusedBy: 'delta', told: 'inherited' },
    { name: 'delta-suspended', refusedBy: 'delta', told: 'suspended' },
    { name: 'delta-never-started', refusedBy: 'delta', told: 'not-there' },
    { name: 'pid-missing', refusedBy: 'pidfile', told: 'absent' },
    { name: 'pids-of-all', refusedBy: 'pidfile', told: 'several' },
    { name: 'pid-of-beta', refusedBy: 'pidfile', told: 'other-worker' },
    { name: 'pid-with-command', refusedBy: 'pidfile', told: 'not-a-number' },
    { name: 'pid-old', refusedBy: 'pidfile', told: 'old' },
  ],
};

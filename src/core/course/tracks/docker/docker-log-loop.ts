import type { Probe } from '../../check';
import type { Condition, Exercise } from '../../lesson';
import { lacks, matches, oneOf } from '../../match';

const loop: Probe = { source: 'container', name: 'tutor-loop' };
const log: Probe = { source: 'logs', name: 'tutor-loop' };
const shell: Probe = { source: 'container', name: 'tutor-shell' };
const gone: Probe = { source: 'container', name: 'tutor-gone' };

const conditions: readonly Condition[] = [
  {
    id: 'printed',
    title: { en: 'tutor-loop printed hello at least five times', zh: 'tutor-loop 至少打印了五次 hello' },
    when: 'now',
    expect: [
      { probe: loop, shape: {} },
      { probe: log, shape: matches(/(?:^hello\r?$[^]*?){5}/m) },
    ],
    told: [
      {
        id: 'silent',
        probe: log,
        shape: lacks('hello'),
        text: {
          en: "Nothing printed hello: quote the loop, `sh -c 'while true; do echo hello; sleep 1; done'`.",
          zh: "没有打印 hello：请把循环放在引号里，`sh -c 'while true; do echo hello; sleep 1; done'`。",
        },
      },
      {
        id: 'few',
        probe: log,
        shape: matches(/hello/),
        text: {
          en: 'It printed hello fewer than five times: either wait a moment, or it is no loop.',
          zh: 'hello 不到五次：要么再等一会儿，要么它不是循环。',
        },
      },
    ],
  },
  {
    id: 'loop-stopped',
    title: { en: 'tutor-loop was stopped', zh: 'tutor-loop 已被停止' },
    when: 'now',
    expect: [{ probe: loop, shape: { State: { Status: 'exited', ExitCode: oneOf(137, 143) } } }],
    told: [
      {
        id: 'running',
        probe: loop,
        shape: { State: { Status: 'running' } },
        text: { en: 'Still running: task 4.', zh: '还在运行：请做第 4 步。' },
      },
      {
        id: 'ended',
        probe: loop,
        shape: { State: { Status: 'exited', ExitCode: 0 } },
        text: { en: 'It ended by itself; the loop must be endless.', zh: '它自己结束了；循环必须是无限的。' },
      },
    ],
  },
  {
    id: 'shell-alive',
    title: { en: 'tutor-shell runs with a terminal, detached', zh: 'tutor-shell 带终端运行，并已分离' },
    when: 'now',
    expect: [{ probe: shell, shape: { State: { Status: 'running' }, Config: { Tty: true, OpenStdin: true } } }],
    told: [
      {
        id: 'exited',
        probe: shell,
        shape: { State: { Status: 'exited' }, Config: { Tty: true } },
        text: {
          en: 'You typed exit: that ended PID 1. `docker start -ai tutor-shell`, then ctrl-p ctrl-q.',
          zh: '你输入了 exit，PID 1 就结束了。请执行 `docker start -ai tutor-shell`，再按 ctrl-p ctrl-q。',
        },
      },
      {
        id: 'no-terminal',
        probe: shell,
        shape: { Config: { Tty: false } },
        text: {
          en: 'It was started without `-it`, so there is nothing to detach from. Remove it and run it again with `-it`.',
          zh: '启动时没有加 `-it`，也就谈不上分离。请删除它，加上 `-it` 重新运行。',
        },
      },
    ],
  },
  {
    id: 'gone',
    title: { en: 'tutor-gone ended at once with code 0', zh: 'tutor-gone 立即以退出码 0 结束' },
    when: 'now',
    expect: [
      { probe: gone, shape: { State: { Status: 'exited', ExitCode: 0 }, Config: { Tty: false, OpenStdin: false } } },
    ],
    told: [
      {
        id: 'running',
        probe: gone,
        shape: { State: { Status: 'running' } },
        text: {
          en: 'It runs: you gave it `-it` or a long command. Here it must end by itself.',
          zh: '它还在运行：你加了 `-it` 或给了一个长时间运行的命令。这里它应该自己结束。',
        },
      },
    ],
  },
];

/** What PID 1 waits for decides how long a container lives. */
export const dockerLogLoop: Exercise = {
  id: 'docker-log-loop',
  title: { en: 'What keeps a container alive', zh: '容器靠什么活着' },
  core: false,
  minutes: 15,
  needs: ['docker'],
  ports: [],
  tasks: [
    {
      en: 'Run `busybox:1.37` in the background as `tutor-loop` with a shell loop that prints `hello` every second; follow its log. As always: `--label tutor.exercise=docker-log-loop`, here and below.',
      zh: '在后台运行 `busybox:1.37`，命名为 `tutor-loop`，用 shell 循环每秒打印一次 `hello`，并跟踪它的日志。照例加上 `--label tutor.exercise=docker-log-loop`，下面也一样。',
    },
    {
      en: 'Start `tutor-shell` from busybox with `-it` and `sh`, then leave it running by detaching (ctrl-p ctrl-q).',
      zh: '用 busybox 以 `-it` 和 `sh` 启动 `tutor-shell`，然后分离（ctrl-p ctrl-q），让它继续运行。',
    },
    {
      en: 'Start `tutor-gone` from busybox with `-d` and `sh`, without `-it`; see what becomes of it.',
      zh: '用 busybox 以 `-d` 和 `sh`、不带 `-it` 启动 `tutor-gone`，看看结果如何。',
    },
    { en: 'Stop `tutor-loop` and read its exit code.', zh: '停止 `tutor-loop`，读出它的退出码。' },
  ],
  conditions,
  hints: [
    { en: 'Ask each time: what is PID 1, and what does it wait for?', zh: '每次都问自己：PID 1 是谁？它在等什么？' },
    {
      en: 'The detach keys are ctrl-p, then ctrl-q. Where the editor takes ctrl-p for itself, start with other keys: `docker run -it --detach-keys=ctrl-x,x …`.',
      zh: '分离键是先 ctrl-p，再 ctrl-q。如果 ctrl-p 被编辑器占用，请在启动时换一组：`docker run -it --detach-keys=ctrl-x,x …`。',
    },
    {
      en: "`docker run -d --name tutor-loop --label tutor.exercise=docker-log-loop busybox:1.37 sh -c 'while true; do echo hello; sleep 1; done'`",
      zh: "`docker run -d --name tutor-loop --label tutor.exercise=docker-log-loop busybox:1.37 sh -c 'while true; do echo hello; sleep 1; done'`",
    },
  ],
  mutants: [
    { name: 'loop-without-echo', refusedBy: 'printed', told: 'silent' },
    { name: 'shell-without-tty', refusedBy: 'shell-alive', told: 'no-terminal' },
    { name: 'gone-with-tty', refusedBy: 'gone', told: 'running' },
    { name: 'prints-once', refusedBy: 'printed', told: 'few' },
    { name: 'loop-left-running', refusedBy: 'loop-stopped', told: 'running' },
    { name: 'loop-ends-by-itself', refusedBy: 'loop-stopped', told: 'ended' },
    { name: 'shell-exited', refusedBy: 'shell-alive', told: 'exited' },
  ],
};

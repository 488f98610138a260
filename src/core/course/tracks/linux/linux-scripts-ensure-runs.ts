import type { Probe, RunFacts } from '../../check';
import type { Condition, FoundCase } from '../../lesson';
import { absent, allOf, anyOf, exists, lines, matches, not, type Shape } from '../../match';

const script = 'ensure.sh';
const start = { 'start.sh': '#!/bin/sh\necho started >>calls.log\n' };
const call = ['worker.pid', './start.sh'];

/** Keeps a process alive while the script of the learner runs, and says what became of it. */
const keepAlive = `#!/bin/bash
sleep 300 &
worker=$!
echo "$worker" >worker.pid
"$@"
code=$?
sleep 0.2
if kill -0 "$worker" 2>/dev/null; then echo alive; else echo gone; fi >worker.txt
exit "$code"
`;

const missing: Probe = { source: 'run', script, args: call, given: start };
const words: Probe = {
  source: 'run',
  script,
  args: ['worker.pid', './tell.sh', 'two words', 'three'],
  given: { 'tell.sh': '#!/bin/sh\nprintf "<%s>" "$@" >told.txt\n' },
};
const alive: Probe = {
  source: 'run',
  script,
  args: call,
  given: { ...start, 'alive.sh': keepAlive },
  through: 'alive.sh',
};
const stale: Probe = { source: 'run', script, args: call, given: { ...start, 'worker.pid': '30999\n' } };
const twice: Probe = {
  source: 'run',
  script,
  args: call,
  given: { ...start, 'twice.sh': '#!/bin/bash\n"$@" && "$@"\n' },
  through: 'twice.sh',
};

const once = lines(/^started$/, 1, 1);
const logged = (word: string, times = 1): Shape =>
  allOf(
    lines(
      new RegExp(`^\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d)?\\S*(?: [A-Z+][\\w:]*)? ${word}$`),
      times,
      times,
    ),
    lines(/\S/, times, times),
  );
const place = (probe: Probe, key: keyof RunFacts) => ({ probe, path: [key] });

/** The cases of a log line that is not as it must be. */
const wrongLog = (probe: Probe, word: string): readonly FoundCase[] => [
  {
    id: 'no-log',
    probe,
    shape: { created: { 'ensure.log': absent } },
    args: { stderr: place(probe, 'stderr') },
    text: {
      en: `No \`ensure.log\` in the current directory: append a line with the time and \`${word}\`. On stderr: {stderr}`,
      zh: `当前目录里没有 \`ensure.log\`：请追加一行，写上时间和 \`${word}\`。stderr：{stderr}`,
    },
  },
  {
    id: 'other-word',
    probe,
    shape: { created: { 'ensure.log': not(matches(new RegExp(`${word}$`, 'm'))) } },
    args: { log: { probe, path: ['created', 'ensure.log'] } },
    text: {
      en: `The log says {log}, but the line must end with \`${word}\`.`,
      zh: `日志写的是 {log}，而这一行应以 \`${word}\` 结尾。`,
    },
  },
  {
    id: 'no-time',
    probe,
    shape: { created: { 'ensure.log': not(logged(word)) } },
    args: { log: { probe, path: ['created', 'ensure.log'] } },
    text: {
      en: 'The log says {log}. Begin one line with the time in ISO form, which sorts as text: `date +%FT%T%z`.',
      zh: '日志写的是 {log}。请写成一行，开头用 ISO 格式的时间，这样按文本就能排序：`date +%FT%T%z`。',
    },
  },
];

/** The runs of the script: without a pid file, with a live process, a dead one, and twice. */
export const ensured: readonly Condition[] = [
  {
    id: 'absent',
    title: {
      en: 'No pid file: the command is called once, and logged as started',
      zh: '没有 pid 文件：命令调用一次，日志记为 started',
    },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: missing, shape: { code: 0, created: { 'calls.log': once, 'ensure.log': logged('started') } } }],
    told: [
      {
        id: 'pid-file-read',
        probe: missing,
        shape: {
          created: { 'calls.log': absent },
          stderr: matches(/worker\.pid: (?:No such file|cannot open)|cannot open worker\.pid/),
        },
        args: { stderr: place(missing, 'stderr') },
        text: {
          en: 'The script stopped because there is no pid file: {stderr} A missing pid file means that nothing runs: test for it first, `[[ -f $pidfile ]]`.',
          zh: '没有 pid 文件，脚本就停了：{stderr} 没有 pid 文件说明进程没在运行：先检查它，`[[ -f $pidfile ]]`。',
        },
      },
      {
        id: 'not-called',
        probe: missing,
        shape: { created: { 'calls.log': absent } },
        args: { stderr: place(missing, 'stderr') },
        text: {
          en: 'The command was not called. A missing pid file means that nothing runs: then run `"$@"`. On stderr: {stderr}',
          zh: '命令没有被调用。没有 pid 文件说明进程没在运行：这时要运行 `"$@"`。stderr：{stderr}',
        },
      },
      {
        id: 'twice',
        probe: missing,
        shape: { created: { 'calls.log': lines(/^started$/, 2) } },
        text: {
          en: 'The command was called more than once in one run: call it in one branch only.',
          zh: '一次运行里命令被调用了不止一次：只在一个分支里调用。',
        },
      },
      ...wrongLog(missing, 'started'),
      {
        id: 'exit-code',
        probe: missing,
        shape: { code: not(0) },
        args: { code: place(missing, 'code') },
        text: {
          en: 'All is done, but the script ended with {code}: the code is that of its last command, and cron or systemd takes it for a failure.',
          zh: '事情都做完了，退出码却是 {code}：退出码就是最后一条命令的，cron 和 systemd 会当成失败。',
        },
      },
    ],
  },
  {
    id: 'words',
    title: { en: 'The command gets its arguments, blanks included', zh: '命令收到全部参数，空格也原样保留' },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: words, shape: { created: { 'told.txt': '<two words><three>' } } }],
    told: [
      {
        id: 'split',
        probe: words,
        shape: { created: { 'told.txt': matches(/<two><words>|<two words three>/) } },
        text: {
          en: 'The argument `two words` did not arrive in one piece: keep the command in `"$@"`, in double quotes, after a `shift`.',
          zh: '参数 `two words` 没有完整送达：`shift` 之后用 `"$@"` 表示命令，要加双引号。',
        },
      },
      {
        id: 'lost',
        probe: words,
        shape: exists,
        args: { told: { probe: words, path: ['created', 'told.txt'] } },
        text: {
          en: 'The command was called with {told}, not with all of its arguments `<two words><three>`: after `shift`, `"$@"` is the command with everything that follows.',
          zh: '命令收到的是 {told}，而不是全部参数 `<two words><three>`：`shift` 之后，`"$@"` 就是命令和它后面的一切。',
        },
      },
    ],
  },
  {
    id: 'alive',
    title: {
      en: 'A live process: not called, not harmed, logged as running',
      zh: '进程活着：不调用命令，不影响进程，日志记为 running',
    },
    when: 'now',
    after: 'syntax',
    expect: [
      {
        probe: alive,
        shape: { code: 0, created: { 'worker.txt': 'alive\n', 'calls.log': absent, 'ensure.log': logged('running') } },
      },
    ],
    told: [
      {
        id: 'killed',
        probe: alive,
        shape: { created: { 'worker.txt': 'gone\n' } },
        text: {
          en: 'The process is gone: you sent it a real signal. `kill -0 "$pid"` only asks whether it is there.',
          zh: '进程没了：你给它发了真正的信号。`kill -0 "$pid"` 只是问它在不在。',
        },
      },
      {
        id: 'called',
        probe: alive,
        shape: { created: { 'calls.log': exists } },
        text: {
          en: 'The process was alive, and the command was called all the same: `kill -0 "$pid"` ends with 0 when the process is there.',
          zh: '进程明明活着，命令还是被调用了：进程在时，`kill -0 "$pid"` 以 0 退出。',
        },
      },
      ...wrongLog(alive, 'running'),
    ],
  },
  {
    id: 'stale',
    title: {
      en: 'The pid file names a process that has ended: called once',
      zh: 'pid 文件里的进程已经结束：命令调用一次',
    },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: stale, shape: { code: 0, created: { 'calls.log': once, 'ensure.log': logged('started') } } }],
    told: [
      {
        id: 'not-called',
        probe: stale,
        shape: { created: { 'calls.log': absent } },
        text: {
          en: 'The file exists, the process does not: after a crash the number stays behind. Ask for the process, `kill -0 "$pid" 2>/dev/null`.',
          zh: '文件还在，进程已经没了：崩溃之后进程号会留在文件里。要检查的是进程本身，`kill -0 "$pid" 2>/dev/null`。',
        },
      },
    ],
  },
  {
    id: 'append',
    title: { en: 'Two runs: two lines in ensure.log', zh: '运行两次：ensure.log 里有两行' },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: twice, shape: { created: { 'ensure.log': lines(/\S/, 2, 2) } } }],
    told: [
      {
        id: 'one-line',
        probe: twice,
        shape: { created: { 'ensure.log': anyOf(absent, lines(/\S/, 1, 1)) } },
        text: {
          en: 'Only the last run is in the log: `>>` appends, `>` replaces.',
          zh: '日志里只有最后一次运行：`>>` 是追加，`>` 是覆盖。',
        },
      },
    ],
  },
];

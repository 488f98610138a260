import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, contains, every, exactly, matches, not, oneOf } from '../../match';
import { just, lastLine, names, place, run, script, three, toldOfThree } from './linux-scripts-mkfiles-three';

const blank = run('2', 'my log');
const given = { 'log-1.txt': 'keep\n' };
const keep: Probe = { source: 'run', script, args: ['2', 'log'], given };

const lastLine = (text: string): Shape => matches(new RegExp(`(?:^|\\n)${text}\\n?$`));
const some3 = ['log-1.txt', 'log-2.txt', 'log-3.txt'] as const;
const place = (probe: Probe, key: keyof RunFacts) => ({ probe, path: [key] });

/** Files of these names, and no other. */
const just = (...names: readonly string[]): { readonly created: Shape } => ({ created: exactly(...names) });

const onThree = (id: string, shape: Shape, text: FoundCase['text'], args?: FoundCase['args']): FoundCase => ({
  id,
  probe: three,
  shape,
  text,
  ...(args && { args }),
});

const stderr = { stderr: place(three, 'stderr') };

const toldOfThree: readonly FoundCase[] = [
  onThree(
    'not-found',
    anyOf({ stderr: matches(/not found/) }, { code: 127 }),
    {
      en: 'A command was not found: {stderr} With blanks around the sign, `x = 5` is no assignment but runs a command called `x`; and under `sh`, `[[` is no command.',
      zh: '有命令找不到：{stderr} 等号两边有空格时，`x = 5` 不是赋值，而是运行名为 `x` 的命令；在 `sh` 下，`[[` 也不是命令。',
    },
    stderr,
  ),
  onThree(
    'from-zero',
    { created: contains('log-0.txt') },
    {
      en: 'Found `log-0.txt`: the loop begins at 0. Count from 1: `seq 1 "$count"`.',
      zh: '出现了 `log-0.txt`：循环是从 0 开始的。请从 1 数起：`seq 1 "$count"`。',
    },
  ),
  onThree(
    'one-too-many',
    { created: contains('log-4.txt') },
    {
      en: 'One too many: `log-4.txt` was not asked for. The loop ends at COUNT, so compare with `<=` from 1.',
      zh: '多了一个：没有要 `log-4.txt`。循环到 COUNT 为止，从 1 开始就用 `<=` 比较。',
    },
  ),
  onThree(
    'braces',
    { created: anyOf(contains('log-{1..3}.txt'), contains('log-{1..$count}.txt')) },
    {
      en: 'Braces are expanded before variables are: `{1..$count}` stays as it is. Use `seq` or `for ((i = 1; i <= count; i++))`.',
      zh: '花括号展开发生在变量替换之前，所以 `{1..$count}` 会原样留下。请用 `seq` 或 `for ((i = 1; i <= count; i++))`。',
    },
  ),
  onThree(
    'endless',
    { ended: exists },
    {
      en: 'The script had to be ended: it did not finish, or printed without end. Does the loop change the variable that it tests?',
      zh: '脚本是被强行结束的：它停不下来，或者一直在打印。循环条件里的变量，在循环里有没有变化？',
    },
  ),
  {
    id: 'asks',
    probe: { source: 'file', path: script, as: 'text' },
    shape: matches(/^[ \t]*read\b/m),
    text: {
      en: 'The script asks with `read`, but nobody sits there: in cron, in a pipeline and in this check there is no terminal. Take COUNT and PREFIX from `$1` and `$2`.',
      zh: '脚本用 `read` 提问，可是没有人回答：在 cron、管道和这次检查里都没有终端。请从 `$1` 和 `$2` 取 COUNT 和 PREFIX。',
    },
  },
  onThree(
    'refused',
    { code: 2, created: absent },
    {
      en: '`3 log` is right, but the script ended with 2 and said: {stderr} Turn the test round, or look at the number of arguments that it wants.',
      zh: '`3 log` 是正确的参数，脚本却以 2 退出，并说：{stderr} 检查条件是不是写反了，或者要求的参数个数不对。',
    },
    stderr,
  ),
  onThree(
    'no-report',
    { ...just(...some3), stdout: not(lastLine('created 3 files')) },
    {
      en: 'The files are there, but the last line of stdout is not `created 3 files`. Within single quotes a variable is not replaced; the number is COUNT.',
      zh: '文件都有了，但 stdout 的最后一行不是 `created 3 files`。单引号里的变量不会被替换；这里的数字就是 COUNT。',
    },
  ),
  onThree(
    'not-empty',
    { created: allOf(exactly(...some3), some(not(''))) },
    {
      en: 'The files should be empty, but there is something in them: `echo` writes at least a line end. Use `touch`.',
      zh: '文件应该是空的，里面却有内容：`echo` 至少会写入一个换行符。请用 `touch`。',
    },
  ),
  onThree(
    'exit-code',
    { ...just(...some3), code: not(0) },
    {
      en: 'All is done, but the script ended with {code}: without `exit`, the code is that of the last command, and a test that is false has 1.',
      zh: '事情都做完了，退出码却是 {code}：没有写 `exit` 时，退出码就是最后一条命令的，而不成立的判断是 1。',
    },
    { code: place(three, 'code') },
  ),
  onThree(
    'too-many',
    { created: allOf(...some3.map(contains)) },
    {
      en: 'The three files are there, and something else as well: leave nothing but `log-1.txt`, `log-2.txt`, `log-3.txt`.',
      zh: '三个文件都有了，但还多出了别的：除了 `log-1.txt`、`log-2.txt`、`log-3.txt`，什么都不要留下。',
    },
  ),
  onThree(
    'other-names',
    { created: exists },
    {
      en: 'Files appeared, but not `log-1.txt`, `log-2.txt`, `log-3.txt`: prefix, hyphen, number, `.txt`.',
      zh: '创建了文件，但不是 `log-1.txt`、`log-2.txt`、`log-3.txt`：前缀、连字符、数字、`.txt`。',
    },
  ),
  onThree(
    'nothing',
    { created: absent },
    {
      en: 'No file was created, and the script ended with {code}. On stderr: {stderr}',
      zh: '一个文件都没有创建，脚本以 {code} 退出。stderr：{stderr}',
    },
    { ...stderr, code: place(three, 'code') },
  ),
];

/** The runs with right arguments. */
export const runs: readonly Condition[] = [
  {
    id: 'run-3',
    title: {
      en: '3 log: creates log-1.txt, log-2.txt and log-3.txt, says so, ends with 0',
      zh: '参数 3 log：创建 log-1.txt、log-2.txt、log-3.txt，打印结果，以 0 退出',
    },
    when: 'now',
    after: 'syntax',
    expect: [
      {
        probe: three,
        shape: { code: 0, created: allOf(exactly(...names), every('')), stdout: lastLine('created 3 files') },
      },
    ],
    told: toldOfThree,
  },
  {
    id: 'run-blank',
    title: { en: '2 "my log": a blank in the prefix', zh: '参数 2 "my log"：前缀里有空格' },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: blank, shape: { code: 0, ...just('my log-1.txt', 'my log-2.txt') } }],
    told: [
      {
        id: 'split',
        probe: blank,
        shape: { created: anyOf(contains('my'), contains('log-1.txt')) },
        text: {
          en: 'An unquoted variable was split at the blank, into `my` and `log-1.txt`: write `"$prefix-$i.txt"`, in double quotes.',
          zh: '没加引号的变量在空格处被拆成了 `my` 和 `log-1.txt`：请写成 `"$prefix-$i.txt"`，加上双引号。',
        },
      },
      {
        id: 'test-split',
        probe: blank,
        shape: { stderr: matches(/too many arguments|binary operator expected|unexpected operator/) },
        args: { stderr: place(blank, 'stderr') },
        text: {
          en: 'A test got more words than it can take: {stderr} Quote variables within `[ … ]` too, or use `[[ … ]]`.',
          zh: '判断语句收到的词太多：{stderr} `[ … ]` 里的变量也要加引号，或者改用 `[[ … ]]`。',
        },
      },
      {
        id: 'refused',
        probe: blank,
        shape: { created: absent, code: oneOf(1, 2) },
        args: { stderr: place(blank, 'stderr') },
        text: {
          en: 'A prefix with a blank is allowed, but the script refused it: {stderr}',
          zh: '前缀里可以有空格，脚本却拒绝了：{stderr}',
        },
      },
    ],
  },
  {
    id: 'run-keep',
    title: { en: '2 log where log-1.txt exists: it keeps its content', zh: '参数 2 log，已有 log-1.txt：内容不变' },
    when: 'now',
    after: 'syntax',
    expect: [
      {
        probe: keep,
        shape: {
          code: 0,
          given: { 'log-1.txt': 'keep\n' },
          created: contains('log-2.txt'),
          stdout: lastLine('created 2 files'),
        },
      },
    ],
    told: [
      {
        id: 'truncated',
        probe: keep,
        shape: { given: { 'log-1.txt': not('keep\n') } },
        text: {
          en: '`log-1.txt` had a line in it, and now the line is gone: `>` empties a file before anything else happens. Create a file only when it does not exist; `touch` does just that.',
          zh: '`log-1.txt` 里原有一行，现在没了：`>` 会先把文件清空。只在文件不存在时才创建；`touch` 正是这样做的。',
        },
      },
      {
        id: 'refused',
        probe: keep,
        shape: { code: not(0) },
        args: { stderr: place(keep, 'stderr') },
        text: {
          en: 'A file that is there already is no reason to give up: keep it, and make the ones that are missing. On stderr: {stderr}',
          zh: '文件已经存在，不是停下来的理由：保留它，补上缺少的。stderr：{stderr}',
        },
      },
      {
        id: 'no-report',
        probe: keep,
        shape: { stdout: not(lastLine('created 2 files')) },
        text: {
          en: 'The last line must be `created 2 files`, as COUNT says, also when one of the two was there before.',
          zh: '最后一行必须是 `created 2 files`，与 COUNT 一致，即使其中一个原来就有。',
        },
      },
    ],
  },
];

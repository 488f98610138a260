import type { Place, Probe, RunFacts } from '../../check';
import type { FoundCase } from '../../lesson';
import {
  absent,
  allOf,
  anyOf,
  contains,
  exactly,
  exists,
  matches,
  not,
  some,
  type Matcher,
  type Shape,
} from '../../match';

export const script = 'mkfiles.sh';

/** A run with these arguments, in a new folder. */
export const run = (...args: readonly string[]): Probe => ({ source: 'run', script, args });

/** The run that everything begins with. */
export const three = run('3', 'log');

/** A text that ends with this line. */
export const lastLine = (text: string): Matcher => matches(new RegExp(`(?:^|\\n)${text}\\n?$`));

/** The names of the three files. */
export const names = ['log-1.txt', 'log-2.txt', 'log-3.txt'] as const;

/** A part of what a run did. */
export const place = (probe: Probe, key: keyof RunFacts): Place => ({ probe, path: [key] });

/** Files of these names, and no other. */
export const just = (...those: readonly string[]): { readonly created: Matcher } => ({ created: exactly(...those) });

const onThree = (id: string, shape: Shape, text: FoundCase['text'], args?: FoundCase['args']): FoundCase => ({
  id,
  probe: three,
  shape,
  text,
  ...(args && { args }),
});

const stderr = { stderr: place(three, 'stderr') };

/** What is told when `3 log` does something else. */
export const toldOfThree: readonly FoundCase[] = [
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
    { ...just(...names), stdout: not(lastLine('created 3 files')) },
    {
      en: 'The files are there, but the last line of stdout is not `created 3 files`. Within single quotes a variable is not replaced; the number is COUNT.',
      zh: '文件都有了，但 stdout 的最后一行不是 `created 3 files`。单引号里的变量不会被替换；这里的数字就是 COUNT。',
    },
  ),
  onThree(
    'not-empty',
    { created: allOf(exactly(...names), some(not(''))) },
    {
      en: 'The files should be empty, but there is something in them: `echo` writes at least a line end. Use `touch`.',
      zh: '文件应该是空的，里面却有内容：`echo` 至少会写入一个换行符。请用 `touch`。',
    },
  ),
  onThree(
    'exit-code',
    { ...just(...names), code: not(0) },
    {
      en: 'All is done, but the script ended with {code}: without `exit`, the code is that of the last command, and a test that is false has 1.',
      zh: '事情都做完了，退出码却是 {code}：没有写 `exit` 时，退出码就是最后一条命令的，而不成立的判断是 1。',
    },
    { code: place(three, 'code') },
  ),
  onThree(
    'too-many',
    { created: allOf(...names.map(contains)) },
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

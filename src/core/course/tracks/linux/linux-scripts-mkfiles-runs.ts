import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, allOf, anyOf, contains, every, exactly, matches, not, oneOf } from '../../match';
import { just, lastLine, names, place, run, script, three, toldOfThree } from './linux-scripts-mkfiles-three';

const blank = run('2', 'my log');
const given = { 'log-1.txt': 'keep\n' };
const keep: Probe = { source: 'run', script, args: ['2', 'log'], given };

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

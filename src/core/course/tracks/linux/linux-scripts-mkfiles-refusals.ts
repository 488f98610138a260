import type { Probe } from '../../check';
import type { Condition, FoundCase } from '../../lesson';
import { absent, exists, matches, not } from '../../match';

const run = (...args: readonly string[]): Probe => ({ source: 'run', script: 'mkfiles.sh', args });

const bad = run('abc', 'log');
const mixed = run('2x', 'log');
const none = run();
const half = run('3');
const zero = run('0', 'log');

const refused = { code: 2, stdout: absent, stderr: matches(/\S/), created: absent };

const otherCode = (probe: Probe): FoundCase => ({
  id: 'other-code',
  probe,
  shape: { code: not(2) },
  args: { code: { probe, path: ['code'] } },
  text: {
    en: 'The script ended with {code}. Wrong use has the code 2 by convention, so that a caller can tell it from a failure: `exit 2`.',
    zh: '脚本以 {code} 退出。按惯例，用法错误的退出码是 2，这样调用者才能把它和执行失败区分开：`exit 2`。',
  },
});

/** The runs with wrong arguments: usage on stderr, 2, and nothing created. */
export const refusals: readonly Condition[] = [
  {
    id: 'run-bad',
    title: {
      en: 'abc log: usage on stderr, nothing created, ends with 2',
      zh: '参数 abc log：用法打印到 stderr，什么都不创建，以 2 退出',
    },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: bad, shape: refused }],
    told: [
      {
        id: 'created',
        probe: bad,
        shape: { created: exists },
        text: {
          en: 'Files appeared though `abc` is no number: test the arguments first, before anything is created.',
          zh: '`abc` 不是数字，却创建了文件：先检查参数，再创建东西。',
        },
      },
      {
        id: 'accepted',
        probe: bad,
        shape: { code: 0 },
        text: {
          en: '`abc` is not a number, but the script ended with 0, so every caller believes that all is well. Test COUNT with a pattern, then `exit 2`.',
          zh: '`abc` 不是数字，脚本却以 0 退出，调用者会以为一切正常。请用模式检查 COUNT，再 `exit 2`。',
        },
      },
      {
        id: 'unbound',
        probe: bad,
        shape: { stderr: matches(/unbound variable|parameter not set/) },
        args: { stderr: { probe: bad, path: ['stderr'] } },
        text: {
          en: 'Arithmetic took `abc` for the name of a variable: {stderr} Compare with a pattern before you count.',
          zh: '算术运算把 `abc` 当成了变量名：{stderr} 先用模式匹配检查，再做计算。',
        },
      },
      {
        id: 'wrong-stream',
        probe: bad,
        shape: { stdout: exists },
        text: {
          en: 'The usage was printed on stdout, where the next program of a pipeline reads it as data. Messages for people go to stderr: `>&2`.',
          zh: '用法打印到了 stdout，管道里的下一个程序会把它当成数据。给人看的消息应写到 stderr：`>&2`。',
        },
      },
      otherCode(bad),
      {
        id: 'silent',
        probe: bad,
        shape: { stderr: absent },
        text: {
          en: 'The code is right, but nobody learns why: print one line of usage on stderr.',
          zh: '退出码对了，但没人知道原因：请在 stderr 打印一行用法。',
        },
      },
    ],
  },
  {
    id: 'run-mixed',
    title: { en: '2x log: refused as well', zh: '参数 2x log：同样拒绝' },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: mixed, shape: { code: 2, created: absent } }],
    told: [
      {
        id: 'accepted',
        probe: mixed,
        shape: { code: not(2) },
        text: {
          en: '`2x` was taken for a number: a pattern fits anywhere in the text unless it is tied to both ends, `^` and `$`.',
          zh: '`2x` 被当成了数字：模式只要匹配到一部分就算成立，除非用 `^` 和 `$` 固定两端。',
        },
      },
    ],
  },
  {
    id: 'run-none',
    title: {
      en: 'No arguments, or 3 alone: usage on stderr, ends with 2',
      zh: '没有参数，或只有 3：用法打印到 stderr，以 2 退出',
    },
    when: 'now',
    after: 'syntax',
    expect: [
      { probe: none, shape: refused },
      { probe: half, shape: refused },
    ],
    told: [
      {
        id: 'unbound',
        probe: none,
        shape: { stderr: matches(/unbound variable|parameter not set/) },
        args: { stderr: { probe: none, path: ['stderr'] } },
        text: {
          en: 'Without arguments `set -u` stops the script, with a message that helps nobody: {stderr} Test `$#` before you use `$1`.',
          zh: '没有参数时，`set -u` 让脚本停下，可这条消息谁也帮不了：{stderr} 使用 `$1` 之前先检查 `$#`。',
        },
      },
      {
        id: 'colon-question',
        probe: none,
        shape: { code: 1, stderr: matches(/line \d+: \w+: /) },
        text: {
          en: '`${1:?…}` prints its message, but bash ends with 1 then. For the code 2 test `$#` yourself.',
          zh: '`${1:?…}` 会打印消息，但 bash 随后以 1 退出。要得到退出码 2，请自己检查 `$#`。',
        },
      },
      {
        id: 'accepted',
        probe: none,
        shape: { code: 0 },
        text: {
          en: 'Without arguments the script ended with 0, as if it had worked: `exit 2` after the usage.',
          zh: '没有参数，脚本却以 0 退出，好像成功了一样：打印用法之后要 `exit 2`。',
        },
      },
      otherCode(none),
      {
        id: 'half',
        probe: half,
        shape: { code: not(2) },
        args: { stderr: { probe: half, path: ['stderr'] } },
        text: {
          en: 'COUNT alone is not enough, PREFIX is missing then: the script wants two arguments, `$# -eq 2`. On stderr: {stderr}',
          zh: '只有 COUNT 不够，还缺 PREFIX：脚本需要两个参数，`$# -eq 2`。stderr：{stderr}',
        },
      },
    ],
  },
  {
    id: 'run-zero',
    title: { en: '0 log: refused, because COUNT starts at 1', zh: '参数 0 log：拒绝，COUNT 从 1 起' },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: zero, shape: { code: 2, created: absent } }],
    told: [
      {
        id: 'accepted',
        probe: zero,
        shape: { code: 0 },
        text: {
          en: '`0` was accepted, but COUNT starts at 1: let the first digit of the pattern be `[1-9]`.',
          zh: '`0` 被接受了，但 COUNT 从 1 起：让模式的第一位是 `[1-9]`。',
        },
      },
    ],
  },
];

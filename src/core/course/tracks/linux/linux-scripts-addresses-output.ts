import type { Probe } from '../../check';
import type { Condition, FoundCase } from '../../lesson';
import { absent, allOf, contains, exists, matches, not, type Shape } from '../../match';
import { ipAddr } from './linux-scripts-addresses-data';

const script = 'ips.sh';
const fromFile: Probe = { source: 'run', script, args: ['ip-addr.txt'], given: { 'ip-addr.txt': ipAddr } };
const fromInput: Probe = { source: 'run', script, stdin: ipAddr };

const wanted = matches(/^10\.20\.0\.5\n172\.17\.0\.1\n192\.168\.56\.11\n?$/);
const right = { code: 0, stdout: wanted };

const onFile = (id: string, stdout: Shape, text: FoundCase['text']): FoundCase => ({
  id,
  probe: fromFile,
  shape: { stdout },
  text,
});

/** The addresses of the example, from a file and from standard input. */
export const output: readonly Condition[] = [
  {
    id: 'out',
    title: { en: 'ip-addr.txt: three addresses, sorted', zh: '参数 ip-addr.txt：三个地址，已排序' },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: fromFile, shape: right }],
    told: [
      {
        id: 'nothing',
        probe: fromFile,
        shape: { stdout: absent },
        args: { code: { probe: fromFile, path: ['code'] }, stderr: { probe: fromFile, path: ['stderr'] } },
        text: {
          en: 'Nothing was printed, and the script ended with {code}. It must read the file that its first argument names and print on stdout. On stderr: {stderr}',
          zh: '什么都没有打印，脚本以 {code} 退出。它要读取第一个参数指定的文件，并打印到 stdout。stderr：{stderr}',
        },
      },
      onFile('inet6', matches(/fe80|::/), {
        en: 'IPv6 addresses are among them: `inet` also fits `inet6`. Ask for the whole word, `grep -w inet`, or compare the field: `$1 == "inet"`.',
        zh: '里面混进了 IPv6 地址：`inet` 也匹配 `inet6`。请匹配整个单词 `grep -w inet`，或比较字段：`$1 == "inet"`。',
      }),
      onFile('broadcast', matches(/\.255\b/), {
        en: '`192.168.56.255` is the broadcast address behind `brd`. Take field 2 of the lines with `inet`, not everything that looks like an address.',
        zh: '`192.168.56.255` 是 `brd` 后面的广播地址。请取 `inet` 行的第 2 个字段，而不是所有像地址的东西。',
      }),
      onFile('slash', contains('/'), {
        en: 'The prefix length is still there, such as `/24`: cut at the slash, `cut -d/ -f1`.',
        zh: '前缀长度还在，例如 `/24`：请在斜杠处截断，`cut -d/ -f1`。',
      }),
      onFile('loopback', matches(/^127\./m), {
        en: '`127.0.0.1` is the loopback address, which every machine has: leave out what begins with `127.`.',
        zh: '`127.0.0.1` 是回环地址，每台机器都有：请去掉以 `127.` 开头的。',
      }),
      onFile('one-line', matches(/\d[ ,;]+\d/), {
        en: 'Several addresses stand on one line: an unquoted `$(…)` or variable loses its line ends. Write `"$found"`, or let the pipeline print.',
        zh: '多个地址挤在一行：不加引号的 `$(…)` 或变量会丢掉换行。请写 `"$found"`，或者让管道直接打印。',
      }),
      {
        id: 'exit-code',
        probe: fromFile,
        shape: { stdout: wanted, code: not(0) },
        args: { code: { probe: fromFile, path: ['code'] }, stderr: { probe: fromFile, path: ['stderr'] } },
        text: {
          en: 'The output is right, but the script ended with {code}, so a caller takes it for a failure. On stderr: {stderr}',
          zh: '输出是对的，脚本却以 {code} 退出，调用者会当成失败。stderr：{stderr}',
        },
      },
      onFile('unsorted', matches(/^(?:(?:10\.20\.0\.5|172\.17\.0\.1|192\.168\.56\.11)\n?){3}$/), {
        en: 'The three addresses are right, but in the order of the file: end with `sort -u`.',
        zh: '三个地址都对，但顺序还是文件里的顺序：最后加上 `sort -u`。',
      }),
      onFile('more', allOf(...['10.20.0.5\n', '172.17.0.1\n', '192.168.56.11'].map(contains)), {
        en: 'More than the addresses was printed. A heading or a count is for people: on stdout only data, so that the next program can read it.',
        zh: '除了地址还打印了别的。标题和统计是给人看的；stdout 上只放数据，下一个程序才能读。',
      }),
      {
        id: 'other',
        probe: fromFile,
        shape: { stdout: exists },
        args: { stdout: { probe: fromFile, path: ['stdout'] } },
        text: {
          en: 'This was printed: {stdout} Expected are `10.20.0.5`, `172.17.0.1` and `192.168.56.11`, one on a line.',
          zh: '打印的是：{stdout} 应为 `10.20.0.5`、`172.17.0.1`、`192.168.56.11`，每行一个。',
        },
      },
    ],
  },
  {
    id: 'stdin',
    title: { en: 'The same from standard input, without an argument', zh: '不给参数时从标准输入读，结果相同' },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: fromInput, shape: right }],
    told: [
      {
        id: 'unbound',
        probe: fromInput,
        shape: { stderr: matches(/unbound variable|parameter not set/) },
        text: {
          en: 'Without an argument `set -u` stops at `$1`. Give it a default: `"${1:-/dev/stdin}"`, or read with `cat "$@"`.',
          zh: '没有参数时，`set -u` 会在 `$1` 处停下。请给它默认值：`"${1:-/dev/stdin}"`，或者用 `cat "$@"` 读。',
        },
      },
      {
        id: 'file-needed',
        probe: fromInput,
        shape: { stderr: matches(/No such file|[Cc]an(?:no|')t open|[Cc]annot open/) },
        args: { stderr: { probe: fromInput, path: ['stderr'] } },
        text: {
          en: 'Without an argument the script still looks for a file: {stderr} Read standard input then: `"${1:-/dev/stdin}"`, or `cat "$@"`.',
          zh: '没有参数时，脚本还在找文件：{stderr} 这时应读标准输入：`"${1:-/dev/stdin}"`，或 `cat "$@"`。',
        },
      },
      {
        id: 'empty',
        probe: fromInput,
        shape: { stdout: absent },
        args: { stderr: { probe: fromInput, path: ['stderr'] } },
        text: {
          en: 'Without an argument nothing came out: `"${1:-/dev/stdin}"`, or `cat "$@"`, reads standard input then. On stderr: {stderr}',
          zh: '不给参数时没有任何输出：`"${1:-/dev/stdin}"` 或 `cat "$@"` 会改读标准输入。stderr：{stderr}',
        },
      },
    ],
  },
];

import type { Exercise } from '../../lesson';
import { edges } from './linux-scripts-addresses-edges';
import { output } from './linux-scripts-addresses-output';
import { firstLine, parses } from './script-rows';

/** A filter of a few commands: IPv4 addresses out of what `ip addr` prints. */
export const linuxScriptsAddresses: Exercise = {
  id: 'linux-scripts-addresses',
  title: { en: 'Addresses out of ip addr', zh: '从 ip addr 输出里提取地址' },
  core: true,
  minutes: 25,
  needs: ['linux', 'runner'],
  ports: [],
  tasks: [
    {
      en: 'Write `ips.sh`: `ips.sh FILE` prints the IPv4 addresses in FILE, which holds what `ip addr` printed: one on a line, without the prefix length, without 127.*, each once, sorted as text. `ip-addr.txt` is an example.',
      zh: '编写 `ips.sh`：`ips.sh FILE` 打印 FILE 里的 IPv4 地址。FILE 是 `ip addr` 的输出；每行一个地址，不带前缀长度，不要 127.*，不重复，按文本排序。`ip-addr.txt` 是一个例子。',
    },
    { en: 'Without FILE, read standard input.', zh: '不给 FILE 时，读标准输入。' },
    {
      en: 'When there is no such address, print nothing and end with 0. When FILE is missing, end with another code than 0.',
      zh: '没有符合的地址时，什么都不打印，以 0 退出。FILE 不存在时，以非 0 退出。',
    },
  ],
  conditions: [firstLine('ips.sh'), parses('ips.sh'), ...output, ...edges],
  hints: [
    {
      en: 'Build the pipeline one command at a time, and look at what comes out: `grep`, `awk`, `cut`, `sort`. `"${1:-/dev/stdin}"` is the file, or standard input when there is none.',
      zh: '一次加一条命令，每次都看看输出：`grep`、`awk`、`cut`、`sort`。`"${1:-/dev/stdin}"` 是文件，没给就是标准输入。',
    },
    {
      en: '`grep` ends with 1 when nothing fits, and `pipefail` hands that on; `awk` ends with 0. The address is field 2 of the lines whose field 1 is `inet`, as a whole word.',
      zh: '没有匹配时 `grep` 以 1 退出，`pipefail` 会把它传出去；`awk` 则以 0 退出。地址是第 2 个字段，所在行的第 1 个字段恰好是 `inet`。',
    },
    {
      en: '`set -euo pipefail`, then `awk \'$1 == "inet" && $2 !~ /^127[.]/ { sub("/.*", "", $2); print $2 }\' "${1:-/dev/stdin}" | LC_ALL=C sort -u`',
      zh: '`set -euo pipefail`，然后 `awk \'$1 == "inet" && $2 !~ /^127[.]/ { sub("/.*", "", $2); print $2 }\' "${1:-/dev/stdin}" | LC_ALL=C sort -u`',
    },
  ],
  mutants: [
    { name: 'file-deleted', refusedBy: 'first-line', told: 'file-absent' },
    { name: 'blank-first-line', refusedBy: 'first-line', told: 'missing' },
    { name: 'started-by-awk', refusedBy: 'first-line', told: 'other' },
    { name: 'windows-line-ends', refusedBy: 'syntax', told: 'crlf' },
    { name: 'quote-not-closed', refusedBy: 'syntax', told: 'error' },
    { name: 'grep-inet', refusedBy: 'out', told: 'inet6' },
    { name: 'anything-with-dots', refusedBy: 'out', told: 'broadcast' },
    { name: 'prefix-kept', refusedBy: 'out', told: 'slash' },
    { name: 'loopback-kept', refusedBy: 'out', told: 'loopback' },
    { name: 'joined-by-echo', refusedBy: 'out', told: 'one-line' },
    { name: 'not-sorted', refusedBy: 'out', told: 'unsorted' },
    { name: 'prints-into-a-file', refusedBy: 'out', told: 'nothing' },
    { name: 'wrong-option', refusedBy: 'out', told: 'nothing' },
    { name: 'with-a-heading', refusedBy: 'out', told: 'more' },
    { name: 'one-address-only', refusedBy: 'out', told: 'other' },
    { name: 'ends-with-1', refusedBy: 'out', told: 'exit-code' },
    { name: 'asks-this-machine', refusedBy: 'out', told: 'nothing' },
    { name: 'only-an-argument', refusedBy: 'stdin', told: 'unbound' },
    { name: 'argument-empty', refusedBy: 'stdin', told: 'file-needed' },
    { name: 'example-by-default', refusedBy: 'stdin', told: 'file-needed' },
    { name: 'usage-without-a-file', refusedBy: 'stdin', told: 'empty' },
    { name: 'hard-coded', refusedBy: 'dup', told: 'hard-coded' },
    { name: 'uniq-alone', refusedBy: 'dup', told: 'twice' },
    { name: 'sorted-as-versions', refusedBy: 'dup', told: 'as-numbers' },
    { name: 'all-with-127', refusedBy: 'dup', told: 'inside-lost' },
    { name: 'grep-and-pipefail', refusedBy: 'none', told: 'exit-1' },
    { name: 'says-none', refusedBy: 'none', told: 'printed' },
    { name: 'everything-or-true', refusedBy: 'missing', told: 'accepted' },
    { name: 'no-pipefail', refusedBy: 'missing', told: 'accepted' },
    { name: 'errors-hidden', refusedBy: 'missing', told: 'accepted' },
  ],
};

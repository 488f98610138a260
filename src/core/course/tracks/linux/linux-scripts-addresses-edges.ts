import type { Probe } from '../../check';
import type { Condition } from '../../lesson';
import { absent, anyOf, atLeast, contains, exists, lacks, lines, matches, not } from '../../match';
import { noAddr, otherAddr } from './linux-scripts-addresses-data';

const script = 'ips.sh';
const dup: Probe = { source: 'run', script, args: ['other.txt'], given: { 'other.txt': otherAddr } };
const none: Probe = { source: 'run', script, args: ['no-addresses.txt'], given: { 'no-addresses.txt': noAddr } };
const missing: Probe = { source: 'run', script, args: ['no-such-file'] };

/** Other data, no data, no file. */
export const edges: readonly Condition[] = [
  {
    id: 'dup',
    title: {
      en: 'Another file with an address twice: each once, sorted as text',
      zh: '换一个有重复地址的文件：不重复，按文本排序',
    },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: dup, shape: { code: 0, stdout: matches(/^10\.1\.0\.10\n10\.1\.0\.127\n10\.1\.0\.9\n?$/) } }],
    told: [
      {
        id: 'hard-coded',
        probe: dup,
        shape: { stdout: contains('192.168.56.11') },
        text: {
          en: 'The addresses of `ip-addr.txt` were printed for another file: read the file that the argument names.',
          zh: '换了文件，打印的还是 `ip-addr.txt` 的地址：请读取参数指定的文件。',
        },
      },
      {
        id: 'twice',
        probe: dup,
        shape: { stdout: lines(/^10\.1\.0\.9$/, 2) },
        text: {
          en: '`10.1.0.9` came out twice. `uniq` compares neighbours only, so it needs sorted input: `sort | uniq`, or `sort -u`.',
          zh: '`10.1.0.9` 出现了两次。`uniq` 只比较相邻的行，所以输入要先排序：`sort | uniq`，或 `sort -u`。',
        },
      },
      {
        id: 'inside-lost',
        probe: dup,
        shape: { stdout: lacks('10.1.0.127') },
        text: {
          en: '`10.1.0.127` is missing: it only has 127 in it. Leave out what begins with it, `^127\\.`, with the dot escaped.',
          zh: '少了 `10.1.0.127`：它只是含有 127。要去掉的是以它开头的，`^127\\.`，点要转义。',
        },
      },
      {
        id: 'as-numbers',
        probe: dup,
        shape: { stdout: matches(/10\.1\.0\.9\n[^]*10\.1\.0\.1/) },
        text: {
          en: 'Sorted as text, `10.1.0.10` comes before `10.1.0.9`: use `sort -u` without `-n` or `-V`, and `LC_ALL=C`, because some languages skip the dots.',
          zh: '按文本排序，`10.1.0.10` 在 `10.1.0.9` 前面：用 `sort -u`，不要加 `-n` 或 `-V`，并设 `LC_ALL=C`，因为有的语言环境会忽略点号。',
        },
      },
    ],
  },
  {
    id: 'none',
    title: {
      en: 'A file without an address: nothing printed, ends with 0',
      zh: '没有地址的文件：什么都不打印，以 0 退出',
    },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: none, shape: { code: 0, stdout: absent } }],
    told: [
      {
        id: 'exit-1',
        probe: none,
        shape: { code: atLeast(1) },
        args: { code: { probe: none, path: ['code'] } },
        text: {
          en: 'Ended with {code}: `grep` without a match ends with 1, and `pipefail` passes it on. Allow just this code of just this command, `{ grep … || [[ $? -eq 1 ]]; }`, or use `awk`.',
          zh: '以 {code} 退出：`grep` 没有匹配时以 1 退出，`pipefail` 把它传了出来。只放行这一条命令的这一个退出码，`{ grep … || [[ $? -eq 1 ]]; }`，或改用 `awk`。',
        },
      },
      {
        id: 'printed',
        probe: none,
        shape: { stdout: exists },
        text: {
          en: 'There is no address in this file, so nothing may be printed on stdout, not even an empty line.',
          zh: '这个文件里没有地址，stdout 上就什么都不能打印，空行也不行。',
        },
      },
    ],
  },
  {
    id: 'missing',
    title: { en: 'no-such-file: ends with another code than 0', zh: '参数 no-such-file：以非 0 退出' },
    when: 'now',
    after: 'syntax',
    expect: [{ probe: missing, shape: { code: not(anyOf(0, absent)) } }],
    told: [
      {
        id: 'accepted',
        probe: missing,
        shape: { code: 0 },
        text: {
          en: 'The file does not exist, and the script ended with 0: an unreadable file must not look like an empty one. A pipeline has the code of its last command only, unless `pipefail` is set; `|| true` hides every failure.',
          zh: '文件不存在，脚本却以 0 退出：读不了的文件不能看起来像空文件。没有设置 `pipefail` 时，管道的退出码只看最后一条命令；`|| true` 会掩盖所有失败。',
        },
      },
    ],
  },
];

import type { Exercise } from '../../lesson';
import { refusals } from './linux-scripts-mkfiles-refusals';
import { runs } from './linux-scripts-mkfiles-runs';
import { firstLine, parses } from './script-rows';

const usage = '[[ $# -eq 2 && $1 =~ ^[1-9][0-9]*$ ]] || usage';

/** A script that makes files: arguments, quotes, a loop, exit codes, and what is there already. */
export const linuxScriptsMkfiles: Exercise = {
  id: 'linux-scripts-mkfiles',
  title: { en: 'A script that makes files', zh: '批量创建文件的脚本' },
  core: true,
  minutes: 35,
  needs: ['linux', 'runner'],
  ports: [],
  tasks: [
    {
      en: 'Repair and finish `mkfiles.sh`: `mkfiles.sh COUNT PREFIX` creates the empty files `PREFIX-1.txt` … `PREFIX-COUNT.txt` in the current directory. PREFIX may contain blanks.',
      zh: '改好并写完 `mkfiles.sh`：`mkfiles.sh COUNT PREFIX` 在当前目录创建空文件 `PREFIX-1.txt` … `PREFIX-COUNT.txt`。PREFIX 里可以有空格。',
    },
    {
      en: 'The last line on stdout is `created COUNT files`, with the number.',
      zh: 'stdout 的最后一行是 `created COUNT files`，其中 COUNT 是实际数字。',
    },
    {
      en: 'Wrong or missing arguments: print the usage on stderr, end with 2, create nothing. COUNT is a whole number from 1.',
      zh: '参数不对或缺少：把用法打印到 stderr，以 2 退出，什么都不创建。COUNT 是从 1 起的整数。',
    },
    { en: 'Files that exist already keep their content.', zh: '已有的文件内容保持不变。' },
    {
      en: 'Save and run the check. It asks before it runs your script, and runs it in a new empty directory without a network.',
      zh: '保存后执行检查。检查会先征得你的同意，再在一个没有网络的全新空目录里运行脚本。',
    },
  ],
  conditions: [firstLine('mkfiles.sh'), parses('mkfiles.sh'), ...runs, ...refusals],
  hints: [
    {
      en: 'Each row names its arguments. Make an empty directory, run the script there with the arguments of the first row that fails, and look at `echo $?` and `ls`.',
      zh: '每一行条件都写明了参数。建一个空目录，在里面用第一个不通过的那行的参数运行脚本，再看 `echo $?` 和 `ls`。',
    },
    {
      en: 'Test the arguments first, quote every variable, and count from 1: `for ((i = 1; i <= count; i++))`.',
      zh: '先检查参数，每个变量都加双引号，从 1 数起：`for ((i = 1; i <= count; i++))`。',
    },
    {
      en: `A function \`usage() { echo "usage: mkfiles.sh COUNT PREFIX" >&2; exit 2; }\`, then \`${usage}\`, then \`touch -- "$prefix-$i.txt"\` in the loop: \`touch\` makes what is missing and leaves the content of what is there.`,
      zh: `先写函数 \`usage() { echo "usage: mkfiles.sh COUNT PREFIX" >&2; exit 2; }\`，再写 \`${usage}\`，循环里写 \`touch -- "$prefix-$i.txt"\`：\`touch\` 只补上没有的文件，不动已有文件的内容。`,
    },
  ],
  mutants: [
    { name: 'file-deleted', refusedBy: 'first-line', told: 'file-absent' },
    { name: 'no-first-line', refusedBy: 'first-line', told: 'missing' },
    { name: 'written-in-python', refusedBy: 'first-line', told: 'other' },
    { name: 'windows-line-ends', refusedBy: 'syntax', told: 'crlf' },
    { name: 'loop-not-closed', refusedBy: 'syntax', told: 'error' },
    { name: 'blanks-around-equals', refusedBy: 'run-3', told: 'not-found' },
    { name: 'seq-from-zero', refusedBy: 'run-3', told: 'from-zero' },
    { name: 'one-too-many', refusedBy: 'run-3', told: 'one-too-many' },
    { name: 'braces-around-a-variable', refusedBy: 'run-3', told: 'braces' },
    { name: 'no-hyphen', refusedBy: 'run-3', told: 'other-names' },
    { name: 'report-in-a-file', refusedBy: 'run-3', told: 'too-many' },
    { name: 'line-in-each-file', refusedBy: 'run-3', told: 'not-empty' },
    { name: 'no-report', refusedBy: 'run-3', told: 'no-report' },
    { name: 'report-in-single-quotes', refusedBy: 'run-3', told: 'no-report' },
    { name: 'last-test-is-false', refusedBy: 'run-3', told: 'exit-code' },
    { name: 'bash-test-under-sh', refusedBy: 'run-3', told: 'not-found' },
    { name: 'asks-at-the-terminal', refusedBy: 'run-3', told: 'asks' },
    { name: 'usage-for-everybody', refusedBy: 'run-3', told: 'refused' },
    { name: 'never-counts-on', refusedBy: 'run-3', told: 'endless' },
    { name: 'only-a-message', refusedBy: 'run-3', told: 'nothing' },
    { name: 'unquoted-prefix', refusedBy: 'run-blank', told: 'split' },
    { name: 'unquoted-in-a-test', refusedBy: 'run-blank', told: 'test-split' },
    { name: 'letters-only', refusedBy: 'run-blank', told: 'refused' },
    { name: 'usage-on-stdout', refusedBy: 'run-bad', told: 'wrong-stream' },
    { name: 'not-validated', refusedBy: 'run-bad', told: 'accepted' },
    { name: 'arithmetic-instead-of-a-pattern', refusedBy: 'run-bad', told: 'unbound' },
    { name: 'ends-with-1', refusedBy: 'run-bad', told: 'other-code' },
    { name: 'says-nothing', refusedBy: 'run-bad', told: 'silent' },
    { name: 'creates-before-it-tests', refusedBy: 'run-bad', told: 'created' },
    { name: 'pattern-without-ends', refusedBy: 'run-mixed', told: 'accepted' },
    { name: 'arguments-not-counted', refusedBy: 'run-none', told: 'unbound' },
    { name: 'colon-question-mark', refusedBy: 'run-none', told: 'colon-question' },
    { name: 'ends-with-1-without-arguments', refusedBy: 'run-none', told: 'other-code' },
    { name: 'usage-with-exit-0', refusedBy: 'run-none', told: 'accepted' },
    { name: 'only-none-is-wrong', refusedBy: 'run-none', told: 'half' },
    { name: 'truncates', refusedBy: 'run-keep', told: 'truncated' },
    { name: 'stops-at-an-existing-file', refusedBy: 'run-keep', told: 'refused' },
    { name: 'clears-the-folder-first', refusedBy: 'run-keep', told: 'truncated' },
    { name: 'counts-what-is-missing', refusedBy: 'run-keep', told: 'no-report' },
    { name: 'zero-accepted', refusedBy: 'run-zero', told: 'accepted' },
  ],
};

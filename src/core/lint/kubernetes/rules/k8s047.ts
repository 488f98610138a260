import { fill } from '../../../text';
import type { Fix, Problem, Rule } from '../../rule';
import { scalarOf, type Value, type Sequence } from '../../yaml/tree';
import type { KubernetesFile } from '../file';
import { inContainer } from '../examples';

/** Array used as a shell line. */
export const k8s047: Rule<KubernetesFile> = {
  code: 'K8S047',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Array used as a shell line', zh: '把数组当成 shell 命令行' },
  message: {
    en: 'No shell reads this array: {what}. The program is not found or misreads it.',
    zh: '没有 shell 解释这个数组：{what}。程序找不到，或会把它当成普通参数。',
  },
  why: {
    en: 'The first element is the program, each further one is exactly one argument; nobody splits words or understands `|`, `&&` and `>`. A shell does: `["sh", "-c", "…"]`.',
    zh: '第一个元素是程序，之后每个元素正好是一个参数；没有谁会按空格拆分，也没有谁认识 `|`、`&&`、`>`。需要时请让 shell 来做：`["sh", "-c", "…"]`。',
  },
  lesson: 'kubernetes-workloads/health-resources',
  *check(file) {
    for (const { map } of file.walk.all('V1ExecAction')) yield* mistake(map.get('command'), true);
    for (const pod of file.pods)
      for (const { map } of pod.containers) yield* mistake(map.get('command'), !map.all.has('args'));
  },
  examples: {
    bad: [
      {
        text: inContainer('livenessProbe:\n  exec:\n    command: [«"ps aux | grep nginx"»]'),
        fixed: inContainer('livenessProbe:\n  exec:\n    command: ["sh", "-c", "ps aux | grep nginx"]'),
      },
      { text: inContainer('command: [«"sleep 3600"»]'), fixed: inContainer('command: ["sleep", "3600"]') },
      {
        text: inContainer('command: ["cat", "/a", «"|"», "grep", "b"]'),
        fixed: inContainer('command: ["sh", "-c", "cat /a | grep b"]'),
      },
    ],
    good: [
      inContainer('command: ["sh", "-c", "ps aux | grep nginx"]\nargs: ["a b"]'),
      inContainer('command:\n  - /bin/sh\n  - -c\n  - |\n    while true; do date; sleep 5; done'),
    ],
  },
};

const oneString = { en: 'the program and its arguments are one string', zh: '程序和参数写在同一个字符串里' };
const operator = { en: '"{sign}" is a sign of the shell', zh: '“{sign}”是 shell 的符号' };
const shells = /(?:^|\/)(?:sh|bash|ash|dash|zsh|cmd|powershell|pwsh)(?:\.exe)?$|^\/(?:usr\/)?bin\/env$|tini$/;

function* mistake(command: Value | undefined, isWhole: boolean): Iterable<Problem> {
  if (command?.kind !== 'sequence' || !isWhole) return;
  const words = command.items.flatMap((item) => scalarOf(item.value) ?? []);
  const [program] = words;
  if (program === undefined || words.length < command.items.length || shells.test(program.text)) return;
  const sign = words.find((word) => /^(?:\||\|\||&&|;|>>?|<|2>&1)$/.test(word.text));
  const isLine = words.length === 1 && isCommandLine(program.text);
  if (sign === undefined && !isLine) return;
  const what = sign === undefined ? oneString : fill(operator, { sign: sign.text });
  yield {
    span: (sign ?? program).span,
    args: { what },
    fix: healed(
      command,
      words.map(({ text }) => text),
      isLine,
    ),
  };
}

/** A program with arguments behind it. */
function isCommandLine(text: string): boolean {
  return /^[\w./-]+ +\S/.test(text) && !text.includes('\n');
}

function healed(command: Sequence, words: readonly string[], isLine: boolean): Fix | undefined {
  const line = words.join(' ');
  const isPlain = isLine && /^[\w./:=@%,+ -]+$/.test(line);
  const needsQuotes = !isLine && words.some((word) => /[\s"'\\$`]/.test(word));
  if (!command.isFlow || needsQuotes) return undefined;
  const array = isPlain ? line.split(/ +/) : ['sh', '-c', line];
  const text = `[${array.map((word) => JSON.stringify(word)).join(', ')}]`;
  const title = isPlain
    ? { en: 'Make each word an element', zh: '每个词写成一个元素' }
    : { en: 'Let a shell read it', zh: '交给 shell 解释' };
  return { title, edits: [{ span: command.span, text }], safe: true };
}

import type { Rule } from '../../rule';
import type { Command, ShellFile, Word } from '../file';

/** Blanks around the sign of an assignment. */
export const sh006: Rule<ShellFile> = {
  code: 'SH006',
  aliases: ['SC1068'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Blanks around "="', zh: '“=”两边有空格' },
  message: {
    en: 'With a blank before "=", the shell runs {name} as a command instead of setting it.',
    zh: '“=”前面有空格，shell 会把 {name} 当作命令执行，而不是赋值。',
  },
  why: {
    en: 'The first word of a line is a command, and blanks end words. `x = 5` therefore calls a program named x with two arguments; only `x=5`, in one word, sets a variable. `export` and `local` want it in one word as well.',
    zh: '一行的第一个词是命令，空格用来分隔词。所以 `x = 5` 是调用名为 x 的程序并给它两个参数；只有连写的 `x=5` 才是给变量赋值。`export` 和 `local` 后面也要连写。',
  },
  lesson: 'linux/scripts',
  *check({ commands }) {
    for (const command of commands) {
      const found = assignmentIn(command);
      if (found === undefined) continue;
      const { name, sign, value, more } = found;
      const span = { start: sign.span.start, end: sign.span.start + 1 };
      const edits = [{ span: { start: name.span.end, end: sign.span.start }, text: '' }];
      const isAlone = sign.text === '=';
      if (isAlone && value !== undefined)
        edits.push({ span: { start: sign.span.end, end: value.span.start }, text: '' });
      const fix = { title: { en: 'Remove the blanks', zh: '删除空格' }, edits, safe: true };
      const isOne = (isAlone ? more : value) === undefined;
      yield { span, args: { name: name.text.slice(0, 30) }, fix: isOne ? fix : undefined };
    }
  },
  examples: {
    bad: [
      { text: 'x «=» 5\n', fixed: 'x=5\n' },
      { text: 'export NAME «=» "$(hostname)"\n', fixed: 'export NAME="$(hostname)"\n' },
      { text: "name «=»'web'\n", fixed: "name='web'\n" },
      { text: 'names «=» one two\n' },
    ],
    good: ['x=5\nIFS= read -r line\n[ "$a" = b ]\ntest a = b\n[[ $a == b ]]\nexpr "$a" = b\n', 'x = ${y\nmake == x\n'],
  },
};

const declaring = /^(?:export|local|readonly|declare|typeset)$/;

/** The words of an assignment: a name, its sign, its value, and what stands behind that. */
type Parts = {
  readonly name: Word;
  readonly sign: Word;
  readonly value: Word | undefined;
  readonly more: Word | undefined;
};

function assignmentIn({ words, assignments }: Command): Parts | undefined {
  if (assignments.length > 0) return undefined;
  const [name, sign, value, more] = declaring.test(words[0]?.text ?? '') ? words.slice(1) : words;
  if (name === undefined || sign === undefined || !/^[A-Za-z_]\w*$/.test(name.text)) return undefined;
  return /^=(?:$|["'$\d])/.test(sign.text) ? { name, sign, value, more } : undefined;
}

import { fill, type Text } from '../../../text';
import { brief, type Problem, type Rule } from '../../rule';
import { withoutPrefix, type Command, type ShellFile, type Word } from '../file';

/** Two words that were written as one. */
export const sh008: Rule<ShellFile> = {
  code: 'SH008',
  aliases: ['SC1069', 'SC1035', 'SC1020'],
  layer: 'syntax',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Missing blank', zh: '缺少空格' },
  message: { en: 'A blank is missing in "{word}": {effect}.', zh: '“{word}”中缺少空格：{effect}。' },
  why: {
    en: 'The shell tells words apart by blanks, and commands tell options from values by words. The dot of `docker build -t name .` is an argument of its own, an option and its value are two words, and `[` is a command that ends with a separate `]`.',
    zh: 'shell 用空格分词，命令再按词区分选项和值。`docker build -t name .` 里的点是单独的参数，选项和它的值是两个词，`[` 是一条命令，要以单独的 `]` 结束。',
  },
  lesson: 'docker/dockerfile',
  *check({ commands }) {
    for (const command of commands) {
      const problem = gluedIn(command);
      if (problem !== undefined) yield problem;
    }
  },
  examples: {
    bad: [
      { text: 'docker build -t «my-nginx.»\n', fixed: 'docker build -t my-nginx .\n' },
      {
        text: 'kubeadm join 10.0.0.11:6443 «--tokenabcdef.0123456789abcdef»\n',
        fixed: 'kubeadm join 10.0.0.11:6443 --token abcdef.0123456789abcdef\n',
      },
      { text: '«if[» -f x ]; then\n  ls\nfi\n', fixed: 'if [ -f x ]; then\n  ls\nfi\n' },
      { text: 'if [ "$a" = «b]»; then\n  ls\nfi\n', fixed: 'if [ "$a" = b ]; then\n  ls\nfi\n' },
      { text: '«["$a"» = b ] && ls\n', fixed: '[ "$a" = b ] && ls\n' },
    ],
    good: [
      'docker build -t my-nginx .\ndocker build -t web. .\ndocker build - <Dockerfile\ndocker buildx build -t x. "$dir"\n[ -f a ]\n[[ $a = [b] ]]\n',
      'docker build -t web. \\\n  -f Dockerfile .\nkubeadm join host:6443 --token abcdef.0123456789abcdef\n',
    ],
  },
};

const effects = {
  context: { en: 'the build has no folder to build from', zh: '构建没有指定目录' },
  option: { en: 'there is no such option', zh: '没有这个选项' },
  command: { en: 'there is no such command', zh: '没有这个命令' },
  bracket: { en: '"[" does not find its end', zh: '“[”找不到结尾' },
} as const satisfies Record<string, Text>;

function gluedIn({ words, redirects }: Command): Problem | undefined {
  const own = withoutPrefix(words);
  const [first, second] = own;
  if (first === undefined) return undefined;
  if (/^(?:if|elif|while|until)\[\[?$/.test(first.text)) return split(first, first.text.indexOf('['), effects.command);
  if (first.text.startsWith('[')) return bracket(first, own);
  if (first.text === 'docker') return second?.text === 'build' && redirects.length === 0 ? context(own) : undefined;
  if (first.text !== 'kubeadm') return undefined;
  const token = own.find(({ text }) => /^--token[a-z0-9]{6}\.[a-z0-9]{16}$/.test(text));
  return token && split(token, 7, effects.option);
}

/** `["$a" = b ]` and `[ "$a" = b]`. */
function bracket(first: Word, words: readonly Word[]): Problem | undefined {
  const last = words.at(-1) ?? first;
  if (/^\[["$]/.test(first.text)) return last.text === ']' ? split(first, 1, effects.command) : undefined;
  if (first.text !== '[' || words.some(({ text }) => text === ']')) return undefined;
  const isGlued = /[^\\\]]\]$/.test(last.text) && !last.text.includes('[');
  return isGlued ? split(last, last.text.length - 1, effects.bracket) : undefined;
}

/** The name of the image takes the dot along, and nothing else can be the folder. */
function context(words: readonly Word[]): Problem | undefined {
  const last = words.at(-1);
  if (words.length !== 4 || last === undefined || !/^(?:-t|--tag)$/.test(words[2]?.text ?? '')) return undefined;
  return /^[a-z0-9][\w./:-]*\.$/.test(last.text) ? split(last, last.text.length - 1, effects.context) : undefined;
}

function split({ text, span }: Word, at: number, effect: Text): Problem {
  const place = span.start + at;
  const title = { en: 'Insert the blank', zh: '插入空格' };
  const edits = [{ span: { start: place, end: place }, text: ' ' }];
  return { span, args: { word: brief(text), effect: fill(effect, {}) }, fix: { title, edits, safe: true } };
}

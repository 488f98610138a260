import type { Rule } from '../../rule';
import type { Command, ShellFile } from '../file';

/** A command that was wrapped without a backslash. */
export const sh004: Rule<ShellFile> = {
  code: 'SH004',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Command broken in two', zh: '命令被换行拆开' },
  message: {
    en: 'The command ends on the line above: "{word}" is run as a command of its own.',
    zh: '命令在上一行已经结束：“{word}”会被当作另一条命令执行。',
  },
  why: {
    en: 'A line end ends a command. Books and web pages wrap long commands at their margin, and the second half then runs alone: the first half lacks its options, and the second is not found. A backslash as the very last character of a line makes it go on.',
    zh: '换行就表示命令结束。书和网页会在页边把长命令折行，后一半就会单独执行：前一半少了选项，后一半找不到命令。在行的最后一个字符写反斜杠，命令才会延续到下一行。',
  },
  lesson: 'linux/scripts',
  *check({ text, commands }) {
    for (const [index, command] of commands.entries()) {
      const place = wrappedAt(text, command);
      if (place === undefined) continue;
      const end = commands[index - 1]?.span.end ?? 0;
      const between = text.slice(end, place.start);
      if (!/^[ \t]*\r?\n[ \t]*$/.test(between) || commands[index - 1]?.after !== '\n') continue;
      const word = text.slice(place.start, place.end);
      const edits = [{ span: { start: end, end }, text: ' \\' }];
      const title = { en: 'Continue the line above', zh: '在上一行末尾加反斜杠' };
      yield { span: place, args: { word: word.slice(0, 24) }, fix: { title, edits, safe: true } };
    }
  },
  examples: {
    bad: [
      {
        text: 'docker run -d --name web\n  «-p» 8080:80 nginx:1.30\n',
        fixed: 'docker run -d --name web \\\n  -p 8080:80 nginx:1.30\n',
      },
      { text: 'docker ps -a\n«|» grep web\n', fixed: 'docker ps -a \\\n| grep web\n' },
      {
        text: 'apt-get update\n  «&&» apt-get install -y curl\n',
        fixed: 'apt-get update \\\n  && apt-get install -y curl\n',
      },
    ],
    good: [
      'docker run -d \\\n  -p 8080:80 nginx:1.30\ndocker ps |\n  grep web\nargs=(\n  --all\n  -x\n)\n',
      'while [ $# -gt 0 ]; do\n  case "$1" in\n    -h|--help)\n      usage\n      ;;\n    -v) set -x ;;\n    --) break ;;\n  esac\n  shift\ndone\n',
    ],
  },
};

/** Where a command begins with what cannot begin one. */
function wrappedAt(
  text: string,
  { words, span, before, isFirst, isInCase }: Command,
): { start: number; end: number } | undefined {
  if (isInCase) return undefined;
  const [first] = words;
  if (isFirst && before === '\n' && first?.span.start === span.start && /^--?[A-Za-z][\w-]*(?:=|$)/.test(first.text))
    return first.span;
  if (!/^(?:\||&&|\|\|)$/.test(before)) return undefined;
  const line = text.slice(Math.max(0, text.lastIndexOf('\n', span.start - 1) + 1, span.start - 400), span.start);
  const start = span.start - line.length + line.search(/\S/);
  return line.trim() === before ? { start, end: start + before.length } : undefined;
}

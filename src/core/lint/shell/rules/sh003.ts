import { brief, type Rule, type Span } from '../../rule';
import type { Command, ShellFile } from '../file';

/** A prompt that was copied along. */
export const sh003: Rule<ShellFile> = {
  code: 'SH003',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Prompt in a script', zh: '脚本里混入命令提示符' },
  message: {
    en: '"{prompt}" is the prompt of a terminal: as a command it is not found.',
    zh: '“{prompt}”是终端的提示符，当作命令执行会报“未找到命令”。',
  },
  why: {
    en: 'Guides show a prompt before each command, so that commands and their output can be told apart. The prompt is printed by the shell and is no part of the command: in a script, the shell looks for a program of that name.',
    zh: '教程会在命令前写上提示符，以便区分命令和输出。提示符是 shell 打印出来的，不属于命令：写进脚本，shell 会去找叫这个名字的程序。',
  },
  lesson: 'start/toolbox',
  *check({ text, commands }) {
    const assigned = new Set(
      commands.flatMap(({ assignments, words }) =>
        [...assignments, ...words].map((word) => /^(\w+)\+?=/.exec(word.text)?.[1] ?? word.text),
      ),
    );
    for (const command of commands) {
      const span = promptOf(text, command, assigned);
      if (span === undefined) continue;
      const prompt = brief(text.slice(span.start, span.end));
      const edits = [{ span, text: '' }];
      const end = span.start + text.slice(span.start, span.end).trimEnd().length;
      const title = { en: 'Remove the prompt', zh: '删除提示符' };
      yield { span: { start: span.start, end }, args: { prompt }, fix: { title, edits, safe: true } };
    }
  },
  examples: {
    bad: [
      { text: '«$» docker ps\n', fixed: 'docker ps\n' },
      { text: '«$»docker ps\n', fixed: 'docker ps\n' },
      { text: '«[root@host ~]#» systemctl status docker\n', fixed: 'systemctl status docker\n' },
      { text: '«root@web:/srv#» ls\n', fixed: 'ls\n' },
      { text: '«PS C:\\Users>» docker ps\n', fixed: 'docker ps\n' },
    ],
    good: [
      'docker=podman\n$docker ps\n"$kubectl" get pods\n[ "$a" = b ]\n# $ docker ps\ncat <<EOF\n$ docker ps\nEOF\n',
      '$CMD run\n$(which docker) ps\nssh root@web "ls"\n',
    ],
  },
};

const programs =
  /^\$(?:docker|kubectl|sudo|helm|git|apt|apt-get|yum|dnf|ls|cd|cat|mkdir|systemctl|curl|openstack|npm|pip)$/;

/** A prompt with the blanks behind it. */
function promptOf(
  text: string,
  { words, isFirst, span, redirects }: Command,
  assigned: ReadonlySet<string>,
): Span | undefined {
  const [first, second] = words;
  if (!isFirst || first === undefined || first.span.start !== span.start) return undefined;
  const { start } = first.span;
  if (first.text === '$' && second !== undefined) return { start, end: second.span.start };
  if (programs.test(first.text) && !assigned.has(first.text.slice(1))) return { start, end: start + 1 };
  const isTyped = first.text === 'PS' ? redirects.length > 0 : first.text.includes('@');
  const found = isTyped ? typed.exec(text.slice(start, start + 200))?.[0] : undefined;
  return found === undefined ? undefined : { start, end: start + found.length };
}

/** `[root@host ~]# `, `root@host:~# ` and `PS C:\\> `. */
const typed =
  /^(?:\[[\w.-]+@[\w.-]+ [^\]\r\n#$]{1,80}\][#$]|[\w.-]+@[\w.-]+:[^\s#$]{1,80}[#$]|PS(?: [A-Z]:\\[^>\r\n]{0,80})?>)[ \t]+(?=\S)/;

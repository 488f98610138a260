import type { Fix, Rule } from '../../rule';
import type { Command } from '../commands';
import type { DockerFile, Instruction } from '../file';
import type { Word } from '../logical';
import { runCommands } from '../run-commands';

/** cd in a RUN. */
export const dl3003: Rule<DockerFile> = {
  code: 'DL3003',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'warning' },
  title: { en: 'cd in a RUN', zh: '在 RUN 里用 cd' },
  message: {
    en: 'This cd holds for this RUN only; WORKDIR says for all lines below where they work.',
    zh: '这个 cd 只对本条 RUN 有效；WORKDIR 则对之后所有指令都有效。',
  },
  why: {
    en: 'Every RUN starts again in the working directory. Paths that hang on a `cd` in the middle of a long command are hard to read and easy to break; WORKDIR also creates the directory.',
    zh: '每条 RUN 都从工作目录重新开始。长命令中间的 `cd` 会让路径难以看懂、容易改错；WORKDIR 还会自动创建目录。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { program, first, options, instruction, command } of runCommands(file)) {
      const [target] = options;
      if (program !== 'cd' || target === undefined || inScript(instruction, first)) continue;
      yield {
        span: { start: first.span.start, end: target.span.end },
        fix: split(file, instruction, first, target, command),
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM debian:13\nRUN «cd /usr/src» && make\n', fixed: 'FROM debian:13\nWORKDIR /usr/src\nRUN make\n' },
      { text: 'FROM debian:13\nRUN mkdir /a && «cd "/a"» && make\n' },
    ],
    good: ['FROM debian:13\nWORKDIR /usr/src\nRUN make\n', 'FROM debian:13\nRUN <<EOF\ncd /a\nmake\nEOF\n'],
  },
};

/** A script in a here-document may walk about: its lines are read one after the other. */
const inScript = ({ heredoc }: Instruction, { span }: Word): boolean =>
  heredoc !== undefined && span.start >= heredoc.start;

function split(
  file: DockerFile,
  one: Instruction,
  first: Word,
  target: Word,
  { after, form }: Command,
): Fix | undefined {
  const { command, span, keywordSpan, flags, heredoc, onbuild } = one;
  if (
    command === undefined ||
    form === 'json' ||
    first.at !== 0 ||
    after !== '&&' ||
    flags.length > 0 ||
    heredoc !== undefined ||
    onbuild
  )
    return undefined;
  const next = command.text.indexOf('&&', target.at) + 2;
  const start = command.offset(next + (/^\s*/.exec(command.text.slice(next))?.[0].length ?? 0));
  if (!/^\/[\w./-]*$/.test(target.text) || file.text.slice(span.start, start).includes('\n')) return undefined;
  const run = file.text.slice(keywordSpan.start, keywordSpan.end);
  const text = `WORKDIR ${target.text}${file.eol}${run} `;
  return {
    title: { en: 'Split it into WORKDIR and RUN', zh: '拆成 WORKDIR 和 RUN' },
    edits: [{ span: { start: span.start, end: start }, text }],
    safe: false,
  };
}

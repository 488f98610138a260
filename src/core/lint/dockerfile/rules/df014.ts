import { type Fix, type Rule, brief } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { instructionsOf } from '../instructions-of';
import type { Word } from '../logical';

/** A here-document that is never closed. */
export const df014: Rule<DockerFile> = {
  code: 'DF014',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Here-document without an end', zh: 'here-document 没有结束' },
  message: {
    en: 'No line says "{name}", so everything down to the end of the file belongs to this here-document.',
    zh: '没有一行是“{name}”，直到文件末尾都成了这个 here-document 的内容。',
  },
  why: {
    en: 'A here-document ends with a line that holds its name and nothing else; with `<<-` tabs may stand before it, blanks never. Without such a line Docker swallows all further instructions and refuses the file.',
    zh: 'here-document 以单独一行写着它名字的行结束；用 `<<-` 时前面可以有制表符，但不能有空格。没有这样的行，Docker 会把后面的指令全部吞进去，然后拒绝整个文件。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of instructionsOf(file, 'RUN', 'COPY', 'ADD')) {
      if (instruction.heredoc === undefined && file.text.slice(instruction.span.end).trim() !== '') continue;
      const body =
        instruction.heredoc === undefined ? '' : file.text.slice(instruction.heredoc.start, instruction.heredoc.end);
      const lines = new Set(body.split(/\r?\n/).flatMap((line) => [line, line.replace(/^\t+/, '\t')]));
      for (const { text, span } of openers(instruction)) {
        const [, dash, , name = ''] = opener.exec(text) ?? [];
        if (lines.has(name) || (dash === '-' && lines.has(`\t${name}`))) continue;
        yield { span, args: { name: brief(name) }, fix: close(file, name) };
        return;
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nRUN «<<EOF»\nmkdir /a\n', fixed: 'FROM alpine:3.22\nRUN <<EOF\nmkdir /a\nEOF\n' },
      {
        text: 'FROM alpine:3.22\nCOPY «<<"END"» /x\nhello\n  END\n',
        fixed: 'FROM alpine:3.22\nCOPY <<"END" /x\nhello\n  END\nEND\n',
      },
    ],
    good: ['FROM alpine:3.22\nRUN <<-EOF\n\tmkdir /a\n\tEOF\nRUN cat <<A <<B\nA\nB\nRUN echo "<<C"\n'],
  },
};

const opener = /^\d*<<(-?)(["']?)([A-Za-z_][\w.-]*)\2$/;

const openers = (instruction: Instruction): readonly Word[] =>
  instruction.words.filter(({ text }) => opener.test(text));

function close({ text, eol }: DockerFile, name: string): Fix {
  const end = text.length;
  const before = text.endsWith('\n') ? '' : eol;
  return {
    title: { en: `Close it with ${name}`, zh: `用 ${name} 结束` },
    edits: [{ span: { start: end, end }, text: `${before}${name}${eol}` }],
    safe: false,
  };
}

import type { Rule, Span } from '../../rule';
import type { DockerFile } from '../file';

/** An empty line inside a continued instruction. */
export const noEmptyContinuation: Rule<DockerFile> = {
  code: 'NoEmptyContinuation',
  aliases: ['EMPTY_CONTINUATION_LINE'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Empty line inside an instruction', zh: '续行中间有空行' },
  message: {
    en: 'The line before says that {keyword} goes on, and this one is empty: future builders will refuse it.',
    zh: '上一行表示 {keyword} 还没完，这一行却是空的，以后的构建器会拒绝。',
  },
  why: {
    en: 'The builder skips empty lines after a continuation mark, and joins whatever comes next, be it a new instruction. That hides a mark too many; it is deprecated and will become an error. Comment lines are fine.',
    zh: '构建器会跳过续行符之后的空行，把下一行接上来，哪怕那是一条新指令，多写的续行符就这样被掩盖了。这种写法已弃用，以后会报错。注释行没有问题。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { keyword, span, heredoc } of file.instructions) {
      const end = heredoc?.start ?? span.end;
      const empty = emptyLines(file.text, span.start, end);
      const [first] = empty;
      const title = { en: 'Delete the empty lines', zh: '删除空行' };
      if (first !== undefined)
        yield {
          span: first,
          args: { keyword },
          fix: { title, edits: empty.map((line) => ({ span: line, text: '' })), safe: true },
        };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nRUN mkdir /a \\\n«\n»    && touch /a/b\n',
        fixed: 'FROM alpine:3.22\nRUN mkdir /a \\\n    && touch /a/b\n',
      },
    ],
    good: ['FROM alpine:3.22\nRUN mkdir /a \\\n    # note\n    && touch /a/b\n\nRUN <<EOF\na\n\nb\nEOF\n'],
  },
};

/** The lines with blanks only between two lines of an instruction, with their ends. */
function emptyLines(text: string, start: number, end: number): readonly Span[] {
  const lines: Span[] = [];
  for (let at = text.indexOf('\n', start); at !== -1 && at < end;) {
    const next = text.indexOf('\n', at + 1);
    if (next === -1 || next >= end) break;
    if (text.slice(at + 1, next).trim() === '') lines.push({ start: at + 1, end: next + 1 });
    at = next;
  }
  return lines;
}

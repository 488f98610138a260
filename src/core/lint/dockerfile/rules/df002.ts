import type { Problem, Rule, Span } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { isKnown } from '../keywords';
import { moveToOwnLine, restOfLine } from '../own-line';

/** Comment or text after the continuation mark. */
export const df002: Rule<DockerFile> = {
  code: 'DF002',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Text after the continuation mark', zh: '续行符后还有内容' },
  message: {
    en: 'Text after "{mark}" ends the line here, so the next line becomes a new instruction.',
    zh: '“{mark}”后还有内容，续行失效，下一行会被当成新指令。',
  },
  why: {
    en: 'A line goes on in the next one only when the mark is its last character; blanks after it are allowed, a comment is not. Comments between continued lines belong on lines of their own: Docker leaves them out before it joins the lines.',
    zh: '只有当续行符是行尾最后一个字符时，下一行才算续行；其后可以有空格，但不能有注释。续行之间的注释要单独成行：Docker 在拼接各行之前会先去掉它们。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const [index, instruction] of file.instructions.entries()) {
      const next = file.instructions[index + 1];
      const mark = brokenMark(file, instruction);
      if (mark === undefined) continue;
      const tail = restOfLine(file.text, mark + 1);
      const blanks = /^\s*/.exec(file.text.slice(tail.start, tail.end))?.[0].length ?? 0;
      const span = { start: tail.start + blanks, end: tail.end };
      const isComment = file.text[span.start] === '#';
      if (isComment || (next !== undefined && !isKnown(next.keyword)))
        yield problem(file, index, span, tail, isComment);
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nRUN chmod +x /s.sh \\  «# make it runnable»\n    && /s.sh\n',
        fixed: 'FROM alpine:3.22\n# make it runnable\nRUN chmod +x /s.sh \\\n    && /s.sh\n',
      },
      {
        text: 'FROM alpine:3.22\nENV A=1 \\\n    B=2 \\ «# two»\n    C=3\n',
        fixed: 'FROM alpine:3.22\nENV A=1 \\\n    # two\n    B=2 \\\n    C=3\n',
      },
      { text: 'FROM alpine:3.22\nRUN apk add --no-cache curl \\ «git»\n    vim\n' },
    ],
    good: [
      'FROM alpine:3.22\nRUN apk add --no-cache \\\n    # the client\n    curl \\  \n    git\n',
      'FROM alpine:3.22\nRUN ls /my\\ files && echo "a \\ # b"\n',
      'FROM alpine:3.22\nRUN find /tmp -name "*.log" -exec rm {} \\; && ls \\( x \\)\n',
      '# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nRUN dir C:\\ # a comment\n',
    ],
  },
};

/** How many lines torn off an instruction are looked at. */
const reach = 100;

/** The mark on the last line of an instruction that was meant to continue it: a word of its own, outside quotes. */
function brokenMark(file: DockerFile, instruction: Instruction): number | undefined {
  const { body, heredoc } = instruction;
  if (heredoc !== undefined || !body.text.includes(file.escape)) return undefined;
  const { words } = instruction;
  const end = body.offset(body.text.length);
  const word = words.find(({ text }) => text.startsWith(file.escape) && /[ \t]/.test(text[1] ?? ''));
  return word !== undefined && !file.text.slice(word.span.start, end).includes('\n') ? word.span.start : undefined;
}

function problem(file: DockerFile, index: number, span: Span, tail: Span, isComment: boolean): Problem {
  let { end } = span;
  for (const next of file.instructions.slice(index + 1, index + 1 + reach)) {
    if (isKnown(next.keyword)) break;
    end = next.span.end;
  }
  return {
    span,
    covers: { start: tail.start, end },
    args: { mark: file.escape },
    fix: isComment ? moveToOwnLine(file, span, tail) : undefined,
  };
}

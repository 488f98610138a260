import { closest } from '../../distance';
import { type Fix, type Rule, type Span, brief } from '../../rule';
import { hasForeignSyntax } from '../directives';
import type { DockerFile, Instruction } from '../file';
import { isKnown, keywords } from '../keywords';

/** A wrapped line without a continuation mark. */
export const df003: Rule<DockerFile> = {
  code: 'DF003',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Wrapped line without a continuation mark', zh: '换行处缺少续行符' },
  message: {
    en: '{keyword} ends here because "{mark}" is missing, so "{word}" on the next line is taken for an instruction.',
    zh: '行尾缺少“{mark}”，{keyword} 到此结束，下一行的“{word}”被当成指令。',
  },
  why: {
    en: 'An instruction ends with its line. To go on in the next line, the last character must be the continuation mark, `\\` by default. Without it Docker reads the next line as an instruction of its own and stops, because it knows none of that name.',
    zh: '一条指令在行尾结束。要写到下一行，行尾最后一个字符必须是续行符（默认是 `\\`）。没有它，Docker 会把下一行当成新的指令，又不认识这个名字，于是停下。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    if (hasForeignSyntax(file)) return;
    for (const [index, instruction] of file.instructions.entries()) {
      if (!canGoOn(instruction)) continue;
      const torn = tornLines(file, index);
      const [first] = torn;
      const last = lastWord(instruction);
      if (first === undefined || last === undefined) continue;
      const word = brief(file.text.slice(first.keywordSpan.start, first.keywordSpan.end), 16);
      const covers = { start: first.span.start, end: torn.at(-1)?.span.end ?? first.span.end };
      yield {
        span: last,
        covers,
        args: { keyword: instruction.keyword, mark: file.escape, word },
        fix: goOn(file, [instruction, ...torn]),
      };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM rockylinux:9\nRUN dnf install -y «psmisc»\nprocps-ng && dnf clean all\n',
        fixed: 'FROM rockylinux:9\nRUN dnf install -y psmisc \\\nprocps-ng && dnf clean all\n',
      },
      {
        text: 'FROM debian:13\nENV A=1 \\\n    «B=2»\n    C=3\nCMD ["sh"]\n',
        fixed: 'FROM debian:13\nENV A=1 \\\n    B=2 \\\n    C=3\nCMD ["sh"]\n',
      },
    ],
    good: [
      'FROM rockylinux:9\nRUN dnf install -y psmisc \\\n    procps-ng && dnf clean all\n',
      'FROM debian:13\nRUN <<EOF\nmkdir /a\nEOF\nRUN ls\n',
    ],
  },
};

const wrapped = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'ENV', 'LABEL', 'COPY', 'ADD', 'EXPOSE', 'VOLUME']);

/** Could more words follow it on the next line? */
const canGoOn = ({ keyword, heredoc, json, body }: Instruction): boolean =>
  wrapped.has(keyword) && heredoc === undefined && json === undefined && !body.text.includes('#');

const most = 100;

/** The lines right below that no instruction begins. */
function tornLines({ instructions, text }: DockerFile, index: number): readonly Instruction[] {
  const torn: Instruction[] = [];
  let end = instructions[index]?.span.end ?? 0;
  for (const next of instructions.slice(index + 1, index + 1 + most)) {
    const written = text.slice(next.keywordSpan.start, next.keywordSpan.end);
    const isStrange =
      !isKnown(next.keyword) && closest(next.keyword, keywords) === undefined && !/^[A-Z]+$/.test(written);
    if (
      !isStrange ||
      next.onbuild ||
      /^[*_`>~$]/.test(written) ||
      !/^[ \t]*\r?\n[ \t]*$/.test(text.slice(end, next.span.start))
    )
      break;
    torn.push(next);
    end = next.span.end;
  }
  return torn;
}

const lastWord = ({ words }: Instruction): Span | undefined => words.at(-1)?.span;

function goOn({ text, escape }: DockerFile, lines: readonly Instruction[]): Fix | undefined {
  const ends = lines.slice(0, -1).map(({ span }) => span.end);
  if (lines.some(({ body }) => body.text.includes('#')) || ends.some((end) => text[end - 1] === escape))
    return undefined;
  return {
    title: { en: `Continue the line with ${escape}`, zh: `行尾加上续行符 ${escape}` },
    edits: ends.map((end) => ({ span: { start: end, end }, text: ` ${escape}` })),
    safe: true,
  };
}

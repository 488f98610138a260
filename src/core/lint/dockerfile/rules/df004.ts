import { brief, type Problem, type Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import type { Word } from '../logical';
import { moveToOwnLine, restOfLine } from '../own-line';

/** How many arguments must stand before a "#" that can only be meant as a comment. */
const argumentsBefore: Readonly<Record<string, number>> = {
  FROM: 1,
  COPY: 2,
  ADD: 2,
  EXPOSE: 1,
  ENV: 1,
  ARG: 1,
  LABEL: 1,
  WORKDIR: 1,
  USER: 1,
  VOLUME: 1,
  STOPSIGNAL: 1,
  HEALTHCHECK: 1,
  SHELL: 1,
};

/** Inline comment where "#" is an argument. */
export const df004: Rule<DockerFile> = {
  code: 'DF004',
  aliases: [],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Comment behind an instruction', zh: '指令后的行尾注释' },
  message: {
    en: '"{comment}" is not a comment here: {keyword} reads it as arguments. Put it on its own line.',
    zh: '此处的“{comment}”不是注释，会被 {keyword} 当作参数。请单独成行。',
  },
  why: {
    en: 'For Docker a comment is a whole line that starts with `#`. Anywhere else `#` is an ordinary character: FROM fails, COPY looks for a file of that name, ENV and LABEL store it or fail, EXPOSE refuses the port. Only in the shell form of RUN, CMD and ENTRYPOINT does the shell skip it.',
    zh: '在 Docker 看来，只有以 `#` 开头的整行才是注释，其他位置的 `#` 只是普通字符：FROM 会报错，COPY 会去找同名文件，ENV 和 LABEL 会把它存进值里或报错，EXPOSE 会认为端口无效。只有 RUN、CMD、ENTRYPOINT 的 shell 形式里，shell 才会跳过它。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      let readTo = -1;
      for (const [index, word] of argumentsOf(instruction).entries()) {
        if (word.span.start < readTo || !isComment(instruction, index, word)) continue;
        const found = problem(file, instruction, index, word);
        readTo = found.span.end;
        yield found;
      }
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22 «# small base»\n', fixed: '# small base\nFROM alpine:3.22\n' },
      {
        text: 'FROM alpine:3.22\nCOPY app.conf /etc/ «# settings»\n',
        fixed: 'FROM alpine:3.22\n# settings\nCOPY app.conf /etc/\n',
      },
      {
        text: 'FROM alpine:3.22\nENV A=1 \\\n    B=2 «# two» \\\n    C=3\n',
        fixed: 'FROM alpine:3.22\nENV A=1 \\\n    # two\n    B=2 \\\n    C=3\n',
      },
      { text: 'FROM alpine:3.22\r\nWORKDIR /app «#home»\r\n', fixed: 'FROM alpine:3.22\r\n#home\r\nWORKDIR /app\r\n' },
    ],
    good: [
      '# small base\nFROM alpine:3.22\nRUN echo hi # the shell skips this\n',
      'FROM alpine:3.22\nENV COLOR=#fff\nLABEL note="a # b" color=#eee\nCOPY ["a # b", "/x/"]\n',
      'FROM alpine:3.22\nHEALTHCHECK CMD wget -q -O /dev/null http://localhost/ # every 30 s\n',
    ],
  },
};

/** Words in which "#" would be taken literally; the shell and JSON read theirs themselves. */
function argumentsOf(instruction: Instruction): readonly Word[] {
  if (!(instruction.keyword in argumentsBefore) || !instruction.body.text.includes('#')) return [];
  return instruction.json === undefined && instruction.command === undefined ? instruction.words : [];
}

/** `ENV COLOR #fff` is a value; `ENV A 1 # note` is not meant as one. */
function isComment({ keyword, words }: Instruction, index: number, word: Word): boolean {
  if (!word.text.startsWith('#') || index < (argumentsBefore[keyword] ?? 0)) return false;
  const isOldForm = (keyword === 'ENV' || keyword === 'LABEL') && words[0]?.text.includes('=') === false;
  return !isOldForm || (word.text === '#' && index < words.length - 1);
}

function problem(file: DockerFile, instruction: Instruction, index: number, word: Word): Problem {
  const line = restOfLine(file.text, word.span.start);
  const written = file.text.slice(line.start, line.end);
  const span = { start: line.start, end: line.start + withoutMark(written, file.escape).length };
  const before = instruction.words[index - 1]?.span.end ?? span.start;
  return {
    span,
    args: { comment: brief(written), keyword: instruction.keyword },
    fix: moveToOwnLine(file, span, { start: before, end: span.end }),
  };
}

function withoutMark(line: string, escape: string): string {
  return line.endsWith(escape) && !line.endsWith(escape + escape) ? line.slice(0, -1).trimEnd() : line;
}

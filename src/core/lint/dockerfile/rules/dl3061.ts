import type { Fix, Rule } from '../../rule';
import { hasForeignSyntax } from '../directives';
import type { DockerFile, Instruction } from '../file';
import { isKnown } from '../keywords';
import { linesOf } from '../own-line';

/** Something else than ARG before the first FROM. */
export const dl3061: Rule<DockerFile> = {
  code: 'DL3061',
  aliases: ['NO_SOURCE_IMAGE'],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Instruction before the first FROM', zh: '第一个 FROM 之前的指令' },
  message: {
    en: '{keyword} stands before the first FROM: there is no image yet that it could change, and the build stops.',
    zh: '{keyword} 出现在第一个 FROM 之前：此时还没有镜像可改，构建会停下。',
  },
  why: {
    en: 'A build starts with FROM, which says on which image everything else is put. Only ARG may stand before it, for values that FROM lines use. Comments may stand anywhere.',
    zh: '构建从 FROM 开始，它说明后面的一切建立在哪个镜像上。在它之前只允许 ARG，供 FROM 使用。注释可以写在任何地方。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    if (hasForeignSyntax(file)) return;
    const first = file.stages[0]?.from;
    const before = file.instructions.filter(
      ({ stage, keyword }) => stage === -1 && keyword !== 'ARG' && isKnown(keyword),
    );
    // Where a slip made FROM unreadable, that slip is the mistake.
    if (first === undefined && file.instructions.some(({ keyword }) => !isKnown(keyword))) return;
    for (const instruction of first === undefined ? before.slice(0, 1) : before) {
      if (instruction.keyword === 'FROM') continue;
      yield {
        span: instruction.keywordSpan,
        args: { keyword: instruction.keyword },
        fix: first && move(file, instruction, first),
      };
    }
  },
  examples: {
    bad: [
      { text: '«ENV» A=1\nFROM alpine:3.22\n', fixed: 'FROM alpine:3.22\nENV A=1\n' },
      { text: 'ARG A=1\n«RUN» true\n' },
    ],
    good: ['# note\nARG A=3.22\nFROM alpine:${A}\nENV B=1\n'],
  },
};

function move({ text, eol }: DockerFile, { span }: Instruction, from: Instruction): Fix {
  const lines = linesOf(text, span);
  const place = linesOf(text, from.span).end;
  const isLast = text[place - 1] !== '\n';
  const moved = `${isLast ? eol : ''}${text.slice(lines.start, lines.end).trimEnd()}${isLast ? '' : eol}`;
  return {
    title: { en: 'Move it below FROM', zh: '移到 FROM 之后' },
    edits: [
      { span: lines, text: '' },
      { span: { start: place, end: place }, text: moved },
    ],
    safe: false,
  };
}

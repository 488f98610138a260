import type { Fix, Rule } from '../../rule';
import { commandsOf } from '../commands';
import type { DockerFile, Instruction } from '../file';

/** Consecutive RUN that could be one. */
export const dl3059: Rule<DockerFile> = {
  code: 'DL3059',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Consecutive RUN', zh: '连续的 RUN' },
  message: {
    en: 'Two small RUN in a row make two layers; joined with && they make one.',
    zh: '连续两条小 RUN 会产生两层，用 && 合并就是一层。',
  },
  why: {
    en: 'Each RUN writes a layer with all files that it leaves behind, also those that the next RUN deletes. Steps that belong together go into one RUN; steps that are changed apart stay apart, so that the cache can help.',
    zh: '每条 RUN 都会写一层，保存它留下的所有文件，哪怕下一条 RUN 就删掉。属于同一件事的步骤放进一条 RUN；会分别改动的步骤分开写，缓存才有用。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    let before: Instruction | undefined;
    for (const instruction of file.instructions) {
      const { keyword, keywordSpan } = instruction;
      const isSmall = keyword === 'RUN' && isPlain(instruction) && commandsOf(instruction, file.text).length === 1;
      if (isSmall && before !== undefined && before.stage === instruction.stage)
        yield { span: keywordSpan, fix: join(file, before, instruction) };
      before = isSmall ? instruction : undefined;
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\nRUN mkdir /a\n«RUN» touch /a/b\n',
        fixed: 'FROM alpine:3.22\nRUN mkdir /a \\\n    && touch /a/b\n',
      },
    ],
    good: [
      'FROM alpine:3.22\nRUN mkdir /a\nCOPY a /a/\nRUN touch /a/b\nRUN --mount=type=cache,target=/c true\nRUN --mount=type=cache,target=/c true\n',
      'FROM alpine:3.22\nRUN a && b && c\nRUN d && e && f\n',
    ],
  },
};

const isPlain = ({ onbuild, flags, heredoc, json, command }: Instruction): boolean =>
  !onbuild && flags.length === 0 && heredoc === undefined && json === undefined && (command?.text ?? '') !== '';

function join(file: DockerFile, one: Instruction, next: Instruction): Fix | undefined {
  const start = next.command?.span(0, 1).start ?? next.span.end;
  const between = { start: one.span.end, end: start };
  if (/#|\|\|/.test(file.text.slice(one.span.start, next.span.end)) || /[;&|\\]\s*$/.test(one.command?.text ?? ''))
    return undefined;
  return {
    title: { en: 'Join the two RUN', zh: '合并这两条 RUN' },
    edits: [{ span: between, text: ` ${file.escape}${file.eol}    && ` }],
    safe: false,
  };
}

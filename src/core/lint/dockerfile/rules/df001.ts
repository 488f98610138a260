import { changeTo } from '../../change-to';
import { closest } from '../../distance';
import { brief, type Fix, type Rule } from '../../rule';
import { hasForeignSyntax } from '../directives';
import type { DockerFile, Instruction } from '../file';
import { isKnown, keywords } from '../keywords';

/** Unknown instruction. */
export const df001: Rule<DockerFile> = {
  code: 'DF001',
  aliases: ['UNKNOWN_INSTRUCTION'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Unknown instruction', zh: '未知指令' },
  message: {
    en: '"{word}" is not a Dockerfile instruction: the build stops at this line.',
    zh: '“{word}”不是 Dockerfile 指令，构建会停在这一行。',
  },
  why: {
    en: 'Every line of a Dockerfile starts with one of 18 instructions, or continues the line before, which then ends with `\\`. A slip of the keyboard and a forgotten `\\` look the same to Docker: a word that it does not know.',
    zh: 'Dockerfile 的每一行要么以 18 个指令之一开头，要么是上一行的续行（上一行须以 `\\` 结尾）。拼写错误和漏写 `\\` 在 Docker 看来都一样：一个不认识的词。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    if (hasForeignSyntax(file)) return;
    let stray: Instruction | undefined;
    for (const instruction of file.instructions) {
      const { keyword, keywordSpan, span } = instruction;
      if (isKnown(keyword)) {
        stray = undefined;
        continue;
      }
      const word = file.text.slice(keywordSpan.start, keywordSpan.end);
      const meant = closest(keyword, keywords);
      // Further strange lines right below have the same cause: a forgotten mark, a pasted text.
      const isRepeated = stray !== undefined && meant === undefined;
      if (!isRepeated)
        yield { span: keywordSpan, covers: span, args: { word: brief(word) }, fix: respell(instruction, word, meant) };
      stray = meant === undefined ? instruction : undefined;
    }
  },
  examples: {
    bad: [
      { text: '«FORM» nginx:1.30\n', fixed: 'FROM nginx:1.30\n' },
      {
        text: 'from alpine:3.22\n«rnu» apk add --no-cache curl\n',
        fixed: 'from alpine:3.22\nrun apk add --no-cache curl\n',
      },
      { text: 'FROM alpine:3.22\nONBUILD «CPOY» . /src\n', fixed: 'FROM alpine:3.22\nONBUILD COPY . /src\n' },
      { text: 'FROM alpine:3.22\nRUN apk add --no-cache curl\n\n«git» vim\nbash\n' },
    ],
    good: [
      'from alpine:3.22\nrun apk add --no-cache curl \\\n    git\n',
      '# syntax=example.com/our/frontend:1\nFROM alpine:3.22\nINCLUDE base.dockerfile\n',
      'FROM alpine:3.22\nRUN <<EOF\nwhatever stands here\nis a script\nEOF\n',
    ],
  },
};

function respell({ keywordSpan }: Instruction, word: string, meant: string | undefined): Fix | undefined {
  return changeTo(keywordSpan, word === word.toLowerCase() ? meant?.toLowerCase() : meant);
}

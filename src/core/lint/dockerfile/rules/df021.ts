import { verbatim, type Text } from '../../../text';
import type { Edit, Problem, Rule, Span } from '../../rule';
import { asciiOf, eastAsian, isVisible, lookalikes } from '../../typography';
import type { DockerFile, Instruction } from '../file';
import { isKnown } from '../keywords';
import { strayCharacters, type Stray } from '../stray-characters';

/** Typographic and full-width characters in code. */
export const df021: Rule<DockerFile> = {
  code: 'DF021',
  aliases: ['SC1015', 'SC1016', 'SC1018'],
  layer: 'characters',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Typographic or full-width character in code', zh: '代码中混入全角或排版字符' },
  message: {
    en: '{found} only looks like {meant}: it becomes part of the word next to it.',
    zh: '{found} 只是看起来像{meant}，它会变成旁边那个词的一部分。',
  },
  why: {
    en: 'Word processors, chats and Chinese keyboards replace quotes, dashes, commas and blanks by other characters. Docker and the shell know the ASCII ones only: the rest is an ordinary letter to them, so options, ports and lists are not recognised. In comments and in quoted text they do no harm.',
    zh: '文字处理软件、聊天工具和中文输入法会把引号、连字符、逗号、空格换成别的字符。Docker 和 shell 只认 ASCII 字符，其余都当作普通字母，于是选项、端口、列表都认不出来。在注释和引号内的文字里则没有影响。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      const found = inKeyword(file, instruction) ?? inBody(instruction);
      if (found !== undefined) yield found;
    }
  },
  examples: {
    bad: [
      { text: 'FROM httpd:2.4\nEXPOSE 80«，»443\n', fixed: 'FROM httpd:2.4\nEXPOSE 80 443\n' },
      { text: 'FROM node:24\nCMD [«“»npm”, “start”]\n', fixed: 'FROM node:24\nCMD ["npm", "start"]\n' },
      {
        text: 'FROM team/base:1\nRUN apt-get install «–»y curl\n',
        fixed: 'FROM team/base:1\nRUN apt-get install -y curl\n',
      },
      {
        text: 'FROM golang:1.26 AS build\nFROM scratch\nCOPY «—»from=build /a /a\n',
        fixed: 'FROM golang:1.26 AS build\nFROM scratch\nCOPY --from=build /a /a\n',
      },
      { text: 'FROM«\u00a0»alpine:3.22\n', fixed: 'FROM alpine:3.22\n' },
      {
        text: 'FROM alpine:3.22\nENV GREETING=«“»hello world”\n',
        fixed: 'FROM alpine:3.22\nENV GREETING="hello world"\n',
      },
    ],
    good: [
      'FROM httpd:2.4\n# 注释，里面可以有“全角”标点——没关系\nLABEL description="小网站，用来练习"\n',
      'FROM httpd:2.4\nRUN echo 你好，世界 > /a && echo “你好” && echo a – b\nCOPY 说明（新）.txt /x/\n',
      'FROM httpd:2.4\nRUN <<EOF\necho “hello”，world\nEOF\n',
      'FROM httpd:2.4\n\u3000\u3000RUN echo indented\nENV NAME=你好，世界\nRUN a # 注释：–y\n',
    ],
  },
};

function inBody(instruction: Instruction): Problem | undefined {
  const { body, span } = instruction;
  const strays = strayCharacters(instruction);
  const places = strays.map(({ at, meant }) => ({ span: body.span(at, at + 1), text: meant }));
  return problem(strays, places, span);
}

/** A keyword that nobody knows because of such a character. */
function inKeyword(file: DockerFile, { keyword, keywordSpan, span }: Instruction): Problem | undefined {
  if (isKnown(keyword) || eastAsian.test(keyword)) return undefined;
  const word = file.text.slice(keywordSpan.start, keywordSpan.end);
  const strays = [...word.matchAll(lookalikes)].map(({ index, 0: character }) => ({
    at: keywordSpan.start + index,
    character,
    meant: asciiOf(character),
    sure: true,
  }));
  const places = strays.map(({ at, meant }) => ({ span: { start: at, end: at + 1 }, text: meant }));
  return problem(strays, places, span);
}

function problem(strays: readonly Stray[], edits: readonly Edit[], covers: Span): Problem | undefined {
  const [first] = strays;
  const [place] = edits;
  if (first === undefined || place === undefined) return undefined;
  return {
    span: place.span,
    covers,
    args: { found: numbered(first.character), meant: named(first.meant) },
    fix: {
      title: { en: 'Replace by ASCII characters', zh: '替换为 ASCII 字符' },
      edits,
      safe: strays.every(({ sure }) => sure),
    },
  };
}

/** A character with its number: `“` (U+201C). */
function numbered(character: string): Text {
  const number = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  if (!isVisible(character)) return verbatim(number);
  return { en: `\`${character}\` (${number})`, zh: `\`${character}\`（${number}）` };
}

function named(characters: string): Text {
  if (characters === ' ') return { en: 'a blank', zh: '空格' };
  if (characters === '') return { en: 'nothing', zh: '什么也没有' };
  return { en: `\`${characters}\``, zh: ` \`${characters}\`` };
}

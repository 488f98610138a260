import { brief, type Fix, type Problem, type Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { isKnown } from '../keywords';
import { lineStart, restOfLine } from '../own-line';

/** What a pasted text brings along: Markdown, quote marks, prompts. */
export const df020: Rule<DockerFile> = {
  code: 'DF020',
  aliases: [],
  layer: 'characters',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Marks of a pasted text', zh: '粘贴带来的标记' },
  message: {
    en: '"{mark}" comes from the page that this was copied from: Docker takes it for an instruction and stops.',
    zh: '“{mark}”是从网页或文档里带来的标记，Docker 会把它当成指令而停下。',
  },
  why: {
    en: 'Web pages and chats show code between marks: asterisks for bold, fences of backticks, `>` for a quotation, `$` for the prompt. Copied along, they stand where Docker expects one of its instructions.',
    zh: '网页和聊天工具会在代码周围加上标记：加粗的星号、反引号围栏、引用的 `>`、提示符 `$`。一起复制过来，它们就占了 Docker 指令的位置。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      if (isKnown(instruction.keyword) || instruction.onbuild) continue;
      const found = fence(file, instruction) ?? prefix(file, instruction) ?? emphasis(file, instruction);
      if (found !== undefined) yield found;
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\n«**RUN**» mkdir /app\n', fixed: 'FROM alpine:3.22\nRUN mkdir /app\n' },
      { text: 'FROM alpine:3.22\n«**RUN» mkdir /app**\n', fixed: 'FROM alpine:3.22\nRUN mkdir /app\n' },
      { text: 'FROM alpine:3.22\n«>» RUN mkdir /app\n', fixed: 'FROM alpine:3.22\nRUN mkdir /app\n' },
      { text: '«```dockerfile»\nFROM alpine:3.22\n', fixed: 'FROM alpine:3.22\n' },
    ],
    good: ['FROM alpine:3.22\n# **RUN** first\nRUN echo "**bold**" > /a && echo \'> RUN\'\n'],
  },
};

/** A line of three backticks, perhaps with the name of a language. */
function fence(file: DockerFile, { keywordSpan, rest }: Instruction): Problem | undefined {
  const { start } = keywordSpan;
  const mark = /^(`{3,}|~{3,})[\w-]*$/.exec(file.text.slice(start, keywordSpan.end))?.[0];
  if (mark === undefined || rest.text !== '') return undefined;
  const line = { start: lineStart(file.text, start), end: restOfLine(file.text, start).end };
  const newline = file.text.indexOf('\n', line.end);
  const whole = { start: line.start, end: newline === -1 ? file.text.length : newline + 1 };
  return { span: keywordSpan, args: { mark: brief(mark) }, fix: strip([{ span: whole, text: '' }]) };
}

/** A sign of its own before an instruction. */
function prefix(file: DockerFile, { keywordSpan, words }: Instruction): Problem | undefined {
  const mark = file.text.slice(keywordSpan.start, keywordSpan.end);
  const [first] = words;
  if (!/^([>$*-]|\d+\.)$/.test(mark) || first === undefined || !isKnown(first.text.toUpperCase())) return undefined;
  return {
    span: keywordSpan,
    args: { mark },
    fix: strip([{ span: { start: keywordSpan.start, end: first.span.start }, text: '' }]),
  };
}

/** An instruction between asterisks, underscores or backticks; the closing ones may stand at the end of the line. */
function emphasis(file: DockerFile, { keywordSpan, span }: Instruction): Problem | undefined {
  const written = file.text.slice(keywordSpan.start, keywordSpan.end);
  const [, open = '', word = '', close = ''] = /^([*_`>]+)(\w+?)([*_`]*)$/.exec(written) ?? [];
  if (!isKnown(word.toUpperCase())) return undefined;
  const tail = file.text.slice(keywordSpan.end, span.end).endsWith(open) && close === '' ? open.length : 0;
  const end = { start: span.end - tail, end: span.end };
  return {
    span: keywordSpan,
    args: { mark: open },
    fix: strip([{ span: keywordSpan, text: word }, ...(tail > 0 ? [{ span: end, text: '' }] : [])]),
  };
}

function strip(edits: Fix['edits']): Fix {
  return { title: { en: 'Remove the marks', zh: '去掉这些标记' }, edits, safe: true };
}

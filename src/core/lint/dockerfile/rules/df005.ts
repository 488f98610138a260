import type { Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';
import { brokenList, type BrokenList } from '../list-form';
import { moveToOwnLine, restOfLine } from '../own-line';

const shellForms = new Set(['RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK']);
const lists = new Set([...shellForms, 'SHELL', 'VOLUME', 'COPY', 'ADD']);

/** Looks like the exec form and is not JSON. */
export const df005: Rule<DockerFile> = {
  code: 'DF005',
  aliases: ['JSON_IN_SINGLE_QUOTES'],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Exec form that is not JSON', zh: 'exec 形式不是合法 JSON' },
  message: {
    en: 'This list is not valid JSON, so {keyword} does not take it as a list but as plain text.',
    zh: '这个列表不是合法 JSON，{keyword} 会把它当作普通文本，而不是列表。',
  },
  why: {
    en: 'The exec form is a JSON array: double quotes, a comma between the words, `\\\\` for a backslash, nothing after the bracket. If one of these is wrong, Docker says nothing and hands the whole text, brackets included, to the shell, which finds no such command.',
    zh: 'exec 形式是 JSON 数组：必须用双引号，词与词之间用逗号，反斜杠写成 `\\\\`，右括号后不能再有内容。只要有一处不对，Docker 不会提示，而是把包括括号在内的整段文本交给 shell，结果找不到这样的命令。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      const { keyword, body } = instruction;
      if (!lists.has(keyword) || !body.text.includes('[') || instruction.json !== undefined) continue;
      const text = instruction.command ?? instruction.rest;
      if (!text.text.startsWith('[')) continue;
      const broken = brokenList(text);
      // Elsewhere a comment behind the list is the mistake, and has its own rule.
      if (broken === undefined || (broken.comment !== undefined && !shellForms.has(keyword))) continue;
      yield { span: text.span(0, broken.end), args: { keyword }, fix: fixOf(file, instruction, broken) };
    }
  },
  examples: {
    bad: [
      { text: "FROM node:24\nCMD «['npm','start']»\n", fixed: 'FROM node:24\nCMD ["npm","start"]\n' },
      { text: 'FROM node:24\nCMD «["npm" "start",]»\n', fixed: 'FROM node:24\nCMD ["npm", "start"]\n' },
      { text: 'FROM node:24\nENTRYPOINT «["npm", "start"»\n', fixed: 'FROM node:24\nENTRYPOINT ["npm", "start"]\n' },
      {
        text: 'FROM node:24\nCMD «["npm", "start"]» # run it\n',
        fixed: 'FROM node:24\n# run it\nCMD ["npm", "start"]\n',
      },
      { text: 'FROM node:24\nSHELL «["c:\\windows\\x"]»\n', fixed: 'FROM node:24\nSHELL ["c:\\\\windows\\\\x"]\n' },
    ],
    good: [
      'FROM alpine:3.22\nRUN [ -f /x ] && echo y\nRUN [[ "$A" = b ]] || [ "$A" ]\n',
      'FROM alpine:3.22\nCMD [ "sh", \\\n      "-c", "echo [a, b]" ]\n',
      'FROM alpine:3.22\nCOPY [a-c].txt /x/\n',
    ],
  },
};

function fixOf(
  file: DockerFile,
  { command, rest }: Instruction,
  broken: BrokenList,
): ReturnType<typeof moveToOwnLine> | undefined {
  const { edits, comment, end } = broken;
  const text = command ?? rest;
  if (edits === undefined) return undefined;
  if (comment !== undefined) {
    const span = restOfLine(file.text, text.offset(comment));
    return moveToOwnLine(file, span, { start: text.span(0, end).end, end: span.end }, edits);
  }
  return { title: { en: 'Write it as JSON', zh: '改写为合法 JSON' }, edits, safe: true };
}

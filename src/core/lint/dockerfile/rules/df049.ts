import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { plainWords } from '../plain-words';
import { lastOf, lineage } from '../stages';

/** A whole command line in one string. */
export const df049: Rule<DockerFile> = {
  code: 'DF049',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Whole command line in one string', zh: '整条命令写进了一个字符串' },
  message: {
    en: 'Docker looks for one program called "{text}", blanks and all: each word needs quotes of its own.',
    zh: 'Docker 会去找名为“{text}”（连空格在内）的程序：每个词都要单独加引号。',
  },
  why: {
    en: 'In exec form the first string is the program and each further one an argument; no shell splits them at blanks. `["npm start"]` is one name with a blank in it, and nothing of that name exists.',
    zh: 'exec 形式里，第一个字符串是程序，后面每个字符串是一个参数，没有 shell 来按空格拆分。`["npm start"]` 是一个带空格的名字，这样的程序并不存在。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const entries = lastOf(file, 'ENTRYPOINT');
    for (const instruction of instructionsOf(file, 'CMD', 'ENTRYPOINT', 'RUN', 'HEALTHCHECK')) {
      const { keyword, json, command, stage } = instruction;
      const [first] = json ?? [];
      if (first === undefined || json === undefined || command === undefined || !isLine(first.value)) continue;
      if (keyword === 'CMD' && lineage(file, stage).some((one) => entries.has(one))) continue;
      const words = plainWords(first.value);
      const texts = words ?? ['sh', '-c', first.value];
      const text = JSON.stringify(texts).replaceAll('","', '", "');
      const title = { en: `Write it as ${brief(text, 40)}`, zh: `改写为 ${brief(text, 40)}` };
      const fix =
        json.length === 1
          ? { title, edits: [{ span: command.span(0, command.text.length), text }], safe: words !== undefined }
          : undefined;
      yield { span: first.span, args: { text: brief(first.value) }, fix };
    }
  },
  examples: {
    bad: [
      { text: 'FROM node:24\nCMD [«"npm start"»]\n', fixed: 'FROM node:24\nCMD ["npm", "start"]\n' },
      {
        text: 'FROM node:24\nENTRYPOINT [«"node app.js && echo done"»]\n',
        fixed: 'FROM node:24\nENTRYPOINT ["sh", "-c", "node app.js && echo done"]\n',
      },
    ],
    good: [
      'FROM node:24\nENTRYPOINT ["/opt/my app/run"]\nCMD ["hello world"]\nHEALTHCHECK CMD ["sh", "-c", "a b"]\n',
      '# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2025\nCMD ["C:\\\\Program Files\\\\app.exe"]\n',
    ],
  },
};

/** A program, a blank, and something that is no part of its path. */
function isLine(text: string): boolean {
  const [, program = '', next = ''] = /^([^\s:\\]+)\s+(\S+)/.exec(text) ?? [];
  if (!/^[\w./+-]*\w$/.test(program) || program.startsWith('-')) return false;
  return !program.includes('/') || !/^[^-/.]+\//.test(next);
}

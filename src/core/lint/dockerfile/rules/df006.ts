import type { Text } from '../../../text';
import type { Fix, Rule } from '../../rule';
import type { DockerFile, Instruction } from '../file';

/** Wrong number of arguments. */
export const df006: Rule<DockerFile> = {
  code: 'DF006',
  aliases: [
    'ARGUMENT_MISSING',
    'ARGUMENT_EXTRA',
    'ARGUMENT_REQUIRES_ONE',
    'ARGUMENT_REQUIRES_AT_LEAST_ONE',
    'ARGUMENT_REQUIRES_AT_LEAST_TWO',
    'ARGUMENT_UNNECESSARY',
    'INVALID_SYNTAX',
  ],
  layer: 'syntax',
  severity: { learn: 'error', strict: 'error' },
  title: { en: 'Wrong number of arguments', zh: '参数个数不对' },
  message: {
    en: '{keyword} needs {needs} here: the build stops at this line.',
    zh: '{keyword} 在这里需要{needs}，构建会停在这一行。',
  },
  why: {
    en: 'Each instruction has its own number of arguments: COPY and ADD at least a source and a destination, USER and STOPSIGNAL exactly one word, EXPOSE, ENV and LABEL at least one. Docker reads the whole file before it builds, and refuses it as a whole.',
    zh: '每条指令对参数个数都有要求：COPY 和 ADD 至少要有来源和目标，USER 和 STOPSIGNAL 只能有一个词，EXPOSE、ENV、LABEL 至少一个。Docker 在构建前会读完整个文件，有一处不对就整个拒绝。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const instruction of file.instructions) {
      const { keyword, keywordSpan, words } = instruction;
      const count = (keyword === 'SHELL' ? words : (instruction.json ?? words)).length;
      const least = atLeast[keyword] ?? 0;
      if (count < least) {
        const severity = commands.has(keyword) ? { severity: 'warning' as const } : {};
        yield {
          span: keywordSpan,
          args: { keyword, needs: needs(least) },
          fix: addDestination(instruction),
          ...severity,
        };
      }
      const extra = single.has(keyword) ? words[1] : undefined;
      if (extra !== undefined && !/[{<%]/.test(instruction.rest.text))
        yield { span: extra.span, args: { keyword, needs: needs(0) } };
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\n«COPY» a\n', fixed: 'FROM alpine:3.22\nCOPY a .\n' },
      { text: 'FROM alpine:3.22\n«EXPOSE»\n' },
      { text: 'FROM alpine:3.22\nUSER app «staff»\n' },
    ],
    good: ['FROM alpine:3.22\nCOPY a b /x/\nCOPY <<EOF /x\nhello\nEOF\nWORKDIR /a b\nCMD []\nENTRYPOINT []\n'],
  },
};

const atLeast: Readonly<Record<string, number>> = {
  ...{ ADD: 2, COPY: 2, ARG: 1, ENV: 1, EXPOSE: 1, LABEL: 1, ONBUILD: 1, STOPSIGNAL: 1, USER: 1, VOLUME: 1 },
  ...{ WORKDIR: 1, FROM: 1, MAINTAINER: 1, SHELL: 1 },
};
const commands = new Set<string>();
const single = new Set(['USER', 'STOPSIGNAL']);

const counts = [
  { en: 'exactly one argument', zh: '且仅需要一个参数' },
  { en: 'at least one argument', zh: '至少一个参数' },
  { en: 'a source and a destination', zh: '来源和目标两个参数' },
];
const needs = (least: number): Text => counts[least] ?? { en: 'arguments', zh: '参数' };

function addDestination({ keyword, json, words }: Instruction): Fix | undefined {
  const [source] = words;
  if (
    (keyword !== 'COPY' && keyword !== 'ADD') ||
    json !== undefined ||
    source === undefined ||
    /^[[<]/.test(source.text)
  )
    return undefined;
  return {
    title: { en: 'Copy into the working directory', zh: '复制到工作目录' },
    edits: [{ span: { start: source.span.end, end: source.span.end }, text: ' .' }],
    safe: false,
  };
}

import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { isKnown } from '../keywords';

/** Instructions in different case. */
export const consistentInstructionCasing: Rule<DockerFile> = {
  code: 'ConsistentInstructionCasing',
  aliases: ['CASING_INSTRUCTION'],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Instructions in different case', zh: '指令大小写不统一' },
  message: {
    en: 'Most instructions of this file are in {case} case, and "{word}" is not.',
    zh: '本文件多数指令是{case}，“{word}”却不是。',
  },
  why: {
    en: 'Docker does not mind the case. A file that keeps to one is easier to read and to search; by custom it is upper case, which sets instructions off from their arguments.',
    zh: 'Docker 不区分大小写，但统一写法更便于阅读和搜索。习惯上用大写，与参数区分开。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const own = file.instructions.filter(({ keyword, onbuild }) => isKnown(keyword) && !onbuild);
    const words = own.map(({ keywordSpan }) => file.text.slice(keywordSpan.start, keywordSpan.end));
    const lower = words.filter((word) => word === word.toLowerCase()).length;
    const upper = words.filter((word) => word === word.toUpperCase()).length;
    const isLower = lower > upper;
    for (const [index, { keywordSpan: span }] of own.entries()) {
      const word = words[index] ?? '';
      const text = isLower ? word.toLowerCase() : word.toUpperCase();
      if (word === text) continue;
      yield {
        span,
        args: { case: isLower ? { en: 'lower', zh: '小写' } : { en: 'upper', zh: '大写' }, word },
        fix: changeTo(span, text),
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM alpine:3.22\nENV A=1\n«run» true\n', fixed: 'FROM alpine:3.22\nENV A=1\nRUN true\n' },
      { text: 'from alpine:3.22\nrun true\n«Env» A=1\n', fixed: 'from alpine:3.22\nrun true\nenv A=1\n' },
    ],
    good: ['from alpine:3.22\nrun true\n'],
  },
};

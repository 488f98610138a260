import { changeTo } from '../../change-to';
import type { Rule } from '../../rule';
import type { DockerFile } from '../file';

/** FROM and AS in different case. */
export const fromAsCasing: Rule<DockerFile> = {
  code: 'FromAsCasing',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'FROM and AS in different case', zh: 'FROM 与 AS 大小写不一致' },
  message: {
    en: '"{as}" is not in the case of its FROM: the line reads as if it were a mistake.',
    zh: '“{as}”与 FROM 的大小写不一致，看上去像写错了。',
  },
  why: {
    en: 'Docker does not mind the case of its words. A file that mixes them makes readers, and search commands, miss some of the lines.',
    zh: 'Docker 不在乎关键字的大小写，但混用会让读的人和搜索命令漏掉一些行。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const { from } of file.stages) {
      const as = from.words[1];
      const keyword = file.text.slice(from.keywordSpan.start, from.keywordSpan.end);
      if (as === undefined || as.text.toUpperCase() !== 'AS' || from.words.length !== 3) continue;
      const text = keyword === keyword.toLowerCase() ? 'as' : keyword === keyword.toUpperCase() ? 'AS' : as.text;
      if (as.text === text) continue;
      yield { span: as.span, args: { as: as.text }, fix: changeTo(as.span, text) };
    }
  },
  examples: {
    bad: [{ text: 'FROM golang:1.26 «as» build\n', fixed: 'FROM golang:1.26 AS build\n' }],
    good: ['from golang:1.26 as build\nfrom alpine:3.22\n'],
  },
};

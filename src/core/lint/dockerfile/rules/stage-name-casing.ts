import { changeTo } from '../../change-to';
import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { nameWord, usesOf } from '../stage-uses';

/** A stage name that is not in lower case. */
export const stageNameCasing: Rule<DockerFile> = {
  code: 'StageNameCasing',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Stage name not in lower case', zh: '阶段名不是小写' },
  message: {
    en: '"{name}" is compared without regard to case; lower case keeps a reader from looking for a second one.',
    zh: '“{name}”比较时不分大小写；统一用小写，读的人才不会以为还有另一个。',
  },
  why: {
    en: 'Docker takes `Build` and `build` for the same stage. Written in one way everywhere, names of stages stand out from the instructions, which are in upper case.',
    zh: 'Docker 把 `Build` 和 `build` 当作同一个阶段。统一用小写，阶段名就能和大写的指令区分开。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    for (const [index, { name }] of file.stages.entries()) {
      const word = nameWord(file, index);
      if (name === undefined || word === undefined || name === name.toLowerCase() || /[$<>{}%]/.test(name)) continue;
      const text = name.toLowerCase();
      const edits = [word.span, ...usesOf(file, index)].map((span) => ({ span, text }));
      yield { span: word.span, args: { name: brief(name) }, fix: { ...changeTo(word.span, text), edits } };
    }
  },
  examples: {
    bad: [
      {
        text: 'FROM golang:1.26 AS «Build»\nFROM Build AS test\nFROM alpine:3.22\nCOPY --from=Build /a /a\n',
        fixed: 'FROM golang:1.26 AS build\nFROM build AS test\nFROM alpine:3.22\nCOPY --from=build /a /a\n',
      },
    ],
    good: ['FROM golang:1.26 AS build\nFROM alpine:3.22 AS final\n'],
  },
};

import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { lineStart } from '../own-line';
import { pairsOf } from '../pairs';

/** A comment above FROM or ARG that does not describe it. */
export const invalidDefinitionDescription: Rule<DockerFile> = {
  code: 'InvalidDefinitionDescription',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Comment above does not describe the name', zh: '上方注释没有描述该名字' },
  message: {
    en: '`docker build --call=outline` shows this comment as a description only if it begins with "{name}".',
    zh: '只有以“{name}”开头，`docker build --call=outline` 才会把这条注释当作说明显示。',
  },
  why: {
    en: 'The builder can list the stages and arguments of a file with their descriptions. It takes the comment right above a line for one if its first word is the name that is described.',
    zh: '构建器可以列出文件里的阶段和参数以及说明。紧挨在上一行的注释，第一个词是那个名字时，才会被当作说明。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const above = new Map(file.comments.map((comment) => [lineAfter(file.text, comment.span.end), comment]));
    for (const instruction of instructionsOf(file, 'FROM', 'ARG')) {
      const name = instruction.keyword === 'ARG' ? pairsOf(instruction)[0]?.name : instruction.words[2]?.value;
      const comment = above.get(lineStart(file.text, instruction.span.start));
      const first = comment?.text.replace(/^#\s*/, '').split(/\s/)[0];
      if (name !== undefined && comment !== undefined && first !== name)
        yield { span: comment.span, args: { name: brief(name) } };
    }
  },
  examples: {
    bad: [{ text: '«# the compiler»\nFROM golang:1.26 AS build\n' }],
    good: ['# build compiles the program\nFROM golang:1.26 AS build\n# a note of its own\n\nARG A=1\n'],
  },
};

const lineAfter = (text: string, end: number): number => text.indexOf('\n', end) + 1;

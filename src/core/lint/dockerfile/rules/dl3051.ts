import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { labelProblems } from '../labels';

/** An empty label. */
export const dl3051: Rule<DockerFile> = {
  code: 'DL3051',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Empty label', zh: '空标签' },
  message: {
    en: 'The label "{label}" is empty, and this project wants it to say something.',
    zh: '标签“{label}”是空的，而本项目要求它有内容。',
  },
  why: {
    en: 'An empty label looks as if the image had been described. It usually comes from a variable that was not given to the build.',
    zh: '空标签会让人以为镜像有说明。多半是某个变量没有传给构建。',
  },
  lesson: 'docker/registry',
  *check(file) {
    yield* labelProblems(
      file,
      () => true,
      (value) => value.trim() !== '',
    );
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nLABEL «maintainer»=""\n' }],
    good: ['FROM alpine:3.22\nLABEL maintainer=team\n'],
  },
};

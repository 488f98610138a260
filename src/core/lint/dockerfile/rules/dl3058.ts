import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { labelProblems } from '../labels';

/** A label that is no e-mail address. */
export const dl3058: Rule<DockerFile> = {
  code: 'DL3058',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Label is no e-mail address', zh: '标签不是邮箱地址' },
  message: { en: 'The label "{label}" has to be an e-mail address.', zh: '标签“{label}”的值必须是邮箱地址。' },
  why: {
    en: 'Whoever finds something wrong with an image writes to this address. A name alone does not lead anywhere.',
    zh: '发现镜像有问题的人会往这个地址写信，只写名字联系不上任何人。',
  },
  lesson: 'docker/registry',
  *check(file) {
    yield* labelProblems(
      file,
      (kind) => kind === 'email',
      (value) => /^[^\s@<>]+@[^\s@<>]+\.[^\s@.<>]+$/.test(value),
    );
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nLABEL maintainer=team «contact»=nobody\n' }],
    good: ['FROM alpine:3.22\nLABEL maintainer=team contact=team@example.com\n'],
  },
};

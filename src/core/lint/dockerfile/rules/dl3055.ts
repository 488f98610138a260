import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { labelProblems } from '../labels';

/** A label that is no hash of git. */
export const dl3055: Rule<DockerFile> = {
  code: 'DL3055',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Label is no git hash', zh: '标签不是 git 提交号' },
  message: {
    en: 'The label "{label}" has to be a commit of git: 7 or 40 hexadecimal digits.',
    zh: '标签“{label}”的值必须是 git 提交号：7 位或 40 位十六进制数字。',
  },
  why: {
    en: 'The hash leads from an image back to the very source that it was made of. A branch or a tag may point elsewhere tomorrow.',
    zh: '提交号能从镜像找回它所用的源码。分支和标签明天可能就指向别处。',
  },
  lesson: 'docker/registry',
  *check(file) {
    yield* labelProblems(
      file,
      (kind) => kind === 'hash',
      (value) => /^([0-9a-f]{7}|[0-9a-f]{40}|[0-9a-f]{64})$/.test(value),
    );
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nLABEL maintainer=team «revision»=main\n' }],
    good: ['FROM alpine:3.22\nLABEL maintainer=team revision=1a2b3c4\n'],
  },
};

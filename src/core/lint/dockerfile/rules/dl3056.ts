import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { labelProblems } from '../labels';

/** A label that is no semantic version. */
export const dl3056: Rule<DockerFile> = {
  code: 'DL3056',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Label is no semantic version', zh: '标签不是语义化版本' },
  message: {
    en: 'The label "{label}" has to be a semantic version such as 1.4.0.',
    zh: '标签“{label}”的值必须是 1.4.0 这样的语义化版本。',
  },
  why: {
    en: 'Semantic versions have three numbers, perhaps with `-rc.1` or `+build` behind them, so that tools can tell which of two is newer.',
    zh: '语义化版本由三个数字组成，后面可带 `-rc.1` 或 `+build`，工具据此判断新旧。',
  },
  lesson: 'docker/registry',
  *check(file) {
    yield* labelProblems(
      file,
      (kind) => kind === 'semver',
      (value) => /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(value),
    );
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nLABEL maintainer=team «version»=v1\n' }],
    good: ['FROM alpine:3.22\nLABEL maintainer=team version=1.4.0-rc.1\n'],
  },
};

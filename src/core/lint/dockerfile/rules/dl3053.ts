import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { labelProblems } from '../labels';

/** A label that is no RFC 3339 time. */
export const dl3053: Rule<DockerFile> = {
  code: 'DL3053',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Label is no RFC 3339 time', zh: '标签不是 RFC 3339 时间' },
  message: {
    en: 'The label "{label}" has to be a time such as 2026-11-22T08:00:00Z.',
    zh: '标签“{label}”的值必须是 2026-11-22T08:00:00Z 这样的时间。',
  },
  why: {
    en: 'RFC 3339 is the one form of date and time that every tool reads alike: year, month, day, `T`, time, and `Z` or the distance to UTC.',
    zh: 'RFC 3339 是所有工具都能一致解读的时间格式：年、月、日、`T`、时间，以及 `Z` 或与 UTC 的差。',
  },
  lesson: 'docker/registry',
  *check(file) {
    yield* labelProblems(
      file,
      (kind) => kind === 'rfc3339',
      (value) => /^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-6]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i.test(value),
    );
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nLABEL maintainer=team «created»=yesterday\n' }],
    good: ['FROM alpine:3.22\nLABEL maintainer=team created=2026-11-22T08:00:00+08:00\n'],
  },
};

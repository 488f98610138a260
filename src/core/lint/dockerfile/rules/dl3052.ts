import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { labelProblems } from '../labels';

/** A label that is no URL. */
export const dl3052: Rule<DockerFile> = {
  code: 'DL3052',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Label is no URL', zh: '标签不是 URL' },
  message: { en: 'The label "{label}" has to be a URL, which its value is not.', zh: '标签“{label}”的值必须是 URL。' },
  why: {
    en: 'Tools make links of such labels. A URL has a scheme and a host: `https://example.com/app`.',
    zh: '工具会把这类标签做成链接。URL 要有协议和主机：`https://example.com/app`。',
  },
  lesson: 'docker/registry',
  *check(file) {
    yield* labelProblems(
      file,
      (kind) => kind === 'url',
      (value) => /^[a-z][a-z0-9+.-]*:\/\/[^\s/]+\S*$/i.test(value),
    );
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nLABEL maintainer=team «url»=example\n' }],
    good: ['FROM alpine:3.22\nLABEL maintainer=team url=https://example.com/app\n'],
  },
};

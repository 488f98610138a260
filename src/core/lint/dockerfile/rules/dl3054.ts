import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { labelProblems } from '../labels';

/** A label that is no SPDX licence. */
export const dl3054: Rule<DockerFile> = {
  code: 'DL3054',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Label is no SPDX licence', zh: '标签不是 SPDX 许可证' },
  message: {
    en: 'The label "{label}" has to be an SPDX identifier such as Apache-2.0 or MIT.',
    zh: '标签“{label}”的值必须是 Apache-2.0、MIT 这样的 SPDX 标识。',
  },
  why: {
    en: 'SPDX gives every licence one short name, so that tools can compare them. "GNU GPL" or "Apache License" are none of these names.',
    zh: 'SPDX 给每种许可证一个统一的短名，便于工具比较。“GNU GPL”“Apache License”都不是这样的短名。',
  },
  lesson: 'docker/registry',
  *check(file) {
    yield* labelProblems(file, (kind) => kind === 'spdx', isLicence);
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nLABEL maintainer=team «licenses»="Apache License"\n' }],
    good: ['FROM alpine:3.22\nLABEL maintainer=team licenses="MIT OR (Apache-2.0 WITH LLVM-exception)"\n'],
  },
};

/** Of the form of an expression: identifiers joined by AND, OR and WITH; the list of identifiers grows each month. */
function isLicence(value: string): boolean {
  const words = value.replace(/[()]/g, ' ').trim().split(/\s+/);
  const isOperator = (word: string): boolean => /^(AND|OR|WITH)$/.test(word);
  return words.every((word, index) =>
    index % 2 === 1 ? isOperator(word) : /^[A-Za-z][A-Za-z0-9.-]*\+?$/.test(word) && !isOperator(word),
  );
}

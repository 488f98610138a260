import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { pairsOf } from '../pairs';

/** A label that the schema does not know. */
export const dl3050: Rule<DockerFile> = {
  code: 'DL3050',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Superfluous label', zh: '多余的标签' },
  message: {
    en: '"{label}" is not among the labels that this project uses.',
    zh: '“{label}”不在本项目使用的标签之列。',
  },
  why: {
    en: 'With a strict schema a label that nobody has agreed on is most often a slip in the name of one that has been. The list is a setting; without one this rule is silent.',
    zh: '在严格模式下，没有约定过的标签多半是拼错了某个约定好的名字。标签列表在设置里；没有设置时这条规则不起作用。',
  },
  lesson: 'docker/registry',
  *check(file) {
    const { labelSchema, strictLabels } = file.options;
    if (!strictLabels) return;
    for (const instruction of instructionsOf(file, 'LABEL'))
      for (const { name, nameSpan } of pairsOf(instruction))
        if (!Object.hasOwn(labelSchema, name)) yield { span: nameSpan, args: { label: brief(name, 40) } };
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nLABEL maintainer=team «other»=x\n' }],
    good: ['FROM alpine:3.22\nLABEL maintainer=team\n'],
  },
};

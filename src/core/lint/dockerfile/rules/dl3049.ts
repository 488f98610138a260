import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { pairsOf } from '../pairs';
import { keptStages } from '../stages';

/** A label that the schema wants is missing. */
export const dl3049: Rule<DockerFile> = {
  code: 'DL3049',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'off' },
  title: { en: 'Label missing', zh: '缺少标签' },
  message: {
    en: 'The image has no label "{label}", which this project wants on every image.',
    zh: '镜像缺少标签“{label}”，而本项目要求每个镜像都有。',
  },
  why: {
    en: 'Labels tell tools and people where an image comes from and who looks after it. A project lists in its settings which labels its images must have; without a list this rule is silent.',
    zh: '标签告诉工具和人镜像从哪里来、由谁维护。项目可以在设置里列出镜像必须有的标签；没有列出时这条规则不起作用。',
  },
  lesson: 'docker/registry',
  *check(file) {
    const last = file.stages.at(-1);
    const wanted = Object.keys(file.options.labelSchema);
    if (wanted.length === 0 || last === undefined) return;
    const kept = keptStages(file);
    const given = new Set(
      instructionsOf(file, 'LABEL').flatMap((one) => (kept.has(one.stage) ? pairsOf(one).map(({ name }) => name) : [])),
    );
    const missing = wanted.find((label) => !given.has(label));
    if (missing !== undefined) yield { span: last.from.keywordSpan, args: { label: brief(missing, 40) } };
  },
  examples: { bad: [{ text: '«FROM» alpine:3.22\n' }], good: ['FROM alpine:3.22\nLABEL maintainer=team\n'] },
};

import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { fromUses, stageNamed } from '../stage-uses';

/** A stage that nothing uses. */
export const df075: Rule<DockerFile> = {
  code: 'DF075',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Stage that nothing uses', zh: '没有用到的阶段' },
  message: {
    en: 'No later stage is built on this one or copies from it, and it has no name: it is never built.',
    zh: '后面没有阶段以它为基础或从它复制，它也没有名字：永远不会被构建。',
  },
  why: {
    en: 'The builder makes the last stage, and what that one needs. A stage without a name that nobody refers to is left out, so that its checks never run. Name it for `docker build --target`, or remove it.',
    zh: '构建器只构建最后一个阶段以及它所需要的。没有名字又没人引用的阶段会被跳过，其中的检查从不执行。请给它起名供 `docker build --target` 使用，或者删掉。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    const isOpenFile = /--from=["']?\$|from=\$/.test(file.text);
    if (isOpenFile) return;
    const used = new Set<number>(file.stages.flatMap(({ parent }) => parent ?? []));
    for (const use of fromUses(file)) used.add(stageNamed(file, use) ?? -1);
    for (const [index, { from, name }] of file.stages.slice(0, -1).entries())
      if (name === undefined && !used.has(index)) yield { span: from.keywordSpan };
  },
  examples: {
    bad: [{ text: '«FROM» golang:1.26\nRUN go version\nFROM alpine:3.22\n' }],
    good: ['FROM golang:1.26\nRUN go version\nFROM alpine:3.22 AS test\nFROM alpine:3.22\nCOPY --from=0 /a /a\n'],
  },
};

import type { Rule } from '../../rule';
import { appendCommand } from '../append-command';
import type { DockerFile } from '../file';
import { isMounted } from '../flags';
import { installs } from '../installs';
import { commandsIn } from '../run-commands';
import { keptStages } from '../stages';

/** yarn install without cleaning its cache. */
export const dl3060: Rule<DockerFile> = {
  code: 'DL3060',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'yarn keeps its cache in the image', zh: 'yarn 缓存留在镜像里' },
  message: {
    en: 'yarn keeps what it downloads in this layer: weight that no container needs.',
    zh: 'yarn 会把下载的内容留在这一层，占空间却没有用。',
  },
  why: {
    en: 'yarn keeps every package a second time in its cache. `yarn cache clean` in the same RUN removes it; a cache mount keeps it outside the image and makes the next build faster.',
    zh: 'yarn 会在缓存里把每个包再存一份。在同一条 RUN 里执行 `yarn cache clean` 可删掉它；用 cache mount 则存在镜像之外，还能加快下次构建。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    const kept = keptStages(file);
    for (const { instruction, first, verb } of installs(file, ['yarn'], ['install', 'add'])) {
      const isClean = commandsIn(instruction, file).some(
        (run) => run.program === 'yarn' && run.options.some(({ value }) => value === 'clean'),
      );
      if (
        (!instruction.onbuild && !kept.has(instruction.stage)) ||
        isClean ||
        isMounted(instruction, /yarn|\.cache|^\/root\/?$/)
      )
        continue;
      const title = { en: 'Append yarn cache clean', zh: '追加 yarn cache clean' };
      yield {
        span: { start: first.span.start, end: verb.span.end },
        fix: appendCommand(file, instruction, 'yarn cache clean', title),
      };
    }
  },
  examples: {
    bad: [
      { text: 'FROM node:24\nRUN «yarn install»\n', fixed: 'FROM node:24\nRUN yarn install && yarn cache clean\n' },
    ],
    good: [
      'FROM node:24\nRUN yarn install && yarn cache clean\nRUN --mount=type=cache,target=/usr/local/share/.cache/yarn yarn install\n',
    ],
  },
};

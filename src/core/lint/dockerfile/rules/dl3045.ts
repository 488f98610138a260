import { type Rule, brief } from '../../rule';
import { copyOf } from '../copies';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { insertAbove } from '../own-line';
import { lineage } from '../stages';

/** COPY to a relative path without a WORKDIR. */
export const dl3045: Rule<DockerFile> = {
  code: 'DL3045',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'information', strict: 'warning' },
  title: { en: 'COPY to a relative path without WORKDIR', zh: '没有 WORKDIR 却复制到相对路径' },
  message: {
    en: '"{path}" is relative, and no WORKDIR says to what: it depends on the base image.',
    zh: '“{path}”是相对路径，却没有 WORKDIR 说明相对于哪里，全看基础镜像。',
  },
  why: {
    en: 'A relative destination starts at the working directory. If the stage sets none, that is the one of the base image, most often `/`, and files end up beside `/etc` and `/usr`.',
    zh: '相对的目标路径从工作目录算起。本阶段没有设置时，就用基础镜像的工作目录，多半是 `/`，文件会散落在 `/etc`、`/usr` 旁边。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    const set = new Set(
      instructionsOf(file, 'WORKDIR')
        .filter(({ onbuild }) => !onbuild)
        .map(({ stage }) => stage),
    );
    const before = new Set<number>();
    for (const instruction of instructionsOf(file, 'WORKDIR', 'COPY')) {
      const { stage, keyword, onbuild } = instruction;
      if (onbuild) continue;
      if (keyword === 'WORKDIR') before.add(stage);
      const { destination } = copyOf(instruction);
      if (keyword === 'WORKDIR' || destination === undefined || isAbsolute(destination.value)) continue;
      if (lineage(file, stage).some((one, index) => (index === 0 ? before : set).has(one))) continue;
      yield {
        span: destination.span,
        args: { path: brief(destination.value) },
        fix: insertAbove(file, instruction, 'WORKDIR /app'),
      };
    }
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nCOPY a «b/»\n', fixed: 'FROM alpine:3.22\nWORKDIR /app\nCOPY a b/\n' }],
    good: ['FROM alpine:3.22 AS base\nWORKDIR /app\nFROM base\nCOPY a .\nCOPY b /b\nCOPY c $HOME\nONBUILD COPY . .\n'],
  },
};

const isAbsolute = (path: string): boolean => /^[/\\$%<]|^[A-Za-z]:/.test(path);

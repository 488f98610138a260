import { type Rule, brief } from '../../rule';
import type { DockerFile } from '../file';
import { runCommands } from '../run-commands';
import { keptStages } from '../stages';
import { targets } from '../targets';

/** A file that is deleted in a later layer. */
export const df066: Rule<DockerFile> = {
  code: 'DF066',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'File deleted in a later layer', zh: '文件在后面的层才删除' },
  message: {
    en: '"{path}" was copied in a layer of its own: deleting it here hides it, and the image stays as large.',
    zh: '“{path}”是单独一层复制进来的：在这里删除只是遮住它，镜像不会变小。',
  },
  why: {
    en: 'Layers are only ever added. What one of them brought is in the image for good; a later one can cover it, nothing more. Use it without copying: `RUN --mount=type=bind,source=a.tgz,target=/tmp/a.tgz …`.',
    zh: '镜像层只会增加。某一层带来的内容永远留在镜像里，后面的层只能遮住它。可以不复制而直接使用：`RUN --mount=type=bind,source=a.tgz,target=/tmp/a.tgz …`。',
  },
  lesson: 'docker-deep/layers',
  *check(file) {
    const kept = keptStages(file);
    const copied = new Map<string, number>();
    for (const { place, copy } of targets(file))
      if (kept.has(copy.instruction.stage)) copied.set(place, copy.instruction.span.start);
    for (const { instruction, program, options } of runCommands(file)) {
      if (program !== 'rm' || !kept.has(instruction.stage)) continue;
      const word = options.find(({ value }) => (copied.get(value) ?? Infinity) < instruction.span.start);
      if (word !== undefined) yield { span: word.span, args: { path: brief(word.value) } };
    }
  },
  examples: {
    bad: [{ text: 'FROM alpine:3.22\nCOPY app.tgz /tmp/\nRUN install-app /tmp/app.tgz && rm «/tmp/app.tgz»\n' }],
    good: [
      'FROM golang:1.26 AS build\nCOPY app.tgz /tmp/\nRUN rm /tmp/app.tgz\nFROM alpine:3.22\nRUN rm /tmp/app.tgz\n',
    ],
  },
};

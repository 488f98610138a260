import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { replaced } from '../replaced';

/** Several ENTRYPOINT in a stage. */
export const dl4004: Rule<DockerFile> = {
  code: 'DL4004',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Several ENTRYPOINT in one stage', zh: '同一阶段有多个 ENTRYPOINT' },
  message: {
    en: 'A later ENTRYPOINT of this stage replaces this one: it never runs.',
    zh: '本阶段后面的 ENTRYPOINT 会覆盖这一条，它永远不会执行。',
  },
  why: {
    en: 'An image starts one program, and the last ENTRYPOINT says which. To do something before it starts, let the entrypoint be a script that ends with `exec "$@"`.',
    zh: '一个镜像只启动一个程序，由最后一条 ENTRYPOINT 决定。要在启动前做些事，就让 ENTRYPOINT 是一个以 `exec "$@"` 结尾的脚本。',
  },
  lesson: 'docker/dockerfile',
  check: (file) => replaced(file, 'ENTRYPOINT'),
  examples: {
    bad: [
      {
        text: 'FROM node:24\n«ENTRYPOINT» ["npm"]\nENTRYPOINT ["node"]\n',
        fixed: 'FROM node:24\nENTRYPOINT ["node"]\n',
      },
    ],
    good: ['FROM node:24 AS a\nENTRYPOINT ["npm"]\nFROM a\nENTRYPOINT ["node"]\n'],
  },
};

import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { replaced } from '../replaced';

/** Several CMD in a stage. */
export const dl4003: Rule<DockerFile> = {
  code: 'DL4003',
  aliases: ['MultipleInstructionsDisallowed', 'MULTIPLE_INSTRUCTIONS'],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Several CMD in one stage', zh: '同一阶段有多个 CMD' },
  message: {
    en: 'A later CMD of this stage replaces this one: it never runs.',
    zh: '本阶段后面的 CMD 会覆盖这一条，它永远不会执行。',
  },
  why: {
    en: 'CMD does not run anything while the image is built: it writes down what a container of this image starts. There is one place for that, and the last CMD wins. What shall happen at build time is a RUN; two programs are two containers.',
    zh: 'CMD 在构建时什么也不执行，只是记下用该镜像启动容器时要运行的命令。这个位置只有一个，最后一条 CMD 生效。构建时要做的事用 RUN；两个程序应当是两个容器。',
  },
  lesson: 'docker/dockerfile',
  check: (file) => replaced(file, 'CMD'),
  examples: {
    bad: [
      {
        text: 'FROM node:24\n«CMD» npm test\nUSER node\nCMD ["npm", "start"]\n',
        fixed: 'FROM node:24\nUSER node\nCMD ["npm", "start"]\n',
      },
    ],
    good: [
      'FROM node:24 AS test\nCMD ["npm", "test"]\nFROM node:24\nONBUILD CMD ["npm", "run", "dev"]\nCMD ["npm", "start"]\n',
      'FROM node:24\nHEALTHCHECK CMD ["true"]\nCMD ["npm", "start"]\n',
    ],
  },
};

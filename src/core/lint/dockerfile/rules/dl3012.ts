import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { replaced } from '../replaced';

/** Several HEALTHCHECK in a stage. */
export const dl3012: Rule<DockerFile> = {
  code: 'DL3012',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'warning', strict: 'warning' },
  title: { en: 'Several HEALTHCHECK in one stage', zh: '同一阶段有多个 HEALTHCHECK' },
  message: {
    en: 'A later HEALTHCHECK of this stage replaces this one: it is never done.',
    zh: '本阶段后面的 HEALTHCHECK 会覆盖这一条，它永远不会执行。',
  },
  why: {
    en: 'An image has room for one health check, and the last one wins. To test several things let one command test them all, in a script of its own if it is long.',
    zh: '一个镜像只能有一个健康检查，最后一条生效。要检查多项内容，就让一条命令全部检查，长了就写成脚本。',
  },
  lesson: 'docker-deep/image-hierarchy',
  check: (file) => replaced(file, 'HEALTHCHECK'),
  examples: {
    bad: [
      {
        text: 'FROM alpine:3.22\n«HEALTHCHECK» CMD wget -q -O /dev/null http://localhost/\nHEALTHCHECK NONE\n',
        fixed: 'FROM alpine:3.22\nHEALTHCHECK NONE\n',
      },
    ],
    good: ['FROM golang:1.26 AS build\nHEALTHCHECK CMD true\nFROM alpine:3.22\nHEALTHCHECK CMD true\n'],
  },
};

import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { instructionsOf } from '../instructions-of';
import { lineage } from '../stages';

/** No HEALTHCHECK. */
export const dl3057: Rule<DockerFile> = {
  code: 'DL3057',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'off', strict: 'information' },
  title: { en: 'No HEALTHCHECK', zh: '没有 HEALTHCHECK' },
  message: {
    en: 'Without HEALTHCHECK Docker knows only that the process runs, not that it answers.',
    zh: '没有 HEALTHCHECK，Docker 只知道进程还在，不知道它是否正常响应。',
  },
  why: {
    en: 'A program may hang while its process lives on. With a health check `docker ps` shows it, Compose can wait for it and Swarm replaces it. Kubernetes ignores this instruction and has probes of its own.',
    zh: '程序可能已经卡死，进程却还在。有了健康检查，`docker ps` 能显示状态，Compose 能等它就绪，Swarm 会替换它。Kubernetes 不看这条指令，用自己的探针。',
  },
  lesson: 'docker-deep/image-hierarchy',
  *check(file) {
    const last = file.stages.at(-1);
    if (last === undefined) return;
    const line = new Set(lineage(file, file.stages.length - 1));
    if (!instructionsOf(file, 'HEALTHCHECK').some(({ stage }) => line.has(stage)))
      yield { span: last.from.keywordSpan };
  },
  examples: {
    bad: [{ text: '«FROM» alpine:3.22\n' }],
    good: ['FROM alpine:3.22 AS base\nHEALTHCHECK CMD true\nFROM base\n'],
  },
};

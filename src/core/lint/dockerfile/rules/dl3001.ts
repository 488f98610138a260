import type { Rule } from '../../rule';
import type { DockerFile } from '../file';
import { runCommands } from '../run-commands';

/** A command without sense in a container. */
export const dl3001: Rule<DockerFile> = {
  code: 'DL3001',
  aliases: [],
  layer: 'meaning',
  severity: { learn: 'hint', strict: 'information' },
  title: { en: 'Command without sense in a container', zh: '在容器里没有意义的命令' },
  message: {
    en: '"{program}" looks after a whole machine; while an image is built there is none.',
    zh: '“{program}”是管理整台机器用的，而构建镜像时并没有这样一台机器。',
  },
  why: {
    en: 'A RUN makes files, and every process that it starts ends with it. Starting services, listing processes, mounting or shutting down belongs to a machine or to a running container, not to the making of an image.',
    zh: 'RUN 的作用是产生文件，它启动的进程都随它结束。启动服务、查看进程、挂载、关机是对一台机器或运行中的容器做的事，与制作镜像无关。',
  },
  lesson: 'docker/dockerfile',
  *check(file) {
    for (const { program, first } of runCommands(file))
      if (senseless.has(program)) yield { span: first.span, args: { program } };
  },
  examples: {
    bad: [{ text: 'FROM debian:13\nRUN «top»\n' }, { text: 'FROM debian:13\nRUN mkdir /a && «free» -m\n' }],
    good: ['FROM debian:13\nRUN apt-get purge -y vim && echo top\n'],
  },
};

const senseless = new Set(['free', 'ifconfig', 'kill', 'mount', 'ps', 'service', 'shutdown', 'ssh', 'top', 'vim']);

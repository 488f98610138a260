import type { Track } from '../../lesson';
import { commands } from './commands';
import { compose } from './compose';
import { containers } from './containers';
import { dockerfile } from './dockerfile';
import { install } from './install';
import { networks } from './networks';
import { registry } from './registry';
import { volumes } from './volumes';

/** Track docker: containers on one machine. */
export const docker: Track = {
  id: 'docker',
  title: { en: 'Docker', zh: 'Docker 容器' },
  project: {
    en: 'an image that holds your report script, built from a Dockerfile that somebody else can build again.',
    zh: '装着你的报告脚本的镜像，由 Dockerfile 构建，换一个人也能重新构建出来。',
  },
  lessons: [containers, install, commands, dockerfile, volumes, networks, compose, registry],
};

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
  lessons: [containers, install, commands, dockerfile, volumes, networks, compose, registry],
};

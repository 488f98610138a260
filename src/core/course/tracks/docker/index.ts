import type { Track } from '../../lesson';
import { commands } from './commands';
import { dockerfile } from './dockerfile';

/** Track docker: containers on one machine. */
export const docker: Track = {
  id: 'docker',
  title: { en: 'Docker', zh: 'Docker 容器' },
  lessons: [commands, dockerfile],
};

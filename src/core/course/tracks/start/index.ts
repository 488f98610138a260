import type { Track } from '../../lesson';
import { doctor } from './doctor';
import { plan } from './plan';
import { toolbox } from './toolbox';
import { tutor } from './tutor';

/** Track start. */
export const start: Track = {
  id: 'start',
  title: { en: 'Start here', zh: '从这里开始' },
  lessons: [tutor, doctor, plan, toolbox],
};

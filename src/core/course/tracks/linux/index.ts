import type { Track } from '../../lesson';
import { concepts } from './concepts';
import { environment } from './environment';
import { files } from './files';
import { logs } from './logs';
import { network } from './network';
import { packages } from './packages';
import { permissions } from './permissions';
import { processes } from './processes';
import { scripts } from './scripts';

/** Track linux. */
export const linux: Track = {
  id: 'linux',
  title: { en: 'Linux foundations', zh: 'Linux 操作系统基础' },
  lessons: [environment, concepts, files, permissions, packages, processes, network, scripts, logs],
};

import type { Lesson } from '../../lesson';
import { linuxProcessesSignals } from './linux-processes-signals';
import { linuxProcessesUnit } from './linux-processes-unit';

/** Lesson linux/processes. */
export const processes: Lesson = {
  id: 'linux/processes',
  title: { en: 'Processes and services', zh: '进程与服务管理' },
  minutes: 120,
  needs: ['linux', 'files'],
  teaches: [],
  exercises: [linuxProcessesSignals, linuxProcessesUnit],
  quiz: [],
};

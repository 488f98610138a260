import type { Lesson } from '../../lesson';
import { linuxProcessesSignals } from './linux-processes-signals';
import { linuxProcessesUnit } from './linux-processes-unit';
import { quiz } from './processes-quiz';

/** Lesson linux/processes. */
export const processes: Lesson = {
  id: 'linux/processes',
  title: { en: 'Processes and services', zh: '进程与服务管理' },
  minutes: 120,
  needs: ['linux', 'files'],
  teaches: [
    { en: 'read a process list: state, parent and priority', zh: '看懂进程列表：状态、父进程和优先级' },
    {
      en: 'run, suspend, continue and end jobs of your terminal',
      zh: '在终端里运行、挂起、恢复和结束作业',
    },
    { en: 'choose the signal that fits, and know which one cannot be caught', zh: '选对信号，并知道哪一个无法捕获' },
    {
      en: 'write a systemd unit, and tell `enable` from `start` and `reload` from `restart`',
      zh: '编写 systemd 单元，分清 `enable` 与 `start`、`reload` 与 `restart`',
    },
  ],
  exercises: [linuxProcessesSignals, linuxProcessesUnit],
  quiz,
};

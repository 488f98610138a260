import type { Lesson } from '../../lesson';
import { quiz } from './concepts-quiz';
import { linuxConceptsMap } from './linux-concepts-map';

/** Lesson linux/concepts. */
export const concepts: Lesson = {
  id: 'linux/concepts',
  title: { en: 'Kernel, distribution, shell, file system', zh: '操作系统与 Linux 基础概念' },
  minutes: 75,
  needs: ['files'],
  teaches: [
    {
      en: 'say which job belongs to the kernel, the shell, the terminal',
      zh: '说清哪些事归内核、哪些归 shell、哪些归终端',
    },
    { en: 'find the right directory for a file', zh: '为一个文件找到正确的目录' },
    {
      en: 'read the state of the kernel from `/proc`, and set it so that it survives a reboot',
      zh: '从 `/proc` 读出内核的状态，并让设置在重启后依然有效',
    },
    {
      en: 'explain why hosts of containers need certain modules and settings',
      zh: '解释容器主机为什么需要某些模块和参数',
    },
  ],
  exercises: [linuxConceptsMap],
  quiz,
};

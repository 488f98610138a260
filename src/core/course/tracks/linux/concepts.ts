import type { Lesson } from '../../lesson';

/** Lesson linux/concepts. */
export const concepts: Lesson = {
  id: 'linux/concepts',
  title: { en: 'Kernel, distribution, shell, file system', zh: '操作系统与 Linux 基础概念' },
  minutes: 75,
  needs: ['files'],
  teaches: [],
  exercises: [],
  quiz: [],
};

import type { Lesson } from '../../lesson';

/** Lesson linux/environment. */
export const environment: Lesson = {
  id: 'linux/environment',
  title: { en: 'Linux, and where to get one', zh: 'Linux 简介与环境准备' },
  minutes: 75,
  needs: ['files'],
  teaches: [],
  exercises: [],
  quiz: [],
};

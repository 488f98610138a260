import type { Lesson } from '../../lesson';

/** Lesson linux/scripts. */
export const scripts: Lesson = {
  id: 'linux/scripts',
  title: { en: 'Shell scripts and automation', zh: 'Shell 脚本与自动化基础' },
  minutes: 150,
  needs: ['linux', 'runner'],
  teaches: [],
  exercises: [],
  quiz: [],
};

import type { Lesson } from '../../lesson';

/** Lesson start/doctor. */
export const doctor: Lesson = {
  id: 'start/doctor',
  title: { en: 'Environment doctor', zh: '环境体检与引擎选择' },
  minutes: 25,
  needs: ['files', 'docker'],
  teaches: [],
  exercises: [],
  quiz: [],
};
